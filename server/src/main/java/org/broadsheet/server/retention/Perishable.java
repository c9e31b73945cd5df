package org.broadsheet.server.retention;

import java.time.Instant;

/// A room that keeps something for a set time only.
public interface Perishable {
    /// What it is.
    Kept kept();

    /// How much there is that is older.
    long olderThan(Instant before);

    /// Forgets some of what is older, in a transaction of its own.
    ///
    /// @param most how much at most
    /// @return how much
    int forget(Instant before, int most);
}
