package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// The papers whose vectors are closest to a query's, by cosine.
///
/// Exact (every vector is looked at) while there are at most [#EXACT_UP_TO] of them or many neighbours are asked for;
/// beyond that through the
/// HNSW graph (Malkov and Yashunin 2018), asking it for more than is needed, since its recall grows with what it is
/// asked for.
final class Neighbours {
    /// Most vectors that are all looked at: some 10 ms on one core.
    static final int EXACT_UP_TO = 60_000;
    private static final int MOST_FROM_GRAPH = 201;
    private static final int LEAST_ASKED = 150;

    private Neighbours() {}

    /// At most `k` documents by cosine (-1 to 1), best first, equal ones by document number.
    static List<ScoreDoc> nearest(IndexSearcher searcher, float[] query, int k, @Nullable Query filter)
            throws IOException {
        if (k <= 0) return List.of();
        long vectors = 0;
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
            if (values != null) vectors += values.size();
        }
        if (vectors == 0) return List.of();
        if (vectors <= EXACT_UP_TO || k > MOST_FROM_GRAPH) return exact(searcher, query, k, filter);
        return fromGraph(searcher, query, k, filter);
    }

    /// Nearly the nearest, in a time that hardly grows with the library.
    static List<ScoreDoc> fromGraph(IndexSearcher searcher, float[] query, int k, @Nullable Query filter)
            throws IOException {
        int asked = Math.max(k + k / 4, LEAST_ASKED);
        ScoreDoc[] found =
                searcher.search(new KnnFloatVectorQuery(IndexFields.VECTOR, query, asked, filter), k).scoreDocs;
        List<ScoreDoc> nearest = new ArrayList<>(found.length);
        // Lucene gives (1 + cosine) / 2 for dot products of unit vectors.
        for (ScoreDoc d : found) nearest.add(new ScoreDoc(d.doc, 2 * d.score - 1));
        return nearest;
    }

    /// The nearest, by looking at every vector.
    static List<ScoreDoc> exact(IndexSearcher searcher, float[] query, int k, @Nullable Query filter)
            throws IOException {
        Comparator<ScoreDoc> worstFirst = Comparator.<ScoreDoc>comparingDouble(d -> d.score)
                .thenComparing((a, b) -> Integer.compare(b.doc, a.doc));
        PriorityQueue<ScoreDoc> best = new PriorityQueue<>(Math.min(k, 1_000) + 1, worstFirst);
        Weight weight = filter == null
                ? null
                : searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
            if (values == null) continue;
            Bits wanted = leaf.reader().getLiveDocs();
            if (weight != null) {
                FixedBitSet matching = FoundPapers.matching(weight, leaf);
                if (matching == null) continue;
                wanted = matching;
            }
            KnnVectorValues.DocIndexIterator docs = values.iterator();
            for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                if (wanted != null && !wanted.get(doc)) continue;
                float cosine = VectorUtil.dotProduct(query, values.vectorValue(docs.index()));
                if (best.size() == k && best.peek() != null && cosine <= best.peek().score) continue;
                best.add(new ScoreDoc(leaf.docBase + doc, cosine));
                if (best.size() > k) best.poll();
            }
        }
        List<ScoreDoc> nearest = new ArrayList<>(best);
        nearest.sort(worstFirst.reversed());
        return nearest;
    }

    /// The vector of a document, or null while it has none.
    static float @Nullable [] vector(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = Order.leaf(reader, doc);
        FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
        if (values == null) return null;
        KnnVectorValues.DocIndexIterator it = values.iterator();
        if (it.advance(doc - leaf.docBase) != doc - leaf.docBase) return null;
        return values.vectorValue(it.index()).clone();
    }
}
