package org.broadsheet.retrieval.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The model itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BgeSmallEncoderTest {
    private BgeSmallEncoder encoder;

    @BeforeAll
    void load() {
        encoder = BgeSmallEncoder.load();
    }

    @AfterAll
    void close() {
        encoder.close();
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @Test
    void vectorsAreUnitVectorsOfTheSpace() {
        assertThat(encoder.space().dimension()).isEqualTo(384);
        for (String text :
                List.of("", "a", "Attention is all you need", "深度学习 😀", "\u0000\ud800", "x ".repeat(50_000))) {
            float[] v = encoder.passage(text);
            assertThat(v).hasSize(384);
            assertThat(cosine(v, v)).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void whatIsBeyond512TokensIsCutOff() {
        String long512 = "apple ".repeat(600);
        assertThat(encoder.passage(long512 + "river")).isEqualTo(encoder.passage(long512));
    }

    @Test
    void relatedTextsAreCloserThanOthers() {
        float[] question = encoder.query("How do neural networks translate languages?");
        double near = cosine(question, encoder.passage("Machine translation with sequence-to-sequence models"));
        double far = cosine(question, encoder.passage("Nesting habits of the Arctic tern in Greenland"));
        assertThat(near).isGreaterThan(far + 0.1);
    }

    @Test
    void theSameTextGivesTheSameVectorOnAnyThread() throws InterruptedException, ExecutionException {
        List<String> texts = List.of("one text", "another, somewhat longer text about retrieval", "third");
        List<float[]> alone = texts.stream().map(encoder::passage).toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<float[]>> together = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String text = texts.get(i % 3);
                together.add(threads.submit(() -> encoder.passage(text)));
            }
            for (int i = 0; i < 12; i++) assertThat(together.get(i).get()).isEqualTo(alone.get(i % 3));
        }
    }

    @Test
    void aVectorWithoutDirectionIsRefused() {
        assertThatThrownBy(() -> BgeSmallEncoder.unit(new float[3])).isInstanceOf(EncodingFailed.class);
        assertThatThrownBy(() -> BgeSmallEncoder.unit(new float[] {Float.NaN, 1}))
                .isInstanceOf(EncodingFailed.class);
    }
}
