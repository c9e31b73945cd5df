package org.broadsheet.recommendation.edition;

import java.time.LocalDate;

/// What edition is wanted.
///
/// @param from first day it covers
/// @param to   last day it covers, the same for a daily one
/// @param size most items
public record EditionRequest(LocalDate from, LocalDate to, int size) {
    public EditionRequest {
        if (to.isBefore(from))
            throw new IllegalArgumentException("an edition ends on or after its first day, not " + from + " to " + to);
        if (size < 0)
            throw new IllegalArgumentException("an edition has 0 or more items but " + size + " were asked for");
    }
}
