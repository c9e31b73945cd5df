package org.broadsheet.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.MissingTopics;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.file.PreferenceFile;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.measure.Selection;
import org.broadsheet.evaluation.report.GeneratedRuns.Case;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every measure to the digit that trec_eval 10.0-rc3 (commit f425365 of usnistgov/trec_eval) printed for
/// the pairs of [GeneratedRuns]; its `rbp` apart, which reads numbers that were never set.
class GeneratedRunsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("cases")
    void printsWhatTrecEvalPrinted(Case c) throws IOException {
        Path qrels = Files.writeString(folder.resolve("qrels"), c.qrels());
        Path run = Files.writeString(folder.resolve("run"), c.run());
        List<String> args = c.arguments();
        Judging judging = Judging.DEFAULT
                .withRelevanceLevel(args.contains("-l2") ? 2 : 1)
                .withDepth(args.contains("-M7") ? 7 : args.contains("-M") ? 12 : Integer.MAX_VALUE)
                .withJudgedOnly(args.contains("-J"));
        Selection selection = Measures.parse(c.measures());
        Evaluation evaluation = RunFile.evaluate(
                run,
                args.contains("prefs")
                        ? PreferenceFile.read(qrels)
                        : args.contains("qrels_prefs") ? PreferenceFile.readQrels(qrels) : QrelsFile.read(qrels),
                new Evaluation.Plan(
                        selection.measures(),
                        judging,
                        args.contains("-c") ? MissingTopics.COUNT : MissingTopics.SKIP,
                        selection.transcript()));
        StringBuilder out = new StringBuilder();
        TrecReport report = new TrecReport(selection, args.contains("-q"), true);
        if (args.contains("-Z"))
            report = report.with(ZScores.read(
                    Files.writeString(folder.resolve(GeneratedRuns.REFERENCE), GeneratedRuns.reference())));
        report.write(evaluation, out);
        assertThat(out.toString().lines().filter(l -> !l.matches("Z?rbp .*")).toList())
                .isEqualTo(expected(c.name()));
    }

    static Stream<Case> cases() {
        return GeneratedRuns.cases().stream();
    }

    private static List<String> expected(String name) {
        try (InputStream in = Objects.requireNonNull(
                GeneratedRunsTest.class.getResourceAsStream("trec-eval/" + name + ".txt"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
