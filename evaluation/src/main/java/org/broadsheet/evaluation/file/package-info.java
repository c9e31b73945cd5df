/// Runs and judgments in files: TREC, BEIR's TSV and JSONL, gzip or not.
///
/// Start at [RunFile] and [QrelsFile]; what is wrong with a file is told by [BadFileException].
/// Knows no measures.
@NullMarked
package org.broadsheet.evaluation.file;

import org.jspecify.annotations.NullMarked;
