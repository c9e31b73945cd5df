package org.broadsheet.server.shelf;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.server.reader.ReaderId;

/// A reader's list of papers.
///
/// @param id          `l-` and 16 characters
/// @param ownerName   display name of its owner
/// @param name        1 to 200 characters
/// @param description may be empty, at most 2,000 characters
/// @param secret      the part of its address that lets anybody read it who has it, where it is shared by link
/// @param papers      how many it holds
/// @param changedAt   when it last changed
public record ReadingList(
        String id,
        ReaderId owner,
        String ownerName,
        String name,
        String description,
        Visibility visibility,
        String secret,
        int papers,
        Instant changedAt) {

    /// Who may read a list.
    public enum Visibility {
        PRIVATE("Only you"),
        LINK("Whoever has the link"),
        PUBLIC("Everybody");

        private final String label;

        Visibility(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Visibility> ofKey(String key) {
            for (Visibility v : values()) if (v.key().equalsIgnoreCase(key)) return Optional.of(v);
            return Optional.empty();
        }
    }
}
