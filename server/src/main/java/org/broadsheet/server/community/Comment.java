package org.broadsheet.server.community;

import java.time.Instant;
import java.util.Optional;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.reader.ReaderId;

/// A comment on a paper.
///
/// @param id        `c-` and 16 characters
/// @param paper     the paper it was written on
/// @param parent    the comment it answers
/// @param author    who wrote it; empty once that account is deleted
/// @param name      the author's display name, or empty
/// @param wrote     whether the author is known to have written the paper
/// @param body      Markdown as typed; empty once it was deleted
/// @param writtenAt when
/// @param editedAt  when it was last changed
/// @param deleted   whether its author took it away
/// @param hidden    why an editor hid it
public record Comment(
        String id,
        PaperId paper,
        Optional<String> parent,
        Optional<ReaderId> author,
        String name,
        boolean wrote,
        String body,
        Instant writtenAt,
        Optional<Instant> editedAt,
        boolean deleted,
        Optional<String> hidden) {

    /// Whether there is something to read.
    public boolean visible() {
        return !deleted && hidden.isEmpty();
    }

    public boolean by(ReaderId reader) {
        return author.isPresent() && author.get().equals(reader);
    }
}
