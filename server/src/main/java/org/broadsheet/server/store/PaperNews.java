package org.broadsheet.server.store;

import java.time.Instant;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.PaperId;

/// Something that came to be known of a paper after it was here.
///
/// @param id     its number; later news have higher ones
/// @param paper  the paper, as it was called then
/// @param notice what is told
/// @param at     when it was heard here
public record PaperNews(long id, PaperId paper, Notice notice, Instant at) {}
