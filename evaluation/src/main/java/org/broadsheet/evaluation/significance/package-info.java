/// Whether a difference between systems is more than luck of the topics, how large it is, and how many topics would
/// tell.
///
/// Start at [SignificanceTest] for two systems and [TwoWayAnova] for more; [MultipleComparisons] corrects the
/// p-values of many tests. Everything here works on [org.broadsheet.evaluation.PerQueryScores].
/// Knows no measures and no files.
@NullMarked
package org.broadsheet.evaluation.significance;

import org.jspecify.annotations.NullMarked;
