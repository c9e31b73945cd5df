package org.broadsheet.evaluation.significance;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// What a two-sided paired t test can see: how many topics it takes, and what a number of topics can tell apart.
///
/// Effects are dz, the mean difference over the deviation of differences. Computed from the noncentral t
/// distribution.
///
/// @param alpha level of the test, between 0 and 1
public record Power(double alpha) {
    public static final Power AT_5_PERCENT = new Power(0.05);

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double[][] RULE = Quadrature.legendre(16);
    private static final int MOST_TOPICS = 10_000_000;

    public Power {
        if (!(alpha > 0 && alpha < 1))
            throw new IllegalArgumentException("a level is between 0 and 1 but was " + alpha);
    }

    /// The chance to find a true effect; from alpha to 1.
    ///
    /// @param topics at least 2
    public double of(int topics, double dz) {
        if (topics < 2) throw new IllegalArgumentException("a paired test needs at least 2 topics, not " + topics);
        double degrees = topics - 1;
        double critical = TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2);
        double shift = Math.abs(dz) * Math.sqrt(topics);
        double half = degrees / 2;
        double constant = Math.log(2) + half * Math.log(half) - LogGamma.value(half);
        double spread = 9 / Math.sqrt(degrees);
        return Math.clamp(
                Quadrature.integrate(
                        RULE,
                        s -> Math.exp(constant + (degrees - 1) * Math.log(s) - half * s * s)
                                * (NORMAL.survivalProbability(critical * s - shift)
                                        + NORMAL.cumulativeProbability(-critical * s - shift)),
                        Math.max(1e-12, 1 - spread),
                        1 + spread,
                        12),
                0,
                1);
    }

    /// The least number of topics that finds a true effect with chance `power`.
    ///
    /// @throws IllegalArgumentException where more than ten million would be needed
    public int topics(double dz, double power) {
        requirePower(power);
        int low = 1;
        int high = 2;
        while (of(high, dz) < power) {
            low = high;
            high *= 2;
            if (high > MOST_TOPICS)
                throw new IllegalArgumentException(
                        "an effect of " + dz + " is too small to be found with ten million topics");
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (of(middle, dz) < power) low = middle;
            else high = middle;
        }
        return high;
    }

    /// The smallest effect dz that this many topics find with chance `power`. Times the deviation of differences it
    /// is the smallest difference of means.
    public double detectable(int topics, double power) {
        requirePower(power);
        double low = 0;
        double high = 1;
        while (of(topics, high) < power) high *= 2;
        while (high - low > 1e-9 * high) {
            double middle = (low + high) / 2;
            if (of(topics, middle) < power) low = middle;
            else high = middle;
        }
        return high;
    }

    private void requirePower(double power) {
        if (!(power > alpha && power < 1))
            throw new IllegalArgumentException("a power is between the level " + alpha + " and 1 but was " + power);
    }
}
