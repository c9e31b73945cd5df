package org.broadsheet.studies.preference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.LogisticLoss;
import org.broadsheet.preference.routing.AnnotationRouter;
import org.broadsheet.preference.routing.AnnotationRouter.Settings;
import org.broadsheet.preference.routing.AnnotationRouter.Strategy;
import org.broadsheet.preference.routing.Feature;
import org.broadsheet.preference.routing.PerformancePredictor.Shape;
import org.broadsheet.preference.routing.RoutingPlan;
import org.broadsheet.studies.frame.About;
import org.broadsheet.studies.frame.Condition;
import org.broadsheet.studies.frame.Condition.Side;
import org.broadsheet.studies.frame.Findings;
import org.broadsheet.studies.frame.Setup;
import org.broadsheet.studies.frame.Study;

/// Simulated pairs whose model label is mostly wrong in one quarter of them: which quarter has to be
/// found out.
final class RouteJudgments implements Study {
    private static final int ATTRIBUTES = 10;
    private static final int TAGS = 6;
    private static final int PAIRS = 800;
    private static final double PEOPLE_ERR = 0.15;
    private static final double MODEL_ERRS_UNDER_TAG = 0.65;
    /// The strength of the prior of the scorers, on attributes of unit variance.
    private static final double RIDGE = 1;

    /// @param difference of the attributes of two answers; the first is truly better where it leans to
    ///                   the truth
    /// @param tags       which of the tags the pair has
    /// @param number     tells pairs apart
    private record Pair(int number, List<Double> difference, List<Boolean> tags, boolean people, boolean model) {}

    private static final List<Feature<Pair>> FEATURES = IntStream.range(0, TAGS)
            .mapToObj(t -> Feature.<Pair>tag("tag " + t, p -> p.tags().get(t)))
            .toList();

    @Override
    public About about() {
        return new About(
                "route-judgments",
                "Hybrid Preferences: Learning to Route Instances for Human vs. AI Feedback",
                "A mix in which people label what a fitted predictor picks, and a model the rest, trains a better scorer than"
                        + " people alone, the model alone, or people on items taken at random.");
    }

    @Override
    public Findings run(Setup setup) throws InterruptedException {
        int repeats = setup.sized(20, 3);
        int mixes = setup.sized(150, 40);
        int tested = setup.sized(4000, 1000);
        int[] budgets = {0, 50, 100, 200, 300, 400, 600, 800};
        double[][] routed = new double[repeats][budgets.length];
        double[][] random = new double[repeats][budgets.length];
        double[] greedy = new double[repeats];
        double[] best = new double[repeats];
        double[] share = new double[repeats];
        double[] agreement = new double[repeats];
        double above = 0;
        double abovePure = 0;
        for (int r = 0; r < repeats; r++) {
            RandomGenerator draw = setup.random(r);
            double[] truth = gaussians(ATTRIBUTES, draw);
            List<Pair> pilot = pairs(PAIRS, truth, draw);
            List<Pair> pairs = pairs(PAIRS, truth, draw);
            double[][] validation = differences(tested, draw);
            double[][] test = differences(tested, draw);
            AnnotationRouter<Pair> router = AnnotationRouter.learn(
                    pilot,
                    FEATURES,
                    mix -> accuracy(fitted(pilot, mix::byPerson), truth, validation),
                    new Settings(mixes, Shape.LINEAR),
                    draw);
            agreement[r] = router.quality().rankAgreement();
            for (int b = 0; b < budgets.length; b++) {
                routed[r][b] = accuracy(route(router, pairs, budgets[b], Strategy.BY_GAIN, draw), truth, test);
                random[r][b] = accuracy(route(router, pairs, budgets[b], Strategy.RANDOM, draw), truth, test);
            }
            greedy[r] = accuracy(route(router, pairs, PAIRS / 4, Strategy.GREEDY, draw), truth, test);
            best[r] = accuracy(route(router, pairs, PAIRS / 4, Strategy.BEST_OF_RANDOM, draw), truth, test);
            RoutingPlan<Pair> plan = router.route(pairs, PAIRS / 4, Strategy.BY_GAIN, draw);
            share[r] = plan.people().stream().filter(p -> p.tags().getFirst()).count() / (PAIRS / 4.0);
            if (routed[r][3] > random[r][3]) above++;
            if (routed[r][3] > Math.max(routed[r][0], routed[r][7])) abovePure++;
            setup.progress(r + 1, repeats);
        }
        double[] routedMean = means(routed);
        double[] randomMean = means(random);
        double[] x = Arrays.stream(budgets).mapToDouble(b -> (double) b / PAIRS).toArray();
        return Findings.record()
                .measure(
                        "accuracy, a quarter to people: at random beside routed", randomMean[3], routedMean[3], "share")
                .measure("accuracy, all labels by the model beside routed", routedMean[0], routedMean[3], "share")
                .measure("accuracy, all labels by people beside routed", routedMean[7], routedMean[3], "share")
                .measure("accuracy, a quarter to people: best of 500 random mixes", randomMean[3], mean(best), "share")
                .measure("accuracy, a quarter to people: greedy search", randomMean[3], mean(greedy), "share")
                .measure("routed pairs on which the model is mostly wrong", 0.25, mean(share), "share")
                .measure(
                        "rank agreement of predicted and measured accuracy of unseen mixes",
                        mean(agreement),
                        "Spearman")
                .measure("routed above random", above, "of " + repeats + " draws")
                .measure("routed above both pure sources", abovePure, "of " + repeats + " draws")
                .atLeast("routing gains over random choice", routedMean[3] - randomMean[3], 0.01)
                .atLeast("people see the pairs on which the model is wrong: share", mean(share), 0.6)
                .condition(new Condition(
                        "a quarter routed to people beats all by people: gain",
                        routedMean[3] - routedMean[7],
                        Side.AT_LEAST,
                        0,
                        false))
                .condition(new Condition(
                        "a quarter routed to people beats all by the model: gain",
                        routedMean[3] - routedMean[0],
                        Side.AT_LEAST,
                        0,
                        false))
                .figure(Chart.of(
                                "Accuracy by share of labels from people",
                                Axis.linear("share labelled by people"),
                                Axis.linear("share of test pairs in the right order"))
                        .describedAs(
                                "Mean accuracy over " + repeats + " draws of scorers trained on mixes of labels: people"
                                        + " take the pairs with the highest predicted gain, or random ones.")
                        .with(
                                Series.line("routed by predicted gain", x, routedMean),
                                Series.line("random", x, randomMean)))
                .remark("A simulation: " + PAIRS + " pairs of " + ATTRIBUTES + " attributes and " + TAGS
                        + " tags; people err on 15 % anywhere, the model on 65 % under one tag (a quarter of the pairs) and on"
                        + " 5 to 8 % elsewhere. The paper's own data, MultiPref, are not used.")
                .remark(
                        "The predictor is learned on a pilot set and used on pairs it has not seen; scorers are Bradley-Terry"
                                + " models of the attributes, measured on pairs with true labels.")
                .done();
    }

