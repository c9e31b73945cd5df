package org.broadsheet.ranking.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The order that contradicts the ballots least: the fewest pairs of items, counted over all voters, that a voter has
/// the other way round (Kemeny 1959). A voter who ties two items contradicts neither order of them.
///
/// Items that beat each other in no circle are put in order by their majorities. Within a circle of up to
/// `exactUpTo` items a dynamic programme over subsets finds the best order; in a larger one local search finds a good
/// order and branch and bound tries to prove or better it.
///
/// @param exactUpTo largest circle for the dynamic programme, 1 to 22; it takes 2^n steps times n² and 9 * 2^n bytes
/// @param nodes     most steps of branch and bound in one circle, 0 for none
/// @param restarts  how often local search starts anew from a shaken order, 0 or more
/// @param seed      of the shaking
public record Kemeny(int exactUpTo, long nodes, int restarts, long seed) implements VotingRule {
    /// Exact for circles of 18 items and, where the voters agree somewhat, well beyond; under a few seconds for 200.
    public static final Kemeny DEFAULT = new Kemeny(18, 500_000, 30, 1);

    public Kemeny {
        if (exactUpTo < 1 || exactUpTo > 22)
            throw new IllegalArgumentException("exactUpTo is from 1 to 22 but was " + exactUpTo + "; 18 is quick");
        if (nodes < 0 || restarts < 0)
            throw new IllegalArgumentException(
                    "nodes and restarts are 0 or more but were " + nodes + " and " + restarts);
    }

    /// An order and how good it is known to be.
    ///
    /// @param order         best first
    /// @param disagreements pairs that voters have the other way round, by weight
    /// @param bound         no order has fewer disagreements than this
    public record Consensus<I>(List<I> order, double disagreements, double bound) {
        public Consensus {
            order = List.copyOf(order);
        }

        /// Disagreements above the bound, as a share of the bound; 0 where the order is proven to be best.
        public double gap() {
            return disagreements <= bound ? 0 : bound > 0 ? (disagreements - bound) / bound : Double.POSITIVE_INFINITY;
        }

        public boolean proven() {
            return disagreements <= bound;
        }
    }

    @Override
    public String name() {
        return "kemeny";
    }

    @Override
    public double[] scores(Election<?> election) {
        int[] order = solve(new MajorityGraph<>(election)).order();
        double[] scores = new double[order.length];
        for (int place = 0; place < order.length; place++) scores[order[place]] = order.length - 1 - place;
        return scores;
    }

    /// The best order found, its disagreements and a proven lower bound on them.
    public <I> Consensus<I> solve(Election<I> election) {
        KemenySearch.Result found = solve(new MajorityGraph<>(election));
        List<I> named =
                Arrays.stream(found.order()).mapToObj(election.items()::get).toList();
        return new Consensus<>(named, found.cost(), found.bound());
    }

    /// Disagreements of the ballots with an order of all items.
    ///
    /// @throws IllegalArgumentException where the order does not hold each item of the election once
    public static <I> double disagreements(Election<I> election, List<I> order) {
        MajorityGraph<I> graph = new MajorityGraph<>(election);
        int[] numbers = order.stream().mapToInt(election.items()::indexOf).toArray();
        if (order.size() != election.size() || Arrays.stream(numbers).distinct().count() != election.size())
            throw new IllegalArgumentException("an order of " + election.size() + " items was expected: " + order);
        if (Arrays.stream(numbers).anyMatch(i -> i < 0))
            throw new IllegalArgumentException("the order has items that no ballot holds: " + order);
        return new KemenySearch(graph, numbers).cost(identity(numbers.length));
    }

    private KemenySearch.Result solve(MajorityGraph<?> graph) {
        List<Integer> whole = new ArrayList<>(graph.size());
        double unproven = 0;
        for (int[] group : graph.components()) {
            KemenySearch search = new KemenySearch(graph, group);
            KemenySearch.Result best = group.length <= exactUpTo
                    ? search.bySubsets()
                    : search.branchAndBound(search.local(restarts, seed), nodes);
            for (int i : best.order()) whole.add(group[i]);
            unproven += best.cost() - best.bound();
        }
        int[] order = whole.stream().mapToInt(Integer::intValue).toArray();
        // Summed over the whole order and not over its parts, so that equal orders have equal costs to the last digit.
        double cost = new KemenySearch(graph, order).cost(identity(order.length));
        return new KemenySearch.Result(order, cost, cost - unproven);
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) order[i] = i;
        return order;
    }
}
