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

class AdjudicateCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    /// Six topics of ten documents, three of them relevant; `good` has these first, `bad` has them last.
    private String[] line(String... options) throws IOException {
        StringBuilder qrels = new StringBuilder();
        StringBuilder good = new StringBuilder();
        StringBuilder bad = new StringBuilder();
        for (int t = 1; t <= 6; t++)
            for (int d = 0; d < 10; d++) {
                qrels.append("%d 0 d%d %d\n".formatted(t, d, d < 3 ? 1 : 0));
                good.append("%d Q0 d%d 0 %d good\n".formatted(t, d, t == 1 && d == 0 ? 5 : 20 - d));
                bad.append("%d Q0 d%d 0 %d bad\n".formatted(t, d, d));
            }
        String[] all = new String[options.length + 4];
        all[0] = "adjudicate";
        System.arraycopy(options, 0, all, 1, options.length);
        all[options.length + 1] = file("qrels", qrels.toString());
        all[options.length + 2] = file("good", good.toString());
        all[options.length + 3] = file("bad", bad.toString());
        return all;
    }

    @Test
    void tellsWhatABudgetKeeps() throws IOException {
        assertThat(run(line("--json", "--budget", "3,10", "--method", "depth,mtf", "--seeds", "2")))
                .as(err.toString())
                .isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/systems").asInt()).isEqualTo(2);
        assertThat(json.at("/significantPairs").asInt()).isEqualTo(1);
        assertThat(json.at("/results").size()).isEqualTo(4);
        for (JsonNode one : json.at("/results")) {
            assertThat(one.at("/judged").asDouble()).isEqualTo(one.at("/budget").asInt() * 6.0);
            assertThat(one.at("/relevant").asDouble()).isLessThanOrEqualTo(18);
        }
        JsonNode everything = json.at("/results/1");
        assertThat(everything.at("/budget").asInt()).isEqualTo(10);
        assertThat(everything.at("/relevant").asDouble()).isEqualTo(18);
        assertThat(everything.at("/tau").asDouble()).isEqualTo(1);
        assertThat(everything.at("/recall").asDouble()).isEqualTo(1);
    }

    @Test
    void printsATable() throws IOException {
        assertThat(run(line("--method", "hedge"))).isZero();
        assertThat(out.toString()).contains("2 systems, 6 topics, 60 documents", "1 of 1 pairs", "\nhedge ");
    }

    @Test
    void badInputIsNamed() throws IOException {
        assertThat(run(line("--method", "guess"))).isEqualTo(2);
        assertThat(err.toString()).contains("guess");
        assertThat(run(line("--budget", "-1"))).isEqualTo(2);
        assertThat(run(line("--seeds", "0"))).isEqualTo(2);
        String[] missing = line();
        missing[1] = folder + "/none";
        assertThat(run(missing)).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
    }
}
