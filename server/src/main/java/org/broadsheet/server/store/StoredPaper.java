package org.broadsheet.server.store;

import java.time.Instant;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.jspecify.annotations.Nullable;

/// A paper's row.
///
/// @param id         own id
/// @param revision   counter's value at its last change
/// @param metadata   what its records say together
/// @param addedAt    when it came in
/// @param mergedInto the paper it was merged into, or null while it stands for itself
public record StoredPaper(
        PaperId id,
        long revision,
        Metadata metadata,
        Instant addedAt,
        @Nullable PaperId mergedInto) {}
