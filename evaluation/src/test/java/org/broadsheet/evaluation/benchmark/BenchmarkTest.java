package org.broadsheet.evaluation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.ranking.Ranking;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkTest {
    @TempDir
    private Path folder = Path.of(".");

    private Path definition = Path.of(".");
    private ResultFolder results = new ResultFolder(Path.of("."));
    private final AtomicInteger ran = new AtomicInteger();

    /// Twenty topics of ten documents, of which three are relevant. `good` finds them first, `fair` swaps two
    /// documents,
    /// `bad` draws.
    private final ContestKind toy = new ContestKind() {
        @Override
        public String name() {
            return "toy";
        }

        @Override
        public Contest open(Benchmark benchmark, Path data, Path scratch) {
            return new Contest() {
                @Override
                public Qrels qrels(long seed) {
                    Map<String, Judgments> topics = new HashMap<>();
                    for (int t = 0; t < 20; t++) topics.put("t" + t, Judgments.of(Map.of("d0", 1, "d1", 1, "d2", 1)));
                    return Qrels.of(topics);
                }

                @Override
                public Run run(Benchmark.Entry entry, long seed) {
                    ran.incrementAndGet();
                    Random random = new Random(seed);
                    Map<String, Ranking<String>> topics = new HashMap<>();
                    for (int t = 0; t < 20; t++) {
                        List<String> order = new ArrayList<>(
                                IntStream.range(0, 10).mapToObj(i -> "d" + i).toList());
                        switch (entry.system()) {
                            case "good" -> {}
                            case "fair" -> Collections.swap(order, 2, t == 0 ? 3 : 2);
                            case "bad" -> Collections.shuffle(order, random);
                            default -> throw new IllegalArgumentException("no system " + entry.system());
                        }
                        topics.put("t" + t, Ranking.ofOrder(order));
                    }
                    return Run.ofRankings(entry.system(), topics);
                }
            };
        }
    };

    @BeforeEach
    void setUp() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/set.txt"), "data\n");
        definition = folder.resolve("toy.json");
        Files.writeString(definition, json("good", "fair", "bad"));
        results = new ResultFolder(folder.resolve("results"));
    }

    private String json(String... systems) throws IOException {
        List<String> entries = new ArrayList<>();
        for (String system : systems)
            entries.add("{\"name\":\"The " + system + "\",\"system\":\"" + system + "\",\"parameters\":{\"k\":\"1\"}}");
        return """
                {"id":"toy","version":1,"title":"Toys & <more>","kind":"toy","settings":{},"seeds":[1,2],
                 "data":[{"path":"set.txt","sha256":"%s"}],"systems":[%s],"measures":["AP","P@3"]}
                """.formatted(Checksum.of(folder.resolve("data/set.txt")), String.join(",", entries));
    }

    private BenchmarkRunner runner(String code) {
        return new BenchmarkRunner(List.of(toy), folder.resolve("data"), results, folder.resolve("scratch"), code, 2);
    }

    @Test
    void runsKeepsAndGoesOn() throws Exception {
        Benchmark benchmark = Benchmark.read(definition);
        List<Result> first = runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {});
        assertThat(first).hasSize(6);
        assertThat(ran.get()).isEqualTo(6);
        assertThat(first.getFirst().measures()).containsEntry("AP", 1.0).containsEntry("P@3", 1.0);
        assertThat(first.getFirst().topics()).isEqualTo(20);
        assertThat(first.getFirst().machine()).isEqualTo(Result.Machine.here());
        assertThat(folder.resolve("results/toy/the-good-1/run.trec.gz")).exists();
        assertThat(runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {}))
                .isEqualTo(first);
        assertThat(ran.get()).as("what is finished is not run again").isEqualTo(6);
        Files.delete(folder.resolve("results/toy/the-bad-2/result.json"));
        runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {});
        assertThat(ran.get()).as("what is not finished is").isEqualTo(7);
        runner("2").run(benchmark, false, new BenchmarkRunner.Listener() {});
        assertThat(ran.get()).as("another version of the program runs all").isEqualTo(13);
    }

    @Test
    void comesOutTheSameToTheDigit() throws Exception {
        Benchmark benchmark = Benchmark.read(definition);
        List<Result> once = runner("1").run(benchmark, true, new BenchmarkRunner.Listener() {});
        List<Result> again = runner("1").run(benchmark, true, new BenchmarkRunner.Listener() {});
        for (int i = 0; i < once.size(); i++) {
            assertThat(again.get(i).scores()).isEqualTo(once.get(i).scores());
            assertThat(again.get(i).measures()).isEqualTo(once.get(i).measures());
        }
        Expectations expected = Expectations.of(benchmark, once, 0);
        expected.write(folder.resolve("expected.json"));
        assertThat(Expectations.read(folder.resolve("expected.json"))).isEqualTo(expected);
        assertThat(expected.check(benchmark, again)).hasSize(12).allMatch(Expectations.Check::holds);
    }

    @Test
    void aValueThatIsNotWhatWasExpectedIsFound() throws Exception {
        Benchmark benchmark = Benchmark.read(definition);
        List<Result> out = runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {});
        Expectations expected = new Expectations(
                "toy",
                benchmark.digest(),
                List.of(
                        new Expectations.Value("The good", 1, "AP", 0.99, 0.02),
                        new Expectations.Value("The good", 1, "AP", 0.99, 0),
                        new Expectations.Value("The lost", 1, "AP", 1, 0)));
        assertThat(expected.check(benchmark, out).stream().map(Expectations.Check::holds))
                .containsExactly(true, false, false);
        assertThatThrownBy(() -> new Expectations("toy", "other", List.of()).check(benchmark, out))
                .hasMessageContaining("another definition");
    }

    @Test
    void theBoardOrdersAndMarks() throws Exception {
        Benchmark benchmark = Benchmark.read(definition);
        runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {});
        Leaderboard board = Leaderboard.of(benchmark, results);
        assertThat(board.rows().stream().map(Leaderboard.Row::system))
                .containsExactly("The good", "The fair", "The bad");
        assertThat(board.rows().getFirst().p()).isEmpty();
        // One topic of twenty differs: t = 1, p = .33, and .33 after Holm, being the larger of two.
        assertThat(board.rows().get(1).levelWithBest()).isTrue();
        assertThat(board.rows().get(2).levelWithBest()).isFalse();
        Leaderboard.Cell cell = board.rows().get(2).cells().get("AP");
        assertThat(cell).isNotNull();
        assertThat(cell.low()).isLessThan(cell.mean());
        assertThat(cell.deviation()).isPositive();
        assertThat(board.csv()).startsWith("system,seeds,\"AP\",low").contains("\"The fair\",2,");
    }

    @Test
    void aSubmittedRunTakesPart() throws Exception {
        Benchmark benchmark = Benchmark.read(definition);
        runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {});
        Path run = folder.resolve("theirs.run");
        StringBuilder lines = new StringBuilder();
        for (int t = 0; t < 20; t++) lines.append("t").append(t).append(" Q0 d1 1 1.0 x\n");
        Files.writeString(run, lines.toString());
        Result result = runner("1").submit(benchmark, "Theirs", run);
        assertThat(result.measures().get("AP")).isEqualTo(1 / 3.0, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(Leaderboard.of(benchmark, results).rows())
                .anyMatch(r -> r.system().equals("Theirs") && r.submitted());
        assertThatThrownBy(() -> runner("1").submit(benchmark, "the GOOD", run)).hasMessageContaining("another name");
    }

    @Test
    void dataThatAreNotTheBenchmarksAreRefused() throws IOException {
        Benchmark benchmark = Benchmark.read(definition);
        Files.writeString(folder.resolve("data/set.txt"), "other\n");
        assertThatThrownBy(() -> runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {}))
                .hasMessageContaining("set.txt")
                .hasMessageContaining("sha256");
        Files.delete(folder.resolve("data/set.txt"));
        assertThatThrownBy(() -> runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {}))
                .hasMessageContaining("not there");
        assertThat(folder.resolve("results/toy")).doesNotExist();
    }

    @Test
    void scoresChangedByHandAreFound() throws Exception {
        Benchmark benchmark = Benchmark.read(definition);
        runner("1").run(benchmark, false, new BenchmarkRunner.Listener() {});
        Path topics = folder.resolve("results/toy/the-bad-1/topics.tsv");
        Files.writeString(topics, Files.readString(topics).replaceFirst("\t0\\.[0-9]+", "\t1.0"));
        assertThatThrownBy(() -> Leaderboard.of(benchmark, results)).hasMessageContaining("changed after");
    }

    @Test
    void badDefinitionsAreNamed() throws IOException {
        String good = json("good");
        refused(good.replace("\"id\":\"toy\"", "\"id\":\"../toy\""), "lower-case letters");
        refused(good.replace("\"version\":1,", ""), "no \"version\"");
        refused(good.replace("\"AP\"", "\"APP\""), "APP");
        refused(good.replace("set.txt", "../../etc/passwd"), "below the data folder");
        refused(good.replace("\"title\"", "\"titel\":1,\"title\""), "titel");
        refused(good.replace("[1,2]", "[1,1]"), "twice");
        refused("{", "toy.json");
        refused(json("good", "good"), "two systems");
        Benchmark unknown =
                Benchmark.read(Files.writeString(definition, good.replace("\"kind\":\"toy\"", "\"kind\":\"x\"")));
        assertThatThrownBy(() -> runner("1").run(unknown, false, new BenchmarkRunner.Listener() {}))
                .hasMessageContaining("\"x\"")
                .hasMessageContaining("toy");
        Benchmark system = Benchmark.read(Files.writeString(definition, json("none")));
        assertThatThrownBy(() -> runner("1").run(system, false, new BenchmarkRunner.Listener() {}))
                .hasMessageContaining("no system none");
    }

    private void refused(String json, String why) throws IOException {
        Files.writeString(definition, json);
        assertThatThrownBy(() -> Benchmark.read(definition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toy.json")
                .hasMessageContaining(why);
    }
}
