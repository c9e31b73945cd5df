package org.broadsheet.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.evaluation.DocumentIds.DocumentList;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;

/// What one system retrieved for one topic, best first: a `Ranking<String>` in a quarter of its memory.
/// Immutable.
///
/// Documents stand by score, highest first, and where scores are equal by the bytes of their id, highest
/// first: the order of trec_eval, whatever order they were added in and whatever rank a file gave them.
public final class TopicResults {
    private final DocumentList documents;
    private final double[] scores;

    private TopicResults(DocumentList documents, double[] scores) {
        this.documents = documents;
        this.scores = scores;
    }

    public static TopicResults of(Ranking<String> ranking) {
        Builder builder = new Builder();
        for (Scored<String> s : ranking) {
            byte[] id = DocumentIds.utf8(s.item());
            builder.add(id, 0, id.length, s.score());
        }
        return builder.build();
    }

    public int size() {
        return scores.length;
    }

    /// The document at a place, counted from 0.
    public String document(int place) {
        return documents.get(place);
    }

    /// The score of the document at a place, counted from 0.
    public double score(int place) {
        return scores[place];
    }

    /// The documents, best first.
    public List<String> documents() {
        List<String> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) all.add(documents.get(i));
        return all;
    }

    public Ranking<String> ranking() {
        List<Scored<String>> all = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) all.add(new Scored<>(documents.get(i), scores[i]));
        return new Ranking<>(all);
    }

    /// The grade of every document, best first, down to `depth`.
    int[] grades(Judgments judgments, int depth) {
        int[] grades = new int[Math.min(depth, size())];
        for (int i = 0; i < grades.length; i++) grades[i] = judgments.grade(documents, i);
        return grades;
    }

    /// The places from 0 on, down to `depth`, with documents of equal score the other way round.
    int[] withTiesReversed(int depth) {
        int[] places = new int[size()];
        for (int from = 0; from < size(); ) {
            int to = from + 1;
            while (to < size() && scores[to] == scores[from]) to++;
            for (int i = from; i < to; i++) places[i] = to - 1 - (i - from);
            from = to;
        }
        return Arrays.copyOf(places, Math.min(depth, size()));
    }

    /// The number that `ids` gives the document at a place counted from 0, or -1.
    int find(int place, DocumentIds ids) {
        return ids.find(documents, place);
    }

    /// Results in the making; may be used for one topic after another.
    public static final class Builder {
        private final DocumentIds ids = new DocumentIds(16);
        private double[] scores = new double[16];

        /// Adds the document whose UTF-8 bytes stand in `id` from `start` up to `end`.
        ///
        /// @return false where the document was added before; the first score stays
        public boolean add(byte[] id, int start, int end, double score) {
            if (!Double.isFinite(score))
                throw new IllegalArgumentException("a score is a finite number but was " + score);
            int index = ids.add(id, start, end);
            if (index < 0) return false;
            if (index == scores.length) scores = Arrays.copyOf(scores, index + (index >> 1) + 1);
            scores[index] = score;
            return true;
        }

        public boolean isEmpty() {
            return ids.size() == 0;
        }

        /// The results added since the last call, in order. O(n) where they were added almost in order.
        public TopicResults build() {
            int[] order = order();
            double[] sorted = new double[order.length];
            for (int i = 0; i < order.length; i++) sorted[i] = scores[order[i]];
            TopicResults results = new TopicResults(ids.ordered(order), sorted);
            ids.clear();
            return results;
        }

        private int[] order() {
            int n = ids.size();
            int[] order = new int[n];
            // Files are in order but for ties, mostly: insertion is quickest there, and given up where
            // they are not.
            long moves = 8L * n;
            for (int i = 0; i < n && moves >= 0; i++) {
                int at = i;
                for (; at > 0 && moves >= 0 && compare(order[at - 1], i) > 0; at--, moves--) order[at] = order[at - 1];
                order[at] = i;
            }
            if (moves >= 0) return order;
            Integer[] boxed = new Integer[n];
            Arrays.setAll(boxed, i -> i);
            Arrays.sort(boxed, this::compare);
            Arrays.setAll(order, i -> boxed[i]);
            return order;
        }

        // 0.0 and -0.0 are equal scores here, as they are in C.
        private int compare(int a, int b) {
            return scores[a] > scores[b] ? -1 : scores[a] < scores[b] ? 1 : ids.compare(b, a);
        }
    }
}
