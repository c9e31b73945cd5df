package org.broadsheet.server.post;

import java.util.Optional;

/// Writes the letters of one kind, each when its turn has come: after a crash perhaps again, so writing
/// changes nothing
/// that a second writing could not change again.
public interface LetterWriter {
    /// Which kind.
    String kind();

    /// Writes a letter.
    ///
    /// @return empty where there is nothing to say, or nobody wants it any more: the letter is done,
    /// silently
    Optional<Letter> write(Posting posting);
}
