package org.broadsheet.ranking.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Boosted regression trees that raise nDCG (LambdaMART; Burges, "From RankNet to LambdaRank to
/// LambdaMART", 2010). From the scores that lists start with, each tree fits the lambdas of LambdaRank at
/// the scores so far, by one Newton step a leaf.
///
/// The same lists and generator give the same trees, whatever the number of threads and in whatever order
/// the items of a list are handed in.
///
/// @param trees     most trees, from 1
/// @param leaves    most leaves of a tree, from 2
/// @param rate      how far each tree goes of the way it points, in (0, 1]
/// @param leastRows a leaf holds at least so many items, from 1
/// @param ridge     added to the curvature of a leaf: what holds back leaves that rest on little, from 0
/// @param columns   share of the features each tree may ask about, drawn anew for each, in (0, 1]
/// @param bins      a feature is cut into at most so many bins, from 2 to 256
/// @param cutoff    only the first so many places of a list count, from 1
public record LambdaMart(
        int trees, int leaves, double rate, int leastRows, double ridge, double columns, int bins, int cutoff) {
    /// A hundred trees of sixteen leaves that go a tenth of the way.
    public static final LambdaMart DEFAULT = new LambdaMart(100, 16, 0.1, 20, 1e-3, 1, FeatureBins.MOST, 1000);

    public LambdaMart {
        check(trees >= 1, "at least 1 tree", trees);
        check(leaves >= 2, "trees of at least 2 leaves", leaves);
        check(rate > 0 && rate <= 1, "a rate above 0 and up to 1", rate);
        check(leastRows >= 1, "at least 1 item a leaf", leastRows);
        check(ridge >= 0 && Double.isFinite(ridge), "a finite ridge from 0", ridge);
        check(columns > 0 && columns <= 1, "a share of features above 0 and up to 1", columns);
        check(bins >= 2 && bins <= FeatureBins.MOST, "from 2 to 256 bins", bins);
        check(cutoff >= 1, "at least 1 place that counts", cutoff);
    }

    private static void check(boolean right, String wanted, double was) {
        if (!right) throw new IllegalArgumentException("LambdaMART wants " + wanted + ", not " + was);
    }

    /// Told after each tree; where the thread is to stop it throws.
    @FunctionalInterface
    public interface Watcher {
        /// @param trees    grown so far
        /// @param training mean nDCG of the training lists at the cutoff, ties in random order
        /// @param watched  the same of the lists that only watch, 0 where there are none
        void grown(int trees, double training, double watched) throws InterruptedException;
    }

    public LambdaMart withTrees(int most) {
        return new LambdaMart(most, leaves, rate, leastRows, ridge, columns, bins, cutoff);
    }

    public LambdaMart withLeaves(int most) {
        return new LambdaMart(trees, most, rate, leastRows, ridge, columns, bins, cutoff);
    }

    public LambdaMart withRate(double step) {
        return new LambdaMart(trees, leaves, step, leastRows, ridge, columns, bins, cutoff);
    }

    public LambdaMart withLeastRows(int least) {
        return new LambdaMart(trees, leaves, rate, least, ridge, columns, bins, cutoff);
    }

    public LambdaMart withColumns(double share) {
        return new LambdaMart(trees, leaves, rate, leastRows, ridge, share, bins, cutoff);
    }

    public LambdaMart withCutoff(int places) {
        return new LambdaMart(trees, leaves, rate, leastRows, ridge, columns, bins, places);
    }

    /// Grows all the trees.
    ///
    /// @param lists at least one with an item of a grade above 0; lists without one teach nothing
    /// @param random draws the features of each tree, unused where all may be asked about
    public TreeEnsemble fit(List<GradedList> lists, RandomGenerator random) {
        try {
            return fit(lists, List.of(), random, (_, _, _) -> {});
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a fit that nobody watches", e);
        }
    }

    /// Grows trees and keeps as many of the first as rank lists best that were not learned from.
    ///
    /// @param lists    to learn from; at least one with an item of a grade above 0
    /// @param watching lists apart from those, which decide how many trees are kept: the fewest that are
    ///                 best, none where no number betters the start; all where nothing is relevant in
    ///                 any of the lists
    /// @throws IllegalArgumentException where nothing can be learned, or lists differ in their features
    /// @throws InterruptedException     where `watcher` throws it
    public TreeEnsemble fit(List<GradedList> lists, List<GradedList> watching, RandomGenerator random, Watcher watcher)
            throws InterruptedException {
        Lists training = Lists.of(lists, cutoff);
        Lists watched = Lists.of(watching, cutoff);
        if (training.gains.isEmpty())
            throw new IllegalArgumentException("nothing can be learned from " + lists.size()
                    + " lists none of which has an item of a grade above 0");
        int features = training.rows[0].length;
        if (watched.rows.length > 0 && watched.rows[0].length != features)
            throw new IllegalArgumentException("the lists to learn from have " + features
                    + " features, those that watch have " + watched.rows[0].length);
        if (features == 0) throw new IllegalArgumentException("lists to learn from have at least one feature");
        TreeGrower grower = new TreeGrower(this, training.columns(features));
        double[] scores = training.start.clone();
        double[] gradient = new double[scores.length];
        double[] curvature = new double[scores.length];
        double[] apart = watched.start.clone();
        List<RegressionTree> grown = new ArrayList<>();
        int kept = 0;
        double best = watched.mean(apart);
        while (grown.size() < trees) {
            training.gradients(scores, gradient, curvature);
            RegressionTree tree = grower.grow(gradient, curvature, drawn(features, random), scores);
            grown.add(tree);
            IntStream.range(0, apart.length).parallel().forEach(r -> apart[r] += tree.value(watched.rows[r]));
            double now = watched.mean(apart);
            if (now > best) {
                best = now;
                kept = grown.size();
            }
            watcher.grown(grown.size(), training.mean(scores), now);
        }
        return new TreeEnsemble(features, watched.gains.isEmpty() ? grown : grown.subList(0, kept));
    }

    private int[] drawn(int features, RandomGenerator random) {
        int[] all = IntStream.range(0, features).toArray();
        int take = Math.max(1, (int) Math.round(columns * features));
        if (take >= features) return all;
        for (int i = 0; i < take; i++) {
            int j = i + random.nextInt(features - i);
            int swapped = all[i];
            all[i] = all[j];
            all[j] = swapped;
        }
        int[] some = Arrays.copyOf(all, take);
        Arrays.sort(some);
        return some;
    }

    /// All rows of all lists one after the other, those of a list in an order of their own.
    private static final class Lists {
        private final double[][] rows;
        private final double[] start;
        private final int[] from;
        private final List<ListGain> gains;

        private Lists(double[][] rows, double[] start, int[] from, List<ListGain> gains) {
            this.rows = rows;
            this.start = start;
            this.from = from;
            this.gains = gains;
        }

        /// Those of the lists in which anything can be won: others would only move the bins.
        static Lists of(List<GradedList> all, int cutoff) {
            List<GradedList> lists = all.stream()
                    .filter(l -> Arrays.stream(l.grades()).anyMatch(g -> g > 0))
                    .toList();
            int n = 0;
            int[] from = new int[lists.size()];
            for (int l = 0; l < from.length; l++) {
                from[l] = n;
                n += lists.get(l).size();
            }
            double[][] rows = new double[n][];
            double[] start = new double[n];
            List<ListGain> gains = new ArrayList<>();
            for (int l = 0; l < from.length; l++) {
                GradedList list = lists.get(l);
                // Sums of rounded numbers depend on their order, so rows are summed in one that is their own.
                Integer[] order = new Integer[list.size()];
                Arrays.setAll(order, i -> i);
                Arrays.sort(order, (a, b) -> {
                    int c = Arrays.compare(list.features()[a], list.features()[b]);
                    if (c == 0) c = Integer.compare(list.grades()[a], list.grades()[b]);
                    return c != 0 ? c : Double.compare(list.start()[a], list.start()[b]);
                });
                int[] grades = new int[order.length];
                for (int i = 0; i < order.length; i++) {
                    rows[from[l] + i] = list.features()[order[i]];
                    grades[i] = list.grades()[order[i]];
                    start[from[l] + i] = list.start()[order[i]];
                }
                gains.add(new ListGain(grades, cutoff));
            }
            for (double[] row : rows)
                if (row.length != rows[0].length)
                    throw new IllegalArgumentException("all lists have the same features, but one has " + row.length
                            + " and another " + rows[0].length);
            return new Lists(rows, start, from, gains);
        }

        double[][] columns(int features) {
            double[][] columns = new double[features][rows.length];
            for (int r = 0; r < rows.length; r++) for (int f = 0; f < features; f++) columns[f][r] = rows[r][f];
            return columns;
        }

        void gradients(double[] scores, double[] gradient, double[] curvature) {
            IntStream.range(0, from.length)
                    .parallel()
                    .forEach(l -> gains.get(l).gradients(scores, from[l], gradient, curvature));
        }

        /// Mean over the lists, 0 where there are none.
        double mean(double[] scores) {
            double[] values = IntStream.range(0, from.length)
                    .parallel()
                    .mapToDouble(l -> gains.get(l).value(scores, from[l]))
                    .toArray();
            double sum = 0;
            for (double v : values) sum += v;
            return sum / Math.max(1, values.length);
        }
    }
}
