/// What readers say of papers: votes, ratings, saves, duels, orders, and what their pages tell without being asked.
///
/// Start at [Judgments], which keeps every [Judgment] once whatever is retried; [Duels] asks for more of them.
/// Learns nothing from them and knows no pages.
@NullMarked
package org.broadsheet.server.judgment;

import org.jspecify.annotations.NullMarked;
