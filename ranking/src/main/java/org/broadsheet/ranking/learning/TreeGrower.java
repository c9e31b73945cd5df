package org.broadsheet.ranking.learning;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Grows one tree after another over the same rows: always the leaf is split that gains most (best first),
/// at the bin that gains most, until there are enough leaves or nothing gains. Of equal gains the leaf made
/// first, the feature and the bin with the lower number are taken. Features are looked at in parallel and
/// compared in order, so the result does not depend on threads.
final class TreeGrower {
    private final LambdaMart settings;
    private final FeatureBins[] bins;
    private final byte[][] binned;
    private final int rows;

    /// @param columns features of all rows, a column each
    TreeGrower(LambdaMart settings, double[][] columns) {
        this.settings = settings;
        rows = columns[0].length;
        bins = new FeatureBins[columns.length];
        binned = new byte[columns.length][rows];
        IntStream.range(0, columns.length).parallel().forEach(f -> {
            bins[f] = FeatureBins.of(columns[f].clone(), settings.bins());
            for (int r = 0; r < rows; r++) binned[f][r] = (byte) bins[f].of(columns[f][r]);
        });
    }

    /// @param gradient  which way and how much each row's score should move
    /// @param curvature not negative
    /// @param features  those that may be asked about, rising
    /// @param scores    each row's rises by what the tree says of it
    RegressionTree grow(double[] gradient, double[] curvature, int[] features, double[] scores) {
        int most = settings.leaves();
        int[] feature = new int[2 * most - 1];
        Arrays.fill(feature, -1);
        double[] threshold = new double[2 * most - 1];
        int[] left = new int[2 * most - 1];
        int[] right = new int[2 * most - 1];
        double[] value = new double[2 * most - 1];
        double[] gain = new double[2 * most - 1];
        int[] order = IntStream.range(0, rows).toArray();
        Leaf[] leaves = new Leaf[most];
        int count = 1;
        int nodes = 1;
        leaves[0] = new Leaf(0, 0, rows, histogram(order, 0, rows, gradient, curvature, features), features);
        while (count < most) {
            int best = 0;
            for (int l = 1; l < count; l++) if (leaves[l].gain > leaves[best].gain) best = l;
            Leaf leaf = leaves[best];
            if (!(leaf.gain > 0)) break;
            int middle = partition(order, leaf);
            feature[leaf.node] = leaf.feature;
            threshold[leaf.node] = bins[leaf.feature].edges()[leaf.bin];
            gain[leaf.node] = leaf.gain;
            left[leaf.node] = nodes++;
            right[leaf.node] = nodes++;
            // The histogram of the larger part is what the smaller leaves over.
            boolean leftSmaller = middle - leaf.from <= leaf.to - middle;
            Histogram small = leftSmaller
                    ? histogram(order, leaf.from, middle, gradient, curvature, features)
                    : histogram(order, middle, leaf.to, gradient, curvature, features);
            Histogram large = leaf.histogram.without(small);
            leaves[best] = new Leaf(left[leaf.node], leaf.from, middle, leftSmaller ? small : large, features);
            leaves[count++] = new Leaf(right[leaf.node], middle, leaf.to, leftSmaller ? large : small, features);
        }
        for (int l = 0; l < count; l++) {
            Leaf leaf = leaves[l];
            double g = 0;
            double h = 0;
            for (int k = leaf.from; k < leaf.to; k++) {
                g += gradient[order[k]];
                h += curvature[order[k]];
            }
            // Where nothing pulls there is no curvature either.
            double move = h + settings.ridge() > 0 ? settings.rate() * g / (h + settings.ridge()) : 0;
            value[leaf.node] = move;
            for (int k = leaf.from; k < leaf.to; k++) scores[order[k]] += move;
        }
        return new RegressionTree(
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(right, nodes),
                Arrays.copyOf(value, nodes),
                Arrays.copyOf(gain, nodes));
    }

    /// Rows that go left first, each part in the order it had.
    private int partition(int[] order, Leaf leaf) {
        byte[] column = binned[leaf.feature];
        int[] rest = new int[leaf.to - leaf.from];
        int middle = leaf.from;
        int kept = 0;
        for (int k = leaf.from; k < leaf.to; k++) {
            int row = order[k];
            if ((column[row] & 0xFF) <= leaf.bin) order[middle++] = row;
            else rest[kept++] = row;
        }
        System.arraycopy(rest, 0, order, middle, kept);
        return middle;
    }

    private Histogram histogram(int[] order, int from, int to, double[] gradient, double[] curvature, int[] features) {
        // Side by side, for they are read once a feature.
        double[] pulls = new double[2 * (to - from)];
        for (int k = from; k < to; k++) {
            pulls[2 * (k - from)] = gradient[order[k]];
            pulls[2 * (k - from) + 1] = curvature[order[k]];
        }
        double[][] sums = new double[features.length][];
        int[][] counts = new int[features.length][];
        IntStream.range(0, features.length).parallel().forEach(i -> {
            byte[] column = binned[features[i]];
            double[] sum = new double[2 * bins[features[i]].bins()];
            int[] count = new int[bins[features[i]].bins()];
            for (int k = from; k < to; k++) {
                int bin = column[order[k]] & 0xFF;
                sum[2 * bin] += pulls[2 * (k - from)];
                sum[2 * bin + 1] += pulls[2 * (k - from) + 1];
                count[bin]++;
            }
            sums[i] = sum;
            counts[i] = count;
        });
        return new Histogram(sums, counts);
    }

    /// Sums of gradient and curvature, side by side, and rows, by feature and bin.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Histogram(double[][] sums, int[][] counts) {
        Histogram without(Histogram part) {
            double[][] s = new double[sums.length][];
            int[][] c = new int[sums.length][];
            for (int i = 0; i < s.length; i++) {
                s[i] = sums[i].clone();
                c[i] = counts[i].clone();
                for (int k = 0; k < s[i].length; k++) s[i][k] -= part.sums[i][k];
                for (int k = 0; k < c[i].length; k++) c[i][k] -= part.counts[i][k];
            }
            return new Histogram(s, c);
        }
    }

    /// An end of the growing tree with the best way to split it.
    private final class Leaf {
        private final int node;
        private final int from;
        private final int to;
        private final Histogram histogram;
        private double gain;
        private int feature;
        private int bin;

        Leaf(int node, int from, int to, Histogram histogram, int[] features) {
            this.node = node;
            this.from = from;
            this.to = to;
            this.histogram = histogram;
            for (int i = 0; i < features.length; i++) look(features[i], histogram.sums[i], histogram.counts[i]);
        }

        private void look(int f, double[] sum, int[] count) {
            double g = 0;
            double h = 0;
            for (int b = 0; b < count.length; b++) {
                g += sum[2 * b];
                h += sum[2 * b + 1];
            }
            double whole = worth(g, h);
            double leftG = 0;
            double leftH = 0;
            int leftRows = 0;
            for (int b = 0; b + 1 < count.length; b++) {
                leftG += sum[2 * b];
                leftH += sum[2 * b + 1];
                leftRows += count[b];
                if (count[b] == 0 || leftRows < settings.leastRows()) continue;
                if (to - from - leftRows < settings.leastRows()) break;
                double gained = worth(leftG, leftH) + worth(g - leftG, h - leftH) - whole;
                if (gained > gain) {
                    gain = gained;
                    feature = f;
                    bin = b;
                }
            }
        }

        private double worth(double g, double h) {
            return h + settings.ridge() > 0 ? g * g / (h + settings.ridge()) : 0;
        }
    }
}
