package org.broadsheet.server.judgment;

import java.time.Instant;
import java.util.Optional;
import org.broadsheet.server.reader.ReaderId;

/// A judgment as it is kept.
///
/// @param id       its number in this database
/// @param reader   whose it is
/// @param judgment what was said
/// @param occasion where and how
/// @param key      the name its request gave it: the same name is kept once
/// @param at       when it was said, to the second
/// @param undoneAt when it was taken back
public record KeptJudgment(
        long id,
        ReaderId reader,
        Judgment judgment,
        Occasion occasion,
        String key,
        Instant at,
        Optional<Instant> undoneAt) {}
