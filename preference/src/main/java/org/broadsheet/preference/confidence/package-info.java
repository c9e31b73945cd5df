/// How sure is an answer? Confidence from comparisons, "which of these two are you surer of", in place of a
/// number that is always 0.9.
///
/// Start at [RelativeConfidence]. Knows items and judges, never what is answered.
@NullMarked
package org.broadsheet.preference.confidence;

import org.jspecify.annotations.NullMarked;
