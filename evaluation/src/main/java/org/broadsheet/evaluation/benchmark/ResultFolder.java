package org.broadsheet.evaluation.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.PerQueryScores;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.TopicResults;
import tools.jackson.core.JacksonException;

/// Results on disk: `BENCHMARK/SYSTEM-SEED/` with `result.json`, `topics.tsv` (a score for every topic and
/// measure)
/// and
/// `run.trec.gz`. `result.json` is written last, so a folder without it is not finished and is made anew.
public final class ResultFolder {
    private static final String RESULT = "result.json";
    private static final String TOPICS = "topics.tsv";

    private final Path folder;

    public ResultFolder(Path folder) {
        this.folder = folder;
    }

    /// A name that is safe as part of a file's name on every system.
    static String slug(String name) {
        String slug =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "system" : slug.length() > 80 ? slug.substring(0, 80) : slug;
    }

    /// Where everything of one benchmark lies.
    public Path of(Benchmark benchmark) {
        return folder.resolve(benchmark.id());
    }

    private Path of(Benchmark benchmark, String system, long seed) {
        return of(benchmark).resolve(slug(system) + "-" + seed);
    }

    /// The finished result of a system and seed.
    public Optional<Result> find(Benchmark benchmark, String system, long seed) throws IOException {
        Path file = of(benchmark, system, seed).resolve(RESULT);
        return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
    }

    private static Result read(Path file) throws IOException {
        try {
            return Benchmark.JSON.readValue(Files.readString(file), Result.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    file + " is no result: " + e.getOriginalMessage() + "; remove its folder to make it anew", e);
        }
    }

    /// Every finished result of a benchmark as it now is, by system and seed. Results under an older
    /// definition are
    /// left
    /// out.
    public List<Result> all(Benchmark benchmark) throws IOException {
        if (!Files.isDirectory(of(benchmark))) return List.of();
        List<Result> results = new ArrayList<>();
        try (Stream<Path> folders = Files.list(of(benchmark))) {
            for (Path one : folders.sorted().toList())
                if (Files.isRegularFile(one.resolve(RESULT))) results.add(read(one.resolve(RESULT)));
        }
        String digest = benchmark.digest();
        results.removeIf(r -> !r.digest().equals(digest));
        results.sort(Comparator.comparing(Result::system).thenComparingLong(Result::seed));
        return results;
    }

    /// Writes a result with its run and the score of every topic.
    Result write(Benchmark benchmark, Evaluation evaluation, Run run, Result draft) throws IOException {
        Path target = of(benchmark, draft.system(), draft.seed());
        Files.createDirectories(target);
        Files.deleteIfExists(target.resolve(RESULT));
        Path topics = target.resolve(TOPICS);
        try (BufferedWriter out = Files.newBufferedWriter(topics)) {
            write(evaluation, out);
        }
        try (Writer out = new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(target.resolve("run.trec.gz"))), StandardCharsets.UTF_8)) {
            write(run, slug(draft.system()), out);
        }
        Result result = new Result(
                draft.benchmark(),
                draft.version(),
                draft.digest(),
                draft.system(),
                draft.uses(),
                draft.parameters(),
                draft.seed(),
                draft.submitted(),
                draft.code(),
                draft.machine(),
                draft.topics(),
                draft.measures(),
                Checksum.of(topics),
                draft.seconds(),
                draft.megabytes());
        Path part = target.resolve(RESULT + ".part");
        Files.writeString(part, Benchmark.JSON.writeValueAsString(result) + "\n");
        Files.move(part, target.resolve(RESULT), StandardCopyOption.REPLACE_EXISTING);
        return result;
    }

    private static void write(Evaluation evaluation, Writer out) throws IOException {
        out.write("topic");
        for (var measure : evaluation.measures()) out.write("\t" + measure.name());
        out.write("\n");
        for (int t = 0; t < evaluation.topics().size(); t++) {
            out.write(evaluation.topics().get(t));
            for (int m = 0; m < evaluation.measures().size(); m++) out.write("\t" + evaluation.value(m, t));
            out.write("\n");
        }
    }

    private static void write(Run run, String tag, Writer out) throws IOException {
        for (String topic : run.topics()) {
            TopicResults results = run.results(topic).orElseThrow();
            for (int place = 0; place < results.size(); place++)
                out.write(topic + " Q0 " + results.document(place) + " " + (place + 1) + " " + results.score(place)
                        + " " + tag + "\n");
        }
    }

    /// The score of every topic under one measure.
    ///
    /// @throws IllegalArgumentException where the file is not the one that was written with the result
    public PerQueryScores scores(Benchmark benchmark, Result result, String measure) throws IOException {
        Path file = of(benchmark, result.system(), result.seed()).resolve(TOPICS);
        if (!Checksum.of(file).equals(result.scores()))
            throw new IllegalArgumentException(
                    file + " was changed after it was written; remove its folder to make it anew");
        List<String> topics = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            int column = List.of(String.valueOf(in.readLine()).split("\t")).indexOf(measure);
            if (column < 1) throw new IllegalArgumentException(file + " has no column " + measure);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] fields = line.split("\t");
                topics.add(fields[0]);
                values.add(Double.parseDouble(fields[column]));
            }
        }
        return new PerQueryScores(
                result.system(),
                measure,
                topics,
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
