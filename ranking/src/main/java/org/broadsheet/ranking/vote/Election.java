package org.broadsheet.ranking.vote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// Ballots ready to be counted: items and voters by number. Immutable.
///
/// Items are numbered in the order of the tie breaker, voters in an order that depends on their ballots
/// alone, so that
/// every sum over them is the same to the last digit however the ballots come in.
public final class Election<I> {
    private final List<I> items;
    private final TieBreaker<I> ties;
    private final Unranked unranked;
    private final double[][] scores;
    private final int[][] orders;
    private final double[] weights;
    private final double total;

    /// @param ballots  any number, also none
    /// @param unranked what a ballot says of the items it does not hold
    /// @param ties     order of items between which a rule does not decide
    public Election(Collection<Ballot<I>> ballots, Unranked unranked, TieBreaker<I> ties) {
        Set<I> named = new LinkedHashSet<>();
        for (Ballot<I> ballot : ballots) for (Scored<I> s : ballot.ranking()) named.add(s.item());
        List<I> sorted = new ArrayList<>(named);
        sorted.sort(ties.order());
        this.items = List.copyOf(sorted);
        this.ties = ties;
        this.unranked = unranked;
        Map<I, Integer> numbers = HashMap.newHashMap(items.size());
        for (int i = 0; i < items.size(); i++) numbers.put(items.get(i), i);
        List<Ballot<I>> cast =
                ballots.stream().filter(b -> !b.ranking().isEmpty()).toList();
        double[][] given = new double[cast.size()][items.size()];
        for (int voter = 0; voter < cast.size(); voter++) {
            Arrays.fill(given[voter], Double.NaN);
            for (Scored<I> s : cast.get(voter).ranking()) given[voter][numbers.getOrDefault(s.item(), -1)] = s.score();
        }
        int[] voters = IntStream.range(0, cast.size())
                .boxed()
                .sorted(Comparator.<Integer, double[]>comparing(v -> given[v], Arrays::compare)
                        .thenComparingDouble(v -> cast.get(v).weight()))
                .mapToInt(Integer::intValue)
                .toArray();
        this.scores = Arrays.stream(voters).mapToObj(v -> given[v]).toArray(double[][]::new);
        this.weights =
                Arrays.stream(voters).mapToDouble(v -> cast.get(v).weight()).toArray();
        this.orders = Arrays.stream(scores).map(Election::order).toArray(int[][]::new);
        this.total = Arrays.stream(weights).sum();
    }

    private Election(Election<I> of, double[] given) {
        int[] kept = IntStream.range(0, given.length).filter(v -> given[v] > 0).toArray();
        int[] held = IntStream.range(0, of.size())
                .filter(i -> Arrays.stream(kept).anyMatch(v -> of.holds(v, i)))
                .toArray();
        this.items = Arrays.stream(held).mapToObj(of.items::get).toList();
        this.ties = of.ties;
        this.unranked = of.unranked;
        this.scores = Arrays.stream(kept)
                .mapToObj(v ->
                        Arrays.stream(held).mapToDouble(i -> of.scores[v][i]).toArray())
                .toArray(double[][]::new);
        this.orders = Arrays.stream(scores).map(Election::order).toArray(int[][]::new);
        this.weights = Arrays.stream(kept).mapToDouble(v -> given[v]).toArray();
        this.total = Arrays.stream(weights).sum();
    }

    /// The same ballots standing for other numbers of voters.
    ///
    /// @param other a weight for each ballot, finite; one of 0 leaves its ballot out, and with it the items that
    ///     no other holds
    public Election<I> weighing(double... other) {
        if (other.length != weights.length)
            throw new IllegalArgumentException(other.length + " weights for " + weights.length + " ballots");
        for (double weight : other)
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("a ballot's weight is finite and at least 0 but was " + weight);
        return new Election<>(this, other);
    }

    /// Every ranking is one voter.
    public static <I> Election<I> of(List<Ranking<I>> rankings, Unranked unranked, TieBreaker<I> ties) {
        return new Election<>(rankings.stream().map(r -> new Ballot<>(r)).toList(), unranked, ties);
    }

