package org.broadsheet.preference.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.preference.routing.PerformancePredictor.Shape;
import org.broadsheet.preference.routing.PerformancePredictor.Trial;

/// Chooses which items people label and which are left to a model (Miranda et al. 2025, "Hybrid
/// Preferences: Learning to Route Instances for Human vs. AI Feedback", ACL). Learned on a pilot set
/// that has both labels:
///
///     var router = AnnotationRouter.learn(pilot, features, this::accuracy, Settings.DEFAULT, random);
///     RoutingPlan<Pair> plan = router.route(pairs, 100, Strategy.GREEDY, random);
///
/// A model's faults may change with its next version: learn anew then.
///
/// @param <I> kind of item
public final class AnnotationRouter<I> {
    /// How a budget is spent.
    public enum Strategy {
        /// The items with the highest gain, each looked at alone; the paper's rule.
        BY_GAIN,
        /// Always the item that adds most to what was chosen before; the same as `BY_GAIN` where gains
        /// add up.
        GREEDY,
        /// As `GREEDY`, but stops as soon as no item is predicted to add anything: the budget is the most
        /// it spends.
        WHILE_IT_PAYS,
        /// The best predicted of 500 random mixes.
        BEST_OF_RANDOM,
        /// Any items; to compare with.
        RANDOM
    }

    /// @param mixes how many mixes of the pilot set are tried, at least 10; 500 in the paper
    /// @param shape of the prediction
    public record Settings(int mixes, Shape shape) {
        public static final Settings DEFAULT = new Settings(500, Shape.LINEAR);

        public Settings {
            if (mixes < 10) throw new IllegalArgumentException("at least 10 mixes are needed, not " + mixes);
        }
    }

    /// How well scores of mixes are predicted that were not learned from (a fifth of them).
    ///
    /// @param error         root mean squared error
    /// @param ofTheMean     that of always predicting the mean: what the prediction has to beat
    /// @param rankAgreement Spearman's rho of predicted and measured scores, 0 where either does not vary
    public record Quality(double error, double ofTheMean, double rankAgreement) {}

    private static final int RANDOM_MIXES = 500;

    private final List<Feature<I>> features;
    private final PerformancePredictor predictor;
    private final Quality quality;

    private AnnotationRouter(List<Feature<I>> features, PerformancePredictor predictor, Quality quality) {
        this.features = features;
        this.predictor = predictor;
        this.quality = quality;
    }

    /// Learns from a pilot set: tries mixes of human and model labels and regresses the measured scores
    /// on what people labelled in each. Calls `scorer` once a mix, one after the other.
    ///
    /// @param pilot    at least two items that have both labels
    /// @param features at least one, with distinct names
    /// @param scorer   trains on a mix and measures
    /// @throws IllegalArgumentException also where the scorer measures something that is not finite
    public static <I> AnnotationRouter<I> learn(
            List<I> pilot, List<Feature<I>> features, MixScorer scorer, Settings settings, RandomGenerator random) {
        FeatureTable.check(features);
        if (pilot.size() < 2)
            throw new IllegalArgumentException("a pilot set has at least two items, not " + pilot.size());
        FeatureTable table = FeatureTable.of(pilot, features);
        List<Trial> trials = new ArrayList<>(settings.mixes());
        for (int m = 0; m < settings.mixes(); m++) {
            LabelMix mix = LabelMix.varied(table, 1 + random.nextInt(pilot.size()), random);
            double score = scorer.score(mix);
            if (!Double.isFinite(score))
                throw new IllegalArgumentException("the scorer measured " + score + " for " + mix
                        + "; a measure of quality is finite for every mix");
            trials.add(new Trial(boxed(table.counts(mix)), mix.budget(), score));
        }
        int learned = trials.size() - trials.size() / 5;
        Quality quality = quality(
                PerformancePredictor.fit(trials.subList(0, learned), settings.shape()),
                trials.subList(0, learned),
                trials.subList(learned, trials.size()));
        return new AnnotationRouter<>(
                List.copyOf(features), PerformancePredictor.fit(trials, settings.shape()), quality);
    }

    /// A router with a predictor that was fitted elsewhere.
    ///
    /// @param predictor knows as many features, in the same order
    public static <I> AnnotationRouter<I> of(List<Feature<I>> features, PerformancePredictor predictor) {
        FeatureTable.check(features);
        if (predictor.features() != features.size())
            throw new IllegalArgumentException(
                    "the predictor knows " + predictor.features() + " features, not " + features.size());
        return new AnnotationRouter<>(
                List.copyOf(features), predictor, new Quality(Double.NaN, Double.NaN, Double.NaN));
    }

