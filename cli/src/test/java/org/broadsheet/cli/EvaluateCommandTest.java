package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsThreeColumnsInTrecEvalsOrder() throws IOException {
        assertThat(run("evaluate", "-q", "-m", "P.1", "-mmap", "-m", "nDCG@10", qrels(), run("a", "d1 d2 d3")))
                .isZero();
        assertThat(out.toString()).isEqualTo("""
                map                   \t1\t0.5000
                P_1                   \t1\t0.0000
                nDCG@10               \t1\t0.6309
                map                   \tall\t0.5000
                P_1                   \tall\t0.0000
                nDCG@10               \tall\t0.6309
                """);
        assertThat(err.toString()).contains("1 of 2 topics have no results", "-c");
    }

    @Test
    void completeCountsMissingTopics() throws IOException {
        assertThat(run("evaluate", "-c", "-m", "map", qrels(), run("a", "d1 d2 d3")))
                .isZero();
        assertThat(out.toString()).isEqualTo("map                   \tall\t0.2500\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void preferencesHaveTheirOwnMeasures() throws IOException {
        String preferences = write("prefs", "1 ann s d1 2\n1 ann s d2 1\n1 bob s d2 1\n1 bob s d3 0\n");
        assertThat(run("evaluate", "-R", "prefs", "-m", "all_prefs", preferences, run("a", "d2 d1")))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "prefs_num_prefs_poss  \tall\t2\n",
                        "prefs_num_prefs_ful   \tall\t1\n",
                        "prefs_simp_ret        \tall\t0.0000\n");
    }

    @Test
    void zScoresStandForValues() throws IOException {
        String reference = write("reference", "1 map 0.4 0.2\n");
        assertThat(run("evaluate", "-q", "-n", "-m", "map", "-Z", reference, qrels(), run("a", "d1 d2 d3")))
                .isZero();
        assertThat(out.toString()).isEqualTo("Zmap                   \t1\t0.5000\n");
        String bad = write("bad-reference", "1 map 0.4\n");
        assertThat(run("evaluate", "-Z", bad, qrels(), run("a", "d1 d2 d3"))).isEqualTo(2);
        assertThat(err.toString()).contains("bad-reference, line 1: expected topic, measure");
    }

    @Test
    void jsonHasEveryDigit() throws IOException {
        assertThat(run("evaluate", "--json", "-q", "-m", "ndcg", qrels(), run("a", "d1 d2 d3")))
                .isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/measures/ndcg").asDouble()).isCloseTo(0.6309297535714574, within(1e-15));
        assertThat(json.at("/perTopic/1/ndcg").isNumber()).isTrue();
        assertThat(json.at("/missing/0").asString()).isEqualTo("2");
    }

    @Test
    void badInputIsWrongUsageAndPrintsNothing() throws IOException {
        String bad = Files.writeString(folder.resolve("bad"), "1 Q0 d1 1 2.0 t\n1 Q0 d2 2 NaN t\n")
                .toString();
        assertThat(run("evaluate", qrels(), bad)).isEqualTo(2);
        assertThat(err.toString()).contains(bad + ", line 2", "NaN");
        assertThat(run("evaluate", qrels(), folder + "/none")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
        assertThat(run("evaluate", "-m", "mapp", qrels(), bad)).isEqualTo(2);
        assertThat(err.toString()).contains("no measure 'mapp'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void noTopicInCommonIsAFailure() throws IOException {
        String other =
                Files.writeString(folder.resolve("other"), "9 Q0 d1 1 2.0 t\n").toString();
        assertThat(run("evaluate", qrels(), other)).isEqualTo(1);
        assertThat(err.toString()).contains("no topic has both");
    }

    @Test
    void comparesRunsWithTheFirst() throws IOException {
        assertThat(run(
                        "compare",
                        "--format",
                        "markdown",
                        "-m",
                        "map",
                        qrels(),
                        run("a", "d1 d2 d3"),
                        run("b", "d2 d1")))
                .isZero();
        assertThat(out.toString()).contains("| map | a | 0.2500 |", "| map | b | **0.5000** | +0.2500 |", "2 topics");
        assertThat(run("compare", "--json", "--test", "randomisation", qrels(), run("a", "d1 d2"), run("b", "d2 d1")))
                .isZero();
        assertThat(run("compare", "-m", "num_rel", qrels(), run("a", "d1"), run("b", "d2")))
                .isEqualTo(2);
        assertThat(run("compare", qrels(), run("a", "d1"))).isEqualTo(2);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String qrels() throws IOException {
        return Files.writeString(folder.resolve("qrels"), "1 0 d2 1\n1 0 d1 0\n2 0 d9 1\n")
                .toString();
    }

    private String run(String name, String documents) throws IOException {
        StringBuilder lines = new StringBuilder();
        int score = 100;
        for (String document : documents.split(" "))
            lines.append("1 Q0 ")
                    .append(document)
                    .append(" 0 ")
                    .append(score--)
                    .append(' ')
                    .append(name)
                    .append('\n');
        return Files.writeString(folder.resolve(name), lines).toString();
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }
}
