package org.broadsheet.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchResult.FacetCount;
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
        String meaning = query.meaning();
        // Encoding takes longer than everything else, so it is done before a view of the index is held.
        float[] vector =
                request.mode() != Mode.WORDS && encoder != null && !meaning.isBlank() ? encoder.query(meaning) : null;
        return with(searcher -> new OneSearch(searcher, request, query, vector).run());
    }

    /// One search on one view.
    private final class OneSearch {
        private final IndexSearcher searcher;
        private final SearchRequest request;
        private final SearchQuery query;
        private final float @Nullable [] vector;
        private final @Nullable Query filter;

        OneSearch(IndexSearcher searcher, SearchRequest request, SearchQuery query, float @Nullable [] vector) {
            this.searcher = searcher;
            this.request = request;
            this.query = query;
            this.vector = vector;
            this.filter = queries.conditions(query.conditions(), request.filters());
        }

        SearchResult run() throws IOException {
            int depth = Math.min(SearchRequest.MAX_DEPTH, request.offset() + request.limit());
            Query words = wordQuery();
            boolean byRelevance = request.sort() == SearchRequest.Sort.RELEVANCE;
            if (words == null && vector == null) return browse(depth);
            if (vector == null || request.mode() == Mode.WORDS) {
                Query wanted = filtered(words == null ? MatchAllDocsQuery.INSTANCE : words);
                TopDocs top = byRelevance
                        ? byScore(wanted, Math.max(1, depth))
                        : bySort(stricter(wanted), Math.max(1, depth));
                Set<Integer> all = Set.of();
                return result(
                        searcher.count(byRelevance ? wanted : stricter(wanted)),
                        ordered(top),
                        d -> true,
                        d -> false,
                        words,
                        wanted,
                        all);
            }
            int look = Math.max(HybridRanking.DEPTH, depth);
            List<ScoreDoc> near = Neighbours.nearest(
                    searcher, vector, request.mode() == Mode.HYBRID ? look : Math.max(depth, 200), filter);
            if (request.mode() == Mode.MEANING || words == null) {
                List<ScoreDoc> list =
                        byRelevance ? withStableTies(near) : resorted(near.subList(0, Math.min(near.size(), 200)));
                return result(list.size(), list, d -> false, d -> true, words, null, documents(list));
            }
            TopDocs top = byScore(filtered(words), look);
            List<ScoreDoc> fused = HybridRanking.fuse(List.of(top.scoreDocs), near, searcher.getIndexReader(), vector);
            Set<Integer> inWords = documents(List.of(top.scoreDocs));
            Set<Integer> inNear = documents(near.subList(0, Math.min(near.size(), 200)));
            fused.removeIf(d -> !inWords.contains(d.doc) && !inNear.contains(d.doc));
            List<ScoreDoc> list =
                    byRelevance ? withStableTies(fused) : resorted(fused.subList(0, Math.min(fused.size(), 200)));
            long matching = searcher.count(filtered(words));
            return result(
                    Math.max(list.size(), matching),
                    list,
                    inWords::contains,
                    inNear::contains,
                    words,
                    filtered(words),
                    documents(list));
        }

        private @Nullable Query wordQuery() throws IOException {
            Query free = queries.words(query.words(), searcher.getIndexReader(), false);
            BooleanQuery.Builder all = new BooleanQuery.Builder();
            boolean any = free != null;
            if (free != null) all.add(free, Occur.SHOULD);
            for (SearchQuery.Condition c : query.conditions()) {
                if (c instanceof SearchQuery.Condition.Phrase(String text, boolean negated) && !negated) {
                    Query phrase = queries.phrase(IndexFields.TEXT, text);
                    if (phrase == null) continue;
                    all.add(phrase, Occur.SHOULD);
                    any = true;
                }
            }
            return any ? all.build() : null;
        }

        private Query filtered(Query scoring) {
            if (filter == null) return scoring;
            return new BooleanQuery.Builder()
                    .add(scoring, Occur.MUST)
                    .add(filter, Occur.FILTER)
                    .build();
        }

        /// Sorted by anything but relevance, a paper that has only one of the words would stand first: all words are
        /// asked for where any paper has them.
        private Query stricter(Query loose) throws IOException {
            Query all = queries.words(query.words(), searcher.getIndexReader(), true);
            if (all == null) return loose;
            Query strict = filtered(all);
            return searcher.count(strict) > 0 ? strict : loose;
        }

        /// No words at all: everything that meets the conditions, newest first.
        private SearchResult browse(int depth) throws IOException {
            Query all = filter == null ? MatchAllDocsQuery.INSTANCE : new ConstantScoreQuery(filter);
            TopDocs top = bySort(all, Math.max(1, depth));
            return result(searcher.count(all), ordered(top), d -> false, d -> false, null, all, Set.of());
        }

        private TopDocs byScore(Query wanted, int depth) throws IOException {
            return searcher.search(wanted, new TopScoreDocCollectorManager(depth, null, 1));
        }

        private TopDocs bySort(Query wanted, int depth) throws IOException {
            SortField first = request.sort() == SearchRequest.Sort.UPVOTES
                    ? new SortField(IndexFields.UPVOTES, SortField.Type.LONG, true)
                    : new SortField(IndexFields.DATE, SortField.Type.LONG, true);
            SortField second = new SortField(IndexFields.DATE, SortField.Type.LONG, true);
            Sort sort = new Sort(first, second, new SortField(IndexFields.ID, SortField.Type.STRING));
            return searcher.search(wanted, new TopFieldCollectorManager(sort, depth, 1));
        }

        private static List<ScoreDoc> ordered(TopDocs top) {
            return List.of(top.scoreDocs);
        }

        private List<ScoreDoc> resorted(List<ScoreDoc> docs) throws IOException {
            String field = request.sort() == SearchRequest.Sort.UPVOTES ? IndexFields.UPVOTES : IndexFields.DATE;
            record Keyed(ScoreDoc doc, long value, String id) {}
            List<Keyed> keyed = new ArrayList<>();
            for (ScoreDoc d : docs) keyed.add(new Keyed(d, number(d.doc, field), id(searcher.getIndexReader(), d.doc)));
            keyed.sort(Comparator.comparingLong(Keyed::value).reversed().thenComparing(Keyed::id));
            return keyed.stream().map(Keyed::doc).toList();
        }

        private long number(int doc, String field) throws IOException {
            LeafReaderContext leaf = leaf(searcher.getIndexReader(), doc);
            NumericDocValues values = leaf.reader().getNumericDocValues(field);
            return values != null && values.advanceExact(doc - leaf.docBase) ? values.longValue() : 0;
        }

        private List<ScoreDoc> withStableTies(List<ScoreDoc> docs) throws IOException {
            return Searching.withStableTies(searcher.getIndexReader(), docs);
        }

        private SearchResult result(
                long total,
                List<ScoreDoc> list,
                java.util.function.Predicate<Integer> byWords,
                java.util.function.Predicate<Integer> byMeaning,
                @Nullable Query words,
                @Nullable Query facetQuery,
                Set<Integer> facetDocs)
                throws IOException {
            List<ScoreDoc> stable = request.sort() == SearchRequest.Sort.RELEVANCE ? withStableTies(list) : list;
            int from = Math.min(request.offset(), stable.size());
            int to = Math.min(stable.size(), from + request.limit());
            List<Hit> hits = new ArrayList<>(to - from);
            Snippets snippets = request.snippets() ? new Snippets(analyzer, words) : null;
            for (ScoreDoc d : stable.subList(from, to))
                hits.add(hit(searcher, d, snippets, byWords.test(d.doc), byMeaning.test(d.doc)));
            Map<Facet, List<FacetCount>> facets =
                    request.facets() ? FacetCounting.count(searcher, facetQuery, facetDocs) : Map.of();
            return new SearchResult(total, hits, facets, query.understood());
        }
    }

    private static Set<Integer> documents(List<ScoreDoc> docs) {
        Set<Integer> set = HashSet.newHashSet(docs.size());
        for (ScoreDoc d : docs) set.add(d.doc);
        return set;
    }

    /// Equal scores by paper id: document numbers change when segments are merged, ids do not.
    private static List<ScoreDoc> withStableTies(IndexReader reader, List<ScoreDoc> docs) throws IOException {
        boolean tied = false;
        for (int i = 1; i < docs.size() && !tied; i++) tied = docs.get(i).score == docs.get(i - 1).score;
        if (!tied) return docs;
        Map<Integer, String> ids = new HashMap<>();
        for (ScoreDoc d : docs) ids.put(d.doc, id(reader, d.doc));
        List<ScoreDoc> sorted = new ArrayList<>(docs);
        sorted.sort(Comparator.<ScoreDoc>comparingDouble(d -> d.score)
                .reversed()
                .thenComparing(d -> ids.getOrDefault(d.doc, "")));
        return sorted;
    }

    private static Hit hit(
            IndexSearcher searcher, ScoreDoc d, @Nullable Snippets snippets, boolean byWords, boolean byMeaning)
            throws IOException {
        PaperId id = new PaperId(id(searcher.getIndexReader(), d.doc));
        var stored = searcher.storedFields()
                .document(
                        d.doc, snippets == null ? Set.of(IndexFields.KEY) : Set.of(IndexFields.KEY, IndexFields.BODY));
        String body = stored.get(IndexFields.BODY);
        Snippet snippet = snippets == null || body == null ? Snippet.EMPTY : snippets.cut(body);
        return new Hit(
                id,
                Float.isNaN(d.score) ? 0 : d.score,
                snippet,
                byWords,
                byMeaning,
                List.of(stored.getValues(IndexFields.KEY)));
    }

    private static LeafReaderContext leaf(IndexReader reader, int doc) {
        return reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
    }

    private static String id(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = leaf(reader, doc);
        SortedDocValues ids = leaf.reader().getSortedDocValues(IndexFields.ID);
        if (ids == null || !ids.advanceExact(doc - leaf.docBase))
            throw new IOException("document " + doc + " has no id");
        return ids.lookupOrd(ids.ordValue()).utf8ToString();
    }

    List<Hit> similar(PaperId id, int k) {
        return with(searcher -> {
            TopDocs self = searcher.search(new TermQuery(new Term(IndexFields.ID, id.value())), 1);
            if (self.scoreDocs.length == 0) return List.<Hit>of();
            int doc = self.scoreDocs[0].doc;
            float[] vector = vector(searcher.getIndexReader(), doc);
            if (vector != null) return nearest(searcher, vector, k, doc);
            var stored = searcher.storedFields().document(doc, Set.of(IndexFields.BODY));
            return byWords(searcher, String.valueOf(stored.get(IndexFields.BODY)), k, doc);
        });
    }

    List<Hit> similar(String text, int k, @Nullable TextEncoder encoder) {
        float[] vector = encoder != null && !text.isBlank() ? encoder.passage(text) : null;
        return with(searcher -> {
            if (vector != null) {
                List<Hit> near = nearest(searcher, vector, k, -1);
                if (!near.isEmpty()) return near;
            }
            return byWords(searcher, text, k, -1);
        });
    }

    private List<Hit> nearest(IndexSearcher searcher, float[] vector, int k, int without) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc d : withStableTies(searcher.getIndexReader(), Neighbours.nearest(searcher, vector, k + 1, null)))
            if (d.doc != without && hits.size() < k) hits.add(hit(searcher, d, null, false, true));
        return hits;
    }

    private List<Hit> byWords(IndexSearcher searcher, String text, int k, int without) throws IOException {
        Query words = queries.words(text, searcher.getIndexReader(), false);
        if (words == null) return List.of();
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc d : withStableTies(searcher.getIndexReader(), List.of(searcher.search(words, k + 1).scoreDocs)))
            if (d.doc != without && hits.size() < k) hits.add(hit(searcher, d, null, true, false));
        return hits;
    }

    private static float @Nullable [] vector(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = leaf(reader, doc);
        FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
        if (values == null) return null;
        var it = values.iterator();
        if (it.advance(doc - leaf.docBase) != doc - leaf.docBase) return null;
        return values.vectorValue(it.index()).clone();
    }

    List<FacetCount> values(Facet facet, int limit) {
        return with(searcher -> {
            List<FacetCount> all = FacetCounting.count(searcher, MatchAllDocsQuery.INSTANCE, Set.of())
                    .getOrDefault(facet, List.of());
            return all.subList(0, Math.min(limit, all.size()));
        });
    }
}
