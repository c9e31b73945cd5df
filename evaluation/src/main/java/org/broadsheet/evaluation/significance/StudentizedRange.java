package org.broadsheet.evaluation.significance;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The distribution of the range of k standard normal values over an independent estimate of their deviation.
///
/// By Gauss-Legendre quadrature of the double integral; agrees with scipy's to about 1e-9.
///
/// @param groups  k, at least 2
/// @param degrees of freedom of the deviation, at least 1
public record StudentizedRange(int groups, double degrees) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double[][] RULE = Quadrature.legendre(16);

    public StudentizedRange {
        if (groups < 2) throw new IllegalArgumentException("a range is of at least 2 groups but there were " + groups);
        if (!(degrees >= 1))
            throw new IllegalArgumentException("there is at least 1 degree of freedom but there were " + degrees);
    }

    /// The chance of a range of `q` or more; from 0 to 1.
    public double survival(double q) {
        if (!(q > 0)) return 1;
        double half = degrees / 2;
        double constant = Math.log(2) + half * Math.log(half) - LogGamma.value(half);
        double spread = 9 / Math.sqrt(degrees);
        return Math.clamp(
                Quadrature.integrate(
                        RULE,
                        s -> Math.exp(constant + (degrees - 1) * Math.log(s) - half * s * s) * rangeSurvival(q * s),
                        Math.max(1e-12, 1 - spread),
                        1 + spread,
                        12),
                0,
                1);
    }

    /// The q that is reached with chance `p`.
    public double critical(double p) {
        if (!(p > 0 && p < 1)) throw new IllegalArgumentException("a chance is between 0 and 1 but was " + p);
        double low = 0;
        double high = 1;
        while (survival(high) > p) high *= 2;
        while (high - low > 1e-10 * high) {
            double middle = (low + high) / 2;
            if (survival(middle) > p) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// The chance that the range of k standard normal values is `w` or more.
    private double rangeSurvival(double w) {
        double inside = groups
                * Quadrature.integrate(
                        RULE,
                        z -> Math.exp(-z * z / 2)
                                / Math.sqrt(2 * Math.PI)
                                * Math.pow(
                                        NORMAL.cumulativeProbability(z) - NORMAL.cumulativeProbability(z - w),
                                        groups - 1),
                        -8,
                        8,
                        8);
        return 1 - inside;
    }
}
