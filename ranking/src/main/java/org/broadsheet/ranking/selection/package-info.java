/// A set of items from the rankings of many: committees, editions, panels, with quotas for groups.
///
/// Start at [CommitteeRule]; [SetSelector] is what others ask for, [Quotas] say what a set must hold of
/// each group, and
/// [SubmodularMaximization] finds the set, exactly where that can be done and with a bound where not.
/// Knows items, groups and voters, never papers.
@NullMarked
package org.broadsheet.ranking.selection;

import org.jspecify.annotations.NullMarked;
