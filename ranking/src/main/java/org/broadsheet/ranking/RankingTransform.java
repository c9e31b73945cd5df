package org.broadsheet.ranking;

/// Changes a ranking for a context: re-ranks, cuts, spreads. Never invents an item.
@FunctionalInterface
public interface RankingTransform<C, I> {
    Ranking<I> apply(C context, Ranking<I> in);

    /// First this, then `next`.
    default RankingTransform<C, I> andThen(RankingTransform<? super C, I> next) {
        return (context, in) -> next.apply(context, apply(context, in));
    }
}
