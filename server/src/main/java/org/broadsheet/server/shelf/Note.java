package org.broadsheet.server.shelf;

import java.time.Instant;
import org.broadsheet.corpus.PaperId;

/// A reader's note on a paper; with a quote it is a highlight of the abstract.
///
/// @param id     `n-` and 16 characters
/// @param body   plain text, at most 20,000 characters; may be empty where there is a quote
/// @param quote  words of the abstract, at most 2,000 characters; empty where the note is on the whole paper
/// @param starts where the quote began in the abstract when it was marked, in characters
/// @param ends   where it ended
public record Note(
        String id,
        PaperId paper,
        String body,
        String quote,
        int starts,
        int ends,
        Instant createdAt,
        Instant changedAt) {

    /// Whether words of the abstract are marked.
    public boolean highlight() {
        return !quote.isEmpty();
    }
}
