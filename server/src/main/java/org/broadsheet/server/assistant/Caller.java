package org.broadsheet.server.assistant;

import org.broadsheet.server.reader.Reader;
import org.jspecify.annotations.Nullable;

/// For whom a tool is used.
///
/// @param reader whose lists are seen, or null where nobody's are
/// @param writes whether lists may be changed
/// @param base   address of the pages without a slash at the end, before the paths of links; may be empty
record Caller(@Nullable Reader reader, boolean writes, String base) {}
