package org.broadsheet.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A letter of a few sentences, most with one link.
///
/// @param paragraphs each one paragraph of plain text
/// @param link       what it leads to, or null
/// @param ending     what happens where nothing is done
record ShortLetter(String subject, List<String> paragraphs, Views.@Nullable Named link, String ending) {}
