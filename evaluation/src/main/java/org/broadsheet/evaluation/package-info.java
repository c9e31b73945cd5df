/// How good a ranking, an estimate or an answer is, and whether a difference is real.
///
/// Start at [Evaluation]: a [Run] judged by [Qrels] gives, for each [Measure], the [PerQueryScores] that
/// significance, adjudication and aggregation work on. `evaluation.file` reads both, `evaluation.measure` names the
/// measures. Knows items and topics by name, never papers.
@NullMarked
package org.broadsheet.evaluation;

import org.jspecify.annotations.NullMarked;
