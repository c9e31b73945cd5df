package org.broadsheet.ranking.selection;

import java.util.List;

/// A chosen set and what is known of it.
///
/// @param members   in the order chosen
/// @param score     what the rule says it is worth
/// @param bound     no set of this size that meets the quotas is worth more
/// @param guarantee the share of the best that theory promises: 1 where it is the best, 0 where it promises
///                  nothing and
///                  only `score / bound` is known
public record Committee<I>(List<I> members, double score, double bound, double guarantee) {
    public Committee {
        members = List.copyOf(members);
    }

    /// Whether no set scores more.
    public boolean proven() {
        return guarantee == 1;
    }

    /// The share of the best score that this set has for certain; 1 where there is nothing to score.
    public double atLeast() {
        return bound <= 0 ? 1 : Math.max(guarantee, score / bound);
    }
}
