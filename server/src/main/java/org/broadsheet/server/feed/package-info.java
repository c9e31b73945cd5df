/// A reader's own feeds: what is in them, and the secret links under which they are read.
///
/// Start at [FeedLinks]; [OwnFeeds] says what a feed holds. Knows no formats and no pages.
@NullMarked
package org.broadsheet.server.feed;

import org.jspecify.annotations.NullMarked;
