package org.broadsheet.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.fusion.Normalization;
import org.broadsheet.ranking.fusion.WeightedScoreFusion;

/// Words and meaning joined: a weighted sum of both scores, each brought to one scale over the candidates.
///
/// Every candidate that has a vector gets its true cosine, even where the search by meaning did not reach it, so only
/// BM25 can be missing;
/// a paper without the words has a BM25 of zero, which is what it is given.
final class HybridRanking {
    /// Candidates taken from each side.
    static final int DEPTH = 1_000;
    /// Weight of the words' score; the meaning's is 1.
    static final double WORDS_WEIGHT = 0.8;

    private HybridRanking() {}

    static List<ScoreDoc> fuse(List<ScoreDoc> words, List<ScoreDoc> near, IndexReader reader, float[] query)
            throws IOException {
        Map<Integer, Double> cosines = new HashMap<>();
        for (ScoreDoc d : near) cosines.put(d.doc, (double) d.score);
        for (ScoreDoc d : words) if (!cosines.containsKey(d.doc)) cosine(reader, d.doc, query, cosines);
        Ranking<Integer> byMeaning = ranking(cosines);
        Map<Integer, Double> bm25 = new HashMap<>();
        for (ScoreDoc d : words) bm25.put(d.doc, (double) d.score);
        Ranking<Integer> byWords = ranking(bm25);
        WeightedScoreFusion<Integer> fusion = new WeightedScoreFusion<>(
                Normalization.Z_SCORE, List.of(WORDS_WEIGHT, 1.0), TieBreaker.<Integer>ascending());
        List<ScoreDoc> fused = new ArrayList<>();
        for (Scored<Integer> s : fusion.fuse(List.of(byWords, byMeaning)))
            fused.add(new ScoreDoc(s.item(), (float) s.score()));
        return fused;
    }

    private static Ranking<Integer> ranking(Map<Integer, Double> scores) {
        List<Scored<Integer>> scored = new ArrayList<>(scores.size());
        scores.forEach((doc, score) -> scored.add(new Scored<>(doc, score)));
        return Ranking.of(scored, TieBreaker.ascending());
    }

    private static void cosine(IndexReader reader, int doc, float[] query, Map<Integer, Double> into)
            throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        FloatVectorValues values = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
        if (values == null) return;
        var it = values.iterator();
        int local = doc - leaf.docBase;
        if (it.advance(local) == local)
            into.put(doc, (double) VectorUtil.dotProduct(query, values.vectorValue(it.index())));
    }
}
