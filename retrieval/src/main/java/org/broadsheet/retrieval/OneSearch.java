package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.broadsheet.retrieval.query.SearchQuery;
import org.jspecify.annotations.Nullable;

/// One search on one view of the index.
///
/// How many candidates are taken from each side does not depend on the page asked for: otherwise their
/// scores, and so
/// the pages, would not fit together.
final class OneSearch {
    /// Papers that are close in meaning and so count as found, when people search.
    private static final int NEAR = 200;
    /// In a small library not everything is close: at most this share of it counts, but never fewer than a
    /// page or two.
    private static final double NEAR_SHARE = 0.2;
    private static final int NEAR_AT_LEAST = 20;
    /// Papers with the words that are ranked together with the close ones.
    private static final int WORDY = 1_000;
    /// The best papers that are put in order of date or upvotes, where not all words occur in any.
    private static final int REORDERED = 200;

    private final IndexSearcher searcher;
    private final PaperAnalyzer analyzer;
    private final QueryBuilder queries;
    private final SearchRequest request;
    private final SearchQuery query;
    private final float @Nullable [] vector;
    /// Whether every vector is looked at and nothing is counted.
    private final boolean batch;
    private final @Nullable Query filter;

    OneSearch(
            IndexSearcher searcher,
            PaperAnalyzer analyzer,
            QueryBuilder queries,
            SearchRequest request,
            SearchQuery query,
            float @Nullable [] vector,
            boolean batch) {
        this.searcher = searcher;
        this.analyzer = analyzer;
        this.queries = queries;
        this.request = request;
        this.query = query;
        this.vector = vector;
        this.batch = batch;
        this.filter = queries.conditions(query.conditions(), request.filters());
    }

    /// What was found.
    ///
    /// @param best      in order, at least as far as the page asked for
    /// @param matching  finds everything found, but for `also`; null where that is nothing
    /// @param also      documents found in other ways
    /// @param close     documents whose meaning is close
    /// @param words     documents known to have the words; null for all of `matching`
    /// @param highlight the words to mark, or null
    /// @param total     how many were found, where that is known already, or -1
    private record Found(
            List<ScoreDoc> best,
            @Nullable Query matching,
            Set<Integer> also,
            Set<Integer> close,
            @Nullable Set<Integer> words,
            @Nullable Query highlight,
            long total) {
        Found(
                List<ScoreDoc> best,
                @Nullable Query matching,
                Set<Integer> also,
                Set<Integer> close,
                @Nullable Set<Integer> words,
                @Nullable Query highlight) {
            this(best, matching, also, close, words, highlight, -1);
        }

        static final Found NOTHING = new Found(List.of(), null, Set.of(), Set.of(), Set.of(), null);
    }

    SearchResult run() throws IOException {
        Query words = wordQuery();
        if (words == null && vector == null) {
            boolean nothingLeft = !query.words().isBlank() && query.conditions().isEmpty();
            return result(nothingLeft ? Found.NOTHING : browse());
        }
        if (vector == null || request.mode() == Mode.WORDS) return result(byWords(words));
        if (words == null || request.mode() == Mode.MEANING) return result(byMeaning(vector, words));
        return result(byBoth(words, vector));
    }

    private int depth() {
        return Math.clamp((long) request.offset() + request.limit(), 1, SearchRequest.MAX_DEPTH);
    }

    private boolean byRelevance() {
        return request.sort() == Sort.RELEVANCE;
    }

    private String sortField() {
        return request.sort() == Sort.UPVOTES ? IndexFields.UPVOTES : IndexFields.DATE;
    }

    private Votes votes() throws IOException {
        return request.sort() == Sort.UPVOTES ? Votes.of(searcher.getIndexReader(), request.votes()) : Votes.NONE;
    }

    /// No words at all: everything that meets the conditions, newest first unless told otherwise.
    private Found browse() throws IOException {
        Query all = filter == null ? MatchAllDocsQuery.INSTANCE : new ConstantScoreQuery(filter);
        return new Found(
                Order.byNumber(searcher, all, sortField(), votes(), depth()), all, Set.of(), Set.of(), Set.of(), null);
    }

    private Found byWords(@Nullable Query words) throws IOException {
        if (words == null) return query.conditions().isEmpty() ? Found.NOTHING : browse();
        Query wanted = filtered(words);
        if (byRelevance()) {
            if (batch || request.facets())
                return new Found(Order.byScore(searcher, wanted, depth()), wanted, Set.of(), Set.of(), null, words);
            Order.Counted found = Order.countedByScore(searcher, wanted, depth());
            return new Found(found.best(), wanted, Set.of(), Set.of(), null, words, found.total());
        }
        Query strict = allWords();
        if (strict != null)
            return new Found(
                    Order.byNumber(searcher, strict, sortField(), votes(), depth()),
                    strict,
                    Set.of(),
                    Set.of(),
                    null,
                    words);
        List<ScoreDoc> best = Order.byNumber(
                searcher.getIndexReader(), Order.byScore(searcher, wanted, REORDERED), sortField(), votes());
        return new Found(best, null, documents(best), Set.of(), null, words);
    }

