/// Paying people for what they find out when nobody can see whether they looked: scoring rules that
/// reward honest probabilities, and the cheapest scheme of tasks and payments under which careful,
/// honest work is everybody's best choice.
///
/// Start at [OptimalMechanism] for schemes and at [ScoringRule] for single forecasts.
@NullMarked
package org.broadsheet.preference.mechanism;

import org.jspecify.annotations.NullMarked;
