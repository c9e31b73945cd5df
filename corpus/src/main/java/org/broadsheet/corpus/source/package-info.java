/// Where new papers are asked for: sources on the web, how each is walked page by page, and what may be expected of
/// it.
///
/// Start at [Harvest], which fetches from a [Source] and says in a [Bookmark] where to go on. Knows the network and
/// the
/// formats, no database: whoever calls keeps what comes.
@NullMarked
package org.broadsheet.corpus.source;

import org.jspecify.annotations.NullMarked;
