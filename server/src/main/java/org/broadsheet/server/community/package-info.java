/// What readers do together: discussion and its moderation, submissions, authorship, links, and what trends.
///
/// Start at [Comments]; [Submissions], [Claims], [PaperLinks] and [Trending] stand beside it. Every change is kept with
/// who made it. Knows no pages; decides nothing about editions.
@NullMarked
package org.broadsheet.server.community;

import org.jspecify.annotations.NullMarked;
