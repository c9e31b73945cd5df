package org.broadsheet.ranking;

import java.util.Comparator;

/// Says which of two items with equal scores comes first, so that every ranking has one total order.
///
/// @param order items that sort first stand first among equals
public record TieBreaker<I>(Comparator<? super I> order) {
    /// The smaller item first.
    public static <I extends Comparable<? super I>> TieBreaker<I> ascending() {
        return new TieBreaker<>(Comparator.<I>naturalOrder());
    }

    /// The larger item first, which is how trec_eval orders document ids of equal score.
    public static <I extends Comparable<? super I>> TieBreaker<I> descending() {
        return new TieBreaker<>(Comparator.<I>reverseOrder());
    }
}
