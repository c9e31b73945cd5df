/// Text as vectors: texts that mean the same lie close together.
///
/// Start at [TextEncoder]; [BgeSmallEncoder] works in process and offline, [RemoteEncoder] asks an endpoint.
/// Knows nothing of papers.
@NullMarked
package org.broadsheet.retrieval.embedding;

import org.jspecify.annotations.NullMarked;
