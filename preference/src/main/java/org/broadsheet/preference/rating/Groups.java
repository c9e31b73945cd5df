package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Which items chains of comparisons link: the connected components of the comparison graph.
final class Groups {
    private static final int NAMED = 5;

    private final int[] group;
    private final int count;

    private Groups(int[] group, int count) {
        this.group = group;
        this.count = count;
    }

    /// Everything linked with everything.
    static Groups one(int items) {
        return new Groups(new int[items], items == 0 ? 0 : 1);
    }

    static Groups of(int items, int[] left, int[] right, int size) {
        int[] parent = new int[items];
        for (int i = 0; i < items; i++) parent[i] = i;
        for (int k = 0; k < size; k++) join(parent, left[k], right[k]);
        return of(parent);
    }

    static void join(int[] parent, int a, int b) {
        int x = root(parent, a);
        int y = root(parent, b);
        if (x != y) parent[Math.max(x, y)] = Math.min(x, y);
    }

    /// From a forest made by [#join].
    static Groups of(int[] parent) {
        int[] group = new int[parent.length];
        int[] named = new int[parent.length];
        int count = 0;
        for (int i = 0; i < parent.length; i++) {
            int root = root(parent, i);
            if (root == i) named[i] = count++;
            group[i] = named[root];
        }
        return new Groups(group, count);
    }

    private static int root(int[] parent, int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    int count() {
        return count;
    }

    int of(int item) {
        return group[item];
    }

    boolean linked(int a, int b) {
        return group[a] == group[b];
    }

    /// How many items each group has.
    int[] sizes() {
        int[] sizes = new int[count];
        for (int g : group) sizes[g]++;
        return sizes;
    }

    /// The items of each group, the largest group first.
    List<List<Integer>> lists() {
        List<List<Integer>> lists = new ArrayList<>();
        for (int g = 0; g < count; g++) lists.add(new ArrayList<>());
        for (int i = 0; i < group.length; i++) lists.get(group[i]).add(i);
        lists.sort(Comparator.comparingInt((List<Integer> l) -> -l.size()));
        return lists;
    }

    /// Takes the mean of each group off its members, so that each sums to zero; NaN stays.
    void centre(double[] rating) {
        double[] sum = new double[count];
        int[] n = new int[count];
        for (int i = 0; i < group.length; i++)
            if (!Double.isNaN(rating[i])) {
                sum[group[i]] += rating[i];
                n[group[i]]++;
            }
        for (int i = 0; i < group.length; i++) if (n[group[i]] > 0) rating[i] -= sum[group[i]] / n[group[i]];
    }

    /// What to say of more than one group; nothing where all is linked.
    Optional<String> warning(IntFunction<String> name) {
        if (count < 2) return Optional.empty();
        List<List<Integer>> lists = lists();
        List<String> alone = lists.stream()
                .filter(l -> l.size() == 1)
                .map(l -> name.apply(l.getFirst()))
                .toList();
        long several = lists.stream().filter(l -> l.size() > 1).count();
        StringBuilder said = new StringBuilder();
        if (several > 1) {
            said.append("the comparisons fall into ").append(several).append(" groups with none between them (of ");
            said.append(lists.stream()
                    .filter(l -> l.size() > 1)
                    .limit(NAMED)
                    .map(l -> Integer.toString(l.size()))
                    .collect(Collectors.joining(", ")));
            said.append(several > NAMED ? ", ..." : "")
                    .append(" items); ratings of different groups cannot be set")
                    .append(" against each other: compare ")
                    .append(name.apply(lists.get(0).getFirst()))
                    .append(" with ")
                    .append(name.apply(lists.get(1).getFirst()))
                    .append(", for one");
        }
        if (!alone.isEmpty()) {
            if (!said.isEmpty()) said.append("; ");
            said.append(alone.size() == 1 ? "1 item was" : alone.size() + " items were")
                    .append(" never compared: ")
                    .append(alone.stream().limit(NAMED).collect(Collectors.joining(", ")))
                    .append(alone.size() > NAMED ? ", ..." : "");
        }
        return Optional.of(said.toString());
    }
}
