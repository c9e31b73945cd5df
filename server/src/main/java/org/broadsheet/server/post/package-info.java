/// How readers are written to.
///
/// Start at [EmailAddress]. Knows addresses, not readers, editions or how a letter travels.
@NullMarked
package org.broadsheet.server.post;

import org.jspecify.annotations.NullMarked;
