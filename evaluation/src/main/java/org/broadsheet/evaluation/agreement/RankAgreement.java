package org.broadsheet.evaluation.agreement;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How alike two orders of the same n items are, from -1 (one is the other backwards) over 0 to 1 (the same).
///
/// Each order is given by a value for each item, larger first; equal values are ties. Where a coefficient is not
/// defined, because there are fewer than two items or one side ties them all, it is NaN.
public enum RankAgreement {
    /// Pairs in the same order minus pairs in the other, over all pairs; a pair tied on either side counts as
    /// neither.
    KENDALL_TAU_A {
        @Override
        double compute(double[] x, double[] y) {
            Pairs pairs = Pairs.of(x, y);
            return pairs.difference / pairs.all;
        }
    },
    /// The same over what it could be at most given the ties (Kendall 1945).
    KENDALL_TAU_B {
        @Override
        double compute(double[] x, double[] y) {
            Pairs pairs = Pairs.of(x, y);
            double bound = Math.sqrt(pairs.all - pairs.tiedX) * Math.sqrt(pairs.all - pairs.tiedY);
            return bound == 0 ? Double.NaN : pairs.difference / bound;
        }
    },
    /// The correlation of the ranks, ties sharing the middle of their ranks.
    SPEARMAN {
        @Override
        double compute(double[] x, double[] y) {
            return pearson(midRanks(x), midRanks(y));
        }
    },
    /// How the first order agrees with the second, taken as the truth, errors near the top weighing more (Yilmaz,
    /// Aslam and Robertson 2008). Not symmetric. Pairs tied on either side count half, which is the expectation
    /// over orders that break the ties.
    TAU_AP {
        @Override
        double compute(double[] x, double[] y) {
            int n = x.length;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                // Items tied with i in x stand in any order: its place is averaged over all.
                int above = 0;
                int tied = 0;
                double right = 0;
                double rightTied = 0;
                for (int j = 0; j < n; j++) {
                    if (j == i || x[j] < x[i]) continue;
                    double agrees = y[j] > y[i] ? 1 : y[j] == y[i] ? 0.5 : 0;
                    if (x[j] > x[i]) {
                        above++;
                        right += agrees;
                    } else {
                        tied++;
                        rightTied += agrees;
                    }
                }
                for (int before = 0; before <= tied; before++) {
                    int place = above + before;
                    if (place == 0) continue;
                    double expected = right + (tied == 0 ? 0 : rightTied * before / tied);
                    sum += expected / place / (tied + 1);
                }
            }
            return 2 * sum / (n - 1) - 1;
        }
    };

    /// @param x a finite value for each item
    /// @param y another, in the same order of items
    public double of(double[] x, double[] y) {
        if (x.length != y.length)
            throw new IllegalArgumentException(
                    "two orders are of the same items, but one has " + x.length + " and one " + y.length);
        for (double value : x) requireFinite(value);
        for (double value : y) requireFinite(value);
        return x.length < 2 ? Double.NaN : compute(x, y);
    }

    /// Two orders without ties, best item first.
    public <I> double ofOrders(List<I> first, List<I> second) {
        Set<I> items = new HashSet<>(first);
        if (items.size() < first.size() || !items.equals(new HashSet<>(second)) || second.size() != first.size())
            throw new IllegalArgumentException("two orders have the same items, each once");
        double[] x = new double[first.size()];
        double[] y = new double[first.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = -i;
            y[i] = -second.indexOf(first.get(i));
        }
        return of(x, y);
    }

    abstract double compute(double[] x, double[] y);

    /// The mean of a coefficient taken both ways, for one that is not symmetric.
    public double symmetric(double[] x, double[] y) {
        return (of(x, y) + of(y, x)) / 2;
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException("values are finite but one was " + value);
    }

    /// Numbers of pairs; as doubles, since those of a long list leave the whole numbers.
    private static final class Pairs {
        private final double all;
        private double difference;
        private double tiedX;
        private double tiedY;

        private Pairs(int n) {
            all = (double) n * (n - 1) / 2;
        }

        /// By sorting and counting exchanges, O(n log n) (Knight 1966).
        static Pairs of(double[] x, double[] y) {
            int n = x.length;
            Pairs pairs = new Pairs(n);
            Integer[] order = new Integer[n];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> {
                int byX = compare(x[a], x[b]);
                return byX != 0 ? byX : compare(y[a], y[b]);
            });
            double[] sorted = new double[n];
            double tiedBoth = 0;
            for (int from = 0; from < n; ) {
                int to = from + 1;
                while (to < n && x[order[to]] == x[order[from]]) to++;
                pairs.tiedX += pairs(to - from);
                for (int a = from; a < to; ) {
                    int b = a + 1;
                    while (b < to && y[order[b]] == y[order[a]]) b++;
                    tiedBoth += pairs(b - a);
                    a = b;
                }
                from = to;
            }
            for (int i = 0; i < n; i++) sorted[i] = y[order[i]];
            double exchanges = exchanges(sorted, new double[n], 0, n);
            for (int from = 0; from < n; ) {
                int to = from + 1;
                while (to < n && sorted[to] == sorted[from]) to++;
                pairs.tiedY += pairs(to - from);
                from = to;
            }
            pairs.difference = pairs.all - pairs.tiedX - pairs.tiedY + tiedBoth - 2 * exchanges;
            return pairs;
        }

        private static int compare(double a, double b) {
            return a < b ? -1 : a > b ? 1 : 0;
        }

        private static double pairs(int n) {
            return (double) n * (n - 1) / 2;
        }

        private static double exchanges(double[] values, double[] buffer, int from, int to) {
            if (to - from < 2) return 0;
            int middle = (from + to) >>> 1;
            double count = exchanges(values, buffer, from, middle) + exchanges(values, buffer, middle, to);
            int left = from;
            int right = middle;
            for (int i = from; i < to; i++) {
                if (right == to || (left < middle && values[left] <= values[right])) buffer[i] = values[left++];
                else {
                    buffer[i] = values[right++];
                    count += middle - left;
                }
            }
            System.arraycopy(buffer, from, values, from, to - from);
            return count;
        }
    }

    private static double[] midRanks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(i -> i)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) to++;
            for (int i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
            from = to;
        }
        return ranks;
    }

    private static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx == 0 || yy == 0 ? Double.NaN : xy / Math.sqrt(xx * yy);
    }
}
