/// Sources that are asked on schedule: which there are, when each is due, how far its harvest is, what came and what
/// should have come.
///
/// Start at [Sources]; [FetchSchedule] keeps asking while the server runs. Knows nothing of pages; how a source is
/// asked is `corpus.source`'s business.
@NullMarked
package org.broadsheet.server.fetch;

import org.jspecify.annotations.NullMarked;
