package org.broadsheet.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Evaluating runs: `./broadsheet evaluate` beside trec_eval, both as whole processes on the same files, in turns,
/// with their outputs compared.
///
/// Arguments: path of a trec_eval, or - for none; folder for results. The largest run takes trec_eval half a minute
/// and a gigabyte of memory.
final class EvaluateBenchmark {
    /// @param rounds how often both take their turn
    private record Size(String name, int topics, int depth, int rounds) {}

    private static final Size START = new Size("1 topic x 12", 1, 12, 9);

    private static final List<Size> SIZES = List.of(
            new Size("50 topics x 1000", 50, 1000, 9),
            new Size("10,000 topics x 100", 10_000, 100, 5),
            new Size("100,000 topics x 100", 100_000, 100, 1));

    private EvaluateBenchmark() {}

    public static void main(String... args) throws IOException, InterruptedException {
        Path peer = args.length > 0 && !args[0].equals("-") ? Path.of(args[0]) : null;
        Path out = Path.of(args.length > 1 ? args[1] : "benchmarks/results");
        Results results = new Results("evaluate");
        Path folder = Files.createTempDirectory("evaluate");
        try {
            double start = processes(START, 0, folder, null, results);
            for (Size size : SIZES) processes(size, start, folder, peer, results);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        }
        results.write(out);
    }

    /// One process run to its end.
    ///
    /// @param processor time of all its threads, as far as it was seen
    /// @param peak      most memory it had at once, as far as it was seen; 0 where this system does not tell
    private record Taken(double seconds, double processor, double peak) {
        static Taken median(List<Taken> all) {
            return new Taken(
                    middle(all.stream().mapToDouble(Taken::seconds)),
                    middle(all.stream().mapToDouble(Taken::processor)),
                    middle(all.stream().mapToDouble(Taken::peak)));
        }

        private static double middle(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    /// @return how long our own took
    private static double processes(Size size, double start, Path folder, @Nullable Path peer, Results results)
            throws IOException, InterruptedException {
        Path qrels = folder.resolve("qrels");
        Path run = folder.resolve("run");
        write(size, qrels, run);
        String name = size.name();
        results.put(name + ": run file, MB", Files.size(run) / 1e6);
        List<String> ours = List.of("./broadsheet", "evaluate", "-c", qrels.toString(), run.toString());
        List<Taken> own = new ArrayList<>();
        List<Taken> other = new ArrayList<>();
        for (int round = 0; round < size.rounds(); round++) {
            Path mine = folder.resolve("mine");
            own.add(take(ours, mine));
            if (peer == null) continue;
            Path theirs = folder.resolve("theirs");
            other.add(take(List.of(peer.toString(), "-c", qrels.toString(), run.toString()), theirs));
            results.check(Files.readString(mine).equals(Files.readString(theirs)), "the same output for " + name);
        }
        Taken broadsheet = Taken.median(own);
        results.put(name + ": broadsheet, s", broadsheet.seconds());
        results.put(name + ": broadsheet, processor s", broadsheet.processor());
        results.put(name + ": broadsheet, peak MB", broadsheet.peak());
        if (peer == null) return broadsheet.seconds();
        Taken trecEval = Taken.median(other);
        results.put(name + ": trec_eval, s", trecEval.seconds());
        results.put(name + ": trec_eval, processor s", trecEval.processor());
        results.put(name + ": trec_eval, peak MB", trecEval.peak());
        results.put(name + ": times as fast", trecEval.seconds() / broadsheet.seconds());
        if (start > 0) {
            results.put(name + ": broadsheet without its start, s", broadsheet.seconds() - start);
            results.put(
                    name + ": times as fast without the start", trecEval.seconds() / (broadsheet.seconds() - start));
        }
        return broadsheet.seconds();
    }

    private static Taken take(List<String> command, Path output) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        double peak = 0;
        double processor = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process));
            processor = Math.max(
                    processor,
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) throw new IOException(command + " ended with " + process.exitValue());
        return new Taken(seconds, processor, peak);
    }

    private static double peak(Process process) {
        try {
            return ProcessMemory.megabytes(process.pid(), "VmHWM").orElse(0);
        } catch (IOException | UncheckedIOException gone) {
            return 0; // the process ended meanwhile
        }
    }

    /// Twelve judged documents a topic, half of them retrieved, some scores tied.
    private static void write(Size size, Path qrels, Path run) throws IOException {
        Random random = new Random(7);
        try (BufferedWriter judged = Files.newBufferedWriter(qrels, StandardCharsets.UTF_8);
                BufferedWriter ranked = Files.newBufferedWriter(run, StandardCharsets.UTF_8)) {
            for (int topic = 1; topic <= size.topics(); topic++) {
                int first = random.nextInt(1_000_000);
                for (int d = 0; d < 12; d++) {
                    judged.write(topic + " 0 doc" + (first + d * size.depth() / 6) + " " + random.nextInt(3) + "\n");
                }
                for (int place = 0; place < size.depth(); place++) {
                    int score = (size.depth() - place) / 2;
                    ranked.write(topic + " Q0 doc" + (first + place) + " " + (place + 1) + " " + score + "."
                            + random.nextInt(1, 10) + " made\n");
                }
            }
        }
    }
}
