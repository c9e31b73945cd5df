package org.broadsheet.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.TopicResults;
import org.broadsheet.evaluation.measure.Measures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// One measure of one judged ranking of a thousand documents, by JMH: nanoseconds a ranking over two hundred
/// different ones, in a process of its own.
///
/// Argument: folder for results.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MeasureBenchmark {
    private static final int RANKINGS = 200;
    private static final int DOCUMENTS = 1_000;
    private static final int INTENTS = 8;

    /// Which; those with intents are asked of rankings whose documents serve some of eight.
    @Param({
        "map",
        "P_10",
        "ndcg",
        "ndcg_cut_10",
        "bpref",
        "recip_rank",
        "infAP",
        "RBP",
        "ERR@20",
        "ERR",
        "alpha_nDCG@20",
        "ERR_IA@20",
        "StRecall@20"
    })
    public String name = "map";

    private final List<JudgedRanking> rankings = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Measure measure;

    public static void main(String... args) throws Exception {
        Path out = Path.of(args.length > 0 ? args[0] : "benchmarks/results");
        Files.createDirectories(out);
        run(out);
    }

    private static void run(Path out) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(MeasureBenchmark.class.getName())
                        .resultFormat(ResultFormatType.JSON)
                        .result(out.resolve("measures.json").toString())
                        .build())
                .run();
    }

    /// Makes the rankings and looks that the measure has values on them.
    @Setup
    public void prepare() {
        measure = Measures.of(name);
        boolean intents = name.startsWith("alpha") || name.contains("IA") || name.startsWith("St");
        Random random = new Random(1);
        for (int i = 0; i < RANKINGS; i++) rankings.add(intents ? diverse(random) : graded(random));
        double total = sum();
        if (!(total > 0) || total != sum())
            throw new IllegalStateException(name + " has no value, or another one each time");
    }

    private static JudgedRanking graded(Random random) {
        int[] levels = {0, 20, 10, 5};
        int[] grades = new int[DOCUMENTS];
        for (int p = 0; p < grades.length; p++) {
            grades[p] = random.nextInt(20) == 0 ? 1 + random.nextInt(3) : random.nextInt(5) == 0 ? 0 : -1;
            if (grades[p] >= 0) levels[grades[p]]++;
        }
        return JudgedRanking.ofGrades(grades, levels, Judging.DEFAULT);
    }

    /// A thousand documents of which one in twenty serves some of eight intents.
    private static JudgedRanking diverse(Random random) {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        TopicResults.Builder ranking = new TopicResults.Builder();
        for (int place = 0; place < DOCUMENTS; place++) {
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

    private double sum() {
        double total = 0;
        for (JudgedRanking ranking : rankings) total += measure.value(ranking);
        return total;
    }

    /// Two hundred of them.
    @Benchmark
    @OperationsPerInvocation(RANKINGS)
    public double value() {
        return sum();
    }
}
