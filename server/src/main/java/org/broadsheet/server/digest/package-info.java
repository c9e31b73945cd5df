/// The edition by mail: who gets which when, and what goes in.
///
/// Start at [Subscriptions]. A [DigestSchedule] orders a letter for each edition whose time has come in its
/// reader's
/// zone; what goes in is a [Digest], which a [Typesetter] makes a letter of. Knows editions and the
/// postbox, not pages.
@NullMarked
package org.broadsheet.server.digest;

import org.jspecify.annotations.NullMarked;
