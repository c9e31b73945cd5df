/// How alike two orders of the same or of overlapping items are.
///
/// Start at [RankAgreement], whose coefficients compare two lists of values; [RankBiasedOverlap] compares two
/// rankings of any length.
/// Knows no topics and no judgments.
@NullMarked
package org.broadsheet.evaluation.agreement;

import org.jspecify.annotations.NullMarked;
