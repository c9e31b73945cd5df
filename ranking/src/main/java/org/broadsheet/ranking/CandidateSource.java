package org.broadsheet.ranking;

/// Finds items worth ranking for a context: a search, a neighbourhood, a list.
@FunctionalInterface
public interface CandidateSource<C, I> {
    /// At most `k` candidates, best first.
    Ranking<I> candidates(C context, int k);
}
