package org.broadsheet.ranking;

/// How good an item is in a context: a reward model, a re-ranker, a factor model, a judge. Higher is better.
@FunctionalInterface
public interface Scorer<C, I> {
    /// A finite score, the same for the same arguments.
    double score(C context, I item);
}
