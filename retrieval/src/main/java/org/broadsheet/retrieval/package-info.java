/// Papers found by words, by meaning, and by both.
///
/// Start at [PaperIndex]. `query` reads what people type, `embedding` turns text into vectors.
/// Knows no database: the index is derived from one, says how far it has come, and can be built anew at any time.
@NullMarked
package org.broadsheet.retrieval;

import org.jspecify.annotations.NullMarked;
