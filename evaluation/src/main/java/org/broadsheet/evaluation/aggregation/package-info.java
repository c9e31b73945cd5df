/// One order of systems from their scores on many tasks.
///
/// Start at [ScoreTable] and [Standings]; [Robustness] tells how much of an order hangs on the choice of
/// tasks.
/// The rules themselves are those of `ranking.vote`; this package knows scores and missing ones.
@NullMarked
package org.broadsheet.evaluation.aggregation;

import org.jspecify.annotations.NullMarked;
