package org.broadsheet.evaluation.curve;

/// A score measured at a size.
///
/// @param size   how much was learned from, above 0; infinite for an anchor: what is believed of the end of the curve
/// @param score  what was measured, higher is better
/// @param weight how much it counts, above 0: for scores of known variance, one over it
public record Observation(double size, double score, double weight) {
    public Observation {
        if (!(size > 0)) throw new IllegalArgumentException("a size is above 0 but was " + size);
        if (!Double.isFinite(score))
            throw new IllegalArgumentException("a score is a finite number but was " + score + " at size " + size);
        if (!(weight > 0) || Double.isInfinite(weight))
            throw new IllegalArgumentException("a weight is above 0 but was " + weight + " at size " + size);
    }

    public Observation(double size, double score) {
        this(size, score, 1);
    }
}
