package org.broadsheet.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.BenchmarkRunner;
import org.broadsheet.evaluation.benchmark.Expectations;
import org.broadsheet.evaluation.benchmark.Leaderboard;
import org.broadsheet.evaluation.benchmark.LeaderboardPage;
import org.broadsheet.evaluation.benchmark.Result;
import org.broadsheet.evaluation.benchmark.ResultFolder;
import org.broadsheet.studies.contest.Contests;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `bench [FILE...]`, `bench --check`, `bench --submit NAME=RUN`
@Command(
        name = "bench",
        description = {
            "Runs benchmarks, keeps everything that made the numbers, and draws the leaderboard.",
            "FILE is a benchmark definition, or a folder of them. What is finished is not run again."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "definitions or folders of them (default: benchmarks/sets)")
    private List<Path> files = List.of();

    @Option(
            names = "--datasets",
            paramLabel = "FOLDER",
            defaultValue = "../shared/data",
            description = "where the data sets lie (default: ${DEFAULT-VALUE})")
    private Path datasets = Path.of(".");

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            defaultValue = "benchmarks/results",
            description = "where results are kept (default: ${DEFAULT-VALUE})")
    private Path results = Path.of(".");

    @Option(names = "--anew", description = "run again what is finished")
    private boolean anew;

    @Option(
            names = "--check",
            description = "run again and compare with the expected values; exit code 1 where one differs")
    private boolean check;

    @Option(names = "--record", description = "write what came out as the values expected from now on")
    private boolean record;

    @Option(
            names = "--tolerance",
            paramLabel = "X",
            description = "with --record: how far a value may later lie off (default: 0, the same to the digit)")
    private double tolerance;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            description = "only this system of the definitions; may be given several times")
    private List<String> only = List.of();

    @Option(
            names = "--expected",
            paramLabel = "FOLDER",
            defaultValue = "benchmarks/expected",
            description = "where the expected values lie (default: ${DEFAULT-VALUE})")
    private Path expected = Path.of(".");

    @Option(names = "--submit", paramLabel = "NAME=RUN", description = "let a TREC run take part under this name")
    private Map<String, Path> submitted = Map.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "systems that run at the same time (default: the processors, at most 2)")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "print as JSON")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (Path file : definitions()) {
            Benchmark benchmark = Benchmark.read(file);
            benchmarks.add(only.isEmpty() ? benchmark : benchmark.only(only));
        }
        if (!(tolerance >= 0)) throw new IllegalArgumentException("a tolerance is 0 or above but was " + tolerance);
        if (!submitted.isEmpty() && benchmarks.size() != 1)
            throw new IllegalArgumentException("--submit joins one benchmark, but " + benchmarks.size() + " are named");
        ResultFolder folder = new ResultFolder(results);
        int workers =
                threads != null ? threads : Math.min(2, Runtime.getRuntime().availableProcessors());
        BenchmarkRunner runner = new BenchmarkRunner(
                Contests.all(), datasets, folder, results.resolve("scratch"), CodeDigest.here(), workers);
        List<Leaderboard> boards = new ArrayList<>();
        List<Expectations.Check> checks = new ArrayList<>();
        for (Benchmark benchmark : benchmarks) {
            List<Result> out = run(runner, benchmark);
            for (Map.Entry<String, Path> one : submitted.entrySet())
                runner.submit(benchmark, one.getKey(), one.getValue());
            Path values = expected.resolve(benchmark.id() + ".json");
            if (record) {
                Files.createDirectories(expected);
                Expectations made = Expectations.of(benchmark, out, tolerance);
                (Files.isRegularFile(values) ? made.and(Expectations.read(values)) : made).write(values);
            }
            if (check) {
                if (!Files.isRegularFile(values))
                    throw new IllegalArgumentException(
                            "no values are expected of " + benchmark.id() + ": " + values + " is not there");
                Expectations wanted = Expectations.read(values);
                checks.addAll((only.isEmpty() ? wanted : wanted.only(only)).check(benchmark, out));
            }
            boards.add(Leaderboard.of(benchmark, folder));
        }
        Files.createDirectories(results);
        Path page = results.resolve("leaderboard.html");
        Files.writeString(page, LeaderboardPage.of(boards));
        for (Leaderboard board : boards)
            Files.writeString(results.resolve(board.benchmark().id() + ".csv"), board.csv());
        List<Expectations.Check> broken =
                checks.stream().filter(c -> !c.holds()).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) JsonOut.print(out, answer(boards, checks, page));
        else print(out, boards, checks, broken, page);
        return broken.isEmpty() ? 0 : 1;
    }

    private List<Path> definitions() throws IOException {
        List<Path> named = files.isEmpty() ? List.of(Path.of("benchmarks", "sets")) : files;
        List<Path> all = new ArrayList<>();
        for (Path path : named) {
            if (!Files.isDirectory(path)) {
                all.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.list(path)) {
                inside.filter(p -> p.toString().endsWith(".json")).sorted().forEach(all::add);
            }
        }
        if (all.isEmpty())
            throw new IllegalArgumentException("there is no benchmark definition (*.json) in " + named.getFirst());
        return all;
    }

    private List<Result> run(BenchmarkRunner runner, Benchmark benchmark) throws IOException, InterruptedException {
        int trials = benchmark.systems().size() * benchmark.seeds().size();
        AtomicLong done = new AtomicLong();
        try (Progress progress = new Progress(benchmark.id(), "runs", trials)) {
            return runner.run(benchmark, anew || check, new BenchmarkRunner.Listener() {
                @Override
                public void finished(Result result, boolean reused) {
                    progress.accept(done.incrementAndGet());
                }
            });
        }
    }

    private static Map<String, Object> answer(List<Leaderboard> boards, List<Expectations.Check> checks, Path page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Map<String, Object>> all = new ArrayList<>();
        for (Leaderboard board : boards) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("benchmark", board.benchmark().id());
            one.put("version", board.benchmark().version());
            one.put("digest", board.benchmark().digest());
            List<Map<String, Object>> rows = new ArrayList<>();
            for (Leaderboard.Row row : board.rows()) {
                Map<String, Object> system = new LinkedHashMap<>();
                system.put("system", row.system());
                system.put("seeds", row.seeds());
                system.put("submitted", row.submitted());
                system.put("measures", row.cells());
                row.p().ifPresent(p -> system.put("pAgainstBest", p));
                system.put("levelWithBest", row.levelWithBest());
                rows.add(system);
            }
            one.put("systems", rows);
            all.add(one);
        }
        answer.put("benchmarks", all);
        answer.put("page", page.toString());
        if (!checks.isEmpty()) {
            answer.put("checked", checks.size());
            answer.put(
                    "broken",
                    checks.stream()
                            .filter(c -> !c.holds())
                            .map(BenchCommand::told)
                            .toList());
        }
        return answer;
    }

    private static String told(Expectations.Check check) {
        Expectations.Value value = check.expected();
        return value.measure() + " of " + value.system() + " with seed " + value.seed() + ": expected " + value.value()
                + (value.tolerance() > 0 ? " ± " + value.tolerance() : "") + ", found "
                + check.found().map(String::valueOf).orElse("nothing");
    }

    private static void print(
            PrintWriter out,
            List<Leaderboard> boards,
            List<Expectations.Check> checks,
            List<Expectations.Check> broken,
            Path page) {
        for (Leaderboard board : boards) {
            out.printf("%s%n", board.benchmark().title());
            int width = board.rows().stream()
                    .mapToInt(r -> r.system().length())
                    .max()
                    .orElse(6);
            out.printf("  %-" + Math.max(width, 6) + "s", "system");
            for (String measure : board.names()) out.printf("  %22s", measure);
            out.printf("  against the best%n");
            for (Leaderboard.Row row : board.rows()) {
                out.printf("  %-" + Math.max(width, 6) + "s", row.system());
                for (Leaderboard.Cell cell : row.cells().values())
                    out.printf(Locale.ROOT, "  %.4f [%.4f, %.4f]", cell.mean(), cell.low(), cell.high());
                out.printf(
                        "  %s%n",
                        row.equals(board.rows().getFirst())
                                ? "best"
                                : row.p()
                                        .map(p -> (row.levelWithBest() ? "≈ " : "")
                                                + String.format(Locale.ROOT, "p=%.4f", p))
                                        .orElse("other topics"));
            }
            out.println();
        }
        if (!checks.isEmpty())
            out.printf("%d of %d values are as expected%n", checks.size() - broken.size(), checks.size());
        for (Expectations.Check one : broken) out.println("  " + told(one));
        out.println("leaderboard: " + page);
    }
}
