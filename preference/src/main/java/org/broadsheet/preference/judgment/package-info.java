/// What somebody thinks of something: thumbs, ratings, pairs, ranked lists and choices, and how one kind is
/// read as another.
///
/// Start at [Judgment]; [Conversions] turns kinds into each other, [JudgmentFile] reads and writes files of
/// them, and a [PairwiseJudge] makes them. Knows items and judges, never papers.
@NullMarked
package org.broadsheet.preference.judgment;

import org.jspecify.annotations.NullMarked;
