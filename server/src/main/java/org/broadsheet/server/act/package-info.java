/// What a link in a letter or a personal feed does for its reader without sign-in: a vote, a save, "not for
/// me".
///
/// Start at [ActLinks]. Knows judgments and readers; not the pages that a link opens, nor the letters it
/// stands in.
@NullMarked
package org.broadsheet.server.act;

import org.jspecify.annotations.NullMarked;
