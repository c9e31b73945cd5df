package org.broadsheet.ranking;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/// Distinct items, best first, each with its score. Immutable; scores never rise from one place to the next.
///
/// @param scored items and scores in order; may be empty
public record Ranking<I>(List<Scored<I>> scored) implements Iterable<Scored<I>> {
    public Ranking {
        scored = List.copyOf(scored);
        Set<I> seen = HashSet.newHashSet(scored.size());
        double last = Double.POSITIVE_INFINITY;
        for (Scored<I> s : scored) {
            if (!seen.add(s.item()))
                throw new IllegalArgumentException("a ranking names each item once; repeated: " + s.item());
            if (s.score() > last)
                throw new IllegalArgumentException(
                        "scores may not rise down a ranking, but " + s.item() + " has " + s.score() + " after " + last);
            last = s.score();
        }
    }

    /// Sorts by score, best first, equal scores as `ties` says. O(n log n).
    public static <I> Ranking<I> of(Collection<Scored<I>> scored, TieBreaker<I> ties) {
        List<Scored<I>> sorted = new ArrayList<>(scored);
        sorted.sort(Comparator.<Scored<I>>comparingDouble(Scored::score)
                .reversed()
                .thenComparing(Scored::item, ties.order()));
        return new Ranking<>(sorted);
    }

    /// A ranking of which only the order is known: scores are n, n-1, ..., 1.
    public static <I> Ranking<I> ofOrder(List<I> bestFirst) {
        List<Scored<I>> scored = new ArrayList<>(bestFirst.size());
        for (int i = 0; i < bestFirst.size(); i++) scored.add(new Scored<>(bestFirst.get(i), bestFirst.size() - i));
        return new Ranking<>(scored);
    }

    public static <I> Ranking<I> empty() {
        return new Ranking<>(List.of());
    }

    /// The items without their scores, best first.
    public List<I> items() {
        return scored.stream().map(Scored::item).toList();
    }

    /// The first `k` places, or all where there are fewer.
    public Ranking<I> top(int k) {
        return k >= scored.size() ? this : new Ranking<>(scored.subList(0, Math.max(0, k)));
    }

    public int size() {
        return scored.size();
    }

    public boolean isEmpty() {
        return scored.isEmpty();
    }

    @Override
    public Iterator<Scored<I>> iterator() {
        return scored.iterator();
    }
}
