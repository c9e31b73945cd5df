package org.broadsheet.ranking.calibration;

/// Turns a score into a probability. Never falls as the score rises, within one context.
///
/// @param <C> what the curve may depend on, besides the score
@FunctionalInterface
public interface Calibrator<C> {
    /// A probability within [0, 1].
    double probability(C context, double score);
}
