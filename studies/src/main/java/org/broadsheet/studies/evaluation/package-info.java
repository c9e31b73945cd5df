/// Studies of measuring: probability estimates, answers, recommendations, learning curves, adjudication,
/// aggregation.
///
/// Start at [EvaluationStudies].
@NullMarked
package org.broadsheet.studies.evaluation;

import org.jspecify.annotations.NullMarked;
