package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.Plan;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.recommender.Continuation;
import org.broadsheet.evaluation.significance.MultipleComparisons;
import org.broadsheet.evaluation.significance.SignificanceTest;
import org.broadsheet.numerics.Stable;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.learning.LambdaMart;
import org.broadsheet.studies.evaluation.Libraries.FirstStage;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Setup.Size;
import org.broadsheet.studies.frame.Study;

/// Reading lists continued from 1, 5 and 10 papers by both stages of the challenge's best systems: a blend
/// of scores that finds candidates, and trees learned from other readers that put them in order.
final class ListContinuation implements Study {
    private static final int[] SEEDS = {1, 5, 10};
    private static final int LENGTH = 500;
    private static final String BLEND = "blend";
    private static final String SECOND = "second stage";
    private static final List<String> SINGLE = List.of("popularity", "item-kNN", "list-kNN", "tags");
    private static final List<String> SYSTEMS = List.of("popularity", "item-kNN", "list-kNN", "tags", BLEND, SECOND);
    private static final List<Measure> MEASURES =
            List.of(Measures.of("Rprec"), Measures.of("ndcg_cut_500"), Continuation.CLICKS);
    private static final int PRECISION = 0;
    private static final int GAIN = 1;
    private static final int CLICKS = 2;
    private static final List<String> NAMES = List.of("R-precision", "nDCG", "clicks");
    private static final int BATCH = 50;
    private static final int NEVER = 51;
    private static final double LEVEL = 0.01;
    private static final LambdaMart TREES = LambdaMart.DEFAULT.withLeastRows(50).withCutoff(LENGTH);
    private static final SecondStage.Size FULL = new SecondStage.Size(3, 350, 50, 300, 1000, TREES.withTrees(100));
    private static final SecondStage.Size QUICK = new SecondStage.Size(
            1, 40, 10, 100, 500, TREES.withTrees(12).withLeaves(6).withLeastRows(100));

