package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AggregateCommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void fresh() {
        out = new StringWriter();
        err = new StringWriter();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("input.txt"), text).toString();
    }

    @Test
    void aScoreTable() throws IOException {
        String table = file("system,mean,x,y\nA,70,90,.3\nB,60,80,.4\nC,50,70,NA\n");
        assertThat(run("aggregate", table, "--rule", "borda", "--without", "mean", "--lower", "y", "--json"))
                .isZero();
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("input").asString()).isEqualTo("scores");
        assertThat(answer.get("voters").asInt()).isEqualTo(2);
        assertThat(answer.get("missing").asInt()).isEqualTo(1);
        // x: 2 1 0; y turned round: A 2, B 0, C unknown 1
        assertThat(answer.get("ranking").get(0).get("item").asString()).isEqualTo("A");
        assertThat(answer.get("ranking").get(0).get("score").asDouble()).isEqualTo(4);
        assertThat(answer.get("ranking").get(1).get("place").asDouble()).isEqualTo(2.5);
        assertThat(answer.get("condorcetWinner").asString()).isEqualTo("A");
    }

    @Test
    void ballots() throws IOException {
        String votes = file("3: a > b > c > d\n2: b > c > d > a\n2: c > d > a > b\n");
        assertThat(run("aggregate", votes, "--rule", "kemeny", "--json")).isZero();
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("input").asString()).isEqualTo("ballots");
        assertThat(answer.get("disagreements").asDouble()).isEqualTo(14);
        assertThat(answer.get("proven").asBoolean()).isTrue();
        assertThat(answer.get("smithSet").size()).isEqualTo(4);
        assertThat(answer.has("condorcetWinner")).isFalse();
        fresh();
        assertThat(run("aggregate", votes, "--rule", "irv")).isZero();
        assertThat(out.toString()).contains("7 voters").contains("circle among 4");
    }

    @Test
    void aDiagramOfMeanRanks() throws IOException {
        Path svg = folder.resolve("cd.svg");
        String votes = file("30: a > b > c\n10: b > a > c\n");
        assertThat(run("aggregate", votes, "--plot", svg.toString())).isZero();
        assertThat(out.toString()).contains("Friedman: chi squared 65.000").contains("less than 0.524 apart");
        assertThat(svg).content().contains("critical difference 0.52").contains(">c<");
        fresh();
        assertThat(run("aggregate", votes, "--plot", svg.toString(), "--json")).isZero();
        JsonNode friedman = JsonMapper.shared().readTree(out.toString()).get("friedman");
        assertThat(friedman.get("meanRanks").get("a").asDouble()).isEqualTo(1.25);
        fresh();
        assertThat(run("aggregate", file("s,x,y\nA,1,2\nB,2,NA\n"), "--plot", svg.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("needs a place of every item")
                .contains("B")
                .contains("--without");
    }

    @Test
    void plainLists() throws IOException {
        assertThat(run("aggregate", file("a b c\nb a c\na c b\n"), "--json")).isZero();
        assertThat(JsonMapper.shared()
                        .readTree(out.toString())
                        .get("ranking")
                        .get(0)
                        .get("item")
                        .asString())
                .isEqualTo("a");
    }

    @Test
    void placesHaveIntervals() throws IOException {
        String votes = file("60: a > b > c\n40: b > a > c\n");
        assertThat(run("aggregate", votes, "--json")).isZero();
        JsonNode first =
                JsonMapper.shared().readTree(out.toString()).get("ranking").get(0);
        assertThat(first.get("item").asString()).isEqualTo("a");
        assertThat(first.get("low").asDouble()).isEqualTo(1);
        assertThat(first.get("high").asDouble()).isBetween(1.0, 2.0);
        assertThat(first.get("first").asDouble()).isBetween(0.9, 1.0);
        String once = out.toString();
        fresh();
        assertThat(run("aggregate", votes, "--json")).isZero();
        assertThat(out.toString()).isEqualTo(once);
        fresh();
        assertThat(run("aggregate", votes)).isZero();
        assertThat(out.toString()).contains("95% of draws").contains("[3, 3]");
        fresh();
        assertThat(run("aggregate", votes, "--samples", "0")).isZero();
        assertThat(out.toString()).doesNotContain("95%");
        assertThat(run("aggregate", votes, "--samples", "-1")).isEqualTo(2);
    }

    @Test
    void judgmentsVote() throws IOException {
        String lists = file("""
            {"type":"list","judge":"ann","items":["a",["b","c"]]}
            {"type":"rating","judge":"bob","item":"a","grade":5}
            {"type":"rating","judge":"bob","item":"b","grade":2}
            {"left":"b","right":"c","outcome":"left"}
            """);
        assertThat(run("aggregate", lists, "--rule", "copeland", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("voters").asDouble()).isEqualTo(3);
        assertThat(answer.get("ranking").findValuesAsString("item")).containsExactly("a", "b", "c");
        fresh();
        String pairs = file("left,right,outcome,weight\na,b,left,1\nb,a,left,2\n");
        assertThat(run("aggregate", pairs, "--rule", "copeland", "--json"))
                .as(err.toString())
                .isZero();
        assertThat(JsonMapper.shared()
                        .readTree(out.toString())
                        .get("condorcetWinner")
                        .asString())
                .isEqualTo("b");
        fresh();
        assertThat(run("aggregate", file("{\"type\":\"thumb\",\"item\":\"a\",\"up\":true}\n")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no judgment of two items");
    }

    /// What looks like a table is never counted as ballots, and the other way round.
    @Test
    void tablesAndBallotsAreToldApart() throws IOException {
        assertThat(run("aggregate", file("s,x,y\nA,NA,NA\nB,1,2\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("\"A\" has no score at all");
        fresh();
        assertThat(run("aggregate", file("s,x\nA,inf\nB,2\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("input.txt, line 2").contains("not a finite number");
        fresh();
        assertThat(run("aggregate", file("2409.00001,2409.00002\n2409.00002,2409.00001\n"), "--json"))
                .isZero();
        assertThat(out.toString()).contains("\"ballots\"").contains("\"2409.00001\"");
        fresh();
        assertThat(run("aggregate", file("NaN: a > b\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("input.txt, line 1").contains("above 0 but was NaN");
        fresh();
        assertThat(run("aggregate", file("a > b\nb > a\n"), "--lower", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("--lower").contains("ballots");
    }

    @Test
    void nothingIsWrittenWhereItCannotBe() throws IOException {
        Path nowhere = folder.resolve("none/cd.svg");
        assertThat(run("aggregate", file("a > b\nb > a\n"), "--plot", nowhere.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder").contains("make it first");
        assertThat(run("aggregate", file("a > b\nb > a\n"), "--plot", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is a folder");
        assertThat(out.toString()).isEmpty();
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void wrongUsageIsTold() throws IOException {
        assertThat(run("aggregate", file("a > b\n"), "--rule", "best")).isEqualTo(2);
        assertThat(err.toString()).contains("best").contains("ranked-pairs");
        assertThat(run("aggregate", file("a > b\na > a\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("input.txt, line 2");
        assertThat(run("aggregate", file("s,t\nA,1\nB,x\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("input.txt, line 3");
        assertThat(run("aggregate", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
    }
}
