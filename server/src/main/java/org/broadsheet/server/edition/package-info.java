/// Editions: printed once, numbered, kept as they were printed.
///
/// Start at [Editions]. Which papers go in is decided by an `EditionRanker`; this room only asks, prints and keeps.
@NullMarked
package org.broadsheet.server.edition;

import org.jspecify.annotations.NullMarked;
