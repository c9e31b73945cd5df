/// The database: SQLite in one file, or PostgreSQL by address. The truth of a library; everything else is derived from
/// it.
///
/// Start at [Database]; [PaperStore] keeps papers, records, merges and vectors.
/// Knows SQL and nothing of search, pages or ranking.
@NullMarked
package org.broadsheet.server.store;

import org.jspecify.annotations.NullMarked;