    private static double[] route(
            AnnotationRouter<Pair> router, List<Pair> pairs, int budget, Strategy strategy, RandomGenerator draw) {
        boolean[] people = new boolean[pairs.size()];
        for (Pair p : router.route(pairs, budget, strategy, draw).people()) people[p.number()] = true;
        return fitted(pairs, i -> people[i]);
    }

    private static List<Pair> pairs(int n, double[] truth, RandomGenerator random) {
        List<Pair> pairs = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double[] difference = gaussians(ATTRIBUTES, random);
            List<Boolean> tags = random.doubles(TAGS).mapToObj(u -> u < 0.25).toList();
            boolean first = dot(truth, difference) > 0;
            double modelErrs = tags.getFirst() ? MODEL_ERRS_UNDER_TAG : tags.get(1) ? 0.08 : 0.05;
            pairs.add(new Pair(
                    i,
                    Arrays.stream(difference).boxed().toList(),
                    tags,
                    first ^ random.nextDouble() < PEOPLE_ERR,
                    first ^ random.nextDouble() < modelErrs));
        }
        return pairs;
    }

    /// A Bradley-Terry model of the attributes.
    private static double[] fitted(List<Pair> pairs, IntPredicate byPerson) {
        double[][] rows = pairs.stream()
                .map(p -> p.difference().stream().mapToDouble(d -> d).toArray())
                .toArray(double[][]::new);
        double[] labels = new double[pairs.size()];
        for (int i = 0; i < labels.length; i++) {
            Pair p = pairs.get(i);
            labels[i] = (byPerson.test(i) ? p.people() : p.model()) ? 1 : 0;
        }
        double[] ones = new double[labels.length];
        Arrays.fill(ones, 1);
        double[] ridge = new double[ATTRIBUTES];
        Arrays.fill(ridge, RIDGE);
        return Lbfgs.DEFAULT
                .minimize(new LogisticLoss(rows, labels, ones, ridge), new double[ATTRIBUTES])
                .point();
    }

    private static double accuracy(double[] scorer, double[] truth, double[][] differences) {
        double right = 0;
        for (double[] d : differences) if (dot(scorer, d) > 0 == dot(truth, d) > 0) right++;
        return right / differences.length;
    }

    private static double[][] differences(int n, RandomGenerator random) {
        return IntStream.range(0, n)
                .mapToObj(_ -> gaussians(ATTRIBUTES, random))
                .toArray(double[][]::new);
    }

    private static double[] gaussians(int n, RandomGenerator random) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = random.nextGaussian();
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double[] means(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) for (int j = 0; j < mean.length; j++) mean[j] += row[j] / rows.length;
        return mean;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