    @Override
    public About about() {
        return new About(
                "list-continuation",
                "An Analysis of Approaches Taken in the ACM RecSys Challenge 2018 for Automatic Music Playlist Continuation",
                "What continues lists best has two stages: a blend of collaborative scores over items and over lists with"
                        + " content, ahead of each of its parts, and a learned re-ranking of its candidates, ahead of the"
                        + " blend; and the more of a list is known, the better it is continued.",
                List.of(Libraries.DATA));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int readers = setup.sized(400, 60);
        Libraries libraries = Libraries.read(setup, readers, setup.random(1));
        // Learning is told as the first eight tenths of the work, about as long as it takes in full.
        SecondStage second = SecondStage.learn(
                libraries,
                setup.size() == Size.FULL ? FULL : QUICK,
                SEEDS,
                setup,
                (done, of) -> setup.progress(8 * done, 10 * of));
        Map<String, Evaluation> results = new LinkedHashMap<>();
        for (int k = 0; k < SEEDS.length; k++) {
            int seeds = SEEDS[k];
            Map<String, Judgments> topics = new LinkedHashMap<>();
            Map<String, Map<String, Ranking<String>>> runs = new LinkedHashMap<>();
            for (String s : SYSTEMS) runs.put(s, new LinkedHashMap<>());
            for (int from = 0; from < readers; from += BATCH) {
                int to = Math.min(readers, from + BATCH);
                List<List<List<Integer>>> lists = IntStream.range(from, to)
                        .parallel()
                        .mapToObj(i -> continued(
                                libraries, second, libraries.held(i, seeds).seeds()))
                        .toList();
                for (int i = from; i < to; i++) {
                    String topic = "r" + i;
                    Map<String, Integer> grades = new LinkedHashMap<>();
                    for (int p : libraries.held(i, seeds).targets()) grades.put("" + p, 1);
                    topics.put(topic, Judgments.of(grades));
                    for (int s = 0; s < SYSTEMS.size(); s++)
                        runs.getOrDefault(SYSTEMS.get(s), new LinkedHashMap<>())
                                .put(
                                        topic,
                                        Ranking.ofOrder(lists.get(i - from).get(s).stream()
                                                .map(p -> "" + p)
                                                .toList()));
                }
                long all = SEEDS.length * (long) readers;
                setup.progress(8 * all + 2 * ((long) k * readers + to), 10 * all);
            }
            Qrels qrels = Qrels.of(topics);
            runs.forEach((system, rankings) -> results.put(
                    system + seeds, Evaluation.of(Run.ofRankings(system, rankings), qrels, Plan.of(MEASURES))));
        }

        Findings.Builder found = Findings.record();
        for (int seeds : SEEDS)
            for (String system : SYSTEMS.subList(1, SYSTEMS.size() - 1))
                for (int m = 0; m < 3; m++)
                    found.measure(
                            NAMES.get(m) + " of " + system + ", " + seeds(seeds) + ", beside popularity",
                            value(results, "popularity", seeds, m),
                            value(results, system, seeds, m),
                            m == CLICKS ? "refreshes" : "share");
        for (int seeds : new int[] {5, 10})
            for (int m : new int[] {PRECISION, GAIN}) {
                String best = "";
                for (String s : SINGLE)
                    if (best.isEmpty() || value(results, s, seeds, m) > value(results, best, seeds, m)) best = s;
                double p = new SignificanceTest.PairedT()
                        .test(differences(of(results, BLEND, seeds), of(results, best, seeds), m))
                        .p();
                String what = NAMES.get(m) + " with " + seeds + " seeds";
                found.atLeast(
                                "the blend is ahead of the best single method (" + best + ") in " + what + ", by",
                                value(results, BLEND, seeds, m) - value(results, best, seeds, m),
                                0)
                        .condition(new Condition("and not by chance in " + what + ", p", p, Side.AT_MOST, LEVEL, true));
            }
        besideBlend(results, found);
        double rise = Double.POSITIVE_INFINITY;
        for (int k = 1; k < SEEDS.length; k++)
            rise = Math.min(rise, value(results, BLEND, SEEDS[k], GAIN) - value(results, BLEND, SEEDS[k - 1], GAIN));
        found.atLeast("nDCG of the blend rises with the seeds, least step", rise, 0)
                .atMost("popularity alone hits little, R-precision", value(results, "popularity", 5, PRECISION), 0.05);
        List<Series> lines = new ArrayList<>();
        double[] x = {1, 5, 10};
        for (String system : SYSTEMS) {
            double[] y = new double[3];
            for (int k = 0; k < 3; k++) y[k] = value(results, system, SEEDS[k], GAIN);
            lines.add(Series.line(system, x, y));
        }
        found.figure(Chart.of(
                        "Lists continued from more and more papers",
                        Axis.linear("papers known"),
                        Axis.linear("nDCG@500"))
                .describedAs("nDCG of six recommenders with 1, 5 and 10 seeds.")
                .with(lines.toArray(Series[]::new)));
        StringBuilder asked = new StringBuilder();
        second.importance().entrySet().stream()
                .limit(6)
                .forEach(e -> asked.append(asked.isEmpty() ? "" : ", ")
                        .append(String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue())));
        return found.remark("The lists are " + readers
                        + " readers' libraries instead of playlists. The second stage learns from other readers alone,"
                        + " who are left out of all counts while their libraries are learned from; tags and citations"
                        + " are those of the data set, whoever gave them.")
                .remark("The second stage adds " + second.trees() + " trees to the order of the blend, as many as"
                        + " continued best for readers apart from those learned from and those held back. The largest"
                        + " shares of what they gain: " + asked + ".")
                .remark("Whether the second stage beats the blend is decided by paired t-tests of R-precision and nDCG,"
                        + " corrected for there being six of them (Holm). Clicks are how often somebody who sees ten"
                        + " papers at a time asks for more before the first that belongs, 51 where none does.")
                .done();
    }

    /// Lists by all systems.
    private static List<List<Integer>> continued(Libraries libraries, SecondStage second, List<Integer> seeds) {
        FirstStage first = libraries.firstStage(libraries.all(), seeds);
        List<List<Integer>> all = new ArrayList<>();
        for (double[] scores :
                List.of(libraries.all().byPopularity(), first.items(), first.lists(), first.tags(), first.blend()))
            all.add(libraries.best(scores, seeds, LENGTH));
        all.add(second.best(seeds, first, LENGTH));
        return all;
    }

    /// The second stage against the blend.
    private static void besideBlend(Map<String, Evaluation> results, Findings.Builder found) {
        double[] p = new double[2 * SEEDS.length];
        double[] gains = new double[p.length];
        double fewer = Double.POSITIVE_INFINITY;
        for (int k = 0; k < SEEDS.length; k++) {
            Evaluation first = of(results, BLEND, SEEDS[k]);
            Evaluation then = of(results, SECOND, SEEDS[k]);
            for (int m : new int[] {PRECISION, GAIN}) {
                int at = 2 * k + m;
                double[] differences = differences(then, first, m);
                p[at] = new SignificanceTest.PairedT().test(differences).p();
                gains[at] = then.summary(m) - first.summary(m);
                found.measure(
                        NAMES.get(m) + " of the second stage, " + seeds(SEEDS[k]) + ", beside the blend",
                        first.summary(m),
                        then.summary(m),
                        "share");
            }
            double[] clicks = clicks(first);
            double[] after = clicks(then);
            found.measure(
                            "clicks of the second stage, " + seeds(SEEDS[k]) + ", beside the blend",
                            first.summary(CLICKS),
                            then.summary(CLICKS),
                            "refreshes")
                    .measure(
                            "median clicks of the second stage, " + seeds(SEEDS[k]) + ", beside the blend",
                            Stable.quantile(clicks, 0.5),
                            Stable.quantile(after, 0.5),
                            "refreshes")
                    .measure(
                            "nothing found by the second stage, " + seeds(SEEDS[k]) + ", beside the blend",
                            never(clicks),
                            never(after),
                            "share")
                    .measure(
                            "p of the difference in clicks, " + seeds(SEEDS[k]),
                            new SignificanceTest.PairedT()
                                    .test(differences(then, first, CLICKS))
                                    .p(),
                            "p");
            fewer = Math.min(fewer, first.summary(CLICKS) - then.summary(CLICKS));
        }
        double[] corrected = MultipleComparisons.HOLM.adjust(p);
        int won = 0;
        for (int k = 0; k < SEEDS.length; k++)
            for (int m : new int[] {PRECISION, GAIN}) {
                int at = 2 * k + m;
                found.measure(
                        "corrected p of the difference in " + NAMES.get(m) + ", " + seeds(SEEDS[k]),
                        corrected[at],
                        "p");
                if (gains[at] > 0 && corrected[at] <= LEVEL) won++;
            }
        found.atLeast(
                        "the second stage beats the blend, R-precision and nDCG with 1, 5 and 10 seeds, corrected p at"
                                + " most " + LEVEL + ", times of six",
                        won,
                        p.length)
                .condition(new Condition(
                        "and asks for no more clicks, least fall of their mean", fewer, Side.AT_LEAST, 0, false));
    }

    private static String seeds(int n) {
        return n + (n == 1 ? " seed" : " seeds");
    }

    /// Sorted.
    private static double[] clicks(Evaluation e) {
        return IntStream.range(0, e.topics().size())
                .mapToDouble(t -> e.value(CLICKS, t))
                .sorted()
                .toArray();
    }

    private static double never(double[] clicks) {
        return Arrays.stream(clicks).filter(c -> c >= NEVER).count() / (double) clicks.length;
    }

    private static Evaluation of(Map<String, Evaluation> results, String system, int seeds) {
        Evaluation e = results.get(system + seeds);
        if (e == null) throw new IllegalStateException("nothing was measured for " + system + " with " + seeds);
        return e;
    }

    private static double[] differences(Evaluation a, Evaluation b, int measure) {
        double[] d = new double[a.topics().size()];
        for (int t = 0; t < d.length; t++) d[t] = a.value(measure, t) - b.value(measure, t);
        return d;
    }

    private static double value(Map<String, Evaluation> results, String system, int seeds, int measure) {
        return of(results, system, seeds).summary(measure);
    }
}
