package org.broadsheet.preference.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which items have which features. Items with the same features are one pattern: nothing here can tell
/// them apart.
///
/// @param patterns the features of each pattern, ascending
/// @param of       the pattern of each item
/// @param features how many features there are
record FeatureTable(List<List<Integer>> patterns, List<Integer> of, int features) {
    static <I> FeatureTable of(List<? extends I> items, List<Feature<I>> features) {
        Map<List<Integer>, Integer> known = new LinkedHashMap<>();
        List<Integer> of = new ArrayList<>(items.size());
        for (I item : items) {
            List<Integer> has = new ArrayList<>();
            for (int f = 0; f < features.size(); f++) if (features.get(f).has(item)) has.add(f);
            Integer pattern = known.get(has);
            if (pattern == null) {
                pattern = known.size();
                known.put(List.copyOf(has), pattern);
            }
            of.add(pattern);
        }
        return new FeatureTable(List.copyOf(known.keySet()), List.copyOf(of), features.size());
    }

    static <I> void check(List<Feature<I>> features) {
        if (features.isEmpty())
            throw new IllegalArgumentException("without features all items are alike; give at least one");
        Set<String> seen = new HashSet<>();
        for (Feature<I> f : features)
            if (!seen.add(f.name()))
                throw new IllegalArgumentException("features have distinct names; repeated: " + f.name());
    }

    int size() {
        return of.size();
    }

    List<Integer> features(int item) {
        return patterns.get(of.get(item));
    }

    /// How many of the items labelled by people have each feature.
    int[] counts(LabelMix mix) {
        int[] counts = new int[features];
        mix.people().forEach(i -> {
            for (int f : features(i)) counts[f]++;
        });
        return counts;
    }
}
