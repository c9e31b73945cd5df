package org.broadsheet.server.store;

import java.time.Instant;
import org.broadsheet.corpus.PaperId;
import org.jspecify.annotations.Nullable;

/// One record joining a paper that others had founded.
///
/// @param id       its number
/// @param at       when
/// @param recordId the record
/// @param from     the paper the record stood for, or would have stood for
/// @param into     the paper it joined
/// @param reason   why, for people
/// @param score    0 to 1
/// @param undoneAt when a person took it back, or null
public record MergeEvent(
        long id,
        Instant at,
        long recordId,
        PaperId from,
        PaperId into,
        String reason,
        double score,
        @Nullable Instant undoneAt) {}
