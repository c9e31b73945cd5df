package org.broadsheet.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.measure.Measures;

/// Evaluating runs: `./broadsheet evaluate` beside trec_eval, both as whole processes on the same files, in turns,
/// with their outputs compared; and each core measure alone.
///
/// Arguments: path of a trec_eval, or - for none; folder for results. The largest run takes trec_eval half a minute
/// and a gigabyte of memory.
final class EvaluateBenchmark {
    private static final int ROUNDS = 3;

    private record Size(String name, int topics, int depth) {}

    private static final List<Size> SIZES = List.of(
            new Size("50 topics x 1000", 50, 1000),
            new Size("10,000 topics x 100", 10_000, 100),
            new Size("100,000 topics x 100", 100_000, 100));

    private EvaluateBenchmark() {}

    public static void main(String... args) throws IOException, InterruptedException {
        Path peer = args.length > 0 && !args[0].equals("-") ? Path.of(args[0]) : null;
        Path out = Path.of(args.length > 1 ? args[1] : "benchmarks/results");
        Results results = new Results("evaluate");
        measures(results);
        Path folder = Files.createTempDirectory("evaluate");
        try {
            for (Size size : SIZES) processes(size, folder, peer, results);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            }
        }
        results.write(out);
    }

    /// Each measure on a thousand judged rankings of a thousand documents, warm, in nanoseconds a ranking.
    private static void measures(Results results) {
        Random random = new Random(1);
        List<JudgedRanking> rankings = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int[] levels = {0, 20, 10, 5};
            int[] grades = new int[1000];
            for (int p = 0; p < grades.length; p++) {
                grades[p] = random.nextInt(20) == 0 ? 1 + random.nextInt(3) : random.nextInt(5) - 1 < 0 ? 0 : -1;
                if (grades[p] >= 0) levels[grades[p]]++;
            }
            rankings.add(JudgedRanking.ofGrades(grades, levels, Judging.DEFAULT));
        }
        for (String name :
                List.of("map", "P_10", "ndcg", "ndcg_cut_10", "bpref", "recip_rank", "infAP", "RBP", "ERR")) {
            Measure measure = Measures.of(name);
            double best = Double.POSITIVE_INFINITY;
            double sum = 0;
            for (int round = 0; round < 30; round++) {
                long start = System.nanoTime();
                double total = 0;
                for (JudgedRanking ranking : rankings) total += measure.value(ranking);
                best = Math.min(best, (System.nanoTime() - start) / (double) rankings.size());
                results.check(round == 0 || total == sum, name + " is the same every time");
                sum = total;
            }
            results.put(name + " of 1000 documents, ns", best);
        }
    }

    private static void processes(Size size, Path folder, @org.jspecify.annotations.Nullable Path peer, Results results)
            throws IOException, InterruptedException {
        Path qrels = folder.resolve("qrels");
        Path run = folder.resolve("run");
        write(size, qrels, run);
        results.put(size.name() + ": run file, MB", Files.size(run) / 1e6);
        List<String> ours = List.of("./broadsheet", "evaluate", "-c", qrels.toString(), run.toString());
        long[] own = new long[ROUNDS];
        long[] other = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            Path mine = folder.resolve("mine");
            own[round] = time(ours, mine);
            if (peer == null) continue;
            Path theirs = folder.resolve("theirs");
            other[round] = time(List.of(peer.toString(), "-c", qrels.toString(), run.toString()), theirs);
            results.check(
                    Files.readString(mine).equals(Files.readString(theirs)), "the same output for " + size.name());
        }
        double broadsheet = new Timings(own).quantile(0.5);
        results.put(size.name() + ": broadsheet, s", broadsheet / 1000);
        if (peer == null) return;
        double trecEval = new Timings(other).quantile(0.5);
        results.put(size.name() + ": trec_eval, s", trecEval / 1000);
        results.put(size.name() + ": times as fast", trecEval / broadsheet);
    }

    private static long time(List<String> command, Path output) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) throw new IOException(command + " ended with " + process.exitValue());
        return System.nanoTime() - start;
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
