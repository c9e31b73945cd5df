/// Learning to rank: scores learned from lists whose best order is known.
///
/// Start at [LambdaMart], which grows a [TreeEnsemble] from [GradedList]s. Knows numbers that describe
/// items, never the items.
@NullMarked
package org.broadsheet.ranking.learning;

import org.jspecify.annotations.NullMarked;
