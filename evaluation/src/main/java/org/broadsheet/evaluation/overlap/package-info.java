/// Whether the questions of an evaluation stand in a corpus already: by shared runs of words and by meaning.
///
/// Start at [NgramOverlap] and [EmbeddingOverlap]; both read the corpus once, however large it is.
/// Knows texts by id; embeddings come from outside as a function.
@NullMarked
package org.broadsheet.evaluation.overlap;

import org.jspecify.annotations.NullMarked;
