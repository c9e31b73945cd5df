/// The library for assistants: search, papers, neighbours, editions and reading lists as tools of the Model
/// Context
/// Protocol.
///
/// Start at [LibraryTools], which says what there is; [HttpTools] offers it at `/mcp` to programs with a
/// token,
/// [PipedTools] to an assistant on this machine. Knows nothing of language models.
@NullMarked
package org.broadsheet.server.assistant;

import org.jspecify.annotations.NullMarked;
