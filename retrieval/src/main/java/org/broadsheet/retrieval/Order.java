package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;

/// Total orders of papers: what is equal otherwise is ordered by paper id, because document numbers change
/// when
/// segments are merged and ids do not. So pages of one search fit together, today and tomorrow.
final class Order {
    private static final Sort BY_SCORE =
            new Sort(SortField.FIELD_SCORE, new SortField(IndexFields.ID, SortField.Type.STRING));

    /// Papers among which the end of a tie is looked for by score alone.
    private static final int LONGEST_TIE = 1_000;

    private Order() {}

    /// The best `depth` by score, equal ones by id.
    static List<ScoreDoc> byScore(IndexSearcher searcher, Query query, int depth) throws IOException {
        return best(
                searcher, query, depth, searcher.search(query, new TopScoreDocCollectorManager(depth + 1, null, 1)));
    }

    /// The best of all that match, and how many those are.
    record Counted(List<ScoreDoc> best, long total) {}

    /// The best `depth` by score, equal ones by id, and how many match, in one pass: cheaper than two,
    /// dearer than
    /// [#byScore], which may leave out what cannot be among the best.
    static Counted countedByScore(IndexSearcher searcher, Query query, int depth) throws IOException {
        TopDocs top = searcher.search(query, new TopScoreDocCollectorManager(depth + 1, null, Integer.MAX_VALUE));
        return new Counted(best(searcher, query, depth, top), top.totalHits.value());
    }

    private static List<ScoreDoc> best(IndexSearcher searcher, Query query, int depth, TopDocs top) throws IOException {
        // One more than wanted shows whether a tie lies across the end. If so its end is looked for further down,
        // which is cheap, since papers that score less are passed over; only a long tie needs the slower way.
        List<ScoreDoc> docs = Arrays.asList(top.scoreDocs);
        for (int seen = depth + 1; docs.size() == seen; seen *= 4) {
            float last = docs.get(depth - 1).score;
            if (docs.get(seen - 1).score < last) {
                int end = depth;
                while (docs.get(end).score == last) end++;
                return withStableTies(searcher.getIndexReader(), docs.subList(0, end))
                        .subList(0, depth);
            }
            if (seen > LONGEST_TIE)
                return withScores(searcher.search(query, new TopFieldCollectorManager(BY_SCORE, depth, 1)));
            docs = Arrays.asList(searcher.search(query, new TopScoreDocCollectorManager(seen * 4, null, 1)).scoreDocs);
        }
        List<ScoreDoc> all = withStableTies(searcher.getIndexReader(), docs);
        return all.size() <= depth ? all : all.subList(0, depth);
    }

    private static List<ScoreDoc> withScores(TopDocs found) {
        List<ScoreDoc> list = new ArrayList<>(found.scoreDocs.length);
        for (ScoreDoc d : found.scoreDocs)
            if (d instanceof FieldDoc f && f.fields[0] instanceof Float score) list.add(new ScoreDoc(d.doc, score));
        return list;
    }

    /// The first `depth` by a number and what comes to it, highest first, then newest first, then by id.
    static List<ScoreDoc> byNumber(IndexSearcher searcher, Query query, String field, Votes votes, int depth)
            throws IOException {
        Sort sort = new Sort(
                votes.sort(field),
                new SortField(IndexFields.DATE, SortField.Type.LONG, true),
                new SortField(IndexFields.ID, SortField.Type.STRING));
        return Arrays.asList(searcher.search(query, new TopFieldCollectorManager(sort, depth, 1)).scoreDocs);
    }

    /// The same documents by a number and what comes to it, highest first, then newest first, then by id.
    static List<ScoreDoc> byNumber(IndexReader reader, List<ScoreDoc> docs, String field, Votes votes)
            throws IOException {
        record Keyed(ScoreDoc doc, long value, long date, String id) {}
        List<Keyed> keyed = new ArrayList<>(docs.size());
        for (ScoreDoc d : docs)
            keyed.add(new Keyed(
                    d,
                    number(reader, d.doc, field) + votes.of(d.doc),
                    number(reader, d.doc, IndexFields.DATE),
                    id(reader, d.doc)));
        keyed.sort(Comparator.comparingLong(Keyed::value)
                .thenComparingLong(Keyed::date)
                .reversed()
                .thenComparing(Keyed::id));
        return keyed.stream().map(Keyed::doc).toList();
    }

    /// A list that is sorted by score, with equal scores put in order of ids. Looks up the ids of those
    /// alone.
    static List<ScoreDoc> withStableTies(IndexReader reader, List<ScoreDoc> docs) throws IOException {
        List<ScoreDoc> sorted = null;
        for (int from = 0, to; from < docs.size(); from = to) {
            for (to = from + 1; to < docs.size() && docs.get(to).score == docs.get(from).score; ) to++;
            if (to - from == 1) continue;
            if (sorted == null) sorted = new ArrayList<>(docs);
            Map<Integer, String> ids = HashMap.newHashMap(to - from);
            for (ScoreDoc d : docs.subList(from, to)) ids.put(d.doc, id(reader, d.doc));
            sorted.subList(from, to).sort(Comparator.comparing(d -> ids.getOrDefault(d.doc, "")));
        }
        return sorted == null ? docs : sorted;
    }

    static LeafReaderContext leaf(IndexReader reader, int doc) {
        return reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
    }

    /// Our own id of a document.
    static String id(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = leaf(reader, doc);
        SortedDocValues ids = leaf.reader().getSortedDocValues(IndexFields.ID);
        if (ids == null || !ids.advanceExact(doc - leaf.docBase))
            throw new IOException("document " + doc + " has no id");
        return ids.lookupOrd(ids.ordValue()).utf8ToString();
    }

    private static long number(IndexReader reader, int doc, String field) throws IOException {
        LeafReaderContext leaf = leaf(reader, doc);
        NumericDocValues values = leaf.reader().getNumericDocValues(field);
        return values != null && values.advanceExact(doc - leaf.docBase) ? values.longValue() : 0;
    }
}
