package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.probability.Binning;
import org.broadsheet.evaluation.probability.BrierDecomposition;
import org.broadsheet.evaluation.probability.Forecasts;
import org.broadsheet.evaluation.probability.ProbabilityMeasures;
import org.broadsheet.evaluation.probability.ReliabilityDiagram;
import org.broadsheet.numerics.Stable;
import org.broadsheet.ranking.calibration.CalibrationMethod;
import org.broadsheet.ranking.calibration.ScoreCalibrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `calibrate FILE`
@Command(
        name = "calibrate",
        description = {
            "Measures whether stated probabilities are right, and what correcting them would gain.",
            "FILE has a line for each forecast: probability, outcome (1 or 0, yes or no)."
        },
        mixinStandardHelpOptions = true)
final class CalibrateCommand implements Callable<Integer> {
    private static final int FOLDS = 5;
    private static final double LEVEL = 0.95;
    private static final double FARTHEST = 36; // log-odds beyond which double precision says 0 or 1

    private enum Bins {
        WIDTH,
        MASS,
        ADAPTIVE
    }

    private record Value(double value, double low, double high) {}

    private record Corrected(String method, String curve, Map<String, Double> measures) {}

    @Parameters(paramLabel = "FILE", description = "CSV or TSV, with or without a line of names; gzip is fine")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--log-odds", description = "the first column holds scores in log-odds instead of probabilities")
    private boolean logOdds;

    @Option(names = "--bins", defaultValue = "10", description = "number of bins (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--binning",
            defaultValue = "width",
            paramLabel = "width|mass|adaptive",
            description = "bins of equal width, of equally many forecasts, or as many as the data bear"
                    + " (default: ${DEFAULT-VALUE})")
    private Bins binning = Bins.WIDTH;

    @Option(
            names = "--left-closed",
            description = "a probability on the edge of two bins of equal width belongs to the upper one")
    private boolean leftClosed;

    @Option(
            names = "--method",
            split = ",",
            paramLabel = "NAME",
            description = "ways to correct: temperature, platt, beta, isotonic (default: all)")
    private List<CalibrationMethod> methods = List.copyOf(EnumSet.allOf(CalibrationMethod.class));

    @Option(names = "--seed", defaultValue = "1", description = "of resampling and folds (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--samples",
            defaultValue = "1000",
            description = "resamples for intervals (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--plot", paramLabel = "SVG", description = "write the reliability diagram")
    private @Nullable Path plot;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TextFile.checkPlace(plot);
        if (samples < 1 || samples > 1_000_000)
            throw new IllegalArgumentException("--samples is from 1 to 1000000, not " + samples);
        NumberTable table = NumberTable.read(file, 2, 2, (logOdds ? "log-odds" : "probability") + ", outcome");
        int n = table.rows().size();
        double[] stated = new double[n];
        boolean[] outcomes = new boolean[n];
        for (int i = 0; i < n; i++) {
            double[] row = table.rows().get(i);
            if (row[1] != 0 && row[1] != 1)
                throw new IllegalArgumentException(
                        file + ", forecast " + (i + 1) + ": an outcome is 1 or 0, yes or no, but was " + row[1]);
            if (!logOdds && !(row[0] >= 0 && row[0] <= 1))
                throw new IllegalArgumentException(file + ", forecast " + (i + 1)
                        + ": a probability lies between 0 and 1 but was " + row[0] + "; --log-odds reads scores");
            stated[i] = logOdds ? Stable.sigmoid(row[0]) : row[0];
            outcomes[i] = row[1] == 1;
        }
        Binning bins = switch (binning) {
            case WIDTH -> new Binning.EqualWidth(count, !leftClosed);
            case MASS -> new Binning.EqualMass(count);
            case ADAPTIVE -> new Binning.Adaptive();
        };
        Map<String, ToDoubleFunction<Forecasts>> measures = measures(bins);
        Forecasts forecasts = Forecasts.of(stated, outcomes);

