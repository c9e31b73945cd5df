package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TournamentCommandTest {
    @TempDir
    private Path folder = Path.of(".");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void tellsWhatAgreementCosts() throws IOException {
        Path svg = folder.resolve("cost.svg");
        String[] args = {
            "tournament",
            "--players",
            "6",
            "--questions",
            "5,40",
            "--repeats",
            "6",
            "--target",
            "0.7",
            "--json",
            "--plot",
            svg.toString()
        };
        assertThat(run(args)).isZero();
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        assertThat(report.get("formats").size()).isEqualTo(6);
        for (JsonNode format : report.get("formats")) {
            JsonNode few = format.get("points").get(0);
            JsonNode many = format.get("points").get(1);
            assertThat(many.get("calls").asDouble())
                    .isGreaterThan(few.get("calls").asDouble());
            assertThat(many.get("spearman").asDouble()).isBetween(-1.0, 1.0);
            if (format.get("format").asString().equals("single-elimination"))
                assertThat(few.get("calls").asDouble()).isEqualTo(25.0);
        }
        assertThat(Files.readString(svg)).startsWith("<svg").contains("gauntlet");
        String once = out.toString();
        assertThat(run(args)).isZero();
        assertThat(out.toString()).isEqualTo(once);
    }

    @Test
    void oneSimulationHasNoSpread() {
        assertThat(run("tournament", "--players", "4", "--questions", "3", "--repeats", "1"))
                .isZero();
        assertThat(out.toString()).contains(" - ").doesNotContain("NaN");
        assertThat(run("tournament", "--plot", folder.resolve("none/x.svg").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder");
    }

    @Test
    void tableAndWrongUsage() {
        assertThat(run("tournament", "--players", "4", "--questions", "3", "--repeats", "2", "--format", "swiss"))
                .isZero();
        assertThat(out.toString()).contains("swiss").contains("Spearman").contains("Comparisons for");
        assertThat(run("tournament", "--format", "knockout")).isEqualTo(2);
        assertThat(err.toString()).contains("single-elimination");
        assertThat(run("tournament", "--players", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("at least 2 players");
        assertThat(run("tournament", "--accuracy", "0.3")).isEqualTo(2);
        assertThat(run("tournament", "--target", "1.5")).isEqualTo(2);
        assertThat(run("tournament", "--questions", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("at least 1 question");
    }
}
