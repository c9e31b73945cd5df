package org.broadsheet.ranking.calibration;

import org.broadsheet.numerics.Stable;

/// sigmoid(a ln p - b ln(1 - p) + c) with p = sigmoid(score): bends differently near 0 and near 1
/// (Kull, Silva Filho and Flach, AISTATS 2017).
///
/// @param a not negative
/// @param b not negative
/// @param c finite
public record BetaCalibration(double a, double b, double c) implements ScoreCalibrator {
    public BetaCalibration {
        if (!(a >= 0) || !(b >= 0) || Double.isInfinite(a) || Double.isInfinite(b) || !Double.isFinite(c))
            throw new IllegalArgumentException(
                    "beta calibration has a, b >= 0 and a finite c, not " + a + ", " + b + " and " + c);
    }

    @Override
    public double probability(double score) {
        return Stable.sigmoid(a * Stable.logSigmoid(score) - b * Stable.logSigmoid(-score) + c);
    }
}
