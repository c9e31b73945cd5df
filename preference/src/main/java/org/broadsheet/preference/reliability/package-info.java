/// Several judges who do not always agree: what is true, and whom to trust how far.
///
/// Start at [LabelModel], which makes a [LabelFit] of a [LabelMatrix]. Knows items and judges by name
/// alone.
@NullMarked
package org.broadsheet.preference.reliability;

import org.jspecify.annotations.NullMarked;
