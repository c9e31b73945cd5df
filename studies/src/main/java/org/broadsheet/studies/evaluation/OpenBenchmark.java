package org.broadsheet.studies.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.studies.contest.Contests;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Finding;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// One fixed recommendation benchmark, run twice with several splits.
final class OpenBenchmark implements Study {
    private static final String SET = "citeulike-a";
    private static final List<String> MEASURES = List.of("R@20", "nDCG@20", "Success@20");

    @Override
    public About about() {
        return new About(
                "open-benchmark",
                "BARS: Towards Open Benchmarking for Recommender Systems",
                "With data, split, protocol and settings fixed in files, a recommender's figures can be had again to the"
                        + " digit, and differences between systems stand out from those between splits.",
                List.of(SET));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        List<Benchmark.Entry> systems = List.of(
                new Benchmark.Entry("popularity", "popularity", Map.of()),
                new Benchmark.Entry("20 neighbours", "item-knn", Map.of("neighbours", "20")),
                new Benchmark.Entry("all neighbours", "item-knn", Map.of("neighbours", "0")));
        List<Long> seeds = new ArrayList<>();
        for (long s = 0; s < setup.sized(5, 2); s++) seeds.add(setup.seed() + s);
        Benchmark benchmark = new Benchmark(
                "citeulike-a",
                1,
                "What a reader saves next",
                "recommendation",
                List.of(),
                Map.of(
                        "libraries",
                        SET + "/libraries.tsv.gz",
                        "leastReaders",
                        setup.size() == Setup.Size.FULL ? "10" : "25",
                        "leastPapers",
                        "5",
                        "held",
                        "0.2"),
                systems,
                seeds,
                MEASURES);
        setup.data().file(SET, "libraries.tsv.gz");
        double[][][] values = new double[systems.size()][seeds.size()][];
        double unlike = 0;
        double broken = 0;
        int done = 0;
        try (Contest contest = Contests.named("recommendation")
                .open(benchmark, setup.data().root(), setup.data().root())) {
            for (int s = 0; s < systems.size(); s++)
                for (int k = 0; k < seeds.size(); k++) {
                    Evaluation once = measured(contest, benchmark, systems.get(s), seeds.get(k));
                    values[s][k] = new double[] {once.summary(0), once.summary(1), once.summary(2)};
                    for (int t = 0; t < once.topics().size(); t++) if (once.value(0, t) > once.value(2, t)) broken++;
                    if (k == 0) {
                        Evaluation again = measured(contest, benchmark, systems.get(s), seeds.get(k));
                        for (int m = 0; m < 3; m++)
                            for (int t = 0; t < once.topics().size(); t++)
                                if (once.value(m, t) != again.value(m, t)) unlike++;
                    }
                    setup.progress(++done, (long) systems.size() * seeds.size());
                }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return findings(systems, seeds.size(), values, unlike, broken);
    }

    private static Evaluation measured(Contest contest, Benchmark benchmark, Benchmark.Entry entry, long seed) {
        return Evaluation.of(contest.run(entry, seed), contest.qrels(seed), Evaluation.Plan.of(benchmark.measured()));
    }

    private static Findings findings(
            List<Benchmark.Entry> systems, int seeds, double[][][] values, double unlike, double broken) {
        Findings.Builder found = Findings.record();
        double[] mean = new double[systems.size()];
        double[] deviation = new double[systems.size()];
        for (int m = 0; m < 3; m++)
            for (int s = 0; s < systems.size(); s++) {
                double sum = 0;
                double squares = 0;
                for (double[] v : values[s]) sum += v[m] / seeds;
                for (double[] v : values[s]) squares += (v[m] - sum) * (v[m] - sum);
                double sd = Math.sqrt(squares / (seeds - 1));
                if (m == 0) {
                    mean[s] = sum;
                    deviation[s] = sd;
                }
                found.measure(new Finding(
                        MEASURES.get(m) + " of " + systems.get(s).name() + ", mean over " + seeds
                                + " splits and twice their deviation",
                        Double.NaN,
                        sum,
                        sum - 2 * sd,
                        sum + 2 * sd,
                        "share"));
            }
        double gap = Math.min(mean[1], mean[2]) - mean[0];
        double[] low = new double[mean.length];
        double[] high = new double[mean.length];
        for (int s = 0; s < mean.length; s++) {
            low[s] = mean[s] - 2 * deviation[s];
            high[s] = mean[s] + 2 * deviation[s];
        }
        return found.atMost("values of single readers that differ in a second run", unlike, 0)
                .atMost("readers whose recall is above their hit rate", broken, 0)
                .atLeast(
                        "neighbours beat popularity by how many deviations between splits",
                        gap / Math.max(1e-12, Math.max(deviation[0], Math.max(deviation[1], deviation[2]))),
                        2)
                .condition(new Condition("largest deviation between splits", max(deviation), Side.AT_MOST, 0.01, false))
                .figure(Chart.of(
                                "Recall at 20 over splits",
                                Axis.linear("R@20"),
                                Axis.of(
                                        "",
                                        systems.stream()
                                                .map(Benchmark.Entry::name)
                                                .toList()))
                        .describedAs("Mean recall at 20 of each system with twice the deviation between splits.")
                        .with(Series.intervals("", low, mean, high)))
                .remark(
                        "Full ranking of every paper not yet saved, no sampled negatives. The readers kept aside by the data"
                                + " set are not among these, so figures differ from those of the whole set.")
                .done();
    }

    private static double max(double[] values) {
        return java.util.Arrays.stream(values).max().orElseThrow();
    }
}
