/// The measures of the literature by name: trec_eval's, those of ir-measures, and intent-aware ones.
///
/// Start at [Measures]; a family of measures is one class, and a member a few lines in it.
/// Knows judged rankings, never files.
@NullMarked
package org.broadsheet.evaluation.measure;

import org.jspecify.annotations.NullMarked;
