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

class IrtCommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("answers.csv"), text).toString();
    }

    private String simulated() throws IOException {
        StringBuilder text = new StringBuilder("who,easy,middle,hard,other\n");
        SplittableRandom random = new SplittableRandom(1);
        double[] difficulty = {-1.5, 0, 1.5, 0.5};
        for (int p = 0; p < 400; p++) {
            double ability = random.nextGaussian();
            text.append('p').append(p);
            for (double b : difficulty)
                text.append(
                        random.nextDouble() < 0.1
                                ? ","
                                : random.nextDouble() < 1 / (1 + Math.exp(b - ability)) ? ",1" : ",0");
            text.append('\n');
        }
        return file(text.toString());
    }

    @Test
    void difficultiesAndAbilitiesWithTheirPictures() throws IOException {
        Path curves = folder.resolve("curves.svg");
        Path map = folder.resolve("map.svg");
        String answers = simulated();
        assertThat(run(
                        "irt",
                        answers,
                        "--model",
                        "1pl",
                        "--json",
                        "--plot",
                        curves.toString(),
                        "--map",
                        map.toString()))
                .isZero();
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.get("converged").asBoolean()).isTrue();
        double[] truth = {-1.5, 0, 1.5, 0.5};
        for (int i = 0; i < 4; i++) {
            JsonNode item = report.get("items").get(i);
            assertThat(item.get("difficulty").asDouble())
                    .isCloseTo(truth[i], within(3 * item.get("difficultyError").asDouble()));
        }
        assertThat(report.get("abilities").size())
                .isEqualTo(report.get("respondents").asInt());
        assertThat(Files.readString(curves)).startsWith("<svg").contains("middle");
        assertThat(Files.readString(map)).startsWith("<svg").contains("hard");
        assertThat(run("irt", answers, "--estimate", "joint", "--model", "1pl", "--ability", "ml"))
                .isZero();
        assertThat(out.toString()).contains("difficulty").contains("more; --json has them all");
    }

    @Test
    void wrongUsageIsTold() throws IOException {
        assertThat(run("irt", file("who,q\nann,2\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("answers.csv, line 2").contains("neither right");
        String fine = file("who,q,r\nann,1,1\nbob,0,1\ncyd,1,1\n");
        assertThat(run("irt", fine, "--model", "4pl")).isEqualTo(2);
        assertThat(err.toString()).contains("1pl, 2pl, 3pl");
        assertThat(run("irt", fine, "--options", "4")).isEqualTo(2);
        assertThat(err.toString()).contains("3pl");
        assertThat(run("irt", fine, "--no-priors")).isEqualTo(2);
        assertThat(err.toString()).contains("no finite difficulty").contains(": r;");
        assertThat(run("irt", fine, "--estimate", "both")).isEqualTo(2);
        assertThat(run("irt", fine, "--ability", "best")).isEqualTo(2);
        assertThat(run("irt", fine)).isZero();
    }
}
