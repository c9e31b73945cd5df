package org.broadsheet.corpus;

import java.time.LocalDate;

/// A paper's place on a dated list of a source: a Daily Papers page, an arXiv announcement.
///
/// @param list     the list, for example `hf-daily` or `arxiv:cs.IR`
/// @param day      the day of the list
/// @param position place from the top, from 1; 0 where the order is not known
public record Listing(String list, LocalDate day, int position) implements Comparable<Listing> {
    public Listing {
        if (list.isBlank()) throw new IllegalArgumentException("a listing names its list");
        if (position < 0)
            throw new IllegalArgumentException("a position is 1 or more, or 0 for unknown, but was " + position);
    }

    @Override
    public int compareTo(Listing other) {
        int byDay = day.compareTo(other.day);
        if (byDay != 0) return byDay;
        int byList = list.compareTo(other.list);
        return byList != 0 ? byList : Integer.compare(position, other.position);
    }
}
