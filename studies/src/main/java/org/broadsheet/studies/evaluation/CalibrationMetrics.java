package org.broadsheet.studies.evaluation;

import static org.broadsheet.evaluation.probability.ProbabilityMeasures.accuracy;
import static org.broadsheet.evaluation.probability.ProbabilityMeasures.balance;
import static org.broadsheet.evaluation.probability.ProbabilityMeasures.brier;
import static org.broadsheet.evaluation.probability.ProbabilityMeasures.expectedCalibrationError;

import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.probability.Binning.EqualMass;
import org.broadsheet.evaluation.probability.Binning.EqualWidth;
import org.broadsheet.evaluation.probability.Forecasts;
import org.broadsheet.evaluation.probability.ReliabilityDiagram;
import org.broadsheet.numerics.Stable;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Forecasters whose true error is known by construction, measured with bins and without.
final class CalibrationMetrics implements Study {
    private static final double[] TEMPERATURES = {0.5, 0.8, 1.0, 1.25, 2.0};

    @Override
    public About about() {
        return new About(
                "calibration-metrics",
                "Rethinking Evaluation Metric for Probability Estimation Models Using Esports Data",
                "Whether stated probabilities are right can be measured without bins: the Balance score is zero for a"
                        + " calibrated forecaster and its size is the true error of one that errs in one direction, while"
                        + " the binned error depends on the number of bins and of forecasts, and accuracy sees nothing.");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Drawn(double[] truth, boolean[] outcomes) {}

    private static Drawn draw(int n, RandomGenerator random) {
        double[] q = new double[n];
        boolean[] y = new boolean[n];
        for (int i = 0; i < n; i++) {
            double a = random.nextDouble();
            double b = random.nextDouble();
            double c = random.nextDouble();
            // The middle of three uniform numbers has the distribution Beta(2, 2).
            q[i] = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
            y[i] = random.nextDouble() < q[i];
        }
        return new Drawn(q, y);
    }

    private static double[] distorted(double[] q, double temperature) {
        double[] p = new double[q.length];
        for (int i = 0; i < p.length; i++) p[i] = Stable.sigmoid(Stable.logit(q[i]) / temperature);
        return p;
    }

    private static double trueError(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) sum += Math.abs(p[i] - q[i]);
        return sum / p.length;
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        Findings.Builder found = Findings.record();
        int repeats = setup.sized(200, 20);
        int n = 2_000;
        int work = 3 * repeats + TEMPERATURES.length * repeats;
        int done = 0;

        double[] sizes = {100, 1_000, 10_000};
        double[] ten = new double[3];
        double[] fifty = new double[3];
        double[] unbinned = new double[3];
        for (int k = 0; k < 3; k++)
            for (int r = 0; r < repeats; r++) {
                Drawn d = draw((int) sizes[k], setup.random(1_000L * k + r));
                Forecasts f = Forecasts.of(d.truth, d.outcomes);
                ten[k] += expectedCalibrationError(f, new EqualWidth(10)) / repeats;
                fifty[k] += expectedCalibrationError(f, new EqualWidth(50)) / repeats;
                unbinned[k] += Math.abs(balance(f)) / repeats;
                setup.progress(++done, work);
            }
        for (int k = 0; k < 3; k++)
            found.measure(
                    "reported error of a calibrated forecaster, " + (int) sizes[k]
                            + " forecasts: ECE with 50 bins beside" + " |Balance|",
                    fifty[k],
                    unbinned[k],
                    "probability");

        double worst = 0;
        double[] truths = new double[TEMPERATURES.length];
        double[] balances = new double[TEMPERATURES.length];
        double[] eces = new double[TEMPERATURES.length];
        double[] briers = new double[TEMPERATURES.length];
        double least = 1;
        double most = 0;
        for (int t = 0; t < TEMPERATURES.length; t++) {
            double right = 0;
            for (int r = 0; r < repeats; r++) {
                Drawn d = draw(n, setup.random(10_000L + r)); // the same draws at every temperature
                double[] p = distorted(d.truth, TEMPERATURES[t]);
                Forecasts f = Forecasts.of(p, d.outcomes);
                truths[t] += trueError(p, d.truth) / repeats;
                balances[t] += balance(f) / repeats;
                eces[t] += expectedCalibrationError(f, new EqualWidth(10)) / repeats;
                briers[t] += brier(f) / repeats;
                right += accuracy(f) / repeats;
                setup.progress(++done, work);
            }
            least = Math.min(least, right);
            most = Math.max(most, right);
            if (TEMPERATURES[t] != 1) worst = Math.max(worst, Math.abs(Math.abs(balances[t]) - truths[t]));
            found.measure(
                    "error at temperature " + TEMPERATURES[t] + ": ECE (10 bins) beside |Balance|, true error "
                            + digits(truths[t]),
                    eces[t],
                    Math.abs(balances[t]),
                    "probability");
        }

        RandomGenerator random = setup.random(99);
        double[] flat = new double[n];
        boolean[] came = new boolean[n];
        for (int i = 0; i < n; i++) {
            flat[i] = 0.75;
            came[i] = random.nextDouble() < (i % 2 == 0 ? 0.9 : 0.6);
        }
        double hidden = Math.abs(balance(Forecasts.of(flat, came)));
        found.measure(
                "one forecast of .75 for cases of .9 and of .6, true error .15: |Balance|", hidden, "probability");

        found.atMost("Balance equals the true error of a one-sided forecaster, largest difference", worst, 0.01)
                .atMost("Balance of a calibrated forecaster vanishes with 10,000 forecasts", unbinned[2], 0.01)
                .atLeast("ECE of a calibrated forecaster grows with the bins, 50 over 10", fifty[1] / ten[1], 1.5)
                .atLeast("and falls with the root of the forecasts: 100 over 10,000", ten[0] / ten[2], 6)
                .condition(new Condition(
                        "accuracy is the same at every temperature, largest difference",
                        most - least,
                        Side.AT_MOST,
                        1e-12,
                        true))
                .condition(new Condition(
                        "Balance is blind where over- and under-confidence cancel", hidden, Side.AT_MOST, 0.05, false));

        found.figure(Chart.of(
                        "What each figure reports, against the true error",
                        Axis.log("temperature (below 1 too sure, above 1 too cautious)"),
                        Axis.linear("error (probability)"))
                .describedAs("ECE and the size of Balance follow the true error away from temperature 1; at 1 ECE stays"
                        + " above zero and Balance reaches it.")
                .with(
                        Series.dashed("true error", TEMPERATURES, truths),
                        Series.line("|Balance|", TEMPERATURES, absolute(balances)),
                        Series.line("ECE, 10 bins", TEMPERATURES, eces)));
        found.figure(Chart.of(
                        "Error reported for a forecaster without error",
                        Axis.log("forecasts"),
                        Axis.log("reported error (probability)"))
                .describedAs("All three fall with the root of the number of forecasts; ECE with more bins lies higher.")
                .with(
                        Series.line("ECE, 50 bins", sizes, fifty),
                        Series.line("ECE, 10 bins", sizes, ten),
                        Series.line("|Balance|", sizes, unbinned)));
        Drawn d = draw(n, setup.random(5));
        found.figure(ReliabilityDiagram.of(
                        Forecasts.of(distorted(d.truth, 0.5), d.outcomes), new EqualMass(10), 500, setup.random(6))
                .chart("A forecaster that is too sure (temperature 0.5)"));
        return found.remark("True probabilities are drawn from Beta(2, 2); forecasts are those probabilities with their"
                        + " log-odds divided by a temperature. Figures are means over " + repeats + " repetitions.")
                .remark("Balance is not a proper score. A forecaster that says .75 for everything, where half the cases"
                        + " are .9 and half .6, has a true error of .15 and a Balance near zero, and binned errors do"
                        + " not see it either.")
                .done();
    }

    private static double[] absolute(double[] v) {
        double[] a = new double[v.length];
        for (int i = 0; i < a.length; i++) a[i] = Math.abs(v[i]);
        return a;
    }

    private static String digits(double v) {
        return String.format(java.util.Locale.ROOT, "%.4f", v);
    }
}
