package org.broadsheet.server.shelf;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What a reader wants to hear of.
///
/// @param id      `f-` and 16 characters
/// @param target  an author's name as printed, a topic or category, a search as its address has it, a paper's id
/// @param label   as the reader knows it
/// @param section whether it makes a section of the reader's edition
public record Follow(String id, Kind kind, String target, String label, boolean section, Instant createdAt) {

    /// What can be followed.
    public enum Kind {
        AUTHOR,
        /// A broad topic: `Information retrieval`.
        TOPIC,
        /// A category as sources file papers: `cs.IR`.
        CATEGORY,
        /// A saved search: words and what narrows them, `q=…&mode=…&category=…`.
        SEARCH,
        /// Papers that name this one.
        CITATIONS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key().equalsIgnoreCase(key)) return Optional.of(k);
            return Optional.empty();
        }
    }
}
