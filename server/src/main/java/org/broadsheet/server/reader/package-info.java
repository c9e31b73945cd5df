/// Who reads: accounts, roles, sessions, tokens, and how a request is known to be somebody's.
///
/// Start at [Reader]; a controller asks for a [Visitor]. Knows nothing of what readers think of papers.
@NullMarked
package org.broadsheet.server.reader;

import org.jspecify.annotations.NullMarked;
