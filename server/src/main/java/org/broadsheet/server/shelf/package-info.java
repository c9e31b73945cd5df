/// What readers keep for themselves: reading lists, reading status, notes and highlights, and what they follow.
///
/// Start at [ReadingLists]; [Notes], [Follows] and [Zotero] stand beside it. Every method takes whose it is, and finds
/// nothing of anybody else's. Knows no pages.
@NullMarked
package org.broadsheet.server.shelf;

import org.jspecify.annotations.NullMarked;
