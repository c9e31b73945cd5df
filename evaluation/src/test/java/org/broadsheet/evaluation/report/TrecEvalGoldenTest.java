package org.broadsheet.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.MissingTopics;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.evaluation.file.RunFile;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.measure.Selection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// trec_eval's own test files (usnistgov/trec_eval, folder test), line by line to the printed digit.
class TrecEvalGoldenTest {
    private static final Path GOLDEN = Path.of(System.getProperty("broadsheet.repository", "."))
            .resolve("../shared/data/trec-eval-golden")
            .normalize();

    @BeforeAll
    static void needsTheFiles() {
        assumeTrue(Files.isDirectory(GOLDEN), "no data set at " + GOLDEN);
    }

    @Test
    void officialMeasures() throws IOException {
        assertThat(report("qrels.test.gz", "results.test.gz", false, false, Judging.DEFAULT, "official"))
                .isEqualTo(expected("out.test"));
    }

    @Test
    void commentsAreNotJudgments() throws IOException {
        assertThat(report("qrels.test.with-comments.gz", "results.test.gz", false, false, Judging.DEFAULT, "official"))
                .isEqualTo(expected("out.test"));
    }

    @Test
    void allMeasures() throws IOException {
        assertThat(report("qrels.test.gz", "results.test.gz", false, false, Judging.DEFAULT, "all_trec"))
                .isEqualTo(expected("out.test.a"));
    }

    @Test
    void allMeasuresOfEachTopic() throws IOException {
        assertThat(report("qrels.test.gz", "results.test.gz", true, false, Judging.DEFAULT, "all_trec"))
                .isEqualTo(expected("out.test.aq"));
    }

    @Test
    void missingTopicsCounted() throws IOException {
        assertThat(report("qrels.test.gz", "results.trunc", true, true, Judging.DEFAULT, "all_trec"))
                .isEqualTo(expected("out.test.aqc"));
    }

    @Test
    void gradesFromTwoUpAreRelevant() throws IOException {
        Judging two = Judging.DEFAULT.withRelevanceLevel(2);
        assertThat(report("qrels.rel_level.gz", "results.test.gz", true, false, two, "all_trec", "relstring.20"))
                .isEqualTo(expected("out.test.aql"));
    }

    @Test
    void severalJudges() throws IOException {
        assertThat(report(
                        QrelsFile.readGroups(GOLDEN.resolve("qrels.123.gz")),
                        "results.test.gz",
                        true,
                        false,
                        Judging.DEFAULT,
                        "qrels_jg"))
                .isEqualTo(expected("out.test.qrels_jg"));
    }

    private static List<String> expected(String file) throws IOException {
        return Files.readAllLines(GOLDEN.resolve(file));
    }

    private static List<String> report(
            String qrels, String run, boolean topics, boolean complete, Judging judging, String... measures)
            throws IOException {
        return report(QrelsFile.read(GOLDEN.resolve(qrels)), run, topics, complete, judging, measures);
    }

    private static List<String> report(
            Qrels qrels, String run, boolean topics, boolean complete, Judging judging, String... measures)
            throws IOException {
        Selection selection = Measures.parse(List.of(measures));
        Evaluation evaluation = RunFile.evaluate(
                GOLDEN.resolve(run),
                qrels,
                new Evaluation.Plan(
                        selection.measures(),
                        judging,
                        complete ? MissingTopics.COUNT : MissingTopics.SKIP,
                        selection.transcript()));
        StringBuilder out = new StringBuilder();
        new TrecReport(selection, topics, true).write(evaluation, out);
        return out.toString().lines().toList();
    }
}
