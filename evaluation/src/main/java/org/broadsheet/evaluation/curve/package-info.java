/// Learning curves: a few scores at growing sizes in, the score at another size, the size for a score, and whether
/// to go on out. Start at [CurveFitter]; [StoppingMonitor] watches a curve while it grows.
///
/// Knows sizes and scores, nothing of what is learned.
@NullMarked
package org.broadsheet.evaluation.curve;

import org.jspecify.annotations.NullMarked;
