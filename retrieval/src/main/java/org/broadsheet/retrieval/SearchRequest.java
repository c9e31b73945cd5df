package org.broadsheet.retrieval;

import java.util.Map;
import java.util.Set;
import org.broadsheet.corpus.PaperId;

/// A search.
///
/// @param query   what was typed; any text
/// @param mode    by words, by meaning, or both
/// @param sort    order of the hits
/// @param filters wanted values by facet; several values of one facet are alternatives
/// @param offset  hits left out before the first one returned; 0 to [#MAX_DEPTH]
/// @param limit   most hits returned; 0 to [#MAX_DEPTH]
/// @param facets  whether to count facets
/// @param snippets whether to cut snippets
/// @param votes   upvotes of papers that come to those in the index, for the order of upvotes
public record SearchRequest(
        String query,
        Mode mode,
        Sort sort,
        Map<Facet, Set<String>> filters,
        int offset,
        int limit,
        boolean facets,
        boolean snippets,
        Map<PaperId, Integer> votes) {
    /// Deepest place that can be asked for.
    public static final int MAX_DEPTH = 1_000;

    /// How papers are found.
    public enum Mode {
        WORDS,
        MEANING,
        HYBRID
    }

    /// How hits are ordered; equal ones by id, so that pages never overlap.
    public enum Sort {
        RELEVANCE,
        DATE,
        UPVOTES
    }

    public SearchRequest {
        filters = Map.copyOf(filters);
        votes = Map.copyOf(votes);
        if (offset < 0 || limit < 0 || offset > MAX_DEPTH || limit > MAX_DEPTH)
            throw new IllegalArgumentException(
                    "offset and limit are from 0 to " + MAX_DEPTH + " but were " + offset + " and " + limit);
    }

    /// With no votes but those in the index.
    public SearchRequest(
            String query,
            Mode mode,
            Sort sort,
            Map<Facet, Set<String>> filters,
            int offset,
            int limit,
            boolean facets,
            boolean snippets) {
        this(query, mode, sort, filters, offset, limit, facets, snippets, Map.of());
    }

    /// The same with upvotes that come to those in the index.
    public SearchRequest withVotes(Map<PaperId, Integer> more) {
        return new SearchRequest(query, mode, sort, filters, offset, limit, facets, snippets, more);
    }

    /// The first hits by relevance, with snippets.
    public static SearchRequest of(String query, Mode mode, int limit) {
        return new SearchRequest(query, mode, Sort.RELEVANCE, Map.of(), 0, limit, false, true);
    }
}
