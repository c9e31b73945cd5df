package org.broadsheet.ranking.selection;

import java.util.Set;

/// How many items of a group a set must and may hold.
///
/// @param group   its name, for messages and tables
/// @param members items of the group; those that nobody ranked are of no account
/// @param least   fewest, from 0
/// @param most    most, at least `least`; [#NO_LIMIT] for any number
public record Quota<I>(String group, Set<I> members, int least, int most) {
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    public Quota {
        members = Set.copyOf(members);
        if (group.isBlank()) throw new IllegalArgumentException("a group has a name");
        if (least < 0 || most < least)
            throw new IllegalArgumentException("the quota of group " + group
                    + " runs from 0 or more up to at least as much, not from " + least + " to " + most);
    }

    /// At least so many.
    public static <I> Quota<I> atLeast(String group, Set<I> members, int least) {
        return new Quota<>(group, members, least, NO_LIMIT);
    }

    /// At most so many.
    public static <I> Quota<I> atMost(String group, Set<I> members, int most) {
        return new Quota<>(group, members, 0, most);
    }

    /// The bounds as people write them: `2..4`, `2..`, `..4`, or `3` where there is no choice.
    public String range() {
        if (least == most) return Integer.toString(least);
        return (least > 0 ? least : "") + ".." + (most == NO_LIMIT ? "" : most);
    }
}
