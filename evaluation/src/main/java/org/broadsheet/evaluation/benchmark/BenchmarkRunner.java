package org.broadsheet.evaluation.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.file.RunFile;

/// Runs the systems of a benchmark and keeps what came out. What is finished is not run again, so a run
/// that was
/// interrupted goes on where it stopped.
public final class BenchmarkRunner {
    private final List<ContestKind> kinds;
    private final Path data;
    private final ResultFolder results;
    private final Path scratch;
    private final String code;
    private final int threads;

    /// Hears how a benchmark gets on; called from several threads.
    public interface Listener {
        /// @param trials how many there are in all
        default void opened(Benchmark benchmark, int trials) {}

        /// @param reused whether it was there already
        default void finished(Result result, boolean reused) {}
    }

    /// @param kinds   of task that can be run
    /// @param data    folder below which the benchmarks' files lie
    /// @param results where to keep what comes out
    /// @param scratch folder for what is slow to make and may be kept
    /// @param code    version of the program; results of another one are made anew
    /// @param threads that run systems at the same time, at least 1
    public BenchmarkRunner(
            List<ContestKind> kinds, Path data, ResultFolder results, Path scratch, String code, int threads) {
        if (threads < 1) throw new IllegalArgumentException("threads must be 1 or more but was " + threads);
        this.kinds = List.copyOf(kinds);
        this.data = data;
        this.results = results;
        this.scratch = scratch;
        this.code = code;
        this.threads = threads;
    }

    /// Runs every system with every seed.
    ///
    /// @param anew whether what is finished is run again
    /// @return a result for each system and seed, in the order of the benchmark
    /// @throws IllegalArgumentException where data differ from those the benchmark means, or a system
    ///     is not known
    /// @throws InterruptedException     where the thread was interrupted; what was finished is kept
    public List<Result> run(Benchmark benchmark, boolean anew, Listener listener)
            throws IOException, InterruptedException {
        record Trial(Benchmark.Entry entry, long seed) {}
        List<Trial> trials = new ArrayList<>();
        for (Benchmark.Entry entry : benchmark.systems())
            for (long seed : benchmark.seeds()) trials.add(new Trial(entry, seed));
        listener.opened(benchmark, trials.size());
        Map<Trial, Result> done = new LinkedHashMap<>();
        for (Trial trial : trials) {
            Optional<Result> found = anew
                    ? Optional.empty()
                    : results.find(benchmark, trial.entry.name(), trial.seed)
                            .filter(r -> r.code().equals(code) && r.sameQuestion(benchmark, trial.entry, trial.seed));
            found.ifPresent(result -> {
                done.put(trial, result);
                listener.finished(result, true);
            });
        }
        if (done.size() < trials.size()) {
            benchmark.verify(data);
            try (Contest contest = kind(benchmark).open(benchmark, data, scratch);
                    ExecutorService pool = Executors.newFixedThreadPool(threads)) {
                Map<Trial, Future<Result>> running = new LinkedHashMap<>();
                for (Trial trial : trials)
                    if (!done.containsKey(trial))
                        running.put(trial, pool.submit(() -> {
                            Result result = measure(benchmark, contest, trial.entry, trial.seed);
                            listener.finished(result, false);
                            return result;
                        }));
                try {
                    for (var entry : running.entrySet())
                        done.put(entry.getKey(), entry.getValue().get());
                } catch (ExecutionException e) {
                    pool.shutdownNow();
                    throw unwrapped(e);
                } catch (InterruptedException e) {
                    pool.shutdownNow();
                    throw e;
                }
            }
        }
        return trials.stream().map(done::get).toList();
    }

    /// Lets a run from outside take part, under the split of the benchmark's first seed.
    ///
    /// @param name in the leaderboard; not one of the benchmark's systems
    /// @param run  a TREC run
    public Result submit(Benchmark benchmark, String name, Path run) throws IOException {
        for (Benchmark.Entry entry : benchmark.systems())
            if (ResultFolder.slug(entry.name()).equals(ResultFolder.slug(name)))
                throw new IllegalArgumentException(
                        "\"" + name + "\" is a system of " + benchmark.id() + "; give the run another name");
        benchmark.verify(data);
        long seed = benchmark.seeds().getFirst();
        Run submitted = RunFile.read(run).named(name);
        try (Contest contest = kind(benchmark).open(benchmark, data, scratch)) {
            return keep(benchmark, contest.qrels(seed), submitted, Checksum.of(run), Map.of(), seed, true, 0);
        }
    }

    private Result measure(Benchmark benchmark, Contest contest, Benchmark.Entry entry, long seed) throws IOException {
        long start = System.nanoTime();
        Run run = contest.run(entry, seed).named(entry.name());
        double seconds = (System.nanoTime() - start) / 1e9;
        return keep(benchmark, contest.qrels(seed), run, entry.system(), entry.parameters(), seed, false, seconds);
    }

    private Result keep(
            Benchmark benchmark,
            Qrels qrels,
            Run run,
            String uses,
            Map<String, String> parameters,
            long seed,
            boolean submitted,
            double seconds)
            throws IOException {
        Evaluation evaluation = Evaluation.of(run, qrels, Evaluation.Plan.of(benchmark.measured()));
        Map<String, Double> measures = new LinkedHashMap<>();
        for (int m = 0; m < benchmark.measures().size(); m++)
            measures.put(evaluation.measures().get(m).name(), evaluation.summary(m));
        Result draft = new Result(
                benchmark.id(),
                benchmark.version(),
                benchmark.digest(),
                run.name(),
                uses,
                parameters,
                seed,
                submitted,
                code,
                Result.Machine.here(),
                evaluation.topics().size(),
                measures,
                "",
                seconds,
                Result.peakMegabytes());
        return results.write(benchmark, evaluation, run, draft);
    }

    private ContestKind kind(Benchmark benchmark) {
        for (ContestKind kind : kinds) if (kind.name().equals(benchmark.kind())) return kind;
        throw new IllegalArgumentException(benchmark.id() + " is of the kind \"" + benchmark.kind() + "\"; known are "
                + String.join(", ", kinds.stream().map(ContestKind::name).toList()));
    }

    private static RuntimeException unwrapped(ExecutionException e) throws IOException {
        return switch (e.getCause()) {
            case IOException io -> throw io;
            case RuntimeException runtime -> runtime;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }
}
