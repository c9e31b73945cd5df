package org.broadsheet.evaluation.probability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.broadsheet.evaluation.probability.Binning.Adaptive;
import org.broadsheet.evaluation.probability.Binning.EqualMass;
import org.broadsheet.evaluation.probability.Binning.EqualWidth;
import org.broadsheet.numerics.Stable;
import org.junit.jupiter.api.Test;

class ProbabilityMeasuresTest {
    private static final Forecasts FIVE =
            Forecasts.of(new double[] {0.9, 0.8, 0.7, 0.4, 0.6}, new boolean[] {true, true, false, false, true});
    private static final List<Binning> BINNINGS = List.of(
            new EqualWidth(10), new EqualWidth(3, false), new EqualMass(7), new EqualMass(1000), new Adaptive());

    /// By hand, and equal to scikit-learn's brier_score_loss and log_loss.
    @Test
    void fiveForecasts() {
        assertThat(ProbabilityMeasures.brier(FIVE)).isCloseTo(0.172, within(1e-12));
        assertThat(ProbabilityMeasures.logLoss(FIVE)).isCloseTo(0.510825624, within(1e-9));
        assertThat(ProbabilityMeasures.balance(FIVE)).isCloseTo(0.08, within(1e-12));
        assertThat(ProbabilityMeasures.accuracy(FIVE)).isCloseTo(0.8 - 0.0, within(1e-12));
        assertThat(ProbabilityMeasures.expectedCalibrationError(FIVE, new EqualWidth(10)))
                .isCloseTo(0.36, within(1e-12));
        assertThat(ProbabilityMeasures.expectedCalibrationError(FIVE, new EqualWidth(5)))
                .isCloseTo(0.28, within(1e-12));
        assertThat(ProbabilityMeasures.expectedCalibrationError(FIVE, new EqualWidth(5, false)))
                .isCloseTo(0.20, within(1e-12));
        assertThat(ProbabilityMeasures.maximumCalibrationError(FIVE, new EqualWidth(10)))
                .isCloseTo(0.7, within(1e-12));
    }

    /// Eight forecasts, three of them on inner edges of five bins; by hand.
    @Test
    void eightForecasts() {
        Forecasts f = Forecasts.of(
                new double[] {0.1, 0.2, 0.35, 0.4, 0.65, 0.7, 0.8, 0.95},
                new boolean[] {false, false, true, false, true, false, true, true});
        assertThat(ProbabilityMeasures.brier(f)).isCloseTo(0.1609375, within(1e-12));
        assertThat(ProbabilityMeasures.expectedCalibrationError(f, new EqualWidth(5, false)))
                .isCloseTo(0.19375, within(1e-12));
        assertThat(ProbabilityMeasures.expectedCalibrationError(f, new EqualWidth(5)))
                .isCloseTo(0.09375, within(1e-12));
    }

    /// Six margins through a sigmoid; figures from NumPy.
    @Test
    void sixMargins() {
        double[] margins = {2, 1, 0.5, -0.5, 3, 1.5};
        double[] p = new double[6];
        for (int i = 0; i < 6; i++) p[i] = Stable.sigmoid(margins[i]);
        Forecasts f = Forecasts.of(p, new boolean[] {true, true, false, false, true, false});
        assertThat(ProbabilityMeasures.brier(f)).isCloseTo(0.214534773, within(1e-9));
        assertThat(ProbabilityMeasures.logLoss(f)).isCloseTo(0.606390716, within(1e-9));
        assertThat(ProbabilityMeasures.balance(f)).isCloseTo(-0.104487154, within(1e-9));
        assertThat(ProbabilityMeasures.expectedCalibrationError(f, new EqualWidth(5)))
                .isCloseTo(0.230334043, within(1e-9));
    }

    @Test
    void everyMeasureKeepsItsRangeAndTheDecompositionAddsUp() {
        for (int seed = 0; seed < 200; seed++) {
            Forecasts f = random(seed, 1 + seed * 3 % 120);
            double brier = ProbabilityMeasures.brier(f);
            assertThat(brier).isBetween(0.0, 1.0);
            assertThat(ProbabilityMeasures.logLoss(f)).isBetween(0.0, 36.1);
            assertThat(ProbabilityMeasures.balance(f)).isBetween(-1.0, 0.5);
            for (Binning binning : BINNINGS) {
                double ece = ProbabilityMeasures.expectedCalibrationError(f, binning);
                double rms = ProbabilityMeasures.rootMeanSquareCalibrationError(f, binning);
                double most = ProbabilityMeasures.maximumCalibrationError(f, binning);
                assertThat(ece).isBetween(0.0, rms + 1e-12);
                assertThat(rms).isBetween(0.0, most + 1e-12);
                assertThat(most).isLessThanOrEqualTo(1);
                assertThat(BrierDecomposition.of(f, binning).sum())
                        .as("seed %d, %s", seed, binning)
                        .isCloseTo(brier, within(1e-12));
                assertThat(binning.bins(f).stream().mapToInt(Bin::count).sum()).isEqualTo(f.size());
            }
        }
    }

