package org.broadsheet.corpus;

/// What one source says of one paper. A [Paper] is what its records say together, so a wrong merge can be taken apart
/// again.
///
/// @param provenance who said it
/// @param metadata   what was said, normalised
public record SourceRecord(Provenance provenance, Metadata metadata) {}
