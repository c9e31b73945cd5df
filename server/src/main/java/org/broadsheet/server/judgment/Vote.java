package org.broadsheet.server.judgment;

import java.time.Duration;
import java.time.Instant;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.reader.ReaderId;

/// A reader's vote for a paper that stands.
///
/// @param at     when it was given
/// @param joined when the account was made
public record Vote(PaperId paper, ReaderId reader, Instant at, Instant joined) {
    /// How old the account was when it voted; zero at least.
    public Duration age() {
        Duration age = Duration.between(joined, at);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
