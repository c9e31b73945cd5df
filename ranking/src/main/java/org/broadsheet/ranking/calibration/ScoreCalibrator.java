package org.broadsheet.ranking.calibration;

import org.broadsheet.numerics.Stable;

/// A curve that depends on the score alone. Scores are in log-odds units unless the curve says otherwise: what a
/// sigmoid would turn into the uncalibrated probability.
public sealed interface ScoreCalibrator extends Calibrator<Object>
        permits TemperatureScaling, PlattScaling, IsotonicRegression, BetaCalibration {
    /// A probability within [0, 1]; not falling as the score rises.
    double probability(double score);

    @Override
    default double probability(Object context, double score) {
        return probability(score);
    }

    /// The same for a probability that needs correcting; 0 and 1 are allowed.
    default double corrected(double probability) {
        return probability(Math.clamp(Stable.logit(probability), -700, 700));
    }
}
