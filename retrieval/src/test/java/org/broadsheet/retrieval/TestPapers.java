package org.broadsheet.retrieval;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.retrieval.embedding.EmbeddingSpace;
import org.broadsheet.retrieval.embedding.TextEncoder;

/// Papers, and an encoder whose vectors can be worked out by hand: one direction for each of a few words.
final class TestPapers {
    static final String SPACE = "words-in-order";
    private static final List<String> DIRECTIONS =
            List.of("apple", "river", "mountain", "violin", "engine", "planet", "bread", "lantern");

    private TestPapers() {}

    static PaperId id(int number) {
        StringBuilder id = new StringBuilder("p-");
        for (int i = 0, rest = number; i < 12; i++, rest /= 26) id.append((char) ('a' + rest % 26));
        return new PaperId(id.toString());
    }

    static Paper paper(int number, UnaryOperator<Metadata.Builder> said, String... keys) {
        List<Provenance> provenance = (keys.length == 0 ? Stream.of("key" + number) : Stream.of(keys))
                .map(key -> new Provenance("test", key, Instant.EPOCH))
                .toList();
        return new Paper(id(number), said.apply(Metadata.builder()).build(), provenance);
    }

    static IndexedPaper unencoded(Paper paper) {
        return new IndexedPaper(paper, null, LocalDate.EPOCH);
    }

    static IndexedPaper encoded(Paper paper, TextEncoder encoder) {
        Metadata m = paper.metadata();
        return new IndexedPaper(paper, encoder.passage(m.title() + "\n" + m.abstractText()), LocalDate.EPOCH);
    }

    static float[] random(Random random, int dimension) {
        float[] v = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            v[i] = (float) random.nextGaussian();
            squares += v[i] * v[i];
        }
        for (int i = 0; i < dimension; i++) v[i] = (float) (v[i] / Math.sqrt(squares));
        return v;
    }

    /// Counts the words it knows; a text with none of them points into a direction of its own.
    static final class WordCounts implements TextEncoder {
        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace(SPACE, DIRECTIONS.size() + 1);
        }

        @Override
        public float[] passage(String text) {
            float[] v = new float[DIRECTIONS.size() + 1];
            for (String word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+"))
                if (DIRECTIONS.contains(word)) v[DIRECTIONS.indexOf(word)]++;
            double squares = 0;
            for (float x : v) squares += x * x;
            if (squares == 0) v[DIRECTIONS.size()] = 1;
            else for (int i = 0; i < v.length; i++) v[i] = (float) (v[i] / Math.sqrt(squares));
            return v;
        }

        @Override
        public float[] query(String text) {
            return passage(text);
        }

        @Override
        public void close() {}
    }
}
