/// Evaluations as people and programs read them.
///
/// Start at [TrecReport] for one run and [Comparison] for several.
/// Computes no measures.
@NullMarked
package org.broadsheet.evaluation.report;

import org.jspecify.annotations.NullMarked;
