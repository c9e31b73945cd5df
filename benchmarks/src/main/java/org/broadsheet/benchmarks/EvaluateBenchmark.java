package org.broadsheet.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.TopicResults;
import org.broadsheet.evaluation.measure.Measures;
import org.jspecify.annotations.Nullable;

/// Evaluating runs: `./broadsheet evaluate` beside trec_eval, both as whole processes on the same files, in turns,
/// with their outputs compared; and each core measure alone.
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

    private static final int INTENTS = 8;

    private EvaluateBenchmark() {}

    public static void main(String... args) throws IOException, InterruptedException {
        Path peer = args.length > 0 && !args[0].equals("-") ? Path.of(args[0]) : null;
        Path out = Path.of(args.length > 1 ? args[1] : "benchmarks/results");
        Results results = new Results("evaluate");
        measures(results);
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

    /// Each measure on two hundred judged rankings of a thousand documents, warm, in nanoseconds a ranking.
    private static void measures(Results results) {
        Random random = new Random(1);
        List<JudgedRanking> rankings = new ArrayList<>();
        List<JudgedRanking> intents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int[] levels = {0, 20, 10, 5};
            int[] grades = new int[1000];
            for (int p = 0; p < grades.length; p++) {
                grades[p] = random.nextInt(20) == 0 ? 1 + random.nextInt(3) : random.nextInt(5) - 1 < 0 ? 0 : -1;
                if (grades[p] >= 0) levels[grades[p]]++;
            }
            rankings.add(JudgedRanking.ofGrades(grades, levels, Judging.DEFAULT));
            intents.add(diverse(random));
        }
        for (String name :
                List.of("map", "P_10", "ndcg", "ndcg_cut_10", "bpref", "recip_rank", "infAP", "RBP", "ERR@20", "ERR"))
            measure(name, rankings, results);
        for (String name : List.of("alpha_nDCG@20", "ERR_IA@20", "StRecall@20")) measure(name, intents, results);
    }

    private static void measure(String name, List<JudgedRanking> rankings, Results results) {
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

    /// A thousand documents of which one in twenty serves some of eight intents.
    private static JudgedRanking diverse(Random random) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        TopicResults.Builder ranking = new TopicResults.Builder();
        for (int place = 0; place < 1000; place++) {
            String document = "doc" + place;
            byte[] id = document.getBytes(StandardCharsets.UTF_8);
            ranking.add(id, 0, id.length, -place);
            if (random.nextInt(20) > 0) continue;
            for (int intent = 0; intent < INTENTS; intent++)
                grades.computeIfAbsent("" + intent, _ -> new LinkedHashMap<>()).put(document, random.nextInt(2));
        }
        Map<String, Judgments> groups = new LinkedHashMap<>();
        grades.forEach((intent, judged) -> groups.put(intent, Judgments.of(judged)));
        return Qrels.ofGroups(Map.of("1", groups))
                .judge("1", ranking.build(), Judging.DEFAULT)
                .orElseThrow();
    }

    /// One process run to its end.
    ///
    /// @param peak most memory it had at once, as far as it was seen; 0 where this system does not tell
    private record Taken(double seconds, double peak) {
        static Taken median(List<Taken> all) {
            return new Taken(
                    middle(all.stream().mapToDouble(Taken::seconds)),
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
        results.put(name + ": broadsheet, peak MB", broadsheet.peak());
        if (peer == null) return broadsheet.seconds();
        Taken trecEval = Taken.median(other);
        results.put(name + ": trec_eval, s", trecEval.seconds());
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
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        double peak = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) peak = Math.max(peak, peak(status));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) throw new IOException(command + " ended with " + process.exitValue());
        return new Taken(seconds, peak);
    }

    private static double peak(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(l -> l.startsWith("VmHWM:"))
                    .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
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
