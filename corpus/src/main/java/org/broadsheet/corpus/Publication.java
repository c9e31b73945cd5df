package org.broadsheet.corpus;

import org.jspecify.annotations.Nullable;

/// Where and how a paper was printed. Every part is text as the source gave it, or null where it did not.
///
/// @param type      `article`, `inproceedings`, `preprint`, `book`, `thesis`, `report`, ... in BibTeX's words where
/// there is one
/// @param venue     journal, proceedings or series
/// @param volume    volume
/// @param issue     issue or number
/// @param pages     pages with a plain hyphen between first and last
/// @param publisher publisher
public record Publication(
        @Nullable String type,
        @Nullable String venue,
        @Nullable String volume,
        @Nullable String issue,
        @Nullable String pages,
        @Nullable String publisher) {
    /// Nothing is known.
    public static final Publication UNKNOWN = new Publication(null, null, null, null, null, null);

    /// Only the venue is known.
    public static Publication in(@Nullable String venue) {
        return new Publication(null, venue, null, null, null, null);
    }
}
