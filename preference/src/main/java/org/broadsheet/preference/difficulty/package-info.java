/// How hard items are, as labels on one scale, and where on that scale somebody stops succeeding.
///
/// Start at [DifficultyTable], made from an item bank or from attempts as a tournament of respondents
/// against items; a [DifficultyProfile] shows one respondent's success along it.
@NullMarked
package org.broadsheet.preference.difficulty;

import org.jspecify.annotations.NullMarked;