    @Test
    void balanceIsAccuracyMinusConfidenceAndTurnsWithTheQuestion() {
        for (int seed = 0; seed < 50; seed++) {
            Forecasts f = random(seed, 80);
            double confidence = 0;
            double[] p = new double[80];
            boolean[] y = new boolean[80];
            for (int i = 0; i < 80; i++) {
                confidence += Math.max(f.probability(i), 1 - f.probability(i)) / 80;
                p[i] = 1 - f.probability(i);
                y[i] = !f.outcome(i);
            }
            assertThat(ProbabilityMeasures.balance(f))
                    .isCloseTo(ProbabilityMeasures.accuracy(f) - confidence, within(1e-12));
            boolean even = false;
            for (double v : p) even |= v == 0.5;
            if (!even)
                assertThat(ProbabilityMeasures.balance(Forecasts.of(p, y)))
                        .isCloseTo(ProbabilityMeasures.balance(f), within(1e-12));
        }
        Forecasts halves = Forecasts.of(new double[] {0.5, 0.5, 0.5, 0.5}, new boolean[] {true, true, true, false});
        assertThat(ProbabilityMeasures.balance(halves)).isEqualTo(0.25);
    }

    @Test
    void edgesBelongWhereTheBinningSays() {
        Forecasts half = Forecasts.of(new double[] {0.5, 0.6, 0, 1}, new boolean[] {true, true, false, true});
        assertThat(new EqualWidth(2).bins(half).stream().map(Bin::count)).containsExactly(2, 2);
        assertThat(new EqualWidth(2, false).bins(half).stream().map(Bin::count)).containsExactly(1, 3);
        // 0.29 * 100 is 28.999... in double precision; the edge 29/100 is what counts.
        Forecasts sharp = Forecasts.of(new double[] {0.29, 0.285}, new boolean[] {true, false});
        assertThat(new EqualWidth(100, false).bins(sharp)).hasSize(2);
        // Equal probabilities stay together.
        Forecasts tied = Forecasts.of(new double[] {0.3, 0.3, 0.3, 0.9}, new boolean[4]);
        assertThat(new EqualMass(4).bins(tied).stream().map(Bin::count)).containsExactly(3, 1);
        // Frequencies 0, 1/2, 1 rise in three bins; four would go 0, 1, 0, 1.
        Forecasts jumpy = Forecasts.of(new double[] {0.1, 0.2, 0.3, 0.4}, new boolean[] {false, true, false, true});
        assertThat(new Adaptive().bins(jumpy))
                .containsExactly(new Bin(1, 0.1, 0), new Bin(2, 0.25, 0.5), new Bin(1, 0.4, 1));
    }

    @Test
    void consistencyBarsHoldACalibratedForecasterAndExposeABraggart() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 3_000;
        double[] honest = new double[n];
        double[] braggart = new double[n];
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            honest[i] = random.nextDouble();
            braggart[i] = Stable.sigmoid(3 * Stable.logit(honest[i]));
            y[i] = random.nextDouble() < honest[i];
        }
        ReliabilityDiagram good = ReliabilityDiagram.of(Forecasts.of(honest, y), new EqualMass(10), 300, random);
        ReliabilityDiagram bad = ReliabilityDiagram.of(Forecasts.of(braggart, y), new EqualMass(10), 300, random);
        assertThat(good.inconsistent()).isLessThanOrEqualTo(3);
        assertThat(bad.inconsistent()).isGreaterThanOrEqualTo(7);
        assertThat(bad.chart("t").svg()).contains("observed");
    }

    @Test
    void bootstrapIntervalCoversTheFigure() {
        Forecasts f = random(3, 500);
        double[] interval =
                ProbabilityMeasures.interval(f, ProbabilityMeasures::brier, 0.95, 400, new SplittableRandom(1));
        assertThat(ProbabilityMeasures.brier(f)).isBetween(interval[0], interval[1]);
        assertThat(interval[1] - interval[0]).isBetween(0.01, 0.1);
    }

    @Test
    void namesBadInput() {
        assertThatThrownBy(() -> Forecasts.of(new double[] {0.2, 1.2}, new boolean[2]))
                .hasMessageContaining("number 2 is 1.2");
        assertThatThrownBy(() -> Forecasts.of(new double[] {Double.NaN}, new boolean[1]))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> Forecasts.of(new double[0], new boolean[0])).hasMessageContaining("at least one");
        assertThatThrownBy(() -> new EqualWidth(0)).hasMessageContaining("not 0");
    }

    private static Forecasts random(int seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] p = new double[n];
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(4) == 0 ? random.nextInt(11) / 10.0 : random.nextDouble();
            y[i] = random.nextDouble() < p[i] || random.nextInt(8) == 0;
        }
        return Forecasts.of(p, y);
    }
}