    private Found byMeaning(float[] vector, @Nullable Query words) throws IOException {
        List<ScoreDoc> close = Order.withStableTies(searcher.getIndexReader(), close(vector));
        if (!byRelevance()) close = Order.byNumber(searcher.getIndexReader(), close, sortField(), votes());
        Set<Integer> documents = documents(close);
        return new Found(close, null, documents, documents, Set.of(), words);
    }

    private Found byBoth(Query words, float[] vector) throws IOException {
        // In order of date or upvotes the best is not first, so all words are asked for where any paper
        // has them.
        if (!byRelevance() && allWords() != null) return byWords(words);
        Query wanted = filtered(words);
        // Their order among each other does not matter here: they get other scores.
        List<ScoreDoc> wordy =
                List.of(searcher.search(wanted, new TopScoreDocCollectorManager(WORDY, null, 1)).scoreDocs);
        List<ScoreDoc> close = close(vector);
        List<ScoreDoc> fused = Order.withStableTies(
                searcher.getIndexReader(), HybridRanking.fuse(wordy, close, searcher.getIndexReader(), vector));
        Set<Integer> byMeaning = documents(close);
        if (byRelevance()) return new Found(fused, wanted, byMeaning, byMeaning, documents(wordy), words);
        List<ScoreDoc> best = Order.byNumber(
                searcher.getIndexReader(), fused.subList(0, Math.min(REORDERED, fused.size())), sortField(), votes());
        return new Found(best, null, documents(best), byMeaning, documents(wordy), words);
    }

    private List<ScoreDoc> close(float[] vector) throws IOException {
        if (batch) return Neighbours.exact(searcher, vector, depth(), filter);
        int share = (int) (NEAR_SHARE * searcher.getIndexReader().numDocs());
        return Neighbours.nearest(searcher, vector, Math.clamp(share, NEAR_AT_LEAST, NEAR), filter);
    }

    private @Nullable Query wordQuery() {
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

    /// Papers that have every word; null where there are none, or no free words.
    private @Nullable Query allWords() throws IOException {
        Query all = queries.words(query.words(), searcher.getIndexReader(), true);
        if (all == null) return query.conditions().isEmpty() ? null : filter;
        Query strict = filtered(all);
        return searcher.count(strict) > 0 ? strict : null;
    }

    private Query filtered(Query scoring) {
        if (filter == null) return scoring;
        return new BooleanQuery.Builder()
                .add(scoring, Occur.MUST)
                .add(filter, Occur.FILTER)
                .build();
    }

    private SearchResult result(Found found) throws IOException {
        List<ScoreDoc> best = found.best();
        int from = Math.min(request.offset(), best.size());
        int to = Math.min(best.size(), from + request.limit());
        List<Hit> hits = new ArrayList<>(to - from);
        Snippets snippets = request.snippets() ? new Snippets(analyzer, found.highlight()) : null;
        for (ScoreDoc d : best.subList(from, to)) {
            boolean close = found.close().contains(d.doc);
            boolean words = found.words() == null || found.words().contains(d.doc);
            hits.add(hit(searcher, d, snippets, words, close));
        }
        long total;
        Map<Facet, List<FacetCount>> facets = Map.of();
        if (batch) {
            total = best.size();
        } else if (found.total() >= 0) {
            total = found.total();
        } else if (request.facets() || !found.also().isEmpty()) {
            FoundPapers all = FoundPapers.of(searcher, found.matching(), found.also());
            total = all.total();
            if (request.facets()) facets = all.facets();
        } else {
            total = found.matching() == null ? 0 : searcher.count(found.matching());
        }
        return new SearchResult(total, hits, facets, query.understood());
    }

    static Hit hit(IndexSearcher searcher, ScoreDoc d, @Nullable Snippets snippets, boolean byWords, boolean byMeaning)
            throws IOException {
        return new Hit(
                new PaperId(Order.id(searcher.getIndexReader(), d.doc)),
                Float.isNaN(d.score) ? 0 : d.score,
                snippets == null ? Snippet.EMPTY : snippets.cut(body(searcher, d.doc)),
                byWords,
                byMeaning,
                keys(searcher.getIndexReader(), d.doc));
    }

    private static String body(IndexSearcher searcher, int doc) throws IOException {
        String body =
                searcher.storedFields().document(doc, Set.of(IndexFields.BODY)).get(IndexFields.BODY);
        return body == null ? "" : body;
    }

    /// Names a paper was imported under.
    private static List<String> keys(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = Order.leaf(reader, doc);
        SortedSetDocValues values = leaf.reader().getSortedSetDocValues(IndexFields.KEY);
        if (values == null || !values.advanceExact(doc - leaf.docBase)) return List.of();
        List<String> keys = new ArrayList<>(values.docValueCount());
        for (int i = 0; i < values.docValueCount(); i++)
            keys.add(values.lookupOrd(values.nextOrd()).utf8ToString());
        return keys;
    }

    private static Set<Integer> documents(List<ScoreDoc> docs) {
        Set<Integer> set = HashSet.newHashSet(docs.size());
        for (ScoreDoc d : docs) set.add(d.doc);
        return set;
    }
}
