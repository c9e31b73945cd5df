/// Ordered lists of anything: scored items, rankings with a fixed order, and what turns one ranking into another.
///
/// Start at [Ranking]; [Scorer], [CandidateSource] and [RankingTransform] make and change rankings, `fusion` joins
/// several.
/// Knows items, never papers.
@NullMarked
package org.broadsheet.ranking;

import org.jspecify.annotations.NullMarked;
