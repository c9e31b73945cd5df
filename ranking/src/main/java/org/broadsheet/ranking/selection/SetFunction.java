package org.broadsheet.ranking.selection;

/// What a set of numbered items is worth: nothing for the empty set, never less for a larger set, and each
/// item adds
/// the less the more is there already (monotone and submodular).
public interface SetFunction {
    /// Items are numbered from 0 to this, exclusive.
    int items();

    /// A set without items, ready to grow.
    Growth empty();

    /// The value of a whole set.
    ///
    /// Where sets that are still growing are not yet bound by something that whole sets are bound by, this
    /// may be less
    /// than what [Growth#value] says.
    default double value(int[] set) {
        Growth growth = empty();
        for (int item : set) growth.add(item);
        return growth.value();
    }

    /// Whether each item adds the same whatever is there.
    default boolean additive() {
        return false;
    }

    /// A set that grows. Not for several threads.
    interface Growth {
        double value();

        /// What an item that is not in the set would add; never below 0.
        double gain(int item);

        /// @param item not in the set yet
        void add(int item);

        Growth copy();
    }
}
