package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.HeatMap;
import org.broadsheet.chart.Point;
import org.broadsheet.chart.Series;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.Plan;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.agreement.RankAgreement;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.recommender.BeyondAccuracy;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.studies.evaluation.Libraries.FirstStage;
import org.broadsheet.studies.evaluation.Libraries.Held;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Recommenders of real reading lists measured by what is right, new, varied and shown at all.
final class MetricDisagreement implements Study {
    private static final int LENGTH = 20;
    private static final int SEEDS = 5;
    private static final int CANDIDATES = 100;
    private static final double RELEVANCE = 0.7;
    private static final List<String> BASE = List.of("popularity", "item-kNN", "list-kNN", "tags", "blend", "random");
    private static final String VARIED = "blend, varied";
    private static final List<String> MEASURES =
            List.of("nDCG@20", "recall@20", "coverage", "novelty", "diversity", "Gini");

    @Override
    public About about() {
        return new About(
                "metric-disagreement",
                "A Comprehensive Survey of Evaluation Techniques for Recommendation Systems",
                "Recommenders are to be judged by several kinds of measures, for these do not agree: lists that are right"
                        + " more often can be less varied, less new and show less of the catalogue.",
                List.of(Libraries.DATA));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int readers = setup.sized(400, 60);
        Libraries libraries = Libraries.read(setup, readers, setup.random(1));
        RandomGenerator random = setup.random(2);
        Map<String, List<List<Integer>>> lists = new LinkedHashMap<>();
        BASE.forEach(s -> lists.put(s, new ArrayList<>()));
        lists.put(VARIED, new ArrayList<>());
        for (int i = 0; i < readers; i++) {
            Held held = libraries.held(i, SEEDS);
            Map<String, double[]> scores = new LinkedHashMap<>();
            FirstStage first = libraries.firstStage(libraries.all(), held.seeds());
            double[] blend = first.blend();
            scores.put("popularity", libraries.all().byPopularity());
            scores.put("item-kNN", first.items());
            scores.put("list-kNN", first.lists());
            scores.put("tags", first.tags());
            scores.put("blend", blend);
            scores.put("random", random.doubles(libraries.papers()).toArray());
            scores.forEach((system, s) -> add(lists, system, libraries.best(s, held.seeds(), LENGTH)));
            add(lists, VARIED, varied(libraries, blend, libraries.best(blend, held.seeds(), CANDIDATES)));
            setup.progress(i + 1, readers);
        }

        Qrels qrels = qrels(libraries, readers);
        Map<String, Integer> popularity = new LinkedHashMap<>();
        for (int p = 0; p < libraries.papers(); p++)
            popularity.put("" + p, libraries.all().popularity(p));
        Map<String, double[]> table = new LinkedHashMap<>();
        lists.forEach((system, l) -> table.put(system, measured(libraries, system, l, qrels, popularity)));

        Findings.Builder found = Findings.record();
        double[] baseline = row(table, "popularity");
        List<String> others = new ArrayList<>(BASE.subList(1, BASE.size()));
        others.add(VARIED);
        for (String system : others)
            for (int m = 0; m < MEASURES.size(); m++)
                found.measure(
                        MEASURES.get(m) + " of " + system + ", beside popularity",
                        baseline[m],
                        row(table, system)[m],
                        MEASURES.get(m).equals("novelty") ? "bits" : "share");

        double[][] agreement = new double[MEASURES.size()][MEASURES.size()];
        for (int a = 0; a < MEASURES.size(); a++)
            for (int b = 0; b < MEASURES.size(); b++)
                agreement[a][b] = RankAgreement.KENDALL_TAU_B.of(column(table, a), column(table, b));
        double expected = 1 - Math.pow(1 - (double) LENGTH / libraries.papers(), readers);
        double random20 = row(table, "random")[2];
        double leastCoverage = 1;
        double leastNovelty = Double.POSITIVE_INFINITY;
        double mostGini = 0;
        for (String s : others) {
            leastCoverage = Math.min(leastCoverage, row(table, s)[2]);
            leastNovelty = Math.min(leastNovelty, row(table, s)[3]);
            mostGini = Math.max(mostGini, row(table, s)[5]);
        }
        found.atLeast("nDCG and recall order the systems alike, tau", agreement[0][1], 0.8)
                .atMost("nDCG and coverage do not, tau", agreement[0][2], 0.34)
                .atMost("nDCG and novelty do not, tau", agreement[0][3], 0.34)
                .atMost("nDCG and diversity do not, tau", agreement[0][4], 0)
                .atMost("random lists cover what theory says, off by", Math.abs(random20 - expected), 0.01)
                .atLeast("popularity covers least, ahead of it by", leastCoverage - baseline[2], 0)
                .atLeast("popularity is least new, ahead of it by (bits)", leastNovelty - baseline[3], 0)
                .atLeast("popularity is most uneven, behind it by", baseline[5] - mostGini, 0)
                .condition(new Condition(
                        "varying the blend makes it more diverse, by",
                        row(table, VARIED)[4] - row(table, "blend")[4],
                        Side.AT_LEAST,
                        0.01,
                        false))
                .condition(new Condition(
                        "and costs little nDCG",
                        row(table, "blend")[0] - row(table, VARIED)[0],
                        Side.AT_MOST,
                        0.005,
                        false));
        found.figure(HeatMap.of(
                "How far measures order six recommenders alike (Kendall's tau)",
                "nDCG and recall agree; with coverage, novelty and diversity they do not. Gini counts as it is: high is"
                        + " uneven.",
                MEASURES,
                MEASURES,
                agreement));
        List<Point> points = new ArrayList<>();
        table.forEach((_, row) -> points.add(new Point(row[0], row[4])));
        found.figure(Chart.of("Right and varied", Axis.linear("nDCG@20"), Axis.linear("diversity of tags"))
                .describedAs("Each recommender by nDCG and diversity: the most accurate are among the least diverse.")
                .with(new Series.Points("", points, List.copyOf(table.keySet()))));
        return found.remark(readers + " readers with at least twenty papers are known by " + SEEDS
                        + " of them; lists have " + LENGTH + " papers out of " + libraries.papers() + ". \"" + VARIED
                        + "\" re-ranks the blend's first " + CANDIDATES
                        + " by maximal marginal relevance with a weight of .7 on the score.")
                .done();
    }

