package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.broadsheet.evaluation.significance.SignificanceTest;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.studies.evaluation.Libraries.Held;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Reading lists continued from 1, 5 and 10 papers by the first stage of the challenge's best systems.
final class ListContinuation implements Study {
    private static final int[] SEEDS = {1, 5, 10};
    private static final int LENGTH = 500;
    private static final List<String> SYSTEMS = List.of("popularity", "item-kNN", "list-kNN", "tags", "blend");
    private static final List<Measure> MEASURES =
            List.of(Measures.of("Rprec"), Measures.of("ndcg_cut_500"), Continuation.CLICKS);
    private static final int PRECISION = 0;
    private static final int GAIN = 1;
    private static final int CLICKS = 2;

    @Override
    public About about() {
        return new About(
                "list-continuation",
                "An Analysis of Approaches Taken in the ACM RecSys Challenge 2018 for Automatic Music Playlist Continuation",
                "What continues lists best is a blend of collaborative scores over items and over lists with content, ahead"
                        + " of each of its parts; and the more of a list is known, the better it is continued.",
                List.of(Libraries.DATA));
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int readers = setup.sized(400, 60);
        Libraries libraries = Libraries.read(setup, readers, setup.random(1));
        Map<String, Evaluation> results = new LinkedHashMap<>();
        int done = 0;
        for (int seeds : SEEDS) {
            Map<String, Judgments> topics = new LinkedHashMap<>();
            Map<String, Map<String, Ranking<String>>> runs = new LinkedHashMap<>();
            for (String s : SYSTEMS) runs.put(s, new LinkedHashMap<>());
            for (int i = 0; i < readers; i++) {
                Held held = libraries.held(i, seeds);
                Map<String, Integer> grades = new LinkedHashMap<>();
                for (int p : held.targets()) grades.put("" + p, 1);
                String topic = "r" + i;
                topics.put(topic, Judgments.of(grades));
                double[] items = libraries.byPapers(held.seeds());
                double[] lists = libraries.byLibraries(held.seeds());
                double[] tags = libraries.byTags(held.seeds());
                List<double[]> scores =
                        List.of(libraries.byPopularity(), items, lists, tags, libraries.blend(items, lists, tags));
                for (int s = 0; s < SYSTEMS.size(); s++) {
                    List<String> list = libraries.best(scores.get(s), held.seeds(), LENGTH).stream()
                            .map(p -> "" + p)
                            .toList();
                    runs.getOrDefault(SYSTEMS.get(s), new LinkedHashMap<>()).put(topic, Ranking.ofOrder(list));
                }
                setup.progress(++done, SEEDS.length * (long) readers);
            }
            Qrels qrels = Qrels.of(topics);
            runs.forEach((system, rankings) -> results.put(
                    system + seeds, Evaluation.of(Run.ofRankings(system, rankings), qrels, Plan.of(MEASURES))));
        }

        Findings.Builder found = Findings.record();
        String[] names = {"R-precision", "nDCG", "clicks"};
        for (int seeds : SEEDS)
            for (String system : SYSTEMS.subList(1, SYSTEMS.size()))
                for (int m = 0; m < 3; m++)
                    found.measure(
                            names[m] + " of " + system + ", " + seeds + (seeds == 1 ? " seed" : " seeds")
                                    + ", beside popularity",
                            value(results, "popularity", seeds, m),
                            value(results, system, seeds, m),
                            m == CLICKS ? "refreshes" : "share");
        for (int seeds : new int[] {5, 10})
            for (int m : new int[] {PRECISION, GAIN}) {
                String best = "";
                for (String s : SYSTEMS.subList(0, 4))
                    if (best.isEmpty() || value(results, s, seeds, m) > value(results, best, seeds, m)) best = s;
                double p = new SignificanceTest.PairedT()
                        .test(differences(of(results, "blend", seeds), of(results, best, seeds), m))
                        .p();
                String what = names[m] + " with " + seeds + " seeds";
                found.atLeast(
                                "the blend is ahead of the best single method (" + best + ") in " + what + ", by",
                                value(results, "blend", seeds, m) - value(results, best, seeds, m),
                                0)
                        .condition(new Condition("and not by chance in " + what + ", p", p, Side.AT_MOST, 0.01, true));
            }
        double rise = Double.POSITIVE_INFINITY;
        for (int k = 1; k < SEEDS.length; k++)
            rise = Math.min(
                    rise, value(results, "blend", SEEDS[k], GAIN) - value(results, "blend", SEEDS[k - 1], GAIN));
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
                .describedAs("nDCG of five recommenders with 1, 5 and 10 seeds; the blend lies highest.")
                .with(lines.toArray(Series[]::new)));
        return found.remark("The lists are " + readers
                        + " readers' libraries instead of playlists, and only the first of the"
                        + " challenge's two stages is measured: no re-ranker is trained on top.")
                .remark(
                        "Clicks are how often somebody who sees ten papers at a time asks for more before the first that"
                                + " belongs, 51 where none does.")
                .done();
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
