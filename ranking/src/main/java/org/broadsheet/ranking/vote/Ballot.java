package org.broadsheet.ranking.vote;

import org.broadsheet.ranking.Ranking;

/// One voter's order of items, or the same order of several voters. Items with equal scores are tied.
///
/// @param ranking best first; need not hold every item
/// @param weight  how many voters it stands for; finite, above 0
public record Ballot<I>(Ranking<I> ranking, double weight) {
    public Ballot {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a ballot's weight is finite and above 0 but was " + weight);
    }

    /// A single voter.
    public Ballot(Ranking<I> ranking) {
        this(ranking, 1);
    }
}
