/// How letters leave the house, each once, and what comes back.
///
/// Start at [Postbox]: whoever wants a letter sent gives an [Order]. A [Courier] takes orders in turn, has
/// the
/// [LetterWriter] of their kind write each, and carries it by the [MailSettings]: to a mail server or into
/// a folder.
/// Knows addresses, not readers, editions or pages.
@NullMarked
package org.broadsheet.server.post;

import org.jspecify.annotations.NullMarked;
