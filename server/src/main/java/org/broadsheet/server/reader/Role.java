package org.broadsheet.server.reader;

import java.util.Locale;

/// What a reader may do beyond reading; each role may do what those before it may.
public enum Role {
    /// Judges, lists, comments, subscribes.
    READER,
    /// Moderates, submits without limits, links and corrects papers.
    EDITOR,
    /// Runs the house: readers, sources, settings.
    ADMINISTRATOR;

    /// Whether this role includes what `needed` may do.
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /// As forms and programs write it.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of a name that forms and programs write.
    ///
    /// @throws IllegalArgumentException naming what it may be and what it was
    public static Role ofKey(String key) {
        for (Role r : values()) if (r.key().equals(key)) return r;
        throw new IllegalArgumentException("a role is reader, editor or administrator but was '" + key + "'");
    }
}
