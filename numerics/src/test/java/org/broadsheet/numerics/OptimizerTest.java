package org.broadsheet.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    /// Pairs of the reward family's toy set: differences of features, all won.
    private static final double[][] PAIRS = {{1, -1}, {1, 0}, {2, 0.5}, {2, -0.5}, {-1, 1}};

    private static final Differentiable ROSENBROCK = new Differentiable() {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double valueAndGradient(double[] x, double[] g) {
            double a = 1 - x[0];
            double b = x[1] - x[0] * x[0];
            g[0] = -2 * a - 400 * x[0] * b;
            g[1] = 200 * b;
            return a * a + 100 * b * b;
        }
    };

    static List<GradientOptimizer> optimizers() {
        return List.of(
                Lbfgs.DEFAULT,
                new Lbfgs(1, 5_000, 1e-8),
                Adam.DEFAULT.withRate(0.02).withMaxIterations(20_000));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void findsTheBottomOfACurvedValley(GradientOptimizer optimizer) {
        Optimum o = optimizer.minimize(ROSENBROCK, new double[] {-1.2, 1});
        assertThat(o.point()).containsExactly(new double[] {1, 1}, within(1e-4));
        assertThat(o.value()).isLessThan(1e-8);
    }

    /// Reference: scipy.optimize on the Bradley-Terry loss of the toy set, ridge 0.1.
    @ParameterizedTest
    @MethodSource("optimizers")
    void fitsBradleyTerryToTheDigit(GradientOptimizer optimizer) {
        LogisticLoss loss = new LogisticLoss(
                PAIRS, new double[] {1, 1, 1, 1, 1}, new double[] {1, 1, 1, 1, 1}, new double[] {0.1, 0.1});
        Optimum o = optimizer.minimize(loss, new double[2]);
        assertThat(o.point()).containsExactly(new double[] {1.667090740, 1.347414112}, within(1e-6));
        assertThat(o.value()).isCloseTo(1.899998881, within(1e-8));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void neverEndsAboveItsStartAndNamesBadStarts(GradientOptimizer optimizer) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            double[] start = {random.nextDouble(-3, 3), random.nextDouble(-3, 3)};
            assertThat(optimizer.minimize(ROSENBROCK, start).value()).isLessThanOrEqualTo(ROSENBROCK.value(start));
        }
        assertThatThrownBy(() -> optimizer.minimize(ROSENBROCK, new double[3])).hasMessageContaining("3 numbers");
        assertThatThrownBy(() -> optimizer.minimize(ROSENBROCK, new double[] {Double.NaN, 0}))
                .hasMessageContaining("NaN");
    }

    @Test
    void manyParametersOfVeryDifferentScale() {
        int n = 500;
        Differentiable bowl = new Differentiable() {
            @Override
            public int dimension() {
                return n;
            }

            @Override
            public double valueAndGradient(double[] x, double[] g) {
                double v = 0;
                for (int i = 0; i < n; i++) {
                    double k = 1 + i;
                    v += k * (x[i] - 1) * (x[i] - 1) / 2;
                    g[i] = k * (x[i] - 1);
                }
                return v;
            }
        };
        Optimum o = Lbfgs.DEFAULT.minimize(bowl, new double[n]);
        assertThat(o.converged()).isTrue();
        assertThat(o.iterations()).isLessThan(300);
        assertThat(o.point()[n / 2]).isCloseTo(1, within(1e-7));
    }

    @Test
    void gradientOfTheLogisticLossAgreesWithDifferences() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20; round++) {
            double[][] rows = new double[6][3];
            double[] labels = new double[6];
            double[] weights = new double[6];
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 3; j++) rows[i][j] = random.nextDouble(-2, 2);
                labels[i] = random.nextDouble();
                weights[i] = random.nextDouble(3);
            }
            LogisticLoss loss = new LogisticLoss(rows, labels, weights, new double[] {0.1, 0, 2});
            double[] theta = {random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble(-2, 2)};
            double[] gradient = new double[3];
            loss.valueAndGradient(theta, gradient);
            assertThat(gradient).containsExactly(Differentiable.differences(loss::value, theta, 1e-6), within(1e-6));
        }
        // The family's worked point: margins .75 .5 .875 1.125 -.75, loss 2.627413714.
        LogisticLoss toy = new LogisticLoss(
                PAIRS, new double[] {1, 1, 1, 1, 1}, new double[] {1, 1, 1, 1, 1}, new double[] {0, 0});
        double[] g = new double[2];
        assertThat(toy.valueAndGradient(new double[] {0.5, -0.25}, g)).isCloseTo(2.627413714, within(1e-9));
        assertThat(g).containsExactly(new double[] {-1.097783241, -0.382922378}, within(1e-9));
    }

    @Test
    void nelderMeadNeedsNoGradient() {
        Optimum o = NelderMead.DEFAULT.minimize(ROSENBROCK::value, new double[] {-1.2, 1}, 0.5);
        assertThat(o.converged()).isTrue();
        assertThat(o.point()).containsExactly(new double[] {1, 1}, within(1e-4));
        ToDoubleFunction<double[]> line = x -> x[0] < 0 ? Double.NaN : Math.abs(x[0] - 3);
        assertThat(NelderMead.DEFAULT.minimize(line, new double[] {1}, 1).point()[0])
                .isCloseTo(3, within(1e-6));
        ToDoubleFunction<double[]> bowl = x -> {
            double v = 0;
            for (int i = 0; i < x.length; i++) v += (i + 1) * (x[i] - i) * (x[i] - i);
            return v;
        };
        assertThat(NelderMead.DEFAULT.minimize(bowl, new double[5], 1).point())
                .containsExactly(new double[] {0, 1, 2, 3, 4}, within(1e-4));
        assertThatThrownBy(() -> NelderMead.DEFAULT.minimize(bowl, new double[0], 1))
                .hasMessageContaining("parameter");
    }

    @Test
    void choleskySolvesAndInverts() {
        double[][] a = {{4, 2, 0.6}, {2, 5, 1}, {0.6, 1, 3}};
        Cholesky c = Cholesky.of(a).orElseThrow();
        double[] x = c.solve(new double[] {1, 2, 3});
        for (int i = 0; i < 3; i++)
            assertThat(a[i][0] * x[0] + a[i][1] * x[1] + a[i][2] * x[2]).isCloseTo(i + 1, within(1e-12));
        double det = 4 * (5 * 3 - 1) - 2 * (2 * 3 - 0.6) + 0.6 * (2 * 1 - 5 * 0.6);
        assertThat(c.logDeterminant()).isCloseTo(Math.log(det), within(1e-12));
        assertThat(c.inverse()[0][0]).isCloseTo((5 * 3 - 1) / det, within(1e-12));
        assertThat(Cholesky.of(new double[][] {{1, 1}, {1, 1}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{-1}})).isEmpty();
    }

    @Test
    void theInverseOfALargerMatrixIsItsInverse() {
        int n = 60;
        SplittableRandom random = new SplittableRandom(9);
        double[][] half = new double[n][n];
        for (double[] row : half) for (int j = 0; j < n; j++) row[j] = random.nextGaussian();
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) a[i][j] += half[i][k] * half[j][k];
                if (i == j) a[i][j] += 1;
            }
        Cholesky c = Cholesky.of(a).orElseThrow();
        double[][] inverse = c.inverse();
        for (int i = 0; i < n; i++) {
            double[] column = new double[n];
            for (int j = 0; j < n; j++) {
                assertThat(inverse[i][j]).isEqualTo(inverse[j][i]);
                for (int k = 0; k < n; k++) column[j] += a[j][k] * inverse[k][i];
            }
            for (int j = 0; j < n; j++) assertThat(column[j]).isCloseTo(i == j ? 1 : 0, within(1e-9));
        }
    }
}
