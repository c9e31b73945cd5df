/// What programs ask: the Daily Papers endpoints in their own shape, our own interface under `/api/v1`, feeds, and
/// papers as files.
///
/// Start at [DailyPapersApi]; `LibraryApi` is our own interface, `Feeds` the Atom feeds, `PaperFiles` papers as BibTeX,
/// RIS, CSL-JSON and Markdown.
/// Decides nothing about papers.
@NullMarked
package org.broadsheet.server.api;

import org.jspecify.annotations.NullMarked;
