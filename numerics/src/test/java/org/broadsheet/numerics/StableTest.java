package org.broadsheet.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StableTest {
    @Test
    void sigmoidAndItsLogarithmHoldAtBothEnds() {
        assertThat(Stable.sigmoid(0)).isEqualTo(0.5);
        assertThat(Stable.sigmoid(-800)).isEqualTo(0);
        assertThat(Stable.sigmoid(-700)).isEqualTo(Math.exp(-700));
        assertThat(Stable.sigmoid(800)).isEqualTo(1);
        assertThat(Stable.logSigmoid(-800)).isEqualTo(-800);
        assertThat(Stable.logSigmoid(800)).isEqualTo(-0.0);
        assertThat(Stable.logSigmoid(40)).isEqualTo(-Math.exp(-40));
        assertThat(Stable.softplus(1.5)).isCloseTo(1.5 + 0.201413278, within(1e-9));
        assertThat(Stable.softplus(800)).isEqualTo(800);
    }

    @Test
    void sumsOfExponentialsDoNotOverflow() {
        assertThat(Stable.logSumExp(1000, 1000)).isCloseTo(1000 + Math.log(2), within(1e-12));
        assertThat(Stable.logSumExp()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Stable.logSumExp(Double.NEGATIVE_INFINITY, 3)).isEqualTo(3);
        assertThat(Stable.logAddExp(Double.NEGATIVE_INFINITY, 3)).isEqualTo(3);
        assertThat(Stable.logAddExp(-1000, -1001)).isCloseTo(-1000 + Math.log1p(Math.exp(-1)), within(1e-12));
        assertThat(Stable.softmax(1000, 1000, -1000)).containsExactly(new double[] {0.5, 0.5, 0}, within(1e-12));
    }

    @Test
    void oneMinusAnExponentialKeepsItsDigits() {
        assertThat(Stable.log1mExp(-1e-20)).isCloseTo(Math.log(1e-20), within(1e-12));
        assertThat(Stable.log1mExp(-50)).isEqualTo(-Math.exp(-50));
        assertThatThrownBy(() -> Stable.log1mExp(0.1)).hasMessageContaining("x <= 0");
    }

    @Test
    void logitUndoesSigmoid() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double x = random.nextDouble(-15, 15);
            assertThat(Stable.logit(Stable.sigmoid(x))).isCloseTo(x, within(1e-8));
        }
        assertThat(Stable.logit(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThatThrownBy(() -> Stable.logit(1.01)).hasMessageContaining("1.01");
    }

    @Test
    void compensatedSumLosesNothing() {
        assertThat(Stable.sum(1, 1e100, 1, -1e100)).isEqualTo(2);
        double[] tenths = new double[1_000_000];
        java.util.Arrays.fill(tenths, 0.1);
        assertThat(Stable.sum(tenths)).isEqualTo(100_000);
        assertThat(Stable.mean()).isNaN();
        assertThat(Stable.xLogY(0, 0)).isEqualTo(0);
    }

    /// Values of numpy.quantile.
    @Test
    void quantilesInterpolate() {
        double[] x = {-1, 0, 0.5, 1, 2};
        assertThat(Stable.quantile(x, 0.85)).isCloseTo(1.4, within(1e-12));
        assertThat(Stable.quantile(x, 0)).isEqualTo(-1);
        assertThat(Stable.quantile(x, 1)).isEqualTo(2);
        assertThat(Stable.quantile(new double[] {7}, 0.3)).isEqualTo(7);
    }
}
