package org.broadsheet.evaluation.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FriedmanTestTest {
    private static final double[][] RANKS = {
        {1, 2, 3, 4}, {2, 1, 3, 4}, {1, 3, 2, 4}, {1.5, 1.5, 4, 3}, {2, 1, 4, 3}, {1, 2, 3.5, 3.5}
    };

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /// Reference: scipy.stats.friedmanchisquare, which corrects for ties too.
    @Test
    void asScipy() {
        FriedmanTest test = FriedmanTest.of(RANKS, ones(6));
        assertThat(test.statistic()).isCloseTo(12.931034482758621, within(1e-12));
        assertThat(test.p()).isCloseTo(0.004788145953501437, within(1e-12));
        assertThat(test.meanRanks().getFirst()).isCloseTo(8.5 / 6, within(1e-15));
    }

    /// Reference: table 5 of Demšar (2006), which is scipy.stats.studentized_range over the root of 2.
    @Test
    void criticalValuesAsPublished() {
        double[] q = {1.960, 2.343, 2.569, 2.728, 2.850, 2.949, 3.031, 3.102, 3.164};
        for (int systems = 2; systems <= 10; systems++) {
            double[][] one = new double[1][systems];
            for (int s = 0; s < systems; s++) one[0][s] = s + 1;
            double difference = FriedmanTest.of(one, ones(1)).criticalDifference(0.05);
            assertThat(difference / Math.sqrt(systems * (systems + 1) / 6.0)).isCloseTo(q[systems - 2], within(1e-3));
        }
        // His example: four classifiers on fourteen data sets, at 10%.
        assertThat(new FriedmanTest(List.of(3.143, 2.0, 2.893, 1.964), 14, 9.28, 0.026).criticalDifference(0.1))
                .isCloseTo(1.12, within(0.005));
    }

    @Test
    void aWeightIsThatManyJudges() {
        FriedmanTest weighed = FriedmanTest.of(new double[][] {{1, 2, 3}, {2, 1, 3}}, new double[] {3, 1});
        FriedmanTest spelled = FriedmanTest.of(new double[][] {{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {2, 1, 3}}, ones(4));
        assertThat(weighed.statistic()).isCloseTo(spelled.statistic(), within(1e-12));
        assertThat(weighed.judges()).isEqualTo(4);
    }

    @Test
    void allTiedIsNoDifferenceAndRanksAreChecked() {
        FriedmanTest tied = FriedmanTest.of(new double[][] {{2, 2, 2}, {2, 2, 2}}, ones(2));
        assertThat(tied.statistic()).isZero();
        assertThat(tied.p()).isEqualTo(1);
        assertThatThrownBy(() -> FriedmanTest.of(new double[][] {{1}}, ones(1))).hasMessageContaining("two systems");
        assertThatThrownBy(() -> FriedmanTest.of(new double[][] {{1, Double.NaN}}, ones(1)))
                .hasMessageContaining("judge 1");
    }
}