    private static int[] order(double[] given) {
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < given.length; i++) if (!Double.isNaN(given[i])) held.add(i);
        held.sort(Comparator.comparingDouble((Integer i) -> -given[i]).thenComparing(i -> i));
        return held.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The items by number.
    public List<I> items() {
        return items;
    }

    public int size() {
        return items.size();
    }

    /// Ballots that hold at least one item.
    public int voters() {
        return weights.length;
    }

    public Unranked unranked() {
        return unranked;
    }

    /// How many voters ballot `voter` stands for.
    public double weight(int voter) {
        return weights[voter];
    }

    /// The sum of all weights.
    public double totalWeight() {
        return total;
    }

    /// The score that a voter gave, or NaN where the ballot does not hold the item.
    double score(int voter, int item) {
        return scores[voter][item];
    }

    /// The items that a ballot holds, best first; tied ones in the order of their numbers.
    int[] order(int voter) {
        return orders[voter];
    }

    /// Where the tie that begins at `from` in a voter's order ends (exclusive).
    int endOfTie(int voter, int from) {
        int[] order = orders[voter];
        double[] given = scores[voter];
        int end = from + 1;
        while (end < order.length && given[order[end]] == given[order[from]]) end++;
        return end;
    }

    /// Places from 0 (best); tied items share the mean of their places. Items not held are last together,
    /// or NaN where
    /// there is no opinion; then the places of a short ballot are stretched over all.
    double[] places(int voter) {
        int n = size();
        int[] order = orders[voter];
        double[] places = new double[n];
        boolean none = unranked == Unranked.NO_OPINION;
        Arrays.fill(places, none ? Double.NaN : (order.length + n - 1) / 2.0);
        for (int from = 0; from < order.length; ) {
            int end = endOfTie(voter, from);
            for (int i = from; i < end; i++) places[order[i]] = stretched((from + end - 1) / 2.0, order.length);
            from = end;
        }
        return places;
    }

    /// Whether a ballot names an item.
    public boolean holds(int voter, int item) {
        return !Double.isNaN(scores[voter][item]);
    }

    /// What a ballot gives every item where a place is worth something. Tied items share the worth of their
    /// places
    /// equally; items that it does not hold share the places behind, or get the average of all places where
    /// there is no
    /// opinion, and then the places of a short ballot are stretched over all.
    ///
    /// @param worth of a place from 0, the best, to the number of items less one
    /// @return as many numbers as there are items
    public double[] points(int voter, IntToDoubleFunction worth) {
        int n = size();
        double[] before = new double[n + 1]; // worth of all places before this one
        for (int place = 0; place < n; place++) before[place + 1] = before[place] + worth.applyAsDouble(place);
        int[] order = orders[voter];
        boolean stretched = unranked == Unranked.NO_OPINION && order.length < n;
        double[] points = new double[n];
        if (order.length < n)
            Arrays.fill(points, stretched ? before[n] / n : (before[n] - before[order.length]) / (n - order.length));
        for (int from = 0; from < order.length; ) {
            int end = endOfTie(voter, from);
            double each =
                    stretched ? stretched(worth, from, end, order.length) : (before[end] - before[from]) / (end - from);
            for (int i = from; i < end; i++) points[order[i]] = each;
            from = end;
        }
        return points;
    }

    /// The mean worth of the stretched places of a tie, between two whole places by their distance.
    private double stretched(IntToDoubleFunction worth, int from, int end, int held) {
        double sum = 0;
        for (int place = from; place < end; place++) {
            double wide = stretched(place, held);
            int low = (int) Math.floor(wide);
            double part = wide - low;
            sum += (1 - part) * worth.applyAsDouble(low) + (part > 0 ? part * worth.applyAsDouble(low + 1) : 0);
        }
        return sum / (end - from);
    }

    /// A place among `held` items as a place among all.
    double stretched(double place, int held) {
        if (unranked == Unranked.LAST || held == size()) return place;
        return held > 1 ? place * (size() - 1) / (held - 1) : (size() - 1) / 2.0;
    }

    /// The items by descending score.
    Ranking<I> ranked(double[] result) {
        List<Scored<I>> scored = new ArrayList<>(result.length);
        for (int i = 0; i < result.length; i++) scored.add(new Scored<>(items.get(i), result[i]));
        return Ranking.of(scored, ties);
    }
}