    /// Chooses the items for people. Equal gains are decided by lot.
    ///
    /// @param items  any number
    /// @param budget how many of them people can label, from 0 to all
    /// @return a plan that spends the budget exactly, except under `WHILE_IT_PAYS`
    public RoutingPlan<I> route(List<I> items, int budget, Strategy strategy, RandomGenerator random) {
        if (budget < 0 || budget > items.size())
            throw new IllegalArgumentException(
                    "people can label from 0 to all " + items.size() + " items, not " + budget);
        FeatureTable table = FeatureTable.of(items, features);
        int[] lots = LabelMix.shuffled(items.size(), random);
        int[] chosen = switch (strategy) {
            case BY_GAIN -> byGain(table, lots, budget);
            case GREEDY -> greedy(table, lots, budget, false);
            case WHILE_IT_PAYS -> greedy(table, lots, budget, true);
            case BEST_OF_RANDOM -> bestOfRandom(table, budget, random);
            case RANDOM -> Arrays.copyOf(lots, budget);
        };
        return plan(items, table, chosen);
    }

    /// What one label by a person is predicted to bring for this item alone, in the unit of the measured
    /// scores.
    public double gain(I item) {
        return predictor.gain(FeatureTable.of(List.of(item), features).features(0));
    }

    public PerformancePredictor predictor() {
        return predictor;
    }

    /// NaN throughout where the predictor was fitted elsewhere.
    public Quality quality() {
        return quality;
    }

    private int[] byGain(FeatureTable table, int[] lots, int budget) {
        double[] gains = table.patterns().stream().mapToDouble(predictor::gain).toArray();
        return Arrays.stream(lots)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer i) -> -gains[table.of().get(i)])) // stable: lots decide
                .limit(budget)
                .mapToInt(i -> i)
                .toArray();
    }

    private int[] greedy(FeatureTable table, int[] lots, int budget, boolean whileItPays) {
        List<Deque<Integer>> waiting = new ArrayList<>();
        for (int p = 0; p < table.patterns().size(); p++) waiting.add(new ArrayDeque<>());
        for (int item : lots) waiting.get(table.of().get(item)).add(item);
        // Patterns meet in the order of their first lot, so that equal gains are decided by lot here too.
        List<Integer> order = new ArrayList<>();
        BitSet met = new BitSet();
        for (int item : lots) {
            int pattern = table.of().get(item);
            if (!met.get(pattern)) order.add(pattern);
            met.set(pattern);
        }
        int[] counts = new int[table.features()];
        int[] chosen = new int[budget];
        for (int k = 0; k < budget; k++) {
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int p : order) {
                if (waiting.get(p).isEmpty()) continue;
                double gain = predictor.gain(counts, k, table.patterns().get(p));
                if (gain > most) {
                    most = gain;
                    best = p;
                }
            }
            if (whileItPays && most <= 0) return Arrays.copyOf(chosen, k);
            chosen[k] = waiting.get(best).remove();
            for (int f : table.patterns().get(best)) counts[f]++;
        }
        return chosen;
    }

    private int[] bestOfRandom(FeatureTable table, int budget, RandomGenerator random) {
        LabelMix best = LabelMix.varied(table, budget, random);
        double most = predictor.predict(table.counts(best), budget);
        for (int m = 1; m < RANDOM_MIXES; m++) {
            LabelMix mix = LabelMix.varied(table, budget, random);
            double predicted = predictor.predict(table.counts(mix), budget);
            if (predicted > most) {
                most = predicted;
                best = mix;
            }
        }
        return best.people().toArray();
    }

    private RoutingPlan<I> plan(List<I> items, FeatureTable table, int[] chosen) {
        int[] counts = new int[table.features()];
        List<Double> predicted = new ArrayList<>();
        predicted.add(predictor.predict(counts, 0));
        List<I> people = new ArrayList<>();
        for (int item : chosen) {
            for (int f : table.features(item)) counts[f]++;
            people.add(items.get(item));
            predicted.add(predictor.predict(counts, people.size()));
        }
        LabelMix mix = new LabelMix(items.size(), Arrays.stream(chosen));
        List<I> model = IntStream.range(0, items.size())
                .filter(i -> !mix.byPerson(i))
                .<I>mapToObj(items::get)
                .toList();
        return new RoutingPlan<>(people, model, predicted);
    }

    private static Quality quality(PerformancePredictor predictor, List<Trial> learned, List<Trial> held) {
        double mean = learned.stream().mapToDouble(Trial::score).average().orElseThrow();
        double[] measured = held.stream().mapToDouble(Trial::score).toArray();
        double[] predicted = held.stream()
                .mapToDouble(t ->
                        predictor.predict(t.counts().stream().mapToInt(c -> c).toArray(), t.budget()))
                .toArray();
        double error = 0;
        double ofTheMean = 0;
        for (int i = 0; i < measured.length; i++) {
            error += (measured[i] - predicted[i]) * (measured[i] - predicted[i]) / measured.length;
            ofTheMean += (measured[i] - mean) * (measured[i] - mean) / measured.length;
        }
        return new Quality(Math.sqrt(error), Math.sqrt(ofTheMean), spearman(measured, predicted));
    }

    /// Pearson's correlation of mid-ranks.
    private static double spearman(double[] a, double[] b) {
        double[] x = midRanks(a);
        double[] y = midRanks(b);
        double middle = (a.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
    }

    private static double[] midRanks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = 0.5;
            for (double other : values) ranks[i] += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
        }
        return ranks;
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
