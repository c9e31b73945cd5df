package org.broadsheet.server.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.server.reader.ReaderId;

/// An address that is told when something happens.
///
/// @param id       `w-` and 16 characters
/// @param kind     what it is told of
/// @param follow   id of the thing followed, where it is told of one
/// @param disabled since when nothing is told any more, and why
/// @param triedAt  when it was last tried
/// @param outcome  what came of that: a status, or words; empty before the first
public record Webhook(
        String id,
        ReaderId reader,
        URI address,
        Kind kind,
        Optional<String> follow,
        Instant createdAt,
        Optional<Disabled> disabled,
        Optional<Instant> triedAt,
        String outcome) {

    /// What is told.
    public enum Kind {
        /// A new daily edition.
        EDITION("New edition"),
        /// New papers for one thing that is followed: a saved search, an author.
        FOLLOW("New papers for something you follow");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// As readers know it.
        public String label() {
            return label;
        }

        /// As it is kept and sent.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key().equalsIgnoreCase(key)) return Optional.of(k);
            return Optional.empty();
        }
    }

    /// Why nothing is told any more.
    public record Disabled(Instant at, String reason) {}
}
