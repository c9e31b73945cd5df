package org.broadsheet.ranking.vote;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Who beats whom in a duel, for every pair of items, and whether the majorities contradict each other. Takes 8 bytes
/// for each pair.
public final class MajorityGraph<I> {
    /// Differences of this share of all votes and below come from rounding sums of fractions, not from voters.
    private static final double ROUNDING = 1e-12;

    private static final int MOST_ITEMS = 8_000;

    private final List<I> items;
    private final double[][] support;
    private final double slack;

    /// @throws IllegalArgumentException for more than 8,000 items, whose pairs would fill the memory
    public MajorityGraph(Election<I> election) {
        int n = election.size();
        if (n > MOST_ITEMS)
            throw new IllegalArgumentException("rules that look at pairs take at most " + MOST_ITEMS
                    + " items, but there are " + n + "; use borda or median, or cut the ballots");
        this.items = election.items();
        this.support = new double[n][n];
        this.slack = ROUNDING * election.totalWeight();
        for (int voter = 0; voter < election.voters(); voter++) count(election, voter);
    }

    private void count(Election<I> election, int voter) {
        int[] order = election.order(voter);
        double weight = election.weight(voter);
        List<Integer> rest = new ArrayList<>();
        if (election.unranked() == Unranked.LAST)
            for (int i = 0; i < items.size(); i++) if (Double.isNaN(election.score(voter, i))) rest.add(i);
        for (int from = 0; from < order.length; ) {
            int end = election.endOfTie(voter, from);
            for (int i = from; i < end; i++) {
                double[] row = support[order[i]];
                for (int j = end; j < order.length; j++) row[order[j]] += weight;
                for (int loser : rest) row[loser] += weight;
            }
            from = end;
        }
    }

    public List<I> items() {
        return items;
    }

    public int size() {
        return items.size();
    }

    /// Weight of the voters who put item `a` before item `b`.
    public double support(int a, int b) {
        return support[a][b];
    }

    /// Support of `a` over `b` less that of `b` over `a`.
    public double margin(int a, int b) {
        double margin = support[a][b] - support[b][a];
        return Math.abs(margin) <= slack ? 0 : margin;
    }

    /// Whether more voters put `a` before `b` than `b` before `a`.
    public boolean beats(int a, int b) {
        return margin(a, b) > 0;
    }

    /// The item that beats every other, if there is one.
    public Optional<I> condorcetWinner() {
        List<I> smith = smithSet();
        return smith.size() == 1 ? Optional.of(smith.getFirst()) : Optional.empty();
    }

    /// The smallest set whose every member beats every item outside it (Smith 1973); empty only where there are no
    /// items.
    public List<I> smithSet() {
        int n = size();
        BitSet[] reach = reach(true);
        List<I> set = new ArrayList<>();
        for (int i = 0; i < n; i++) if (reach[i].cardinality() == n) set.add(items.get(i));
        return List.copyOf(set);
    }

    /// Items that beat each other in a circle.
    ///
    /// @param members  all that are caught up in it
    /// @param shortest a shortest circle of majorities among them, each beating the next and the last the first
    public record Cycle<I>(List<I> members, List<I> shortest) {
        public Cycle {
            members = List.copyOf(members);
            shortest = List.copyOf(shortest);
        }
    }

    /// Every group of items whose majorities go in circles, the best group first; none where majorities are transitive.
    public List<Cycle<I>> cycles() {
        List<Cycle<I>> cycles = new ArrayList<>();
        for (int[] group : components())
            if (group.length > 1) cycles.add(new Cycle<>(named(group), named(shortestCycle(group))));
        return List.copyOf(cycles);
    }

    /// How many triples of items beat each other in a circle. O(n³).
    public long cyclicTriples() {
        long count = 0;
        for (int a = 0; a < size(); a++)
            for (int b = a + 1; b < size(); b++)
                for (int c = b + 1; c < size(); c++)
                    if (beats(a, b) && beats(b, c) && beats(c, a) || beats(b, a) && beats(c, b) && beats(a, c)) count++;
        return count;
    }

    /// Groups of items that reach each other by majorities, in an order in which no later item beats an earlier one.
    int[][] components() {
        int n = size();
        BitSet[] reach = reach(false);
        List<int[]> groups = new ArrayList<>();
        boolean[] placed = new boolean[n];
        for (int i = 0; i < n; i++) {
            if (placed[i]) continue;
            List<Integer> group = new ArrayList<>();
            for (int j = i; j < n; j++)
                if (i == j || reach[i].get(j) && reach[j].get(i)) {
                    group.add(j);
                    placed[j] = true;
                }
            groups.add(group.stream().mapToInt(Integer::intValue).toArray());
        }
        // Who beats a group reaches all that it reaches and more.
        groups.sort(Comparator.comparingInt((int[] g) -> -reach[g[0]].cardinality()));
        return groups.toArray(int[][]::new);
    }

    /// What each item reaches, itself included, by majorities, or with `ties` also by even duels. O(n³ / 64).
    private BitSet[] reach(boolean ties) {
        int n = size();
        BitSet[] reach = new BitSet[n];
        for (int i = 0; i < n; i++) {
            reach[i] = new BitSet(n);
            for (int j = 0; j < n; j++) if (i == j || (ties ? margin(i, j) >= 0 : margin(i, j) > 0)) reach[i].set(j);
        }
        for (int k = 0; k < n; k++) for (int i = 0; i < n; i++) if (i != k && reach[i].get(k)) reach[i].or(reach[k]);
        return reach;
    }

    private int[] shortestCycle(int[] group) {
        int[] best = {};
        for (int start : group) {
            int[] from = new int[size()];
            Arrays.fill(from, -1);
            ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(start));
            while (!queue.isEmpty()) {
                int at = queue.remove();
                if (beats(at, start)) {
                    int[] cycle = back(from, start, at);
                    if (best.length == 0 || cycle.length < best.length) best = cycle;
                    break;
                }
                for (int next : group)
                    if (next != start && from[next] < 0 && beats(at, next)) {
                        from[next] = at;
                        queue.add(next);
                    }
            }
            if (best.length == 3) break;
        }
        return best;
    }

    private static int[] back(int[] from, int start, int end) {
        ArrayDeque<Integer> path = new ArrayDeque<>();
        for (int at = end; at != start; at = from[at]) path.addFirst(at);
        path.addFirst(start);
        return path.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<I> named(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(items::get).toList();
    }
}
