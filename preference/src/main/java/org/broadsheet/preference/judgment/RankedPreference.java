package org.broadsheet.preference.judgment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Several items in order. Items that are not named were not judged: the list may be a part of all there
/// are.
///
/// @param tiers best first; the items of one tier are tied. At least one item, each once, no tier empty
public record RankedPreference<C, I>(C context, List<List<I>> tiers, Occasion occasion) implements Judgment<C, I> {
    public RankedPreference {
        tiers = tiers.stream().map(List::copyOf).toList();
        if (tiers.isEmpty()) throw new IllegalArgumentException("a ranked list names at least one item");
        Set<I> seen = new HashSet<>();
        for (List<I> tier : tiers) {
            if (tier.isEmpty()) throw new IllegalArgumentException("a tier of a ranked list names at least one item");
            for (I item : tier)
                if (!seen.add(item))
                    throw new IllegalArgumentException("a ranked list names each item once; repeated: " + item);
        }
    }

    /// Without ties, on an unknown occasion.
    public static <C, I> RankedPreference<C, I> ofOrder(C context, List<I> bestFirst) {
        return new RankedPreference<>(context, bestFirst.stream().map(List::of).toList(), Occasion.UNKNOWN);
    }

    @Override
    public RankedPreference<C, I> on(Occasion other) {
        return new RankedPreference<>(context, tiers, other);
    }

    @Override
    public List<I> items() {
        return tiers.stream().flatMap(List::stream).toList();
    }
}
