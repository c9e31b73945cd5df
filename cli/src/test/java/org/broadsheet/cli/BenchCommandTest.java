package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {
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

    private String definition() throws IOException, NoSuchAlgorithmException {
        Files.createDirectories(folder.resolve("data"));
        StringBuilder corpus = new StringBuilder();
        String[] words = {"glaciers", "owls", "rankers", "prompts", "proteins"};
        for (int d = 0; d < words.length; d++)
            corpus.append("{\"_id\":\"d%d\",\"title\":\"Of %s\",\"text\":\"All about %s.\"}\n"
                    .formatted(d, words[d], words[d]));
        Path texts = Files.writeString(folder.resolve("data/corpus.jsonl"), corpus);
        Path queries = Files.writeString(
                folder.resolve("data/queries.jsonl"),
                "{\"_id\":\"1\",\"text\":\"owls\"}\n{\"_id\":\"2\",\"text\":\"proteins or prompts\"}\n");
        Path qrels = Files.writeString(folder.resolve("data/qrels"), "1 0 d1 1\n2 0 d3 1\n2 0 d0 1\n");
        return file("small.json", """
                {"id":"small","version":1,"title":"A small one","kind":"retrieval","seeds":[1],
                 "data":[{"path":"corpus.jsonl","sha256":"%s"},{"path":"queries.jsonl","sha256":"%s"},{"path":"qrels","sha256":"%s"}],
                 "settings":{"corpus":"corpus.jsonl","queries":"queries.jsonl","qrels":"qrels"},
                 "systems":[{"name":"Words","system":"words","parameters":{}},{"name":"Also words","system":"words","parameters":{}}],
                 "measures":["AP","R@10"]}
                """.formatted(sha256(texts), sha256(queries), sha256(qrels)));
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private int bench(String... more) {
        String[] where = {
            "bench",
            "--datasets",
            folder + "/data",
            "--results",
            folder + "/results",
            "--expected",
            folder + "/expected"
        };
        String[] all = new String[where.length + more.length];
        System.arraycopy(where, 0, all, 0, where.length);
        System.arraycopy(more, 0, all, where.length, more.length);
        return run(all);
    }

    private JsonNode result(String system) throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(folder.resolve("results/small/" + system + "-1/result.json")));
    }

    @Test
    void runsKeepsChecksAndTakesASubmittedRun() throws IOException, NoSuchAlgorithmException {
        String definition = definition();
        assertThat(bench("--json", definition)).as(err.toString()).isZero();
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertThat(json.at("/benchmarks/0/systems").size()).isEqualTo(2);
        // Topic 1 is found; of topic 2's two documents one is, at either place.
        assertThat(json.at("/benchmarks/0/systems/0/measures/R@10/mean").asDouble())
                .isEqualTo(0.75);
        JsonNode kept = result("words");
        assertThat(kept.at("/code").asString()).matches("[0-9a-f]{16}");
        assertThat(kept.at("/megabytes").asInt()).isPositive();
        assertThat(Files.readString(folder.resolve("results/leaderboard.html"))).contains("A small one", "≈");

        assertThat(bench("--check", definition)).as("nothing is expected yet").isEqualTo(2);
        assertThat(bench("--record", definition)).isZero();
        assertThat(bench("--check", definition)).isZero();
        assertThat(out.toString()).contains("4 of 4 values are as expected");
        assertThat(bench("--check", "--system", "Words", definition)).isZero();
        assertThat(out.toString()).contains("2 of 2 values are as expected");

        Path expected = folder.resolve("expected/small.json");
        Files.writeString(expected, Files.readString(expected).replaceFirst("\"value\" : 0.75", "\"value\" : 0.7"));
        assertThat(bench("--check", definition)).isEqualTo(1);
        assertThat(out.toString()).contains("3 of 4", "expected 0.7, found 0.75");
        assertThat(bench("--record", "--tolerance", "0.01", "--system", "Words", definition))
                .isZero();
        assertThat(Files.readString(expected)).contains("\"tolerance\" : 0.01", "\"tolerance\" : 0.0", "Also words");

        String run = file("theirs.run", "1 Q0 d1 1 2 x\n2 Q0 d3 1 2 x\n2 Q0 d0 2 1 x\n");
        assertThat(bench("--submit", "Theirs=" + run, definition)).isZero();
        assertThat(out.toString()).contains("Theirs");
    }

    @Test
    void whatIsFinishedIsNotRunAgain() throws IOException, NoSuchAlgorithmException {
        String definition = definition();
        assertThat(bench(definition)).isZero();
        JsonNode first = result("words");
        assertThat(bench(definition)).isZero();
        assertThat(result("words")).isEqualTo(first);
        Path file = folder.resolve("results/small/words-1/result.json");
        Files.writeString(file, Files.readString(file).replace(first.at("/code").asString(), "0000000000000000"));
        assertThat(bench(definition)).isZero();
        assertThat(result("words").at("/code"))
                .as("made by other code, so made anew")
                .isEqualTo(first.at("/code"));
    }

    @Test
    void badInputIsNamed() throws IOException, NoSuchAlgorithmException {
        String definition = definition();
        assertThat(bench("--system", "Nobody", definition)).isEqualTo(2);
        assertThat(err.toString()).contains("no system \"Nobody\"", "Also words");
        assertThat(bench("--record", "--tolerance", "-1", definition)).isEqualTo(2);
        assertThat(bench(file("bad.json", "{}"))).isEqualTo(2);
        assertThat(err.toString()).contains("bad.json is no benchmark");
        Files.writeString(folder.resolve("data/qrels"), "1 0 d1 0\n");
        assertThat(bench(definition)).isEqualTo(2);
        assertThat(err.toString()).contains("qrels is not the file that small means");
    }
}
