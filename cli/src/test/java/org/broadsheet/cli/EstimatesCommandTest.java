package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `calibrate`, `curve` and `study`, as a person or a script runs them.
class EstimatesCommandTest {
    @TempDir
    private Path dir;

    private record Said(int code, String out, String err) {
        JsonNode json() {
            return new JsonMapper().readTree(out);
        }
    }

    private static Said say(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Said(code, out.toString(), err.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text).toString();
    }

    private String boasting() throws IOException {
        StringBuilder lines = new StringBuilder("probability,outcome\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            double z = random.nextDouble(-2, 2);
            double said = 1 / (1 + Math.exp(-3 * z));
            lines.append(said)
                    .append(',')
                    .append(random.nextDouble() < 1 / (1 + Math.exp(-z)) ? "yes" : "no")
                    .append('\n');
        }
        return file("boasting.csv", lines.toString());
    }

    @Test
    void calibrateSeesABraggartAndWhatHelps() throws IOException {
        Path svg = dir.resolve("plot.svg");
        Said said = say("calibrate", boasting(), "--samples", "100", "--plot", svg.toString(), "--json");
        assertThat(said.code()).isZero();
        JsonNode json = said.json();
        JsonNode measures = json.path("measures");
        assertThat(json.path("forecasts").asInt()).isEqualTo(2000);
        assertThat(measures.path("Balance").path("value").asDouble()).isLessThan(-0.1);
        double brier = measures.path("Brier").path("value").asDouble();
        JsonNode parts = json.path("brier");
        assertThat(parts.path("reliability").asDouble()
                        - parts.path("resolution").asDouble()
                        + parts.path("uncertainty").asDouble()
                        + parts.path("withinVariance").asDouble()
                        - parts.path("withinCovariance").asDouble())
                .isCloseTo(brier, within(1e-9));
        assertThat(json.path("corrected").size()).isEqualTo(4);
        for (JsonNode c : json.path("corrected"))
            assertThat(c.path("measures").path("ECE").asDouble()).isLessThan(0.05);
        assertThat(Files.readString(svg)).startsWith("<svg").contains("boasting.csv");
        assertThat(say("calibrate", boasting(), "--samples", "20").out())
                .contains("Brier")
                .contains("isotonic");
    }

    @Test
    void calibrateNamesFileAndLine() throws IOException {
        Said said = say("calibrate", file("bad.csv", "p,y\n0.2,1\nx,0\n"));
        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("bad.csv, line 3").contains("\"x\" is no number");
        assertThat(said.out()).isEmpty();
        assertThat(say("calibrate", file("big.csv", "1.2,1\n")).err())
                .contains("between 0 and 1")
                .contains("--log-odds");
        assertThat(say("calibrate", file("two.csv", "0.2,2\n")).err()).contains("outcome is 1 or 0");
        assertThat(say("calibrate", file("none.csv", "# nothing\n")).err()).contains("holds no numbers");
        assertThat(say("calibrate", file("one.csv", "0.5\n")).err()).contains("line 1: expected probability, outcome");
        assertThat(say("calibrate", dir.resolve("missing").toString()).err()).contains("there is no file");
        assertThat(say("calibrate", file("few.csv", "0.2,0\n0.9,1\n"), "--samples", "5")
                        .out())
                .contains("at least 10");
    }

    @Test
    void curvePredictsScoresAndSizes() throws IOException {
        String file = file("curve.tsv", "size\tscore\n100\t0.75\n200\t0.808579\n400\t0.85\n800\t0.879289\n1600\t0.9\n");
        Path svg = dir.resolve("curve.svg");
        Said said = say(
                "curve",
                file,
                "--at",
                "6400",
                "--score",
                "0.9,0.99",
                "--samples",
                "20",
                "--plot",
                svg.toString(),
                "--json");
        assertThat(said.code()).isZero();
        JsonNode json = said.json();
        assertThat(json.path("predicted").path(0).path("score").asDouble()).isCloseTo(0.925, within(1e-3));
        assertThat(json.path("needed").path(0).path("size").asDouble()).isCloseTo(1600, within(5.0));
        assertThat(json.path("needed").path(1).path("size").isNull()).isTrue();
        assertThat(Files.readString(svg)).contains("measured");
        assertThat(say("curve", file, "--score", "0.99", "--samples", "5").out())
                .contains("out of reach")
                .contains("3200");
    }

    @Test
    void curveNamesWhatIsWrong() throws IOException {
        assertThat(say("curve", file("one.csv", "10,0.5\n")).err()).contains("more sizes than 1");
        assertThat(say("curve", file("high.csv", "10,55\n20,60\n30,63\n")).err())
                .contains("highest possible score");
        assertThat(say("curve", file("zero.csv", "0,0.5\n1,0.6\n")).err()).contains("above 0");
        assertThat(say("curve", file("ok.csv", "10,0.5\n20,0.6\n40,0.7\n"), "--family", "spline")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void studyPrintsItsVerdictInTheAgreedShape() throws IOException {
        Said said = say(
                "study",
                "calibration-metrics",
                "--quick",
                "--json",
                "--report",
                dir.resolve("r").toString());
        JsonNode json = said.json();
        for (String field : new String[] {"study", "paper", "claim", "verdict", "why", "measures", "seconds"})
            assertThat(json.has(field)).as(field).isTrue();
        assertThat(json.path("verdict").asString()).isIn("reproduced", "partly", "not reproduced");
        for (JsonNode m : json.path("measures"))
            assertThat(m.has("name") && m.has("baseline") && m.has("method") && m.has("unit"))
                    .isTrue();
        assertThat(Files.readString(dir.resolve("r/calibration-metrics.html"))).contains("<svg");
        assertThat(say("study", "--list").out()).contains("calibration-metrics").contains("Esports");
    }

    @Test
    void studySaysWhatItLacks() {
        Said none = say("study", "answer-equivalence", "--shared", dir.toString(), "--json");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.json().path("verdict").asString()).isEqualTo("data not here");
        assertThat(none.json().path("why").asString())
                .contains("qa-equivalence")
                .contains("--shared");
        assertThat(say("study", "no-such").code()).isEqualTo(2);
        assertThat(say("study", "no-such").err()).contains("calibration-metrics");
        assertThat(say("study").code()).isEqualTo(2);
    }
}
