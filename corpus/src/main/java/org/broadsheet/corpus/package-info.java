/// What a research paper is: its metadata, its names in the world, and where each fact came from.
///
/// Start at [Paper]; a source says what it knows as a [SourceRecord], and a paper is what its records say together.
/// Knows no files, no network and no storage: those rooms are `format`, `source` and, elsewhere, the store.
@NullMarked
package org.broadsheet.corpus;

import org.jspecify.annotations.NullMarked;
