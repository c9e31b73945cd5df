package org.broadsheet.evaluation.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.broadsheet.evaluation.Aggregation;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.PerQueryScores;
import org.broadsheet.evaluation.significance.Bootstrap;
import org.broadsheet.evaluation.significance.Interval;
import org.broadsheet.evaluation.significance.MultipleComparisons;
import org.broadsheet.evaluation.significance.SignificanceTest;

/// Systems of one benchmark beside each other, best first by its first measure. Made of results alone,
/// never edited.
///
/// @param benchmark what was measured
/// @param rows      best first; equals by name
public record Leaderboard(Benchmark benchmark, List<Row> rows) {
    private static final double CONFIDENCE = 0.95;

    /// A system.
    ///
    /// @param seeds     how many runs it has
    /// @param cells     by measure
    /// @param p         of the difference from the best under the first measure: paired t-test over
    ///     topics, corrected by
    ///                  Holm over all systems; empty for the best itself and for one measured on other topics
    /// @param submitted whether its run came from outside
    public record Row(String system, int seeds, Map<String, Cell> cells, Optional<Double> p, boolean submitted) {
        public Row {
            cells = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(cells));
        }

        /// Whether it is not significantly different from the best, at 0.05.
        public boolean levelWithBest() {
            return p.isPresent() && p.get() >= 0.05;
        }
    }

    /// One measure of one system.
    ///
    /// @param mean      over topics, of each topic's mean over the seeds in which it was measured; of a
    ///     measure that is no
    ///                  mean over topics, the mean over seeds of what it says
    /// @param low       lower end of the 95 % bootstrap interval over topics; the mean where a measure
    ///     is no mean
    /// @param high      upper end
    /// @param deviation of the seeds' values, 0 for one seed
    public record Cell(double mean, double low, double high, double deviation) {}

    public Leaderboard {
        rows = List.copyOf(rows);
    }

    /// Draws up the board of everything in the folder that belongs to the benchmark as it now is.
    public static Leaderboard of(Benchmark benchmark, ResultFolder folder) throws IOException {
        Map<String, List<Result>> bySystem = new TreeMap<>();
        for (Result result : folder.all(benchmark))
            bySystem.computeIfAbsent(result.system(), _ -> new ArrayList<>()).add(result);
        Measure first = benchmark.measured().getFirst();
        List<PerQueryScores> scores = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (var entry : bySystem.entrySet()) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            for (Measure measure : benchmark.measured())
                cells.put(measure.name(), cell(benchmark, folder, entry.getValue(), measure));
            scores.add(overSeeds(benchmark, folder, entry.getValue(), first.name()));
            rows.add(new Row(
                    entry.getKey(),
                    entry.getValue().size(),
                    cells,
                    Optional.empty(),
                    entry.getValue().stream().anyMatch(Result::submitted)));
        }
        return new Leaderboard(benchmark, compared(first, rows, scores));
    }

    private static List<Row> compared(Measure first, List<Row> rows, List<PerQueryScores> scores) {
        List<Row> all = new ArrayList<>(rows);
        Comparator<Row> order = Comparator.comparingDouble(r -> mean(r, first));
        if (first.higherIsBetter()) order = order.reversed();
        order = order.thenComparing(Row::system);
        Optional<Row> best = rows.stream().min(order);
        if (best.isPresent()) {
            PerQueryScores top = scores.get(rows.indexOf(best.get()));
            int[] others = java.util.stream.IntStream.range(0, rows.size())
                    .filter(i -> !rows.get(i).equals(best.get()) && sameTopics(scores.get(i), top))
                    .toArray();
            double[] p = Arrays.stream(others)
                    .mapToDouble(i -> new SignificanceTest.PairedT()
                            .test(scores.get(i), top)
                            .p())
                    .toArray();
            double[] adjusted = MultipleComparisons.HOLM.adjust(p);
            for (int i = 0; i < others.length; i++) {
                Row row = rows.get(others[i]);
                all.set(others[i], new Row(row.system, row.seeds, row.cells, Optional.of(adjusted[i]), row.submitted));
            }
        }
        all.sort(order);
        return all;
    }

    private static double mean(Row row, Measure measure) {
        Cell cell = row.cells.get(measure.name());
        return cell == null ? Double.NaN : cell.mean;
    }

    private static boolean sameTopics(PerQueryScores a, PerQueryScores b) {
        return a.size() == b.size() && new java.util.HashSet<>(a.topics()).containsAll(b.topics());
    }

    private static Cell cell(Benchmark benchmark, ResultFolder folder, List<Result> results, Measure measure)
            throws IOException {
        double[] bySeed = results.stream()
                .mapToDouble(r -> r.measures().getOrDefault(measure.name(), Double.NaN))
                .toArray();
        double average = Arrays.stream(bySeed).average().orElseThrow();
        double squares =
                Arrays.stream(bySeed).map(v -> (v - average) * (v - average)).sum();
        double deviation = bySeed.length < 2 ? 0 : Math.sqrt(squares / (bySeed.length - 1));
        PerQueryScores scores = overSeeds(benchmark, folder, results, measure.name());
        if (measure.aggregation() != Aggregation.MEAN || scores.size() == 0)
            return new Cell(average, average, average, deviation);
        Interval interval = Bootstrap.DEFAULT.percentile(scores.values(), CONFIDENCE);
        double mean = scores.mean();
        return new Cell(mean, Math.min(mean, interval.low()), Math.max(mean, interval.high()), deviation);
    }

    /// Each topic's mean over the seeds it was measured with.
    private static PerQueryScores overSeeds(
            Benchmark benchmark, ResultFolder folder, List<Result> results, String measure) throws IOException {
        Map<String, List<Double>> topics = new TreeMap<>();
        for (Result result : results) {
            PerQueryScores scores = folder.scores(benchmark, result, measure);
            for (int i = 0; i < scores.size(); i++)
                topics.computeIfAbsent(scores.topics().get(i), _ -> new ArrayList<>())
                        .add(scores.value(i));
        }
        return new PerQueryScores(
                results.getFirst().system(),
                measure,
                List.copyOf(topics.keySet()),
                topics.values().stream()
                        .mapToDouble(
                                v -> v.stream().mapToDouble(d -> d).average().orElseThrow())
                        .toArray());
    }

    /// A line of names, then a line for each system; numbers to six digits.
    public String csv() {
        StringBuilder csv = new StringBuilder("system,seeds");
        for (String measure : names()) csv.append(',').append(quoted(measure)).append(",low,high,seed deviation");
        csv.append(",p against the best\n");
        for (Row row : rows) {
            csv.append(quoted(row.system)).append(',').append(row.seeds);
            for (Cell cell : row.cells.values())
                csv.append(String.format(
                        java.util.Locale.ROOT, ",%.6f,%.6f,%.6f,%.6f", cell.mean, cell.low, cell.high, cell.deviation));
            csv.append(',')
                    .append(row.p
                            .map(p -> String.format(java.util.Locale.ROOT, "%.6f", p))
                            .orElse(""));
            csv.append('\n');
        }
        return csv.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /// The measures' own names, in the order of the benchmark.
    public List<String> names() {
        return benchmark.measured().stream().map(Measure::name).toList();
    }
}
