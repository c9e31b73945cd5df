package org.broadsheet.evaluation.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.broadsheet.evaluation.curve.StoppingMonitor.Decision;
import org.broadsheet.evaluation.curve.StoppingMonitor.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearningCurveTest {
    private static final double[] SIZES = {100, 200, 400, 800, 1600};

    /// .95 - 2 x^-.5 by hand: .75 .808579 .85 .879289 .9.
    private static List<Observation> power() {
        List<Observation> o = new ArrayList<>();
        for (double x : SIZES) o.add(new Observation(x, 0.95 - 2 / Math.sqrt(x)));
        return o;
    }

    @Test
    void exactPointsGiveTheirCurveBack() {
        FittedCurve curve = CurveFitter.DEFAULT.fit(power(), CurveFamily.POW3);
        assertThat(curve.a()).isCloseTo(2, within(1e-6));
        assertThat(curve.b()).isCloseTo(0.5, within(1e-6));
        assertThat(curve.c()).isCloseTo(0.95, within(1e-6));
        assertThat(curve.at(100)).isCloseTo(0.75, within(1e-7));
        assertThat(curve.sizeFor(0.9).orElseThrow()).isCloseTo(1600, within(0.01));
        assertThat(curve.sizeFor(0.951)).isEmpty();
        assertThat(CurveFitter.DEFAULT.fit(power()).at(6400)).isCloseTo(0.925, within(1e-4));
    }

    /// Every family finds points that lie on one of its own curves.
    @ParameterizedTest
    @CsvSource({
        "POWER, 0.9, 0.4, 1, NaN",
        "INVERSE, 40, NaN, 0.8, NaN",
        "LOGARITHMIC, 0.9, NaN, 0.97, NaN",
        "EXPONENTIAL, 0.5, 0.0015, 0.92, NaN",
        "POW3, 1.2, 0.45, 0.95, NaN",
        "POW4, 6, 0.7, 0.9, 300",
        "WEIBULL, 0.6, 0.02, 0.9, 0.6",
        "MMF, 0.7, 120, 0.93, 0.9"
    })
    void everyFamilyRecoversItself(CurveFamily family, double a, double b, double c, double d) {
        FittedCurve truth = new FittedCurve(family, a, b, c, d, 0, 0);
        List<Observation> o = new ArrayList<>();
        for (double x = 100; x <= 10_000; x *= 1.5) o.add(new Observation(x, truth.at(x)));
        FittedCurve fit = CurveFitter.DEFAULT.fit(o, family);
        assertThat(fit.at(100)).isCloseTo(truth.at(100), within(1e-4));
        assertThat(fit.at(40_000)).isCloseTo(truth.at(40_000), within(2e-3));
    }

    @ParameterizedTest
    @EnumSource
    void curvesRiseAndStayBelowTheLimitWhateverTheData(CurveFamily family) {
        for (int seed = 0; seed < 25; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Observation> o = new ArrayList<>();
            for (int i = 1; i <= 8; i++)
                o.add(new Observation(50 * i * i, random.nextDouble(), random.nextDouble(0.5, 2)));
            FittedCurve curve = CurveFitter.DEFAULT.fit(o, family);
            double last = Double.NEGATIVE_INFINITY;
            for (double x = 10; x < 1e9; x *= 3) {
                assertThat(curve.at(x)).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(1);
                last = curve.at(x);
            }
            assertThat(curve.asymptote()).isEqualTo(curve.c());
        }
    }

    @Test
    void aFlatCurvePromisesNothing() {
        List<Observation> o = new ArrayList<>();
        for (double x : SIZES) o.add(new Observation(x, 0.7));
        AveragedCurve curve = CurveFitter.DEFAULT
                .withFamilies(CurveFamily.POW3, CurveFamily.EXPONENTIAL)
                .fit(o);
        assertThat(curve.at(1e6)).isCloseTo(0.7, within(1e-9));
    }

    @Test
    void theUnitOfSizeDoesNotMatter() {
        List<Observation> noisy = new ArrayList<>();
        List<Observation> thousands = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        for (double x = 500; x <= 5_000; x += 500) {
            double y = 0.9 - 0.8 * Math.pow(x, -0.35) + random.nextDouble(-0.002, 0.002);
            noisy.add(new Observation(x, y));
            thousands.add(new Observation(x / 1000, y));
        }
        FittedCurve one = CurveFitter.DEFAULT.fit(noisy, CurveFamily.POW3);
        FittedCurve other = CurveFitter.DEFAULT.fit(thousands, CurveFamily.POW3);
        assertThat(other.b()).isCloseTo(one.b(), within(1e-4));
        assertThat(other.c()).isCloseTo(one.c(), within(1e-5));
        assertThat(other.a()).isCloseTo(one.a() * Math.pow(1000, -one.b()), within(1e-4));
    }

    @Test
    void distortedMeasurementsCountLessWhereAsked() {
        List<Observation> o = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(6);
        for (double x = 500; x <= 8_000; x += 500)
            o.add(new Observation(x, 0.95 - 1.2 * Math.pow(x, -0.45) + random.nextDouble(-0.001, 0.001)));
        o.set(12, new Observation(o.get(12).size(), o.get(12).score() - 0.15));
        double truth = 0.95 - 1.2 * Math.pow(20_000, -0.45);
        CurveFitter plain = CurveFitter.DEFAULT.withFamilies(CurveFamily.POW3);
        double misled = Math.abs(plain.fit(o).at(20_000) - truth);
        double steady = Math.abs(plain.withRobust(true).fit(o).at(20_000) - truth);
        assertThat(misled).isGreaterThan(0.005);
        assertThat(steady).isLessThan(0.003);
    }

    @Test
    void anAnchorPullsTheAsymptote() {
        List<Observation> o = power();
        double free = CurveFitter.DEFAULT.fit(o, CurveFamily.POW3).asymptote();
        o.add(new Observation(Double.POSITIVE_INFINITY, 0.92, 5));
        double held = CurveFitter.DEFAULT.fit(o, CurveFamily.POW3).asymptote();
        assertThat(held).isBetween(0.919, free - 0.01);
    }

    @Test
    void intervalsCoverTheTruthAboutAsOftenAsTheySay() {
        CurveFitter fitter = CurveFitter.DEFAULT.withFamilies(CurveFamily.POW3);
        double truth = 0.95 - 1.2 * Math.pow(10_000, -0.45);
        int covered = 0;
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Observation> o = new ArrayList<>();
            for (double x = 500; x <= 6_000; x += 500)
                o.add(new Observation(x, 0.95 - 1.2 * Math.pow(x, -0.45) + 0.004 * random.nextGaussian()));
            double[] interval = fitter.interval(o, 10_000, 0.9, 80, random);
            if (interval[0] <= truth && truth <= interval[1]) covered++;
        }
        assertThat(covered).isBetween(29, 40);
    }

    @Test
    void stopsWhenTheGainIsSmallAndNotBefore() {
        StoppingMonitor monitor =
                new StoppingMonitor(CurveFitter.DEFAULT, CurveFamily.POW3, new Rule(0.01, 20_000, 0.005, 3, true));
        SplittableRandom random = new SplittableRandom(8);
        double stopped = 0;
        for (double x = 500; x <= 20_000 && stopped == 0; x += 500) {
            double y = 0.95 - 1.2 * Math.pow(x, -0.45) + random.nextDouble(-0.001, 0.001);
            Decision d = monitor.observe(new Observation(x, y));
            if (x <= 1_500) assertThat(d.stop()).isFalse();
            if (d.stop()) stopped = x;
        }
        // The true gain up to 20,000 is .01 at a size of 6,007.
        assertThat(stopped).isBetween(4_000.0, 9_000.0);
        assertThatThrownBy(() -> monitor.observe(new Observation(100, 0.5))).hasMessageContaining("must grow");
    }

    @Test
    void namesBadInput() {
        assertThatThrownBy(() -> CurveFitter.DEFAULT.fit(List.of(new Observation(1, 0.5))))
                .hasMessageContaining("more sizes than 1");
        assertThatThrownBy(() -> CurveFitter.DEFAULT.fit(power().subList(0, 2), CurveFamily.POW3))
                .hasMessageContaining("3 parameters but only 2 sizes");
        assertThatThrownBy(() -> CurveFitter.DEFAULT.fit(List.of(new Observation(1, 1.5), new Observation(2, 1.6))))
                .hasMessageContaining("above the highest possible score");
        assertThatThrownBy(() -> new Observation(0, 0.5)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Observation(1, Double.NaN)).hasMessageContaining("NaN");
    }
}
