package org.broadsheet.ranking.calibration;

import org.broadsheet.numerics.Stable;

/// sigmoid(scale * score): sharper or milder, never another decision (Guo et al., ICML 2017; the temperature is
/// 1 / scale).
///
/// @param scale not negative
public record TemperatureScaling(double scale) implements ScoreCalibrator {
    public TemperatureScaling {
        if (!(scale >= 0) || Double.isInfinite(scale))
            throw new IllegalArgumentException("the scale of a temperature is not negative, but was " + scale);
    }

    @Override
    public double probability(double score) {
        return Stable.sigmoid(scale * score);
    }
}
