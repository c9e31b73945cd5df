/// How good stated probabilities are: [Forecasts] in, the figures of [ProbabilityMeasures], a [BrierDecomposition]
/// and a [ReliabilityDiagram] out.
///
/// Knows probabilities and outcomes. Correcting them is the work of `ranking.calibration`.
@NullMarked
package org.broadsheet.evaluation.probability;

import org.jspecify.annotations.NullMarked;
