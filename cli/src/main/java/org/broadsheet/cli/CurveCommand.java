package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.curve.AveragedCurve;
import org.broadsheet.evaluation.curve.CurveFamily;
import org.broadsheet.evaluation.curve.CurveFitter;
import org.broadsheet.evaluation.curve.FittedCurve;
import org.broadsheet.evaluation.curve.Observation;
import org.broadsheet.evaluation.curve.StoppingMonitor;
import org.broadsheet.evaluation.curve.StoppingMonitor.Decision;
import org.broadsheet.evaluation.curve.StoppingMonitor.Rule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `curve FILE`
@Command(
        name = "curve",
        description = {
            "Predicts a learning curve: the score at another size, the size for a score, and when to stop.",
            "FILE has a line for each measurement: size, score and, if you like, its weight."
        },
        mixinStandardHelpOptions = true)
final class CurveCommand implements Callable<Integer> {
    private record Predicted(double size, double score, double low, double high) {}

    /// @param size nothing where the score is out of reach
    private record Needed(double score, @Nullable Double size) {}

    /// @param leftToGain nothing while it is too early to say
    /// @param stopAt     nothing where it is too early to stop
    private record Stopping(
            double enough,
            @Nullable Double leftToGain,
            @Nullable Double stopAt) {}

    @Parameters(paramLabel = "FILE", description = "CSV or TSV, with or without a line of names; gzip is fine")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "SIZE",
            description = "sizes to predict the score at (default: twice, four and ten times the largest)")
    private List<Double> sizes = List.of();

    @Option(names = "--score", split = ",", paramLabel = "SCORE", description = "scores to predict the size for")
    private List<Double> scores = List.of();

    @Option(
            names = "--family",
            split = ",",
            paramLabel = "NAME",
            description = "curves to fit: ${COMPLETION-CANDIDATES} (default: all)")
    private List<CurveFamily> families = List.of(CurveFamily.values());

    @Option(names = "--limit", defaultValue = "1", description = "highest possible score (default: ${DEFAULT-VALUE})")
    private double limit;

    @Option(names = "--robust", description = "let measurements far off the others count less")
    private boolean robust;

    @Option(
            names = "--enough",
            defaultValue = "0.01",
            description = "stop when this much is left to gain (default: ${DEFAULT-VALUE})")
    private double enough;

    @Option(
            names = "--target",
            defaultValue = "Infinity",
            paramLabel = "SIZE",
            description = "largest size there could ever be (default: no end)")
    private double target;

    @Option(names = "--anchored", description = "hold each fit of the stopping rule to the one before")
    private boolean anchored;

    @Option(
            names = "--samples",
            defaultValue = "200",
            description = "refits for 95%% intervals (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--seed", defaultValue = "1", description = "of the refits (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--plot", paramLabel = "SVG", description = "write the curve with its interval")
    private @Nullable Path plot;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TextFile.checkPlace(plot);
        if (samples < 1 || samples > 100_000)
            throw new IllegalArgumentException("--samples is from 1 to 100000, not " + samples);
        List<Observation> observations = new ArrayList<>();
        for (double[] row :
                NumberTable.read(file, 2, 3, "size, score[, weight]").rows())
            observations.add(new Observation(row[0], row[1], row.length > 2 ? row[2] : 1));
        observations.sort(Comparator.comparingDouble(Observation::size));
        double largest = observations.getLast().size();
        for (double s : sizes) if (!(s > 0)) throw new IllegalArgumentException("--at is above 0 but was " + s);
        List<Double> wanted = sizes.isEmpty() ? List.of(2 * largest, 4 * largest, 10 * largest) : sizes;
        CurveFitter fitter = new CurveFitter(families, limit, robust);
        AveragedCurve curve = fitter.fit(observations);

        Map<String, Object> report = new LinkedHashMap<>();
        report.put("observations", observations.size());
        report.put("curves", curves(curve));
        report.put("asymptote", curve.asymptote());
        List<Predicted> predicted = new ArrayList<>();
        try (Progress progress = new Progress("refitting", "sizes", wanted.size())) {
            for (double size : wanted) {
                double[] interval = fitter.interval(observations, size, 0.95, samples, new SplittableRandom(seed));
                double score = curve.at(size);
                predicted.add(new Predicted(size, score, Math.min(interval[0], score), Math.max(interval[1], score)));
                progress.accept(predicted.size());
            }
        }
        report.put("predicted", predicted);
        List<Needed> needed = new ArrayList<>();
        for (double score : scores) {
            needed.add(new Needed(score, orNull(curve.sizeFor(score))));
        }
        report.put("needed", needed);
        Stopping stop = stopping(fitter, observations);
        report.put("stopping", stop);
        if (plot != null)
            TextFile.write(plot, chart(fitter, observations, curve, wanted).svg());
        if (json) JsonOut.print(spec.commandLine().getOut(), report);
        else print(spec.commandLine().getOut(), observations.size(), curve, predicted, needed, stop);
        return 0;
    }

    private static List<Map<String, Object>> curves(AveragedCurve curve) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < curve.curves().size(); i++) {
            FittedCurve c = curve.curves().get(i);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("family", c.family().name().toLowerCase(Locale.ROOT));
            row.put("weight", curve.weights().get(i));
            row.put("a", c.a());
            row.put("b", Double.isNaN(c.b()) ? null : c.b());
            row.put("c", c.c());
            row.put("d", Double.isNaN(c.d()) ? null : c.d());
            list.add(row);
        }
        return list;
    }

    /// Replays the measurements, growing, and tells where the rule would have stopped.
    private Stopping stopping(CurveFitter fitter, List<Observation> observations) {
        StoppingMonitor monitor = new StoppingMonitor(
                fitter,
                CurveFamily.POW3,
                new Rule(enough, target, Rule.DEFAULT.stability(), Rule.DEFAULT.lookahead(), anchored));
        OptionalDouble stopped = OptionalDouble.empty();
        OptionalDouble gain = OptionalDouble.empty();
        double last = 0;
        for (Observation o : observations) {
            if (o.size() == last) continue; // a size measured again adds no level
            last = o.size();
            Decision d = monitor.observe(o);
            gain = d.gain();
            if (d.stop() && stopped.isEmpty()) stopped = OptionalDouble.of(o.size());
        }
        return new Stopping(enough, orNull(gain), orNull(stopped));
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private Chart chart(CurveFitter fitter, List<Observation> observations, AveragedCurve curve, List<Double> wanted) {
        double low = observations.getFirst().size();
        double high = Math.max(
                observations.getLast().size(),
                wanted.stream().mapToDouble(Double::doubleValue).max().orElse(0));
        int n = 25;
        double[] x = new double[n];
        double[][] band = new double[3][n];
        for (int i = 0; i < n; i++) {
            x[i] = low * Math.pow(high / low, i / (n - 1.0));
            double[] interval =
                    fitter.interval(observations, x[i], 0.95, Math.min(samples, 100), new SplittableRandom(seed));
            band[1][i] = curve.at(x[i]);
            band[0][i] = Math.min(interval[0], band[1][i]);
            band[2][i] = Math.max(interval[1], band[1][i]);
        }
        return Chart.of("Learning curve of " + file.getFileName(), Axis.log("size"), Axis.linear("score"))
                .describedAs(String.format(
                        Locale.ROOT,
                        "The score rises to %.4f at size %.6g and tends to %.4f.",
                        curve.at(high),
                        high,
                        curve.asymptote()))
                .with(
                        Series.band("predicted, 95%", x, band[0], band[1], band[2]),
                        Series.points(
                                "measured",
                                observations.stream()
                                        .mapToDouble(Observation::size)
                                        .toArray(),
                                observations.stream()
                                        .mapToDouble(Observation::score)
                                        .toArray()));
    }

    private static void print(
            PrintWriter out,
            int observations,
            AveragedCurve curve,
            List<Predicted> predicted,
            List<Needed> needed,
            Stopping stop) {
        out.printf(
                Locale.ROOT,
                "%d measurements; best supported: %s (weight %.2f); asymptote %.4f%n%n",
                observations,
                curve.best().family().name().toLowerCase(Locale.ROOT),
                curve.weights().get(curve.curves().indexOf(curve.best())),
                curve.asymptote());
        out.printf("%14s %9s  %s%n", "size", "score", "95% interval");
        for (Predicted p : predicted)
            out.printf(Locale.ROOT, "%14s %9.4f  [%.4f, %.4f]%n", plain(p.size()), p.score(), p.low(), p.high());
        for (Needed s : needed) {
            if (s.size() == null) out.printf(Locale.ROOT, "%14s %9.4f  out of reach%n", "-", s.score());
            else out.printf(Locale.ROOT, "%14s %9.4f  needed%n", plain(s.size()), s.score());
        }
        out.println();
        if (stop.leftToGain() == null) {
            out.println("Too early to say when to stop: the asymptote still moves.");
        } else if (stop.stopAt() == null) {
            out.printf(
                    Locale.ROOT, "Go on: %.4f is left to gain, and %s is enough.%n", stop.leftToGain(), stop.enough());
        } else {
            out.printf(
                    Locale.ROOT,
                    "Stop: from size %s on no more than %s was left to gain; now it is %.4f.%n",
                    plain(stop.stopAt()),
                    stop.enough(),
                    stop.leftToGain());
        }
    }

    /// Six digits, without an exponent while it is a number people would write out.
    private static String plain(double size) {
        return new BigDecimal(size)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
