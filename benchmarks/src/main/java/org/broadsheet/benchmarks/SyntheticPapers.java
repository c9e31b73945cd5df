package org.broadsheet.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Provenance;

/// Papers made of made-up words that are as frequent as words are (Zipf's law), each with a unit vector; the same from
/// the same seed. What word stands where depends on nothing but the seed and the paper's number.
///
/// @param seed       where everything comes from
/// @param vocabulary words there are
/// @param dimension  numbers a vector has
record SyntheticPapers(long seed, int vocabulary, int dimension) {
    private static final String CONSONANTS = "bdfgklmnprtvz";
    private static final String VOWELS = "aiou";
    private static final int TOPICS = 200;

    /// The word of that rank, 1 being the most frequent: syllables, so that no stemmer shortens it.
    static String word(int rank) {
        StringBuilder word = new StringBuilder();
        int rest = rank + CONSONANTS.length() * VOWELS.length();
        while (rest > 0) {
            word.append(CONSONANTS.charAt(rest % CONSONANTS.length()));
            rest /= CONSONANTS.length();
            word.append(VOWELS.charAt(rest % VOWELS.length()));
            rest /= VOWELS.length();
        }
        return word.append('k').toString();
    }

    private int rank(Random random) {
        // Inverse of the Zipf distribution's sum, near enough: ranks are log-uniform.
        return (int) Math.exp(random.nextDouble() * Math.log(vocabulary));
    }

    /// Names are no words, so that a query finds no authors.
    private String name(Random random) {
        return word(rank(random)) + "er";
    }

    private String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(i == 0 ? "" : " ").append(word(rank(random)));
        return text.toString();
    }

    Paper paper(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        Metadata.Builder b = Metadata.builder()
                .title(words(random, 6 + random.nextInt(8)))
                .abstractText(words(random, 80 + random.nextInt(140)))
                .published(new PartialDate(2000 + random.nextInt(25), 1 + random.nextInt(12), 1 + random.nextInt(28)));
        for (int a = 1 + random.nextInt(5); a > 0; a--) b.author(name(random) + " " + name(random));
        b.category("cs." + (char) ('A' + random.nextInt(26)) + (char) ('A' + random.nextInt(4)));
        StringBuilder id = new StringBuilder("p-");
        for (int i = 0, rest = number; i < 12; i++, rest /= 26) id.append((char) ('a' + rest % 26));
        return new Paper(
                new PaperId(id.toString()),
                b.build(),
                List.of(new Provenance("synthetic", "s" + number, Instant.EPOCH)));
    }

    /// A unit vector near one of some hundred topics, as texts' vectors are.
    float[] vector(int number) {
        Random random = new Random(seed * 7_919 + number);
        Random topic = new Random(seed * 31 + random.nextInt(TOPICS));
        float[] v = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            v[i] = (float) (topic.nextGaussian() + 0.8 * random.nextGaussian());
            squares += v[i] * v[i];
        }
        float length = (float) Math.sqrt(squares);
        for (int i = 0; i < dimension; i++) v[i] /= length;
        return v;
    }

    /// Queries of two to five words that are neither very common nor unique.
    List<String> queries(int count) {
        Random random = new Random(seed + 1);
        List<String> queries = new ArrayList<>();
        while (queries.size() < count) {
            StringBuilder query = new StringBuilder();
            for (int w = 2 + random.nextInt(4); w > 0; w--) {
                int rank;
                do rank = rank(random);
                while (rank < 30);
                query.append(query.isEmpty() ? "" : " ").append(word(rank));
            }
            queries.add(query.toString());
        }
        return queries;
    }
}
