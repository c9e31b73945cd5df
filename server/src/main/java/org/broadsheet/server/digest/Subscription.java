package org.broadsheet.server.digest;

import java.time.Instant;
import java.util.Optional;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.reader.ReaderId;

/// Somebody who gets the edition by mail, or asked for it.
///
/// @param id          `s-` and 16 characters
/// @param reader      whose it is, where somebody with an account asked
/// @param confirmedAt when its address was shown to be theirs who asked
/// @param nextAt      when the next one is due, where it is active
public record Subscription(
        String id,
        Optional<ReaderId> reader,
        EmailAddress address,
        State state,
        Choices choices,
        int generation,
        Instant askedAt,
        Optional<Instant> confirmedAt,
        Optional<Instant> nextAt) {
    /// How far it is.
    public enum State {
        /// Nothing is sent but one letter that asks whether it is wanted.
        ASKED,
        ACTIVE,
        /// Its reader stopped it.
        STOPPED,
        /// Letters came back, or there was a complaint.
        RETURNED
    }
}
