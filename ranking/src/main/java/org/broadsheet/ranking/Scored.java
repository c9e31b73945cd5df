package org.broadsheet.ranking;

/// An item and its score; a higher score is a better item.
///
/// @param item  what is scored
/// @param score any finite number
public record Scored<I>(I item, double score) {
    public Scored {
        if (!Double.isFinite(score))
            throw new IllegalArgumentException("a score is a finite number but was " + score + " for " + item);
    }
}
