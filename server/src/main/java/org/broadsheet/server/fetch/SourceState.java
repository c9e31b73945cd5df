package org.broadsheet.server.fetch;

import java.time.Instant;
import java.time.LocalDate;
import org.broadsheet.corpus.source.Bookmark;
import org.broadsheet.corpus.source.Source;
import org.jspecify.annotations.Nullable;

/// A source and how it stands.
///
/// @param source       what is asked
/// @param addedAt      since when
/// @param bookmark     where the harvest goes on
/// @param nextAt       when it is asked next
/// @param triedAt      when it was asked last, or null
/// @param goodAt       when a round was last finished, or null
/// @param failingSince when the failures began that have not ended yet, or null
/// @param failures     failures in a row
/// @param trouble      why it failed last, one sentence, or null
/// @param newestDay    day of the newest paper it ever gave, or null
public record SourceState(
        Source source,
        Instant addedAt,
        Bookmark bookmark,
        Instant nextAt,
        @Nullable Instant triedAt,
        @Nullable Instant goodAt,
        @Nullable Instant failingSince,
        int failures,
        @Nullable String trouble,
        @Nullable LocalDate newestDay) {
    /// Whether it failed when it was asked last.
    public boolean failing() {
        return failures > 0;
    }
}
