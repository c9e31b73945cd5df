package org.broadsheet.retrieval;

import java.util.List;
import java.util.Map;

/// What a search found.
///
/// @param total      papers found; those close in meaning count as found, at most a fifth of the library or 200
/// @param hits       the page asked for
/// @param facets     values and counts by facet, most frequent first; empty where not asked for
/// @param understood how the query was read, for people
public record SearchResult(long total, List<Hit> hits, Map<Facet, List<FacetCount>> facets, String understood) {
    public SearchResult {
        hits = List.copyOf(hits);
        facets = Map.copyOf(facets);
    }

    /// A value of a facet and how many of the found papers have it.
    public record FacetCount(String value, long count) {}
}
