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

class ElicitCommandTest {
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

    @Test
    void curvesAndAnswers() throws IOException {
        Path plot = folder.resolve("regret.svg");
        String[] args = {
            "elicit", "--simulate", "--items=4", "--duels=80", "--repeats=3", "--strategy=random,thompson", "--json"
        };
        assertThat(run(args)).isZero();
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("at").size()).isEqualTo(50);
        assertThat(answer.get("at").get(49).asInt()).isEqualTo(80);
        JsonNode thompson = answer.get("strategies").get(1);
        assertThat(thompson.get("strategy").asString()).isEqualTo("thompson");
        assertThat(thompson.get("regret").get(49).asDouble())
                .isLessThan(
                        answer.get("strategies").get(0).get("regret").get(49).asDouble());
        assertThat(thompson.get("quality").get(49).asDouble()).isBetween(0.8, 1.0);
        assertThat(thompson.get("answered").asDouble()).isBetween(0.0, 1.0);
        assertThat(thompson.get("regretError")).hasSize(50);
        assertThat(thompson.get("regretError").get(49).asDouble()).isBetween(0.01, 5.0);
        assertThat(thompson.get("qualityError").get(49).asDouble()).isBetween(0.0, 0.5);
        String first = out.toString();
        fresh();
        assertThat(run(args)).isZero();
        assertThat(out.toString()).isEqualTo(first);
        fresh();
        assertThat(run(
                        "elicit",
                        "--simulate",
                        "--items=4",
                        "--duels=40",
                        "--repeats=2",
                        "--strategy=rucb,mst,btm",
                        "--question=order",
                        "--stopping=majorities",
                        "--plot",
                        plot.toString(),
                        "--curve=quality"))
                .isZero();
        assertThat(out.toString()).contains("rucb").contains("2 worlds of 4 items; \"order\"");
        assertThat(Files.readString(plot)).startsWith("<svg").contains("mst");
    }

    @Test
    void worldsWithFeatures() {
        for (String world : new String[] {"linear", "bumps", "circle"}) {
            fresh();
            assertThat(run(
                            "elicit",
                            "--simulate",
                            "--items=8",
                            "--duels=12",
                            "--repeats=1",
                            "--world",
                            world,
                            "--strategy=ucb,self-exploring:0.01",
                            "--json"))
                    .as(err.toString())
                    .isZero();
            JsonNode alone = JsonMapper.shared().readTree(out.toString());
            assertThat(alone.get("strategies").get(0).get("regretError").isNull())
                    .isTrue();
        }
        fresh();
        assertThat(run(
                        "elicit",
                        "--simulate",
                        "--items=8",
                        "--duels=8",
                        "--repeats=1",
                        "--world=bumps",
                        "--model=neural",
                        "--strategy=ucb"))
                .isZero();
    }

    @Test
    void theNextPairAfterAnswersSoFar() throws IOException {
        StringBuilder lines = new StringBuilder("left,right,outcome\n");
        for (int i = 0; i < 30; i++) lines.append("tea,milk,left\nmilk,juice,left\njuice,tea,right\n");
        String file = Files.writeString(folder.resolve("answers.csv"), lines).toString();
        String pool = Files.writeString(folder.resolve("pool.txt"), "# drinks\ntea\nwater\n")
                .toString();
        assertThat(run("elicit", file, "--question=order", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("answers").asInt()).isEqualTo(90);
        assertThat(answer.get("recommended").asString()).isEqualTo("tea");
        assertThat(answer.get("answer").get(1).asString()).isEqualTo("milk");
        assertThat(answer.get("confidence").asDouble()).isGreaterThanOrEqualTo(0.9);
        assertThat(answer.get("next").size()).isEqualTo(2);
        fresh();
        assertThat(run("elicit", file, "--pool", pool, "--question=order", "--stopping=majorities"))
                .isZero();
        assertThat(out.toString())
                .contains("90 answers about 4 items")
                .contains("water") // of which nothing is known, so that asking about it tells most
                .contains("not answered with confidence 0.9 yet");
        fresh();
        assertThat(run("elicit", file, "--strategy=rucb,btm")).isEqualTo(2);
        assertThat(run("elicit", file, "--simulate")).isEqualTo(2);
        assertThat(run(
                        "elicit",
                        Files.writeString(folder.resolve("bad.csv"), "left,right,outcome\na,a,left\n")
                                .toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("bad.csv");
    }

    /// Stars of one judge are an order, here as for rate.
    @Test
    void starsAreAnswersToo() throws IOException {
        String file = Files.writeString(
                        folder.resolve("stars.csv"), "user,item,rating\nann,tea,5\nann,milk,3\nann,juice,1\n")
                .toString();
        assertThat(run("elicit", file, "--json")).as(err.toString()).isZero();
        JsonNode answer = JsonMapper.shared().readTree(out.toString());
        assertThat(answer.get("answers").asInt()).isEqualTo(3);
        assertThat(answer.get("recommended").asString()).isEqualTo("tea");
        fresh();
        assertThat(run("elicit", file, "--world", "bumps")).isEqualTo(2);
        assertThat(err.toString()).contains("--world").contains("--simulate");
    }

    @Test
    void wrongUsageIsTold() {
        assertThat(run("elicit", "--simulate", "--strategy=best")).isEqualTo(2);
        assertThat(err.toString()).contains("best").contains("double-thompson");
        fresh();
        assertThat(run("elicit", "--simulate", "--question=worst")).isEqualTo(2);
        assertThat(err.toString()).contains("top:K");
        fresh();
        assertThat(run("elicit", "--simulate", "--items=3", "--question=top:4")).isEqualTo(2);
        assertThat(err.toString()).contains("top:4 asks for more than the 3 items");
        fresh();
        assertThat(run("elicit", "--simulate", "--items=1")).isEqualTo(2);
        assertThat(err.toString()).contains("--items is from 2");
        fresh();
        assertThat(run("elicit", "--simulate", "--confidence=2")).isEqualTo(2);
        assertThat(err.toString()).contains("0.95");
        assertThat(run("elicit")).isEqualTo(2);
    }
}
