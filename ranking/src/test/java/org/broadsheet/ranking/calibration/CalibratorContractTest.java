package org.broadsheet.ranking.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.broadsheet.numerics.Stable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every calibrator keeps, whatever data it was fitted to.
class CalibratorContractTest {
    private static final double[] MARGINS = {2, 1, 0.5, -0.5, 3, 1.5};
    private static final boolean[] OUTCOMES = {true, true, false, false, true, false};

    @ParameterizedTest
    @EnumSource
    void risesWithTheScoreAndStaysAProbability(CalibrationMethod method) {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = 1 + random.nextInt(60);
            double[] scores = new double[n];
            boolean[] outcomes = new boolean[n];
            double direction = random.nextDouble(-2, 2); // also scores that point the wrong way
            for (int i = 0; i < n; i++) {
                scores[i] = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextDouble(-6, 6);
                outcomes[i] = random.nextDouble() < Stable.sigmoid(direction * scores[i]);
            }
            ScoreCalibrator curve = method.fit(scores, outcomes);
            double last = 0;
            for (double s = -800; s <= 800; s += Math.abs(s) < 8 ? 0.01 : 7) {
                double p = curve.probability(s);
                assertThat(p).as("seed %d, %s at %s", seed, method, s).isBetween(0.0, 1.0);
                assertThat(p).as("seed %d, %s at %s", seed, method, s).isGreaterThanOrEqualTo(last - 1e-15);
                last = p;
            }
            assertThat(curve.corrected(0)).isLessThanOrEqualTo(curve.corrected(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotDependOnTheOrderOfTheData(CalibrationMethod method) {
        double[] turned = {1.5, 3, -0.5, 0.5, 1, 2};
        boolean[] outcomes = {false, true, false, false, true, true};
        ScoreCalibrator a = method.fit(MARGINS, OUTCOMES);
        ScoreCalibrator b = method.fit(turned, outcomes);
        for (double s = -3; s < 4; s += 0.25) assertThat(a.probability(s)).isCloseTo(b.probability(s), within(1e-6));
    }

    @ParameterizedTest
    @EnumSource
    void repairsAnOverconfidentForecaster(CalibrationMethod method) {
        SplittableRandom random = new SplittableRandom(11);
        int n = 4_000;
        double[] honest = new double[n];
        double[] said = new double[n];
        boolean[] outcomes = new boolean[n];
        for (int i = 0; i < n; i++) {
            honest[i] = random.nextDouble(-2, 2);
            said[i] = 2.5 * honest[i];
            outcomes[i] = random.nextDouble() < Stable.sigmoid(honest[i]);
        }
        ScoreCalibrator curve = method.fit(said, outcomes);
        double before = 0;
        double after = 0;
        for (int i = 0; i < n; i++) {
            before += Math.abs(Stable.sigmoid(said[i]) - Stable.sigmoid(honest[i])) / n;
            after += Math.abs(curve.probability(said[i]) - Stable.sigmoid(honest[i])) / n;
        }
        assertThat(before).isGreaterThan(0.1);
        assertThat(after).isLessThan(0.03);
    }

    /// Reference: SciPy on the same six margins (temperature 0.639969684, log loss .583598773).
    @Test
    void temperatureToTheDigit() {
        TemperatureScaling t = (TemperatureScaling) CalibrationMethod.TEMPERATURE.fit(MARGINS, OUTCOMES);
        assertThat(t.scale()).isCloseTo(0.639969684, within(1e-7));
    }

    /// By hand: sorted margins have outcomes 0 0 1 0 1 1; the third and fourth are pooled.
    @Test
    void isotonicPoolsViolators() {
        ScoreCalibrator curve = CalibrationMethod.ISOTONIC.fit(MARGINS, OUTCOMES);
        double[] expected = {0, 0, 0.5, 0.5, 1, 1};
        double[] sorted = {-0.5, 0.5, 1, 1.5, 2, 3};
        for (int i = 0; i < 6; i++) assertThat(curve.probability(sorted[i])).isEqualTo(expected[i]);
        assertThat(curve.probability(0.75)).isEqualTo(0.25); // straight between knots
        assertThat(curve.probability(-9)).isEqualTo(0);
        assertThat(curve.probability(9)).isEqualTo(1);
    }

    /// With equal shares of yes at every score the smoothed targets give the smoothed share back.
    @Test
    void plattFallsBackToTheBaseRate() {
        PlattScaling p = (PlattScaling)
                CalibrationMethod.PLATT.fit(new double[] {1, 1, -1, -1}, new boolean[] {false, false, true, true});
        assertThat(p.slope()).isEqualTo(0);
        assertThat(p.probability(5)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void betaIsTheIdentityForACalibratedForecaster() {
        // Two yes in four at p = 1/2, three in four at p = 3/4, one in four at p = 1/4: nothing to correct.
        double l = Math.log(3);
        double[] scores = {0, 0, 0, 0, l, l, l, l, -l, -l, -l, -l};
        boolean[] y = {true, true, false, false, true, true, true, false, true, false, false, false};
        BetaCalibration b = (BetaCalibration) CalibrationMethod.BETA.fit(scores, y);
        assertThat(b.a()).isCloseTo(1, within(1e-5));
        assertThat(b.b()).isCloseTo(1, within(1e-5));
        assertThat(b.c()).isCloseTo(0, within(1e-5));
        assertThat(b.corrected(0.75)).isCloseTo(0.75, within(1e-6));
    }

    @Test
    void namesBadInput() {
        assertThatThrownBy(() -> CalibrationMethod.PLATT.fit(new double[0], new boolean[0]))
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> CalibrationMethod.BETA.fit(new double[] {Double.NaN}, new boolean[1]))
                .hasMessageContaining("NaN");
    }
}
