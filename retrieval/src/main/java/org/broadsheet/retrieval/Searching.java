package org.broadsheet.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.broadsheet.retrieval.embedding.EncodingFailed;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.broadsheet.retrieval.query.SearchQuery;
import org.jspecify.annotations.Nullable;

/// Runs searches on a point-in-time view of the index.
final class Searching {
    private final SearcherManager searchers;
    private final PaperAnalyzer analyzer;
    private final QueryBuilder queries;

    Searching(SearcherManager searchers, PaperAnalyzer analyzer) {
        this.searchers = searchers;
        this.analyzer = analyzer;
        this.queries = new QueryBuilder(analyzer);
    }

    /// Something done with a view of the index.
    interface Work<T extends @Nullable Object> {
        T with(IndexSearcher searcher) throws IOException;
    }

    <T extends @Nullable Object> T with(Work<T> work) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return work.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SearchResult search(SearchRequest request, @Nullable TextEncoder encoder) {
        SearchQuery query = SearchQuery.parse(request.query());
        SearchResult result = run(request, query, false, encoder);
        // What looks like a paper's name but is none in this library is looked for in the texts.
        return result.total() == 0 && query.isBareName(request.query())
                ? run(request, SearchQuery.plain(request.query()), false, encoder)
                : result;
    }

    /// The best `depth` papers for a plain text, by relevance: what a run wants. Every vector is looked at.
    List<Hit> best(String text, Mode mode, int depth, @Nullable TextEncoder encoder) {
        SearchRequest request = new SearchRequest(text, mode, Sort.RELEVANCE, Map.of(), 0, depth, false, false);
        return run(request, SearchQuery.plain(text), true, encoder).hits();
    }

    private SearchResult run(SearchRequest request, SearchQuery query, boolean batch, @Nullable TextEncoder encoder) {
        // Encoding takes longer than everything else, so it is done before a view of the index is held.
        float[] vector = request.mode() == Mode.WORDS ? null : encoded(query.meaning(), encoder);
        return with(searcher -> new OneSearch(searcher, analyzer, queries, request, query, vector, batch).run());
    }

    /// The vector of a query; null where there is nothing to encode or the encoder fails: words find papers without it.
    private static float @Nullable [] encoded(String meaning, @Nullable TextEncoder encoder) {
        if (encoder == null || meaning.isBlank()) return null;
        try {
            return encoder.query(meaning);
        } catch (EncodingFailed _) {
            return null;
        }
    }

    List<Hit> similar(PaperId id, int k) {
        return with(searcher -> {
            TopDocs self = searcher.search(new TermQuery(new Term(IndexFields.ID, id.value())), 1);
            if (self.scoreDocs.length == 0) return List.<Hit>of();
            int doc = self.scoreDocs[0].doc;
            float[] vector = Neighbours.vector(searcher.getIndexReader(), doc);
            if (vector != null) return nearest(searcher, vector, k, doc);
            Document stored = searcher.storedFields().document(doc, Set.of(IndexFields.TITLE, IndexFields.BODY));
            return byWords(searcher, stored.get(IndexFields.TITLE) + " " + stored.get(IndexFields.BODY), k, doc);
        });
    }

    List<Hit> similar(String text, int k, @Nullable TextEncoder encoder) {
        float[] vector = passage(text, encoder);
        return with(searcher -> {
            if (vector != null) {
                List<Hit> near = nearest(searcher, vector, k, -1);
                if (!near.isEmpty()) return near;
            }
            return byWords(searcher, text, k, -1);
        });
    }

    private static float @Nullable [] passage(String text, @Nullable TextEncoder encoder) {
        if (encoder == null || text.isBlank()) return null;
        try {
            return encoder.passage(text);
        } catch (EncodingFailed _) {
            return null;
        }
    }

    private static List<Hit> nearest(IndexSearcher searcher, float[] vector, int k, int without) throws IOException {
        return hits(searcher, Neighbours.nearest(searcher, vector, k + 1, null), k, without, false);
    }

    private List<Hit> byWords(IndexSearcher searcher, String text, int k, int without) throws IOException {
        String bounded = text.length() > SearchQuery.MAX_LENGTH ? text.substring(0, SearchQuery.MAX_LENGTH) : text;
        Query words = queries.words(bounded, searcher.getIndexReader(), false);
        if (words == null || k <= 0) return List.of();
        return hits(searcher, Order.byScore(searcher, words, k + 1), k, without, true);
    }

    private static List<Hit> hits(IndexSearcher searcher, List<ScoreDoc> found, int k, int without, boolean byWords)
            throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc d : Order.withStableTies(searcher.getIndexReader(), found))
            if (d.doc != without && hits.size() < k) hits.add(OneSearch.hit(searcher, d, null, byWords, !byWords));
        return hits;
    }

    List<FacetCount> values(Facet facet, int limit) {
        return with(searcher -> {
            List<FacetCount> all = FoundPapers.of(searcher, MatchAllDocsQuery.INSTANCE, Set.of())
                    .facet(facet);
            return all.subList(0, Math.min(limit, all.size()));
        });
    }
}
