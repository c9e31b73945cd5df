package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;
import org.broadsheet.ranking.fusion.Normalization;

/// Words and meaning joined: a weighted sum of both scores, each brought to mean 0 and deviation 1 over the candidates.
///
/// Unlike in a fusion of two lists nothing is missing here: a candidate that has a vector gets its true cosine even
/// where the search by meaning did not reach it, and a candidate without the words has a BM25 of zero. A paper whose
/// vector is still to be made is judged by its words alone, at best as the closest paper is, so that it can be found
/// first on the day it comes in.
///
/// Works on arrays, since it runs over a thousand candidates in every search.
final class HybridRanking {
    /// Weight of the words' score beside the meaning's, which is 1. Anything from 0.3 to 0.5 does about as well; by how
    /// much, stands in `docs/quality.md`.
    static final double WORDS_WEIGHT = 0.35;

    private static final Comparator<ScoreDoc> BY_DOCUMENT = (a, b) -> Integer.compare(a.doc, b.doc);

    private HybridRanking() {}

    /// All candidates of both sides, best first, equal ones by document number.
    ///
    /// @param words documents with their BM25
    /// @param near  documents with their cosine
    static List<ScoreDoc> fuse(List<ScoreDoc> words, List<ScoreDoc> near, IndexReader reader, float[] query)
            throws IOException {
        ScoreDoc[] byWords = sorted(words);
        ScoreDoc[] byMeaning = sorted(near);
        int[] docs = new int[byWords.length + byMeaning.length];
        double[] bm25 = new double[docs.length];
        double[] cosine = new double[docs.length];
        int n = 0;
        for (int w = 0, m = 0; w < byWords.length || m < byMeaning.length; n++) {
            int doc = Math.min(
                    w < byWords.length ? byWords[w].doc : Integer.MAX_VALUE,
                    m < byMeaning.length ? byMeaning[m].doc : Integer.MAX_VALUE);
            docs[n] = doc;
            if (w < byWords.length && byWords[w].doc == doc) bm25[n] = byWords[w++].score;
            cosine[n] = m < byMeaning.length && byMeaning[m].doc == doc ? byMeaning[m++].score : Double.NaN;
        }
        lookUpCosines(reader, query, docs, cosine, n);
        return ranked(docs, scores(Arrays.copyOf(bm25, n), Arrays.copyOf(cosine, n)));
    }

    /// @param bm25   0 where the words do not occur
    /// @param cosine not a number where there is no vector
    static double[] scores(double[] bm25, double[] cosine) {
        double[] known = Arrays.stream(cosine).filter(c -> !Double.isNaN(c)).toArray();
        Normalization.Scale words = Normalization.Z_SCORE.of(bm25);
        Normalization.Scale meaning = Normalization.Z_SCORE.of(known);
        double closest = known.length == 0
                ? Double.POSITIVE_INFINITY
                : meaning.apply(Arrays.stream(known).max().orElseThrow());
        double[] scores = new double[bm25.length];
        for (int i = 0; i < scores.length; i++) {
            double w = words.apply(bm25[i]);
            double m = Double.isNaN(cosine[i]) ? Math.min(w, closest) : meaning.apply(cosine[i]);
            scores[i] = WORDS_WEIGHT * w + m;
        }
        return scores;
    }

    private static ScoreDoc[] sorted(List<ScoreDoc> docs) {
        ScoreDoc[] sorted = docs.toArray(ScoreDoc[]::new);
        Arrays.sort(sorted, BY_DOCUMENT);
        return sorted;
    }

    private static List<ScoreDoc> ranked(int[] docs, double[] scores) {
        ScoreDoc[] fused = new ScoreDoc[scores.length];
        for (int i = 0; i < fused.length; i++) fused[i] = new ScoreDoc(docs[i], (float) scores[i]);
        Arrays.sort(fused, (a, b) -> a.score != b.score ? Float.compare(b.score, a.score) : a.doc - b.doc);
        return Arrays.asList(fused);
    }

    /// Fills in the cosines that are not known yet, segment by segment in order of documents.
    private static void lookUpCosines(IndexReader reader, float[] query, int[] docs, double[] cosine, int n)
            throws IOException {
        int i = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (i >= n || docs[i] >= end) continue;
            FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
            KnnVectorValues.DocIndexIterator it = values == null ? null : values.iterator();
            for (; i < n && docs[i] < end; i++) {
                if (values == null || it == null || !Double.isNaN(cosine[i])) continue;
                int local = docs[i] - leaf.docBase;
                int at = it.docID() < local ? it.advance(local) : it.docID();
                if (at == local) cosine[i] = VectorUtil.dotProduct(query, values.vectorValue(it.index()));
            }
        }
    }
}
