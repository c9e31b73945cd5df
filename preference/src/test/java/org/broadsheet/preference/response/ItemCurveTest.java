package org.broadsheet.preference.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemCurveTest {
    @Test
    void probabilitiesByHand() {
        assertThat(new ItemCurve(1, 0.5).probability(0)).isCloseTo(0.377541, within(1e-6));
        assertThat(new ItemCurve(1.5, 0).probability(1)).isCloseTo(0.817574, within(1e-6));
        assertThat(new ItemCurve(1, 0.3, 0.25).probability(0.3)).isCloseTo(0.625, within(1e-12));
        assertThat(new ItemCurve(1.5, 0.7).information(0.7)).isCloseTo(0.5625, within(1e-12));
    }

    @Test
    void informationIsTheSquaredSlopeOverTheVariance() {
        for (ItemCurve curve : List.of(new ItemCurve(0.8, -1), new ItemCurve(1.7, 0.4, 0.2)))
            for (double x = -4; x <= 4; x += 0.5) {
                double slope = (curve.probability(x + 1e-6) - curve.probability(x - 1e-6)) / 2e-6;
                double p = curve.probability(x);
                assertThat(curve.information(x)).isCloseTo(slope * slope / (p * (1 - p)), within(1e-7));
            }
        assertThat(new ItemCurve(2, 0).information(-1e6)).isZero();
        assertThat(new ItemCurve(2, 0, 0.2).information(1e6)).isZero();
    }

    @Test
    void whatIsNoItemIsRefused() {
        assertThatThrownBy(() -> new ItemCurve(0, 0)).hasMessageContaining("discrimination above 0");
        assertThatThrownBy(() -> new ItemCurve(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new ItemCurve(1, 0, 1)).hasMessageContaining("[0, 1)");
        assertThatThrownBy(() -> ItemModel.named("4pl")).hasMessageContaining("1pl, 2pl, 3pl");
        assertThat(ItemModel.named("2PL")).isEqualTo(ItemModel.TWO_PARAMETER);
    }

    /// Three nodes are 0 and the roots of 3; twenty integrate x^38 exactly: 37!!.
    @Test
    void gaussHermiteByHand() {
        Quadrature three = Quadrature.gaussHermite(3);
        assertThat(three.points()).containsExactly(new double[] {-Math.sqrt(3), 0, Math.sqrt(3)}, within(1e-12));
        assertThat(three.weights()).containsExactly(new double[] {1 / 6.0, 2 / 3.0, 1 / 6.0}, within(1e-12));
        Quadrature twenty = Quadrature.gaussHermite(20);
        double odd = 1;
        for (int k = 37; k > 1; k -= 2) odd *= k;
        double sum = 0;
        for (int q = 0; q < 20; q++) sum += twenty.weights()[q] * Math.pow(twenty.points()[q], 38);
        assertThat(sum / odd).isCloseTo(1, within(1e-10));
        for (int n : new int[] {1, 2, 41, 120, 200}) {
            Quadrature grid = Quadrature.gaussHermite(n);
            double total = 0;
            double square = 0;
            for (int q = 0; q < n; q++) {
                total += grid.weights()[q];
                square += grid.weights()[q] * grid.points()[q] * grid.points()[q];
            }
            assertThat(total).isCloseTo(1, within(1e-10));
            if (n > 1) assertThat(square).isCloseTo(1, within(1e-10));
            assertThat(grid.points()).isSorted();
        }
        assertThatThrownBy(() -> Quadrature.gaussHermite(0)).hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> Quadrature.even(2)).hasMessageContaining("at least 3");
    }

    @Test
    void abilitiesByHand() {
        ItemCurve[] two = {new ItemCurve(1, -1), new ItemCurve(1, 1)};
        int[] once = {1, 1};
        // By symmetry the easy one right and the hard one wrong is the middle of the scale.
        for (AbilityEstimator e : AbilityEstimator.values())
            assertThat(e.of(two, new int[] {1, 0}, once).value()).isCloseTo(0, within(1e-9));
        double information = 2 * two[0].information(0);
        assertThat(AbilityEstimator.ML.of(two, new int[] {1, 0}, once).error())
                .isCloseTo(1 / Math.sqrt(information), within(1e-9));
        assertThat(AbilityEstimator.MAP.of(two, new int[] {1, 0}, once).error())
                .isCloseTo(1 / Math.sqrt(1 + information), within(1e-9));
        // Thirty of forty alike items: ML is the logit of 3/4.
        ItemCurve[] one = {new ItemCurve(1, 0)};
        assertThat(AbilityEstimator.ML.of(one, new int[] {30}, new int[] {40}).value())
                .isCloseTo(Math.log(3), within(1e-9));
        // Without any answer a posterior is its prior, and a likelihood is nothing.
        ItemCurve[] none = {};
        assertThat(AbilityEstimator.EAP.of(none, new int[0], new int[0]).value())
                .isCloseTo(0, within(1e-12));
        assertThat(AbilityEstimator.EAP.of(none, new int[0], new int[0]).error())
                .isCloseTo(1, within(1e-6));
        assertThat(AbilityEstimator.ML.of(none, new int[0], new int[0]).value()).isNaN();
        assertThat(AbilityEstimator.ML.of(two, new int[] {1, 1}, once).value()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(AbilityEstimator.ML.of(two, new int[] {0, 0}, once).value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(AbilityEstimator.MAP.of(two, new int[] {1, 1}, once).finite())
                .isTrue();
    }

    /// The mean of the posterior by brute force: a sum over 200,001 points.
    @Test
    void posteriorMeanAgainstBruteForce() {
        ItemCurve[] curves = {new ItemCurve(1.3, -0.4), new ItemCurve(0.7, 0.9, 0.2), new ItemCurve(2.1, 1.5)};
        int[] right = {3, 1, 0};
        int[] attempts = {4, 2, 3};
        double total = 0;
        double mean = 0;
        double square = 0;
        for (int k = 0; k <= 200_000; k++) {
            double x = -10 + k * 1e-4;
            double w = Math.exp(-x * x / 2);
            for (int i = 0; i < 3; i++)
                w *= Math.pow(curves[i].probability(x), right[i])
                        * Math.pow(1 - curves[i].probability(x), attempts[i] - right[i]);
            total += w;
            mean += w * x;
            square += w * x * x;
        }
        Ability found = AbilityEstimator.EAP.of(curves, right, attempts);
        assertThat(found.value()).isCloseTo(mean / total, within(1e-6));
        assertThat(found.error()).isCloseTo(Math.sqrt(square / total - Math.pow(mean / total, 2)), within(1e-6));
    }
}
