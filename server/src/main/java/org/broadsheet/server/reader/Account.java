package org.broadsheet.server.reader;

import java.time.Instant;
import java.util.Optional;
import org.broadsheet.server.post.EmailAddress;

/// A reader with what only the reader and administrators see.
///
/// @param email       where letters go
/// @param confirmedAt when the reader showed that the address is theirs
/// @param createdAt   when the account was made
/// @param closedAt    since when nobody can sign in to it
public record Account(
        Reader reader,
        Optional<EmailAddress> email,
        Optional<Instant> confirmedAt,
        Instant createdAt,
        Optional<Instant> closedAt) {
    /// The reader's id.
    public ReaderId id() {
        return reader.id();
    }

    /// Whether the reader can sign in.
    public boolean open() {
        return closedAt.isEmpty();
    }
}
