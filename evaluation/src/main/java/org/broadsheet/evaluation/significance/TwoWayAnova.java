package org.broadsheet.evaluation.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.distribution.FDistribution;
import org.broadsheet.evaluation.PerQueryScores;

/// Analysis of variance of several systems over the same topics, value = system + topic + error, and Tukey's honestly
/// significant differences on it: the right test for more than two systems, since topics differ far more than
/// systems.
public final class TwoWayAnova {
    private final List<String> systems;
    private final double[][] values;
    private final double[] means;
    private final double systemSquares;
    private final double topicSquares;
    private final double errorSquares;

    private TwoWayAnova(List<String> systems, double[][] values) {
        this.systems = systems;
        this.values = values;
        int k = values.length;
        int n = values[0].length;
        means = new double[k];
        double[] topicMeans = new double[n];
        double grand = 0;
        for (int s = 0; s < k; s++) {
            means[s] = Differences.mean(values[s]);
            grand += means[s] / k;
            for (int t = 0; t < n; t++) topicMeans[t] += values[s][t] / k;
        }
        double between = 0;
        for (double mean : means) between += n * (mean - grand) * (mean - grand);
        double topics = 0;
        for (double mean : topicMeans) topics += k * (mean - grand) * (mean - grand);
        double error = 0;
        for (int s = 0; s < k; s++)
            for (int t = 0; t < n; t++) {
                double residual = values[s][t] - means[s] - topicMeans[t] + grand;
                error += residual * residual;
            }
        systemSquares = between;
        topicSquares = topics;
        // What is nothing but rounding is nothing.
        errorSquares = error <= 1e-24 * n * k ? 0 : error;
    }

    /// @param systems at least two, measured on the same topics, at least two
    public static TwoWayAnova of(List<PerQueryScores> systems) {
        if (systems.size() < 2)
            throw new IllegalArgumentException("an analysis of variance compares at least two systems");
        PerQueryScores first = systems.getFirst();
        if (first.size() < 2) throw new IllegalArgumentException("an analysis of variance needs at least two topics");
        double[][] values =
                systems.stream().map(s -> s.alignedWith(first).values()).toArray(double[][]::new);
        return new TwoWayAnova(systems.stream().map(PerQueryScores::system).toList(), values);
    }

    public double systemSquares() {
        return systemSquares;
    }

    public double topicSquares() {
        return topicSquares;
    }

    public double errorSquares() {
        return errorSquares;
    }

    public int systemDegrees() {
        return values.length - 1;
    }

    public int topicDegrees() {
        return values[0].length - 1;
    }

    public int errorDegrees() {
        return systemDegrees() * topicDegrees();
    }

    /// Mean square of the error.
    public double errorMeanSquare() {
        return errorSquares / errorDegrees();
    }

    /// F of the systems; infinite where topics agree exactly on a difference, 0 where there is none.
    public double f() {
        return systemSquares == 0 ? 0 : systemSquares / systemDegrees() / errorMeanSquare();
    }

    /// The chance of so large an F, were all systems alike.
    public double p() {
        double f = f();
        if (Double.isInfinite(f)) return 0;
        return FDistribution.of(systemDegrees(), errorDegrees()).survivalProbability(f);
    }

    /// @param first      index of one system
    /// @param second     index of another, after the first
    /// @param difference of their means, first minus second
    /// @param p          from 0 to 1, corrected for all pairs
    public record Pair(int first, int second, double difference, double statistic, double p, Interval interval) {}

    /// Tukey's test of every pair, with simultaneous intervals; pairs in the order 0-1, 0-2, ..., 1-2, ...
    public List<Pair> tukey(double confidence) {
        StudentizedRange range = new StudentizedRange(values.length, errorDegrees());
        double error = Math.sqrt(errorMeanSquare() / values[0].length);
        double half = range.critical(1 - confidence) * error;
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < values.length; a++)
            for (int b = a + 1; b < values.length; b++) {
                double difference = means[a] - means[b];
                double q = difference == 0 ? 0 : Math.abs(difference) / error;
                double p = q == 0 ? 1 : Double.isInfinite(q) ? 0 : range.survival(q);
                pairs.add(new Pair(
                        a, b, difference, q, p, new Interval(difference - half, difference + half, confidence)));
            }
        return pairs;
    }

    /// Tukey's test without a distribution: the share of permutations of systems within topics whose largest
    /// difference of means is at least a pair's own (Carterette 2012). Pairs as in [#tukey]; p is never 0.
    ///
    /// @param samples at least 1,000
    public double[] randomizedTukey(int samples, long seed) {
        if (samples < 1000) throw new IllegalArgumentException("at least 1000 samples are taken, not " + samples);
        int k = values.length;
        int n = values[0].length;
        List<Double> observed = new ArrayList<>();
        for (int a = 0; a < k; a++) for (int b = a + 1; b < k; b++) observed.add(Math.abs(means[a] - means[b]));
        int[] asLarge = new int[observed.size()];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int[] order = new int[k];
        double[] sums = new double[k];
        for (int sample = 0; sample < samples; sample++) {
            java.util.Arrays.fill(sums, 0);
            for (int t = 0; t < n; t++) {
                for (int s = 0; s < k; s++) {
                    int j = random.nextInt(s + 1);
                    order[s] = order[j];
                    order[j] = s;
                }
                for (int s = 0; s < k; s++) sums[s] += values[order[s]][t];
            }
            double low = sums[0];
            double high = sums[0];
            for (double sum : sums) {
                low = Math.min(low, sum);
                high = Math.max(high, sum);
            }
            double range = (high - low) / n;
            for (int i = 0; i < asLarge.length; i++) if (range >= observed.get(i) - 1e-12) asLarge[i]++;
        }
        double[] p = new double[asLarge.length];
        for (int i = 0; i < p.length; i++) p[i] = (asLarge[i] + 1.0) / (samples + 1.0);
        return p;
    }

    public List<String> systems() {
        return systems;
    }
}
