package org.broadsheet.evaluation.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.evaluation.answer.AnswerEquivalence.Equivalence;
import org.junit.jupiter.api.Test;

class AnswerMeasuresTest {
    private static double f1(String candidate, String... references) {
        return AnswerMeasures.tokenF1(candidate, List.of(references));
    }

    /// Values of the SQuAD 2.0 script, by hand.
    @Test
    void squadNormalisation() {
        assertThat(f1("light scattering", "scattering of light")).isCloseTo(0.8, within(1e-12));
        assertThat(f1("1801", "in March 1801")).isCloseTo(0.5, within(1e-12));
        assertThat(f1("1914", "1918")).isEqualTo(0);
        assertThat(f1("x", "y", "x z")).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(f1("", "the")).isEqualTo(1);
        assertThat(f1("", "word")).isEqualTo(0);
        assertThat(f1("a a b", "a b b")).isCloseTo(2.0 / 3, within(1e-12)); // articles are no words
        assertThat(AnswerMeasures.exactMatch("The Beatles", List.of("no", "beatles!")))
                .isEqualTo(1);
        assertThat(AnswerMeasures.exactMatch("Beatle", List.of("beatles"))).isEqualTo(0);
        assertThat(AnswerMeasures.containment("It was Cox & Snell in 1968", List.of("Cox & Snell")))
                .isEqualTo(1);
        assertThat(AnswerMeasures.containment("planet", List.of("plan"))).isEqualTo(0);
        assertThat(AnswerMeasures.containment("anything", List.of("the"))).isEqualTo(0);
        assertThat(AnswerText.normalized("  An A-Z of\tthe   Theatre, (a)  ")).isEqualTo("az of theatre");
        assertThatThrownBy(() -> AnswerMeasures.exactMatch("x", List.of()))
                .hasMessageContaining("at least one reference");
    }

    @Test
    void stemsAsNltkDoes() throws IOException {
        List<String> lines = lines("stems.txt");
        assertThat(lines).hasSizeGreaterThan(1_000);
        for (String line : lines) {
            String[] pair = line.split(" ");
            assertThat(PorterStemmer.stem(pair[0])).as(pair[0]).isEqualTo(pair[1]);
        }
    }

    /// Sixty random pairs of texts, scored by the published definition of `rouge_score` with NLTK's stemmer.
    @Test
    void rougeToTheLastDigit() throws IOException {
        List<String> lines = lines("rouge.tsv");
        assertThat(lines).hasSize(60);
        for (String line : lines) {
            String[] f = line.split("\t", -1);
            String reference = f[0].replace('|', '\n');
            String candidate = f[1].replace('|', '\n');
            boolean stemmed = Boolean.parseBoolean(f[2]);
            int at = 3;
            for (Rouge rouge : Rouge.values()) {
                Rouge.Score score = rouge.score(reference, candidate, stemmed);
                assertThat(score.precision())
                        .as("%s of %s", rouge, line)
                        .isCloseTo(Double.parseDouble(f[at++]), within(1e-12));
                assertThat(score.recall())
                        .as("%s of %s", rouge, line)
                        .isCloseTo(Double.parseDouble(f[at++]), within(1e-12));
                assertThat(score.f1())
                        .as("%s of %s", rouge, line)
                        .isCloseTo(Double.parseDouble(f[at++]), within(1e-12));
            }
        }
    }

    @Test
    void rougeByHand() {
        Rouge.Score one = Rouge.ROUGE_1.score("testing one two", "testing", false);
        assertThat(one.precision()).isEqualTo(1);
        assertThat(one.recall()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(one.f1()).isCloseTo(0.5, within(1e-12));
        assertThat(Rouge.ROUGE_1.score("his", "hi", true).f1()).isEqualTo(0); // three letters are not stemmed
        assertThat(Rouge.ROUGE_1.score("running", "runs", true).f1()).isEqualTo(1);
        // From Lin's paper: w1..w5 beside w1 w2 w6 w7 w8 and w1 w3 w8 w9 w5 cover four of five words.
        assertThat(Rouge.ROUGE_LSUM
                        .score("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", false)
                        .recall())
                .isCloseTo(0.8, within(1e-12));
        for (Rouge rouge : Rouge.values()) {
            assertThat(rouge.score("", "x", false).f1()).isEqualTo(0);
            assertThat(rouge.score("x y", "X, y!", false).f1()).isEqualTo(1);
            assertThatThrownBy(() -> rouge.score("x", "w ".repeat(Rouge.MOST_WORDS + 1), false))
                    .hasMessageContaining("20001");
        }
    }

    @Test
    void rulesOfEquivalence() {
        List<String> references = List.of("March 1801", "1801");
        Equivalence e = AnswerEquivalence.containing().judge("when", references, "It was in 1801.");
        assertThat(e).isEqualTo(new Equivalence(1, true, "1801"));
        assertThat(AnswerEquivalence.exact()
                        .judge("when", references, "in 1801")
                        .accepted())
                .isFalse();
        assertThat(AnswerEquivalence.tokenF1(0.5)
                        .judge("when", references, "in 1801")
                        .accepted())
                .isTrue();
        assertThat(AnswerEquivalence.exact().judge("when", List.of("the"), "").accepted())
                .isFalse();
        assertThatThrownBy(() -> AnswerEquivalence.tokenF1(0)).hasMessageContaining("(0, 1]");
        assertThatThrownBy(() -> AnswerEquivalence.exact().judge("q", List.of(), "c"))
                .hasMessageContaining("reference");
    }

    @Test
    void learnsThatMoreIsFineAndLessIsNot() {
        List<JudgedAnswer> judged = new java.util.ArrayList<>();
        for (int year = 1800; year < 1840; year++) {
            String q = "when did it open";
            judged.add(new JudgedAnswer(q, List.of("" + year), "it opened in March " + year, true));
            judged.add(new JudgedAnswer(q, List.of("" + year), "it opened in March " + (year + 7), false));
            judged.add(new JudgedAnswer(q, List.of("March " + year), "March", false));
        }
        LearnedEquivalence learned = LearnedEquivalence.fit(judged, 1);
        assertThat(learned.judge("when was it", List.of("1905"), "in May 1905").accepted())
                .isTrue();
        assertThat(learned.judge("when was it", List.of("1905"), "in May 1914").accepted())
                .isFalse();
        assertThat(learned.judge("when was it", List.of("1905"), "").accepted()).isFalse();
        assertThat(learned.weights().keySet()).containsExactlyElementsOf(AnswerFeatures.names());
        assertThat(AnswerFeatures.of("q", "March 1801", "1801"))
                .isNotEqualTo(AnswerFeatures.of("q", "1801", "March 1801"));

        LearnedEquivalence meaning =
                LearnedEquivalence.fit(judged, 1, Optional.of((r, c) -> c.contains(r) ? 1.0 : 0.0));
        assertThat(meaning.weights().get("similarity in meaning")).isPositive();
        assertThatThrownBy(() -> LearnedEquivalence.fit(judged.subList(0, 1), 1))
                .hasMessageContaining("1 of 1");
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(AnswerMeasuresTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .toList();
        }
    }
}
