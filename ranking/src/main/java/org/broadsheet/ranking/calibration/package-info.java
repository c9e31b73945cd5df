/// From scores to probabilities: [Calibrator], and the fitted curves of [CalibrationMethod] for scores in log-odds.
///
/// Knows scores and outcomes, nothing of where they come from. How good the probabilities are is measured in
/// `evaluation.probability`.
@NullMarked
package org.broadsheet.ranking.calibration;

import org.jspecify.annotations.NullMarked;
