/// Who should meet whom: ways to draw matches between players that a judge decides, and what the matches
/// tell together.
///
/// Start at [TournamentFormat]; a [TournamentSeries] plays one tournament a question and rates the
/// players by all matches. Players are anything that can be compared: systems, prompts, papers, people.
@NullMarked
package org.broadsheet.preference.tournament;

import org.jspecify.annotations.NullMarked;
