/// Evaluations as people and programs read them.
///
/// Start at [TrecReport].
/// Computes no measures.
@NullMarked
package org.broadsheet.evaluation.report;

import org.jspecify.annotations.NullMarked;
