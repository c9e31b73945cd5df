package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.curve.CurveFamily;
import org.broadsheet.evaluation.curve.CurveFitter;
import org.broadsheet.evaluation.curve.LearningCurve;
import org.broadsheet.evaluation.curve.Observation;
import org.broadsheet.evaluation.curve.StoppingMonitor;
import org.broadsheet.evaluation.curve.StoppingMonitor.Decision;
import org.broadsheet.evaluation.curve.StoppingMonitor.Rule;
import org.broadsheet.numerics.Stable;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// The score at full size predicted from the first quarter of a curve whose true course is known.
final class LearningCurves implements Study {
    private static final double TARGET = 20_000;
    private static final double STEP = 500;
    private static final double NOISE = 0.002;
    private static final int SEEN = 10;

    private record Truth(String name, DoubleUnaryOperator curve) {}

    private static final List<Truth> TRUTHS = List.of(
            new Truth("steep power law", x -> 0.95 - 1.2 * Math.pow(x, -0.45)),
            new Truth("slow power law", x -> 0.90 - 0.8 * Math.pow(x, -0.35)),
            new Truth("logarithmic", x -> 0.97 - 0.9 / Math.log(x + 5)),
            new Truth("exponential", x -> 0.92 - 0.5 * Math.exp(-x / 1500)));

    @Override
    public About about() {
        return new About(
                "learning-curve",
                "Modeling of learning curves with applications to pos tagging",
                "A power law fitted to the first part of a learning curve predicts the score at full size, and the moment"
                        + " from which more data are not worth their cost can be told while learning goes on.");
    }

    private static List<Observation> observed(Truth truth, int points, RandomGenerator random) {
        List<Observation> o = new ArrayList<>();
        for (int i = 1; i <= points; i++)
            o.add(new Observation(i * STEP, truth.curve.applyAsDouble(i * STEP) + NOISE * random.nextGaussian()));
        return o;
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int repeats = setup.sized(40, 3);
        Findings.Builder found = Findings.record();
        CurveFitter all = CurveFitter.DEFAULT;
        CurveFitter unbounded =
                CurveFitter.DEFAULT.withFamilies(CurveFamily.POW3).withLimit(Double.POSITIVE_INFINITY);
        CurveFitter bounded = CurveFitter.DEFAULT.withFamilies(CurveFamily.POW3);
        int work = TRUTHS.size() * repeats;
        int done = 0;
        double[] stays = new double[TRUTHS.size()];
        double[] power = new double[TRUTHS.size()];
        double[] held = new double[TRUTHS.size()];
        double[] average = new double[TRUTHS.size()];
        for (int t = 0; t < TRUTHS.size(); t++) {
            double full = TRUTHS.get(t).curve.applyAsDouble(TARGET);
            for (int r = 0; r < repeats; r++) {
                List<Observation> o = observed(TRUTHS.get(t), SEEN, setup.random(1000L * t + r));
                stays[t] += Math.abs(o.getLast().score() - full) / repeats;
                power[t] += Math.abs(unbounded.fit(o).at(TARGET) - full) / repeats;
                held[t] += Math.abs(bounded.fit(o).at(TARGET) - full) / repeats;
                average[t] += Math.abs(all.fit(o).at(TARGET) - full) / repeats;
                setup.progress(++done, work);
            }
            String name = TRUTHS.get(t).name;
            found.measure(
                            name + ": error at 20,000 if the score stayed, and by the power law",
                            stays[t],
                            power[t],
                            "score")
                    .measure(name + ": with the asymptote at most 1", stays[t], held[t], "score")
                    .measure(name + ": average of all families", stays[t], average[t], "score");
        }
        double least = Double.POSITIVE_INFINITY;
        for (int t = 0; t < 3; t++) least = Math.min(least, stays[t] / power[t]);
        double worst = 0;
        for (double e : average) worst = Math.max(worst, e);
        found.atLeast("on curves without an early end the power law errs less than the last score, times", least, 3)
                .atMost("the average of all families errs little on every curve, worst", worst, 0.006)
                .condition(new Condition(
                        "the unbounded power law fails on the exponential curve: its error over the baseline's",
                        power[3] / stays[3],
                        Side.AT_LEAST,
                        1,
                        false));

        double[] stops = new double[repeats];
        double[] losses = new double[repeats];
        Rule rule = new Rule(0.01, TARGET, 0.005, 3, false);
        for (int r = 0; r < repeats; r++) {
            List<Observation> o = observed(TRUTHS.getFirst(), (int) (TARGET / STEP), setup.random(9_000L + r));
            StoppingMonitor monitor = new StoppingMonitor(bounded, CurveFamily.POW3, rule);
            double stop = TARGET;
            for (Observation next : o) {
                Decision d = monitor.observe(next);
                if (d.stop()) {
                    stop = next.size();
                    break;
                }
            }
            stops[r] = stop;
            DoubleUnaryOperator curve = TRUTHS.getFirst().curve;
            losses[r] = curve.applyAsDouble(TARGET) - curve.applyAsDouble(stop);
        }
        double saved = 1 - Stable.mean(stops) / TARGET;
        found.measure("share of the data saved by stopping where .01 is still to be gained", 0, saved, "share")
                .measure("score given up by stopping", 0, Stable.mean(losses), "score")
                .atLeast("stopping saves data, share", saved, 0.5)
                .atMost(
                        "and gives up about what was agreed, off from .01",
                        Math.abs(Stable.mean(losses) - 0.01),
                        0.004);

        found.figure(chart(setup, TRUTHS.getFirst(), "A curve seen to 5,000 and predicted to 20,000"));
        found.figure(chart(setup, TRUTHS.getLast(), "The same where the truth is exponential"));
        return found.remark(
                        "Sizes 500 to 5,000 in steps of 500 are seen, each score with noise of standard deviation .002;"
                                + " errors are means over " + repeats + " repetitions.")
                .remark("The unbounded power law has a weakness: on a curve that has"
                        + " already ended it puts the asymptote far too high. A bound on the asymptote, or averaging"
                        + " families by their AICc, repairs it.")
                .done();
    }

