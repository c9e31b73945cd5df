package org.broadsheet.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.MissingTopics;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.report.Comparison;
import org.broadsheet.evaluation.report.Comparison.Contrast;
import org.broadsheet.evaluation.report.Comparison.Row;
import org.broadsheet.evaluation.report.ComparisonTable;
import org.broadsheet.evaluation.significance.Bootstrap;
import org.broadsheet.evaluation.significance.MultipleComparisons;
import org.broadsheet.evaluation.significance.SignificanceTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `compare QRELS RUN RUN...`
@Command(
        name = "compare",
        description = {
            "Compares runs with the first of them: means, differences, p-values, intervals, effect sizes, as one table.",
            "Topics without results count as empty, so that no run gains by giving up."
        },
        mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
    /// Tests by the names they have on the command line.
    enum Test {
        T,
        WILCOXON,
        SIGN,
        RANDOMISATION,
        TUKEY
    }

    /// Corrections by the names they have on the command line.
    enum Correction {
        NONE(MultipleComparisons.NONE),
        BONFERRONI(MultipleComparisons.BONFERRONI),
        HOLM(MultipleComparisons.HOLM),
        BH(MultipleComparisons.BENJAMINI_HOCHBERG);

        private final MultipleComparisons method;

        Correction(MultipleComparisons method) {
            this.method = method;
        }
    }

    @Parameters(index = "0", paramLabel = "QRELS", description = "judgments")
    @SuppressWarnings("NullAway.Init")
    private Path qrels;

    @Parameters(index = "1..*", arity = "2..*", paramLabel = "RUN", description = "runs; the first is the baseline")
    private List<Path> runs = List.of();

    @Option(
            names = {"-m", "--measure"},
            paramLabel = "MEASURE",
            description = "as for evaluate; map, nDCG@10 and P@10 where none is named")
    private List<String> measures = List.of("map", "nDCG@10", "P@10");

    @Option(names = "--test", description = "t (the default), wilcoxon, sign, randomisation, or tukey for all at once")
    private Test test = Test.T;

    @Option(
            names = "--correction",
            description = "for the many tests of the table: holm (the default), bonferroni, bh, none")
    private Correction correction = Correction.HOLM;

    @Option(names = "--confidence", paramLabel = "SHARE", description = "of the intervals (0.95)")
    private double confidence = 0.95;

    @Option(names = "--seed", paramLabel = "N", description = "of what is drawn at random (1)")
    private long seed = 1;

    @Option(names = "--format", description = "plain (the default), markdown or latex")
    private ComparisonTable format = ComparisonTable.PLAIN;

    @Option(
            names = {"-l", "--relevance-level"},
            paramLabel = "N",
            description = "lowest grade that counts as relevant (1)")
    private int level = 1;

    @Option(
            names = {"-R", "--judgments"},
            paramLabel = "FORMAT",
            description = "qrels (the default), or qrels_jg: the second field names an intent or a judge")
    private String judgments = "qrels";

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Measure> chosen = Measures.parse(measures).measures();
        List<String> sums = Comparison.notComparable(chosen);
        if (!sums.isEmpty())
            throw new IllegalArgumentException("only measures that are averaged over topics can be compared, not "
                    + String.join(", ", sums) + "; name others with -m");
        Qrels judged = EvaluateCommand.judgments(qrels, judgments);
        Evaluation.Plan plan =
                new Evaluation.Plan(chosen, Judging.DEFAULT.withRelevanceLevel(level), MissingTopics.COUNT, 0);
        List<Evaluation> evaluations = new ArrayList<>();
        try (Progress progress = new Progress("evaluating", "runs", runs.size())) {
            for (Path run : runs) {
                evaluations.add(EvaluateCommand.existing(run, file -> RunFile.evaluate(file, judged, plan)));
                progress.accept(evaluations.size());
            }
        }
        Comparison comparison = Comparison.of(
                distinctNames(evaluations),
                new Comparison.Settings(
                        chosenTest(), correction.method, confidence, new Bootstrap(Bootstrap.DEFAULT.samples(), seed)));
        if (json) JsonOut.print(spec.commandLine().getOut(), asMap(comparison));
        else spec.commandLine().getOut().print(format.of(comparison));
        return 0;
    }

    private Optional<SignificanceTest> chosenTest() {
        return switch (test) {
            case T -> Optional.of(new SignificanceTest.PairedT());
            case WILCOXON -> Optional.of(new SignificanceTest.Wilcoxon());
            case SIGN -> Optional.of(new SignificanceTest.Sign());
            case RANDOMISATION ->
                Optional.of(new SignificanceTest.Randomization(SignificanceTest.Randomization.DEFAULT.samples(), seed));
            case TUKEY -> Optional.empty();
        };
    }

    /// Runs with the same tag go by the names of their files.
    private List<Evaluation> distinctNames(List<Evaluation> evaluations) {
        long distinct = evaluations.stream().map(Evaluation::system).distinct().count();
        if (distinct == evaluations.size()) return evaluations;
        List<Evaluation> named = new ArrayList<>();
        for (int i = 0; i < evaluations.size(); i++)
            named.add(evaluations.get(i).named(runs.get(i).toString()));
        return named;
    }

    private Map<String, Object> asMap(Comparison comparison) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("topics", comparison.topics());
        map.put("baseline", comparison.rows().getFirst().system());
        map.put(
                "test",
                comparison.settings().test().map(SignificanceTest::label).orElse("Tukey HSD"));
        map.put("correction", test == Test.TUKEY ? "TUKEY" : correction.name());
        map.put("confidence", confidence);
        map.put("detectableEffect", Double.isInfinite(comparison.detectable()) ? null : comparison.detectable());
        map.put("rows", comparison.rows().stream().map(CompareCommand::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(Row row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("measure", row.measure());
        map.put("system", row.system());
        map.put("mean", row.mean());
        map.put("best", row.best());
        if (row.contrast().isEmpty()) return map;
        Contrast c = row.contrast().get();
        map.put("difference", c.difference());
        map.put("low", c.interval().low());
        map.put("high", c.interval().high());
        map.put("rawP", c.rawP());
        map.put("p", c.p());
        map.put("dz", Double.isInfinite(c.effect().dz()) ? null : c.effect().dz());
        map.put("won", c.won());
        map.put("tied", c.tied());
        map.put("lost", c.lost());
        return map;
    }
}
