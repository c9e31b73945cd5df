package org.broadsheet.ranking.calibration;

import org.broadsheet.numerics.Stable;

/// sigmoid(slope * score + intercept), for scores on any scale (Platt 1999).
///
/// @param slope     not negative
/// @param intercept finite
public record PlattScaling(double slope, double intercept) implements ScoreCalibrator {
    public PlattScaling {
        if (!(slope >= 0) || Double.isInfinite(slope) || !Double.isFinite(intercept))
            throw new IllegalArgumentException(
                    "Platt scaling has a slope >= 0 and a finite intercept, not " + slope + " and " + intercept);
    }

    @Override
    public double probability(double score) {
        return Stable.sigmoid(slope * score + intercept);
    }
}
