package org.broadsheet.corpus.format;

import java.time.Instant;
import org.broadsheet.corpus.Provenance;

/// What a format must be told to write a provenance.
///
/// @param source name of the source: the file's name, or a scheduled source's
/// @param seen   time of reading
public record ReadContext(String source, Instant seen) {
    /// A provenance for the record that its source calls `key`.
    public Provenance provenance(String key) {
        return new Provenance(source, key.length() > 500 ? key.substring(0, 500) : key, seen);
    }
}
