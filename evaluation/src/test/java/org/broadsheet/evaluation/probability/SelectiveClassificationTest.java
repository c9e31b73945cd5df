package org.broadsheet.evaluation.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectiveClassificationTest {
    @Test
    void byHand() {
        SelectiveClassification s = new SelectiveClassification(
                new double[] {0.9, 0.2, 0.5, 0.5}, new boolean[] {true, false, true, false});
        assertThat(s.accuracyByCoverage()).containsExactly(new double[] {1, 0.75, 2.0 / 3, 0.5}, within(1e-12));
        assertThat(s.selectiveArea()).isCloseTo((1 + 0.75 + 2.0 / 3 + 0.5) / 4, within(1e-12));
        assertThat(s.areaUnderRoc()).isCloseTo(3.5 / 4, within(1e-12));
    }

    @Test
    void constantConfidenceTellsNothingAndPerfectConfidenceAll() {
        boolean[] correct = {true, false, true, true, false};
        SelectiveClassification constant = new SelectiveClassification(new double[5], correct);
        assertThat(constant.selectiveArea()).isCloseTo(0.6, within(1e-12));
        assertThat(constant.areaUnderRoc()).isCloseTo(0.5, within(1e-12));
        assertThat(new SelectiveClassification(new double[] {1, 0, 1, 1, 0}, correct).areaUnderRoc())
                .isEqualTo(1);
        assertThat(new SelectiveClassification(new double[] {1, 2}, new boolean[] {true, true}).areaUnderRoc())
                .isNaN();
    }

    /// The area is the share of pairs in order, counted one by one.
    @Test
    void theAreaCountsPairs() {
        Random random = new Random(1);
        for (int trial = 0; trial < 50; trial++) {
            double[] c = random.ints(30, 0, 8).asDoubleStream().toArray();
            boolean[] correct = new boolean[30];
            for (int i = 0; i < 30; i++) correct[i] = random.nextInt(8) < c[i] + 1;
            correct[0] = true;
            correct[1] = false;
            double wins = 0;
            int pairs = 0;
            for (int i = 0; i < 30; i++)
                for (int j = 0; j < 30; j++)
                    if (correct[i] && !correct[j]) {
                        pairs++;
                        wins += c[i] > c[j] ? 1 : c[i] == c[j] ? 0.5 : 0;
                    }
            assertThat(new SelectiveClassification(c, correct).areaUnderRoc()).isCloseTo(wins / pairs, within(1e-12));
        }
    }

    @Test
    void whatCannotBeIsTold() {
        assertThatThrownBy(() -> new SelectiveClassification(new double[] {Double.NaN}, new boolean[] {true}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> new SelectiveClassification(new double[2], new boolean[1]))
                .hasMessageContaining("2 confidences");
        assertThatThrownBy(() -> new SelectiveClassification(new double[0], new boolean[0]))
                .hasMessageContaining("at least one");
    }
}
