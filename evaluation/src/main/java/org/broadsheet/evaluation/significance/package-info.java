/// Whether a difference between systems is more than luck of the topics, how large it is, and how many topics would
/// tell.
///
/// Start at [SignificanceTest] for two systems and [TwoWayAnova] for more, [FriedmanTest] where only
/// their ranks are to count; [MultipleComparisons] corrects the p-values of many tests. Most of it works on
/// [org.broadsheet.evaluation.PerQueryScores].
/// Knows no measures and no files.
@NullMarked
package org.broadsheet.evaluation.significance;

import org.jspecify.annotations.NullMarked;
