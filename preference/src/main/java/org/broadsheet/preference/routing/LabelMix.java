package org.broadsheet.preference.routing;

import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// For each of n items, whether a person or the model labels it. Immutable.
public final class LabelMix {
    private final int size;
    private final BitSet people;

    /// @param size   number of items
    /// @param people indices from 0 of those labelled by people, in any order
    public LabelMix(int size, IntStream people) {
        this.size = size;
        this.people = people.collect(BitSet::new, BitSet::set, BitSet::or);
        if (size < 0 || this.people.length() > size)
            throw new IllegalArgumentException(
                    "item " + (this.people.length() - 1) + " is not one of the " + size + " items");
    }

    public int size() {
        return size;
    }

    /// How many items people label.
    public int budget() {
        return people.cardinality();
    }

    /// Whether a person labels the item with this index.
    public boolean byPerson(int item) {
        if (item < 0 || item >= size)
            throw new IllegalArgumentException("item " + item + " is not one of the " + size + " items");
        return people.get(item);
    }

    /// Indices of the items that people label, ascending.
    public IntStream people() {
        return people.stream();
    }

    /// A mix whose numbers of items with each feature vary widely: features in random order, of each as
    /// many items as there are, until the budget is spent (Miranda et al. 2025, knapsack of section 3);
    /// what is left of it goes to random items.
    static LabelMix varied(FeatureTable table, int budget, RandomGenerator random) {
        int n = table.size();
        int[] order = shuffled(n, random);
        BitSet chosen = new BitSet(n);
        for (int f : shuffled(table.features(), random)) {
            for (int item : order)
                if (chosen.cardinality() < budget && table.features(item).contains(f)) chosen.set(item);
        }
        for (int item : order) if (chosen.cardinality() < budget) chosen.set(item);
        return new LabelMix(n, chosen.stream());
    }

    static int[] shuffled(int n, RandomGenerator random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMix m && m.size == size && m.people.equals(people);
    }

    @Override
    public int hashCode() {
        return 31 * people.hashCode() + size;
    }

    @Override
    public String toString() {
        return budget() + " of " + size + " items by people";
    }
}
