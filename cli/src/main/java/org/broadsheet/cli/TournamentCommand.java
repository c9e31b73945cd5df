package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.agreement.RankAgreement;
import org.broadsheet.preference.tournament.RankRecovery;
import org.broadsheet.preference.tournament.RankRecovery.Recovery;
import org.broadsheet.preference.tournament.TournamentFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tournament`
@Command(
        name = "tournament",
        description = {
            "How many comparisons does a good order of systems cost? Plays simulated tournaments, one a question, between"
                    + " systems of known strength before a judge who errs, and compares the order found with the true one.",
            "Formats: single-elimination, double-elimination, swiss, round-robin, random-pairs, gauntlet (all against one"
                    + " reference), adaptive"
        },
        mixinStandardHelpOptions = true)
final class TournamentCommand implements Callable<Integer> {
    @Option(
            names = "--players",
            defaultValue = "20",
            paramLabel = "N",
            description = "systems to be ranked (default: ${DEFAULT-VALUE})")
    private int players;

    @Option(
            names = "--questions",
            split = ",",
            defaultValue = "10,25,50,100",
            paramLabel = "N",
            description = "how many tournaments are played (default: ${DEFAULT-VALUE})")
    private List<Integer> questions = List.of();

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "NAME",
            description = "formats to compare (default: all but round-robin)")
    private List<String> formats = List.of();

    @Option(
            names = "--accuracy",
            defaultValue = "0.9",
            paramLabel = "P",
            description = "chance that the judge does not turn a result round (default: ${DEFAULT-VALUE})")
    private double accuracy;

    @Option(
            names = "--spread",
            defaultValue = "100",
            paramLabel = "ELO",
            description = "standard deviation of strengths in Elo points (default: ${DEFAULT-VALUE})")
    private double spread;

    @Option(
            names = "--target",
            defaultValue = "0.9",
            paramLabel = "R",
            description = "agreement whose price is wanted (default: ${DEFAULT-VALUE})")
    private double target;

    @Option(names = "--repeats", defaultValue = "20", description = "simulations (default: ${DEFAULT-VALUE})")
    private int repeats;

    @Option(names = "--seed", defaultValue = "1", description = "of the simulations (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--plot", paramLabel = "SVG", description = "write agreement by comparisons")
    private @Nullable Path plot;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TextFile.checkPlace(plot);
        RankRecovery simulation = new RankRecovery(players, spread, accuracy, repeats, seed);
        if (!(target > 0 && target < 1))
            throw new IllegalArgumentException("--target is an agreement within (0, 1) but was " + target);
        List<Integer> sizes = questions.stream().sorted().distinct().toList();
        Map<TournamentFormat, List<Recovery>> found = new LinkedHashMap<>();
        List<TournamentFormat> wanted = wanted();
        try (Progress progress = new Progress("playing", "series", (long) wanted.size() * sizes.size())) {
            long done = 0;
            for (TournamentFormat format : wanted) {
                List<Recovery> curve = new ArrayList<>();
                for (int n : sizes) {
                    curve.add(simulation.measure(format, n, RankAgreement.SPEARMAN::of));
                    progress.accept(++done);
                }
                found.put(format, curve);
            }
        }
        if (plot != null) TextFile.write(plot, chart(found).svg());
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, report(found));
        else print(out, found);
        return 0;
    }

    private List<TournamentFormat> wanted() {
        if (!formats.isEmpty())
            return formats.stream()
                    .map(name -> TournamentFormat.named(name, players))
                    .distinct()
                    .toList();
        return TournamentFormat.all(players).stream()
                .filter(f -> !f.name().equals("round-robin"))
                .toList();
    }

    private Map<String, Object> report(Map<TournamentFormat, List<Recovery>> found) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("players", players);
        report.put("accuracy", accuracy);
        report.put("spread", spread);
        report.put("repeats", repeats);
        report.put("seed", seed);
        report.put("target", target);
        List<Map<String, Object>> all = new ArrayList<>();
        found.forEach((format, curve) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("format", format.name());
            Price price = price(curve);
            one.put("callsForTarget", Double.isFinite(price.calls) ? price.calls : null);
            one.put("callsForTargetIs", price.kind);
            List<Map<String, Object>> points = new ArrayList<>();
            for (Recovery r : curve) {
                Map<String, Object> point = new LinkedHashMap<>();
                point.put("questions", r.questions());
                point.put("calls", r.calls());
                point.put("spearman", r.agreement());
                point.put("error", Double.isFinite(r.agreementError()) ? r.agreementError() : null);
                point.put("bestFound", r.best());
                points.add(point);
            }
            one.put("points", points);
            all.add(one);
        });
        report.put("formats", all);
        return report;
    }

    /// Comparisons that the target costs.
    ///
    /// @param kind `about`, `at most` (the smallest series was enough) or `more than` (the largest was
    ///             not)
    private record Price(double calls, String kind) {}

    /// Between two measured sizes, along the logarithm of comparisons.
    private Price price(List<Recovery> curve) {
        for (int k = 0; k < curve.size(); k++) {
            Recovery here = curve.get(k);
            if (here.agreement() < target) continue;
            if (k == 0) return new Price(here.calls(), "at most");
            Recovery before = curve.get(k - 1);
            double part = (target - before.agreement()) / (here.agreement() - before.agreement());
            return new Price(before.calls() * Math.pow(here.calls() / before.calls(), part), "about");
        }
        return new Price(curve.getLast().calls(), "more than");
    }

    private void print(PrintWriter out, Map<TournamentFormat, List<Recovery>> found) {
        out.printf(
                "%-18s %9s %11s %9s %7s %11s%n", "format", "questions", "comparisons", "Spearman", "+-", "best found");
        found.forEach((format, curve) -> curve.forEach(r -> out.printf(
                Locale.ROOT,
                "%-18s %9d %11.0f %9.3f %7s %10.0f%%%n",
                format.name(),
                r.questions(),
                r.calls(),
                r.agreement(),
                Double.isFinite(r.agreementError())
                        ? String.format(Locale.ROOT, "%.3f", 1.96 * r.agreementError())
                        : "-", // of one simulation
                100 * r.best())));
        out.println();
        out.printf(Locale.ROOT, "Comparisons for a Spearman correlation of %s with the true order:%n", target);
        found.forEach((format, curve) -> {
            Price price = price(curve);
            out.printf(Locale.ROOT, "  %-18s %s %.0f%n", format.name(), price.kind, price.calls);
        });
    }

    private Chart chart(Map<TournamentFormat, List<Recovery>> found) {
        List<Series> lines = new ArrayList<>();
        found.forEach((format, curve) -> lines.add(Series.line(
                format.name(),
                curve.stream().mapToDouble(Recovery::calls).toArray(),
                curve.stream().mapToDouble(Recovery::agreement).toArray())));
        return Chart.of(
                        "What comparisons buy, " + players + " systems",
                        Axis.log("comparisons"),
                        Axis.linear("Spearman correlation with the true order"))
                .describedAs("The agreement with the true order rises with the number of comparisons, for each format.")
                .with(lines.toArray(Series[]::new));
    }
}
