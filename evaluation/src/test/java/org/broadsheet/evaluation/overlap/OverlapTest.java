package org.broadsheet.evaluation.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverlapTest {
    private static OverlapReport report(int n, String question, String... documents) {
        NgramOverlap overlap = new NgramOverlap(List.of(new Text("q", question)), n);
        for (int i = 0; i < documents.length; i++) overlap.read(new Text("d" + i, documents[i]));
        return overlap.report();
    }

    @Test
    void theSameTextIsFoundWholly() {
        OverlapReport report = report(3, "One two, three -- four!", "ONE two three four");
        OverlapReport.Question q = report.questions().getFirst();
        assertThat(q.share()).isEqualTo(1);
        assertThat(q.runs()).isEqualTo(2);
        assertThat(q.longest()).isEqualTo(4);
        assertThat(q.spans()).containsExactly(new OverlapReport.Span(0, 4));
        assertThat(q.sources()).containsExactly(new OverlapReport.Source("d0", 2));
    }

    @Test
    void sharesPlacesAndLongestStretchByHand() {
        // runs of two: ab bc cd de ef; d0 has ab bc, d1 has ef, and de apart from it
        OverlapReport report = report(2, "a b c d e f", "x a b c y", "e f d e", "nothing here");
        OverlapReport.Question q = report.questions().getFirst();
        assertThat(q.found()).isEqualTo(4);
        assertThat(q.share()).isEqualTo(0.8);
        assertThat(q.longest()).isEqualTo(3);
        assertThat(q.spans()).containsExactly(new OverlapReport.Span(0, 3), new OverlapReport.Span(3, 6));
        assertThat(q.sources()).containsExactly(new OverlapReport.Source("d0", 2), new OverlapReport.Source("d1", 2));
        assertThat(report.flagged(0.8)).isEqualTo(1);
        assertThat(report.flagged(0.81)).isZero();
    }

    @Test
    void tooShortIsCountedApart() {
        OverlapReport report = report(5, "four words are few", "four words are few");
        assertThat(report.questions().getFirst().measurable()).isFalse();
        assertThat(report.questions().getFirst().share()).isNaN();
        assertThat(report.tooShort()).isEqualTo(1);
        assertThat(report.meanShare()).isNaN();
        assertThat(report.flagged(0)).isNaN();
        assertThatThrownBy(() -> report(0, "a", "a")).hasMessageContaining("13");
    }

    @Test
    void agreesWithComparingEveryRun() {
        Random random = new Random(5);
        for (int trial = 0; trial < 50; trial++) {
            String question = words(random, 12);
            List<String> documents = new ArrayList<>();
            for (int d = 0; d < 4; d++) documents.add(words(random, 20));
            Set<String> inCorpus = new HashSet<>();
            for (String document : documents) inCorpus.addAll(runs(document, 3));
            long found = runs(question, 3).stream().filter(inCorpus::contains).count();
            assertThat(report(3, question, documents.toArray(String[]::new))
                            .questions()
                            .getFirst()
                            .found())
                    .isEqualTo((int) found);
        }
    }

    private static String words(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++)
            text.append("abc".charAt(random.nextInt(3))).append(' ');
        return text.toString();
    }

    private static List<String> runs(String text, int n) {
        List<String> words = new Text("", text).words();
        List<String> runs = new ArrayList<>();
        for (int i = 0; i + n <= words.size(); i++) runs.add(String.join(" ", words.subList(i, i + n)));
        return runs;
    }

    @Test
    void theNearestByMeaning() {
        EmbeddingOverlap overlap =
                new EmbeddingOverlap(List.of(new Text("q", "3 4"), new Text("r", "0 1")), OverlapTest::numbers);
        assertThat(overlap.report().getFirst().document()).isEmpty();
        overlap.read(new Text("east", "2 0"));
        overlap.read(new Text("north", "0 9"));
        assertThat(overlap.report().getFirst().cosine()).isCloseTo(0.8, within(1e-6));
        assertThat(overlap.report().getFirst().document()).isEqualTo("north");
        assertThat(overlap.report().getLast().cosine()).isCloseTo(1, within(1e-6));
        assertThat(overlap.flagged(0.9)).isEqualTo(0.5);
        assertThatThrownBy(() -> overlap.read(new Text("d", "1 2 3"))).hasMessageContaining("one length");
        assertThatThrownBy(() -> overlap.read(new Text("d", "0 0"))).hasMessageContaining("vector of d");
    }

    private static float[] numbers(String text) {
        String[] parts = text.split(" ");
        float[] vector = new float[parts.length];
        for (int i = 0; i < parts.length; i++) vector[i] = Float.parseFloat(parts[i]);
        return vector;
    }
}
