/// One order from the votes of many: voting rules, and what a majority says of every pair.
///
/// Start at [VotingRule]; an [Election] holds the ballots, [MajorityGraph] tells whether the majorities go in circles.
/// Knows items and voters, never what is voted on.
@NullMarked
package org.broadsheet.ranking.vote;

import org.jspecify.annotations.NullMarked;
