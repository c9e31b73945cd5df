package org.broadsheet.server.community;

import java.util.Optional;
import org.broadsheet.server.reader.ReaderId;

/// Knows which readers have proven to hold which ORCID iD, by signing in with it.
public interface ProvenOrcid {
    /// The iD, sixteen digits in four groups.
    Optional<String> of(ReaderId reader);
}
