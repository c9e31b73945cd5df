package org.broadsheet.preference.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoringRuleTest {
    @Test
    void scoresByHand() {
        double[] forecast = {0.5, 0.3, 0.2};
        assertThat(ScoringRule.LOGARITHMIC.score(forecast, 0)).isCloseTo(Math.log(0.5), within(1e-15));
        // 1 - ((0.5)^2 + 0.3^2 + 0.2^2) / 2 = 1 - 0.38 / 2
        assertThat(ScoringRule.BRIER.score(forecast, 0)).isCloseTo(0.81, within(1e-15));
        assertThat(ScoringRule.SPHERICAL.score(forecast, 0)).isCloseTo(0.5 / Math.sqrt(0.38), within(1e-15));
        assertThat(ScoringRule.BRIER.score(0.7, true)).isCloseTo(1 - 0.09, within(1e-15));
        assertThat(ScoringRule.BRIER.score(0.7, false)).isCloseTo(1 - 0.49, within(1e-15));
        assertThat(ScoringRule.LOGARITHMIC.score(0.0, true)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(ScoringRule.LOGARITHMIC.expected(new double[] {1, 0}, new double[] {1, 0}))
                .isZero();
    }

    /// Strictly proper: stating the truth earns more than stating anything else.
    @ParameterizedTest
    @EnumSource(ScoringRule.class)
    void honestyPaysMost(ScoringRule rule) {
        SplittableRandom random = new SplittableRandom(3);
        for (int n = 0; n < 2_000; n++) {
            double[] truth = distribution(2 + n % 4, random);
            double[] other = distribution(truth.length, random);
            assertThat(rule.expected(truth, truth)).isGreaterThan(rule.expected(other, truth));
        }
        // On a grid too, where the best statement of all has to be the true one.
        double best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 1; k < 100; k++) {
            double earned = rule.expected(new double[] {k / 100.0, 1 - k / 100.0}, new double[] {0.37, 0.63});
            if (earned > most) {
                most = earned;
                best = k / 100.0;
            }
        }
        assertThat(best).isEqualTo(0.37);
    }

    @ParameterizedTest
    @EnumSource(ScoringRule.class)
    void certaintyThatIsRightEarnsMost(ScoringRule rule) {
        double top = rule.score(new double[] {0, 1, 0}, 1);
        assertThat(top).isEqualTo(rule == ScoringRule.LOGARITHMIC ? 0 : 1);
        SplittableRandom random = new SplittableRandom(4);
        for (int n = 0; n < 500; n++)
            assertThat(rule.score(distribution(3, random), 1)).isLessThan(top);
    }

    /// The linear score p looks fair and is not: it drives every statement to 0 or 1. Shows that the
    /// test could fail.
    @Test
    void theLinearScoreWouldNotPass() {
        double truth = 0.6;
        double honest = truth * truth + (1 - truth) * (1 - truth);
        double extreme = truth * 1;
        assertThat(extreme).isGreaterThan(honest);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> ScoringRule.BRIER.score(new double[] {0.5, 0.6}, 0))
                .hasMessageContaining("sum to 1");
        assertThatThrownBy(() -> ScoringRule.BRIER.score(new double[] {1.5, -0.5}, 0))
                .hasMessageContaining("was 1.5");
        assertThatThrownBy(() -> ScoringRule.BRIER.score(Double.NaN, true)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ScoringRule.BRIER.score(new double[] {1}, 0)).hasMessageContaining("at least two");
        assertThatThrownBy(() -> ScoringRule.BRIER.score(new double[] {1, 0}, 2))
                .hasMessageContaining("outcome 2");
        assertThatThrownBy(() -> ScoringRule.BRIER.expected(new double[] {1, 0}, new double[] {1, 0, 0}))
                .hasMessageContaining("2 outcomes and the truth 3");
    }

    private static double[] distribution(int n, SplittableRandom random) {
        double[] p = new double[n];
        double sum = 0;
        for (int k = 0; k < n; k++) {
            p[k] = 0.01 + random.nextDouble();
            sum += p[k];
        }
        for (int k = 0; k < n; k++) p[k] /= sum;
        return p;
    }
}