    private static Chart chart(Setup setup, Truth truth, String title) {
        List<Observation> o = observed(truth, SEEN, setup.random(77));
        CurveFitter all = CurveFitter.DEFAULT;
        LearningCurve average = all.fit(o);
        LearningCurve power = all.withFamilies(CurveFamily.POW3)
                .withLimit(Double.POSITIVE_INFINITY)
                .fit(o);
        int n = 12;
        double[] x = new double[n];
        double[] low = new double[n];
        double[] middle = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = STEP * Math.pow(TARGET / STEP, i / (n - 1.0));
            double[] interval = all.interval(o, x[i], 0.9, setup.sized(100, 10), setup.random(500 + i));
            middle[i] = average.at(x[i]);
            low[i] = Math.min(interval[0], middle[i]);
            high[i] = Math.max(interval[1], middle[i]);
        }
        double[] true20 = new double[40];
        double[] x20 = new double[40];
        double[] power20 = new double[40];
        for (int i = 0; i < 40; i++) {
            x20[i] = STEP * Math.pow(TARGET / STEP, i / 39.0);
            true20[i] = truth.curve.applyAsDouble(x20[i]);
            power20[i] = power.at(x20[i]);
        }
        double[] sizes = o.stream().mapToDouble(Observation::size).toArray();
        double[] scores = o.stream().mapToDouble(Observation::score).toArray();
        return Chart.of(title, Axis.log("training size"), Axis.linear("score"))
                .describedAs(
                        "Measured scores up to 5,000, the true curve beyond, the average of all families with its 90%"
                                + " interval, and the unbounded power law.")
                .with(
                        Series.band("average of families, 90%", x, low, middle, high),
                        Series.dashed("truth", x20, true20),
                        Series.line("power law, no bound", x20, power20),
                        Series.points("measured", sizes, scores));
    }
}
