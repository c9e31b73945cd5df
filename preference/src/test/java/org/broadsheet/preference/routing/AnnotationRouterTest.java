package org.broadsheet.preference.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.preference.routing.AnnotationRouter.Settings;
import org.broadsheet.preference.routing.AnnotationRouter.Strategy;
import org.broadsheet.preference.routing.PerformancePredictor.Shape;
import org.broadsheet.preference.routing.PerformancePredictor.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnnotationRouterTest {
    /// Items are numbers; feature "third" holds for every third, "even" for every second.
    private static final List<Integer> ITEMS = IntStream.range(0, 60).boxed().toList();

    private static final List<Feature<Integer>> FEATURES =
            List.of(Feature.tag("third", i -> i % 3 == 0), Feature.tag("even", i -> i % 2 == 0));

    private static RandomGenerator random(long seed) {
        return new SplittableRandom(seed);
    }

    private static AnnotationRouter<Integer> learned(MixScorer scorer, Shape shape) {
        return AnnotationRouter.learn(ITEMS, FEATURES, scorer, new Settings(80, shape), random(1));
    }

    private static MixScorer thirds(double each) {
        return mix -> 0.5 + each * mix.people().filter(i -> i % 3 == 0).count();
    }

    @Test
    void everyRoutedItemHasTheInformativeTagUntilItIsExhausted() {
        AnnotationRouter<Integer> router = learned(thirds(0.01), Shape.LINEAR);
        for (Strategy s : List.of(Strategy.BY_GAIN, Strategy.GREEDY)) {
            assertThat(router.route(ITEMS, 15, s, random(2)).people()).allMatch(i -> i % 3 == 0);
            List<Integer> more = router.route(ITEMS, 30, s, random(2)).people();
            assertThat(more.subList(0, 20)).allMatch(i -> i % 3 == 0);
            assertThat(more.subList(20, 30)).noneMatch(i -> i % 3 == 0);
        }
        assertThat(router.gain(3)).isCloseTo(0.01, within(1e-6));
        assertThat(router.gain(1)).isCloseTo(0, within(1e-6));
        assertThat(router.quality().error()).isLessThan(1e-6);
        assertThat(router.quality().rankAgreement()).isGreaterThan(0.95);
    }

    @Test
    void gainsAddUpWhereTheShapeIsLinear() {
        PerformancePredictor p = learned(thirds(0.01), Shape.LINEAR).predictor();
        double none = p.predict(new int[2], 0);
        double together = p.gain(List.of(0)) + p.gain(List.of(1)) + p.gain(List.of());
        assertThat(p.predict(new int[] {1, 1}, 3) - none).isCloseTo(together, within(1e-12));
    }

    @Test
    void budgetIsExactWhereNothingMatters() {
        AnnotationRouter<Integer> router = learned(_ -> 0.7, Shape.LINEAR);
        assertThat(router.gain(0)).isZero();
        for (Strategy s : Strategy.values()) {
            int wanted = s == Strategy.WHILE_IT_PAYS ? 0 : 17;
            assertThat(router.route(ITEMS, 17, s, random(3)).people()).hasSize(wanted);
        }
        assertThat(router.route(ITEMS, 17, Strategy.GREEDY, random(3)).people())
                .as("equal gains are decided by lot, not by the order of the items")
                .isNotEqualTo(ITEMS.subList(0, 17));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void everyPlanSharesTheItemsOut(Strategy strategy) {
        AnnotationRouter<Integer> router = learned(thirds(0.01), Shape.QUADRATIC);
        for (int budget : new int[] {0, 1, 30, 60}) {
            RoutingPlan<Integer> plan = router.route(ITEMS, budget, strategy, random(4));
            assertThat(plan.people().size()).isLessThanOrEqualTo(budget);
            if (strategy != Strategy.WHILE_IT_PAYS) assertThat(plan.people()).hasSize(budget);
            assertThat(Stream.concat(plan.people().stream(), plan.model().stream())
                            .sorted()
                            .toList())
                    .isEqualTo(ITEMS);
            assertThat(plan.model()).isSorted();
            assertThat(router.route(ITEMS, budget, strategy, random(4))).isEqualTo(plan);
        }
    }

    /// Labels of thirds saturate: the tenth brings nothing more, while every other label brings a little.
    @Test
    void greedySearchSeesThatGainsFall() {
        MixScorer saturating = mix -> {
            double thirds = mix.people().filter(i -> i % 3 == 0).count();
            return thirds * (20 - thirds) / 1000 + (mix.budget() - thirds) * 0.001;
        };
        AnnotationRouter<Integer> router =
                AnnotationRouter.learn(ITEMS, FEATURES, saturating, new Settings(200, Shape.QUADRATIC), random(5));
        RoutingPlan<Integer> byGain = router.route(ITEMS, 20, Strategy.BY_GAIN, random(6));
        RoutingPlan<Integer> greedy = router.route(ITEMS, 20, Strategy.GREEDY, random(6));
        assertThat(byGain.people()).allMatch(i -> i % 3 == 0);
        assertThat(greedy.people().stream().filter(i -> i % 3 == 0).count()).isBetween(9L, 11L);
        assertThat(greedy.predicted().getLast())
                .isGreaterThan(byGain.predicted().getLast() + 0.05);
        assertThat(greedy.predicted()).isSorted();
        // 9 or 10 thirds and all 40 others pay.
        assertThat(router.route(ITEMS, 60, Strategy.WHILE_IT_PAYS, random(6)).people())
                .hasSizeBetween(48, 51);
    }

    @Test
    void aHarmfulLabelIsNotAskedForWhileItPays() {
        MixScorer harm =
                mix -> mix.people().mapToDouble(i -> i % 2 == 0 ? -0.01 : 0.01).sum();
        RoutingPlan<Integer> plan = learned(harm, Shape.LINEAR).route(ITEMS, 60, Strategy.WHILE_IT_PAYS, random(7));
        assertThat(plan.people()).hasSize(30).allMatch(i -> i % 2 == 1);
    }

    @Test
    void mixesAreCountedAsTheyAre() {
        FeatureTable table = FeatureTable.of(ITEMS, FEATURES);
        RandomGenerator random = random(8);
        for (int budget = 0; budget <= 60; budget++) {
            LabelMix mix = LabelMix.varied(table, budget, random);
            assertThat(mix.budget()).isEqualTo(budget);
            int[] recount = new int[2];
            for (int i = 0; i < 60; i++)
                if (mix.byPerson(i))
                    for (int f = 0; f < 2; f++) if (FEATURES.get(f).has(i)) recount[f]++;
            assertThat(table.counts(mix)).isEqualTo(recount);
        }
        assertThat(LabelMix.varied(table, 60, random).people().count()).isEqualTo(60);
    }

    /// Against the normal equations worked by hand: scores 1, 2, 4 at 0, 1, 2 labels have slope 1.5 and
    /// intercept 5/6. With hundreds of trials the ridge leaves both alone to two digits.
    @Test
    void fitsTheLineOfLeastSquares() {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 100; i++)
            trials.addAll(List.of(new Trial(List.of(), 0, 1), new Trial(List.of(), 1, 2), new Trial(List.of(), 2, 4)));
        PerformancePredictor p = PerformancePredictor.fit(trials, Shape.LINEAR);
        assertThat(p.predict(new int[0], 0)).isCloseTo(5.0 / 6, within(1e-2));
        assertThat(p.gain(List.of())).isCloseTo(1.5, within(1e-2));
    }

    @Test
    void aTagThatFollowsTheBudgetIsNotCreditedWithIt() {
        // Only the number of labels counts; both features have more labels in larger mixes.
        AnnotationRouter<Integer> router = learned(mix -> mix.budget() * 0.01, Shape.LINEAR);
        assertThat(router.gain(0)).isCloseTo(router.gain(1), within(1e-6));
        assertThat(router.gain(0)).isCloseTo(0.01, within(1e-6));
    }

    @Test
    void measuresAreCutAtPlacesThatStay() {
        List<Integer> sample = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
        List<Feature<Integer>> thirds = Feature.thirds("length", i -> i, sample);
        List<List<Integer>> members = new ArrayList<>();
        for (Feature<Integer> f : thirds)
            members.add(sample.stream().filter(f::has).toList());
        assertThat(members).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9));
        assertThat(thirds.getFirst().has(-100)).isTrue();
        assertThat(thirds.getLast().has(1_000_000)).isTrue();
        assertThat(new HashSet<>(thirds.stream().map(Feature::name).toList())).hasSize(3);
        List<Feature<Double>> widths = Feature.equalWidths("similarity", d -> d, 0, 1);
        assertThat(widths.stream().map(f -> f.has(0.5)).toList()).containsExactly(false, true, false);
        assertThat(widths.stream().map(f -> f.has(1.0)).toList()).containsExactly(false, false, true);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> learned(_ -> Double.NaN, Shape.LINEAR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("measured NaN");
        AnnotationRouter<Integer> router = learned(_ -> 1, Shape.LINEAR);
        assertThatThrownBy(() -> router.route(ITEMS, 61, Strategy.RANDOM, random(1)))
                .hasMessageContaining("from 0 to all 60 items, not 61");
        assertThatThrownBy(() -> router.route(ITEMS, -1, Strategy.RANDOM, random(1)))
                .hasMessageContaining("not -1");
        assertThatThrownBy(() ->
                        AnnotationRouter.learn(ITEMS, List.<Feature<Integer>>of(), _ -> 1, Settings.DEFAULT, random(1)))
                .hasMessageContaining("give at least one");
        List<Feature<Integer>> twice = List.of(FEATURES.getFirst(), FEATURES.getFirst());
        assertThatThrownBy(() -> AnnotationRouter.learn(ITEMS, twice, _ -> 1, Settings.DEFAULT, random(1)))
                .hasMessageContaining("repeated: third");
        assertThatThrownBy(() -> AnnotationRouter.learn(List.of(1), FEATURES, _ -> 1, Settings.DEFAULT, random(1)))
                .hasMessageContaining("at least two items");
        assertThatThrownBy(() -> new Settings(9, Shape.LINEAR)).hasMessageContaining("at least 10");
        assertThatThrownBy(() -> new LabelMix(3, IntStream.of(3))).hasMessageContaining("item 3 is not one of the 3");
        assertThatThrownBy(() -> new Trial(List.of(3), 2, 1)).hasMessageContaining("label 2 items");
        List<Feature<Double>> range = Feature.equalWidths("x", d -> d, 0, 1);
        assertThatThrownBy(() -> range.getFirst().has(Double.NaN)).hasMessageContaining("not a number");
        assertThatThrownBy(() -> Feature.thirds("x", (Integer i) -> i, Arrays.asList(1, 2)))
                .hasMessageContaining("at least three");
        assertThatThrownBy(() -> AnnotationRouter.of(FEATURES.subList(0, 1), router.predictor()))
                .hasMessageContaining("knows 2 features, not 1");
    }

    @Test
    void nothingToRouteIsAnEmptyPlan() {
        RoutingPlan<Integer> plan = learned(_ -> 1, Shape.LINEAR).route(List.of(), 0, Strategy.GREEDY, random(1));
        assertThat(plan.people()).isEmpty();
        assertThat(plan.model()).isEmpty();
        assertThat(plan.predicted()).hasSize(1);
    }
}
