/// Which pair to ask about next, and when enough was asked.
///
/// Start at [DuelStrategy]: it makes a [DuelingBandit], which names pairs and learns from the answers; a
/// [StoppingRule]
/// says when a [Question] is answered, and [Simulation] tries both on made-up worlds. Items are numbers
/// from 0.
/// Knows nothing of papers, people or pages.
@NullMarked
package org.broadsheet.preference.elicitation;

import org.jspecify.annotations.NullMarked;
