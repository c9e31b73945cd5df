package org.broadsheet.ranking.selection;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Quotas that hold together; an item may belong to several groups or to none.
///
/// @param all by name of the group, each named once
public record Quotas<I>(List<Quota<I>> all) {
    public Quotas {
        all = all.stream().sorted(Comparator.comparing(Quota::group)).toList();
        Set<String> named = new HashSet<>();
        for (Quota<I> quota : all)
            if (!named.add(quota.group()))
                throw new IllegalArgumentException(
                        "group " + quota.group() + " has two quotas; say its lower and upper bound in one");
    }

    /// No quota.
    public static <I> Quotas<I> none() {
        return new Quotas<>(List.of());
    }

    /// These and one more.
    public Quotas<I> and(Quota<I> quota) {
        return new Quotas<>(Stream.concat(all.stream(), Stream.of(quota)).toList());
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }
}
