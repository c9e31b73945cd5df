package org.broadsheet.ranking.selection;

/// Which sets are allowed: with a set, each of its parts.
public interface IndependenceSystem {
    /// How much order there is among the allowed sets, on which the promise of the greedy choice depends.
    enum Structure {
        /// All sets up to a size.
        UNIFORM,
        /// Every allowed set that is smaller than another can be enlarged by an item of it.
        MATROID,
        /// Neither is known.
        ANY
    }

    Structure structure();

    /// The size of the largest allowed sets, which must all be of one size.
    int rank();

    Growing empty();

    /// An allowed set that grows.
    interface Growing {
        /// Whether the set is allowed with this item, which is not in it, too. What cannot be added now
        /// cannot be added
        /// later.
        boolean canAdd(int item);

        void add(int item);

        Growing copy();
    }

    /// All sets of at most `size` of the items.
    static IndependenceSystem uniform(int items, int size) {
        return new Partition(new int[items], new int[] {size}, Math.min(items, size), Structure.UNIFORM);
    }

    /// At most `most[g]` items of each part `g`.
    ///
    /// @param partOf the part of each item, from 0
    static IndependenceSystem partition(int[] partOf, int... most) {
        int[] there = new int[most.length];
        for (int part : partOf) there[part]++;
        int rank = 0;
        for (int g = 0; g < most.length; g++) {
            if (most[g] < 0) throw new IllegalArgumentException("at most " + most[g] + " items of a part is no bound");
            rank += Math.min(there[g], most[g]);
        }
        return new Partition(partOf.clone(), most.clone(), rank, Structure.MATROID);
    }

    /// At most so many of each part.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Partition(int[] partOf, int[] most, int rank, Structure structure) implements IndependenceSystem {
        @Override
        public Growing empty() {
            return growing(most.clone());
        }

        private Growing growing(int[] left) {
            return new Growing() {
                @Override
                public boolean canAdd(int item) {
                    return left[partOf[item]] > 0;
                }

                @Override
                public void add(int item) {
                    left[partOf[item]]--;
                }

                @Override
                public Growing copy() {
                    return growing(left.clone());
                }
            };
        }
    }
}
