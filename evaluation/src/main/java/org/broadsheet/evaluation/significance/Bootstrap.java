package org.broadsheet.evaluation.significance;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.broadsheet.evaluation.PerQueryScores;

/// Intervals for a mean over topics by drawing topics anew, with replacement (Efron and Tibshirani 1993).
///
/// @param samples how often topics are drawn; at least 1,000
/// @param seed    the same seed gives the same interval
public record Bootstrap(int samples, long seed) {
    public static final Bootstrap DEFAULT = new Bootstrap(10_000, 1);

    public Bootstrap {
        if (samples < 1000)
            throw new IllegalArgumentException("a bootstrap takes at least 1000 samples, not " + samples);
    }

    /// The middle part of the means drawn.
    public Interval percentile(double[] values, double confidence) {
        double tail = (1 - confidence) / 2;
        double[] means = means(values);
        return new Interval(quantile(means, tail), quantile(means, 1 - tail), confidence);
    }

    /// Corrected for bias and for an error that grows with the value (BCa, Efron 1987); better where values are skewed.
    public Interval bca(double[] values, double confidence) {
        double[] means = means(values);
        double mean = Differences.mean(values);
        if (means[0] == means[means.length - 1]) return new Interval(mean, mean, confidence);
        double below = 0;
        for (double m : means) below += m < mean ? 1 : m == mean ? 0.5 : 0;
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double bias = normal.inverseCumulativeProbability(Math.clamp(below / means.length, 1e-9, 1 - 1e-9));
        // For a mean the jackknife's acceleration is a sixth of the skewness over the root of n.
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            double d = value - mean;
            squares += d * d;
            cubes += d * d * d;
        }
        double acceleration = cubes / (6 * Math.pow(squares, 1.5));
        double tail = (1 - confidence) / 2;
        return new Interval(
                quantile(means, corrected(normal, bias, acceleration, tail)),
                quantile(means, corrected(normal, bias, acceleration, 1 - tail)),
                confidence);
    }

    private static double corrected(NormalDistribution normal, double bias, double acceleration, double p) {
        double z = bias + normal.inverseCumulativeProbability(p);
        return normal.cumulativeProbability(bias + z / (1 - acceleration * z));
    }

    /// The interval of the difference of two systems, `a` minus `b`, by BCa.
    public Interval ofDifference(PerQueryScores a, PerQueryScores b, double confidence) {
        return bca(Differences.of(a, b), confidence);
    }

    /// Student's interval of a mean, without drawing: mean and standard error with n - 1 degrees of freedom.
    ///
    /// @param values at least two
    public static Interval student(double[] values, double confidence) {
        if (values.length < 2)
            throw new IllegalArgumentException("an interval needs at least two topics but there is " + values.length);
        double half = TDistribution.of(values.length - 1).inverseSurvivalProbability((1 - confidence) / 2)
                * Differences.deviation(values)
                / Math.sqrt(values.length);
        double mean = Differences.mean(values);
        return new Interval(mean - half, mean + half, confidence);
    }

    private double[] means(double[] values) {
        if (values.length == 0) throw new IllegalArgumentException("a bootstrap needs at least one topic");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] means = new double[samples];
        for (int s = 0; s < samples; s++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) sum += values[random.nextInt(values.length)];
            means[s] = sum / values.length;
        }
        Arrays.sort(means);
        return means;
    }

    /// Linear between the two nearest.
    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