        Map<String, Object> report = new LinkedHashMap<>();
        report.put("forecasts", n);
        report.put("baseRate", IntStream.range(0, n).filter(i -> outcomes[i]).count() / (double) n);
        report.put("binning", binning.name().toLowerCase(Locale.ROOT));
        Map<String, Value> values = new LinkedHashMap<>();
        try (Progress progress = new Progress("resampling", "measures", measures.size())) {
            long done = 0;
            for (Map.Entry<String, ToDoubleFunction<Forecasts>> m : measures.entrySet()) {
                // Resampling repeats forecasts, which makes binned errors larger: their interval lies too
                // high.
                double[] interval = ProbabilityMeasures.interval(
                        forecasts, m.getValue(), LEVEL, samples, new SplittableRandom(seed));
                values.put(m.getKey(), new Value(m.getValue().applyAsDouble(forecasts), interval[0], interval[1]));
                progress.accept(++done);
            }
        }
        report.put("measures", values);
        report.put("brier", decomposition(BrierDecomposition.of(forecasts, bins)));
        List<Corrected> corrected = new ArrayList<>();
        if (n >= 2 * FOLDS)
            for (CalibrationMethod method : methods) corrected.add(corrected(method, stated, outcomes, measures));
        report.put("corrected", corrected);
        ReliabilityDiagram diagram = ReliabilityDiagram.of(forecasts, bins, samples, new SplittableRandom(seed));
        report.put("binsOutsideTheirBar", diagram.inconsistent());
        if (plot != null)
            TextFile.write(
                    plot, diagram.chart("Reliability of " + file.getFileName()).svg());
        if (json) JsonOut.print(spec.commandLine().getOut(), report);
        else print(spec.commandLine().getOut(), n, values, corrected, diagram);
        return 0;
    }

    private static Map<String, ToDoubleFunction<Forecasts>> measures(Binning bins) {
        Map<String, ToDoubleFunction<Forecasts>> measures = new LinkedHashMap<>();
        measures.put("Brier", ProbabilityMeasures::brier);
        measures.put("log loss", ProbabilityMeasures::logLoss);
        measures.put("accuracy", ProbabilityMeasures::accuracy);
        measures.put("Balance", ProbabilityMeasures::balance);
        measures.put("ECE", f -> ProbabilityMeasures.expectedCalibrationError(f, bins));
        measures.put("MCE", f -> ProbabilityMeasures.maximumCalibrationError(f, bins));
        return measures;
    }

    private static Map<String, Object> decomposition(BrierDecomposition d) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("reliability", d.reliability());
        parts.put("resolution", d.resolution());
        parts.put("uncertainty", d.uncertainty());
        parts.put("withinVariance", d.withinVariance());
        parts.put("withinCovariance", d.withinCovariance());
        return parts;
    }

    /// Each fold corrected by a curve fitted to the others, so that no forecast is measured by a curve that
    /// knew it.
    private Corrected corrected(
            CalibrationMethod method,
            double[] stated,
            boolean[] outcomes,
            Map<String, ToDoubleFunction<Forecasts>> measures) {
        int n = stated.length;
        int[] fold = new int[n];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < n; i++) fold[i] = i % FOLDS;
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = fold[i];
            fold[i] = fold[j];
            fold[j] = kept;
        }
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) scores[i] = Math.clamp(Stable.logit(stated[i]), -FARTHEST, FARTHEST);
        double[] better = new double[n];
        for (int k = 0; k < FOLDS; k++) {
            int held = k;
            int[] rest = IntStream.range(0, n).filter(i -> fold[i] != held).toArray();
            boolean[] seen = new boolean[rest.length];
            for (int i = 0; i < rest.length; i++) seen[i] = outcomes[rest[i]];
            ScoreCalibrator curve =
                    method.fit(IntStream.of(rest).mapToDouble(i -> scores[i]).toArray(), seen);
            for (int i = 0; i < n; i++) if (fold[i] == held) better[i] = curve.probability(scores[i]);
        }
        Forecasts forecasts = Forecasts.of(better, outcomes);
        Map<String, Double> values = new LinkedHashMap<>();
        measures.forEach((name, m) -> values.put(name, m.applyAsDouble(forecasts)));
        String curve = method.fit(scores, outcomes) instanceof Record r ? r.toString() : "isotonic";
        return new Corrected(method.name().toLowerCase(Locale.ROOT), curve, values);
    }

    private static void print(
            PrintWriter out,
            int forecasts,
            Map<String, Value> values,
            List<Corrected> corrected,
            ReliabilityDiagram diagram) {
        out.printf("%-10s %9s  %-19s", "measure", "stated", "95% interval");
        for (Corrected c : corrected) out.printf(" %11s", c.method());
        out.println();
        values.forEach((name, v) -> {
            out.printf(Locale.ROOT, "%-10s %9.4f  [%.4f, %.4f]   ", name, v.value(), v.low(), v.high());
            for (Corrected c : corrected)
                out.printf(Locale.ROOT, " %11.4f", c.measures().get(name));
            out.println();
        });
        out.printf(
                "%n%d forecasts; %d of %d bins lie outside the bar of a calibrated forecaster.%n",
                forecasts, diagram.inconsistent(), diagram.bins().size());
        if (corrected.isEmpty()) out.println("Corrections need at least " + 2 * FOLDS + " forecasts.");
        else out.println("Corrected columns are measured on forecasts that the correction has not seen.");
    }
}
