/// What the log may say: where something broke and in which request, and nothing of what anybody typed or who
/// it was.
///
/// Start at [Trace]. [RequestIds] names requests. Knows nothing of pages, readers and papers.
@NullMarked
package org.broadsheet.server.log;

import org.jspecify.annotations.NullMarked;
