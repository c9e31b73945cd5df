package org.broadsheet.server.reader;

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
}
