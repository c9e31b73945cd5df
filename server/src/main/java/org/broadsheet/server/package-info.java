/// Broadsheet as a server: pages, interfaces and feeds over one library.
///
/// Start at [BroadsheetServer]. `library` and `store` keep the papers, `edition` prints, `fetch` asks the sources,
/// `web` and `api` answer requests.
/// No room here decides how anything is ranked.
@NullMarked
package org.broadsheet.server;

import org.jspecify.annotations.NullMarked;