    private static void add(Map<String, List<List<Integer>>> lists, String system, List<Integer> list) {
        lists.computeIfAbsent(system, _ -> new ArrayList<>()).add(list);
    }

    private static double[] row(Map<String, double[]> table, String system) {
        double[] row = table.get(system);
        if (row == null) throw new IllegalStateException("no system is called " + system);
        return row;
    }

    private static double[] column(Map<String, double[]> table, int measure) {
        return BASE.stream().mapToDouble(s -> row(table, s)[measure]).toArray();
    }

    private static Qrels qrels(Libraries libraries, int readers) {
        Map<String, Judgments> topics = new LinkedHashMap<>();
        for (int i = 0; i < readers; i++) {
            Map<String, Integer> grades = new LinkedHashMap<>();
            for (int p : libraries.held(i, SEEDS).targets()) grades.put("" + p, 1);
            topics.put("r" + i, Judgments.of(grades));
        }
        return Qrels.of(topics);
    }

    private static double[] measured(
            Libraries libraries,
            String system,
            List<List<Integer>> lists,
            Qrels qrels,
            Map<String, Integer> popularity) {
        Map<String, Ranking<String>> rankings = new LinkedHashMap<>();
        List<List<String>> named = new ArrayList<>();
        for (int i = 0; i < lists.size(); i++) {
            List<String> names = lists.get(i).stream().map(p -> "" + p).toList();
            named.add(names);
            rankings.put("r" + i, Ranking.ofOrder(names));
        }
        Evaluation accuracy = Evaluation.of(
                Run.ofRankings(system, rankings), qrels, Plan.of(Measures.of("ndcg_cut_20", "recall_20")));
        BeyondAccuracy beyond = new BeyondAccuracy(named, popularity);
        return new double[] {
            accuracy.scores("ndcg_cut_20").mean(),
            accuracy.scores("recall_20").mean(),
            beyond.catalogueCoverage(),
            beyond.novelty(true),
            beyond.diversity((a, b) -> libraries.alike(Integer.parseInt(a), Integer.parseInt(b))),
            beyond.gini(false)
        };
    }

    /// Maximal marginal relevance: the best of what is left by score, less likeness to what is chosen.
    private static List<Integer> varied(Libraries libraries, double[] scores, List<Integer> candidates) {
        double high = scores[candidates.getFirst()];
        double low = scores[candidates.getLast()];
        double range = Math.max(high - low, 1e-12);
        List<Integer> left = new ArrayList<>(candidates);
        List<Integer> chosen = new ArrayList<>();
        double[] likeness = new double[scores.length];
        while (chosen.size() < LENGTH && !left.isEmpty()) {
            int best = left.getFirst();
            double most = Double.NEGATIVE_INFINITY;
            for (int p : left) {
                double value = RELEVANCE * (scores[p] - low) / range - (1 - RELEVANCE) * likeness[p];
                if (value > most) {
                    most = value;
                    best = p;
                }
            }
            chosen.add(best);
            int taken = best;
            left.removeIf(p -> p == taken);
            for (int p : left) likeness[p] = Math.max(likeness[p], libraries.alike(p, taken));
        }
        return chosen;
    }
}
