package org.broadsheet.evaluation.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Evaluation.Plan;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Judging;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.measure.Measures;
import org.broadsheet.evaluation.recommender.Business.Shown;
import org.broadsheet.evaluation.recommender.OffPolicy.Estimator;
import org.broadsheet.evaluation.recommender.SampledRanks.Correction;
import org.broadsheet.ranking.Ranking;
import org.junit.jupiter.api.Test;

class RecommenderMeasuresTest {
    /// The worked example: item i1 was met 8 times, i2 4, i3 2, i4 and i5 once; four lists of two.
    private static final BeyondAccuracy FOUR = new BeyondAccuracy(
            List.of(List.of("i1", "i2"), List.of("i1", "i3"), List.of("i1", "i4"), List.of("i2", "i1")),
            Map.of("i1", 8, "i2", 4, "i3", 2, "i4", 1, "i5", 1));

    private static double similarity(String a, String b) {
        return switch (a.compareTo(b) < 0 ? a + b : b + a) {
            case "i1i2" -> 0.5;
            case "i1i3" -> 0.2;
            case "i1i4" -> 0;
            default -> throw new AssertionError("nobody asks for " + a + " and " + b);
        };
    }

    @Test
    void beyondAccuracyByHand() {
        assertThat(FOUR.catalogueCoverage()).isEqualTo(0.8);
        assertThat(FOUR.distributionalCoverage()).isCloseTo(1.75, within(1e-12));
        assertThat(FOUR.novelty(false)).isCloseTo(1.875, within(1e-12));
        assertThat(FOUR.gini(false)).isCloseTo(0.45, within(1e-12));
        assertThat(FOUR.gini(true)).isCloseTo(0.5625, within(1e-12));
        assertThat(FOUR.averagePopularity()).isCloseTo(5.375, within(1e-12));
        assertThat(FOUR.longTailShare(Set.of("i3", "i4", "i5")::contains)).isEqualTo(0.25);
        assertThat(FOUR.longTail(0.25)).containsExactlyInAnyOrder("i3", "i4", "i5");
        assertThat(FOUR.diversity(RecommenderMeasuresTest::similarity)).isCloseTo(0.7, within(1e-12));
        assertThat(FOUR.personalisation()).isCloseTo(0.4166666666666667, within(1e-12));
        // Attention 1 and 1/log2(3) a list; i1 stands first three times and second once.
        double second = Math.log(2) / Math.log(3);
        assertThat(FOUR.exposure("i1"::equals)).isCloseTo((3 + second) / (4 * (1 + second)), within(1e-12));
    }

    @Test
    void serendipityAndMiscalibration() {
        double s = BeyondAccuracy.serendipity(
                List.of("i2", "i3"), List.of("i1"), RecommenderMeasuresTest::similarity, "i3"::equals);
        assertThat(s).isCloseTo(0.8 / 2, within(1e-12));
        assertThat(BeyondAccuracy.serendipity(List.of(), List.of("i1"), (_, _) -> 1, _ -> true))
                .isEqualTo(0);
        assertThat(BeyondAccuracy.miscalibration(Map.of("a", 0.5, "b", 0.5), Map.of("a", 0.5, "b", 0.5)))
                .isEqualTo(0);
        // Only a is shown: .5 ln(.5 / .995) + .5 ln(.5 / .005)
        assertThat(BeyondAccuracy.miscalibration(Map.of("a", 0.5, "b", 0.5), Map.of("a", 1.0)))
                .isCloseTo(0.5 * Math.log(0.5 / 0.995) + 0.5 * Math.log(100), within(1e-12));
    }

    @Test
    void randomListsCoverAsMuchAsTheySay() {
        SplittableRandom random = new SplittableRandom(1);
        Map<String, Integer> catalogue = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) catalogue.put("i" + i, 1);
        List<List<String>> lists = new ArrayList<>();
        for (int u = 0; u < 50; u++)
            lists.add(random.ints(0, 1000)
                    .distinct()
                    .limit(20)
                    .mapToObj(i -> "i" + i)
                    .toList());
        BeyondAccuracy b = new BeyondAccuracy(lists, catalogue);
        assertThat(b.catalogueCoverage()).isCloseTo(1 - Math.pow(1 - 0.02, 50), within(0.03));
        assertThat(b.gini(true)).isBetween(0.0, 1.0);
        assertThat(b.personalisation()).isBetween(0.9, 1.0);
        assertThat(b.novelty(true)).isCloseTo(Math.log(1000) / Math.log(2), within(1e-9));
    }

    @Test
    void ratingErrorsByHand() {
        RatingErrors e = RatingErrors.of(new double[] {4, 3, 5, 2}, new double[] {3.5, 3, 4, 3});
        assertThat(e.mae()).isCloseTo(0.625, within(1e-12));
        assertThat(e.rmse()).isCloseTo(0.75, within(1e-12));
        assertThat(e.r2()).isCloseTo(0.55, within(1e-12));
        assertThat(e.explainedVariance()).isCloseTo(0.5625, within(1e-12));
        assertThat(e.mape()).isCloseTo(0.20625, within(1e-12));
        assertThat(RatingErrors.of(new double[] {0, 1}, new double[] {1, 1}).mape())
                .isNaN();
        assertThat(RatingErrors.of(new double[] {2, 2}, new double[] {1, 1}).r2())
                .isNaN();
        assertThatThrownBy(() -> RatingErrors.of(new double[0], new double[0])).hasMessageContaining("at least one");
    }

    /// The worked example of continuing a list: four targets, artists as groups.
    @Test
    void continuationByHand() {
        List<String> list = List.of("t9", "t1", "t8", "t2", "t7");
        Map<String, String> artist =
                Map.of("t1", "A", "t2", "B", "t3", "C", "t4", "C", "t8", "C", "t9", "C", "t7", "foreign");
        Set<String> targets = Set.of("t1", "t2", "t3", "t4");
        assertThat(Continuation.rPrecision(list, targets, i -> artist.getOrDefault(i, i), 0))
                .isEqualTo(0.5);
        assertThat(Continuation.rPrecision(list, targets, i -> artist.getOrDefault(i, i), 0.25))
                .isEqualTo(0.5625);
        JudgedRanking judged = JudgedRanking.ofGrades(new int[] {0, 1, 0, 1, 0}, new int[] {3, 4}, Judging.DEFAULT);
        assertThat(Measures.of("ndcg_cut_500").value(judged)).isCloseTo(0.414430, within(1e-6));
        assertThat(Measures.of("Rprec").value(judged)).isEqualTo(0.5);
        assertThat(clicksAt(1)).isEqualTo(0);
        assertThat(clicksAt(10)).isEqualTo(0);
        assertThat(clicksAt(11)).isEqualTo(1);
        assertThat(clicksAt(500)).isEqualTo(49);
        assertThat(Continuation.CLICKS.value(JudgedRanking.ofGrades(new int[500], new int[] {500, 1}, Judging.DEFAULT)))
                .isEqualTo(51);
    }

    private static double clicksAt(int rank) {
        int[] grades = new int[500];
        grades[rank - 1] = 1;
        return Continuation.CLICKS.value(JudgedRanking.ofGrades(grades, new int[] {499, 1}, Judging.DEFAULT));
    }

    private static Interactions log(boolean timed) {
        SplittableRandom random = new SplittableRandom(2);
        List<Interaction> all = new ArrayList<>();
        for (int u = 0; u < 30; u++) {
            int n = 1 + random.nextInt(12);
            int[] items = random.ints(0, 100).distinct().limit(n).toArray();
            for (int i : items) all.add(new Interaction("u" + u, "i" + i, 1, timed ? random.nextInt(1000) : 0));
        }
        return Interactions.of(all);
    }

    @Test
    void splitsLoseNothingAndDoNotDependOnTheOrderOfTheInput() {
        Interactions log = log(true);
        List<Interaction> turned = new ArrayList<>(log.all());
        java.util.Collections.reverse(turned);
        List<Split> splits = new ArrayList<>(Split.folds(log, 4, new SplittableRandom(3)));
        splits.add(Split.leaveOneOut(log, new SplittableRandom(3)));
        splits.add(Split.at(log, 700));
        splits.add(Split.byUser(log, 0.3, 2, new SplittableRandom(3)));
        for (Split s : splits) {
            List<Interaction> together = new ArrayList<>(s.train().all());
            together.addAll(s.test().all());
            assertThat(together).containsExactlyInAnyOrderElementsOf(log.all());
            assertThat(s.test().size()).isPositive();
        }
        assertThat(Split.folds(Interactions.of(turned), 4, new SplittableRandom(3))
                        .getFirst()
                        .test()
                        .all())
                .isEqualTo(splits.getFirst().test().all());
        List<Interaction> held = new ArrayList<>();
        for (int k = 0; k < 4; k++) held.addAll(splits.get(k).test().all());
        assertThat(held).containsExactlyInAnyOrderElementsOf(log.all());
    }

    @Test
    void splitsKeepWhatTheyPromise() {
        Interactions timed = log(true);
        Split last = Split.leaveOneOut(timed, new SplittableRandom(3));
        last.test().byUser().forEach((user, one) -> {
            assertThat(one).hasSize(1);
            long before = last.train().byUser().getOrDefault(user, List.of()).stream()
                    .mapToLong(Interaction::time)
                    .max()
                    .orElseThrow();
            assertThat(one.getFirst().time()).isGreaterThanOrEqualTo(before);
        });
        Split at = Split.at(timed, 700);
        assertThat(at.train().all()).allMatch(i -> i.time() < 700);
        assertThat(at.test().all()).allMatch(i -> i.time() >= 700);
        Split users = Split.byUser(log(false), 0.3, 2, new SplittableRandom(3));
        for (String u : users.test().byUser().keySet())
            assertThat(users.train().byUser().getOrDefault(u, List.of())).hasSize(2);
        assertThatThrownBy(() -> Split.at(timed, 5_000)).hasMessageContaining("leaves 0");
        assertThatThrownBy(() -> Split.folds(timed, 1, new SplittableRandom(1))).hasMessageContaining("two folds");
    }

    @Test
    void listsAreMeasuredLikeRuns() {
        Split split = Split.leaveOneOut(log(false), new SplittableRandom(3));
        Map<String, Ranking<String>> lists = new LinkedHashMap<>();
        split.test()
                .byUser()
                .forEach((u, held) -> lists.put(
                        u, Ranking.ofOrder(List.of("x", held.getFirst().item(), "y"))));
        List<Measure> measures = Measures.of("success_1", "success_5", "recip_rank", "P_5", "recall_5", "map", "ndcg");
        Evaluation e =
                Evaluation.of(Run.ofRankings("second", lists), split.test().qrels(), Plan.of(measures));
        assertThat(e.scores("success_1").mean()).isEqualTo(0);
        assertThat(e.scores("success_5").mean()).isEqualTo(1);
        assertThat(e.scores("recip_rank").mean()).isEqualTo(0.5);
        assertThat(e.scores("P_5").mean()).isCloseTo(0.2, within(1e-12));
        assertThat(e.scores("ndcg").mean()).isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-12));
    }

    /// By hand: weights 2, .5 and 1 on rewards 1, 0 and 1.
    @Test
    void offPolicyByHand() {
        double[] rewards = {1, 0, 1};
        double[] logged = {0.25, 0.5, 0.5};
        double[] target = {0.5, 0.25, 0.5};
        double none = Double.POSITIVE_INFINITY;
        assertThat(OffPolicy.estimate(Estimator.INVERSE_PROPENSITY, rewards, logged, target, none)
                        .value())
                .isCloseTo(1, within(1e-12));
        OffPolicy self = OffPolicy.estimate(Estimator.SELF_NORMALISED, rewards, logged, target, none);
        assertThat(self.value()).isCloseTo(3 / 3.5, within(1e-12));
        assertThat(self.effectiveSampleSize()).isCloseTo(3.5 * 3.5 / 5.25, within(1e-12));
        OffPolicy clipped = OffPolicy.estimate(Estimator.INVERSE_PROPENSITY, rewards, logged, target, 1);
        assertThat(clipped.value()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(clipped.clippedShare()).isCloseTo(1.0 / 3, within(1e-12));
        assertThatThrownBy(() -> OffPolicy.estimate(Estimator.SELF_NORMALISED, rewards, new double[3], target, 1))
                .hasMessageContaining("record 1");
        assertThatThrownBy(() -> OffPolicy.estimate(Estimator.SELF_NORMALISED, rewards, logged, new double[3], 1))
                .hasMessageContaining("nothing can");
    }

    @Test
    void offPolicyIsRightOnAverageAndKnowsItsError() {
        SplittableRandom random = new SplittableRandom(5);
        double[] show = {0.7, 0.2, 0.1};
        double[] other = {0.1, 0.3, 0.6};
        double[] like = {0.1, 0.5, 0.8};
        double truth = 0.1 * 0.1 + 0.3 * 0.5 + 0.6 * 0.8;
        int within = 0;
        double mean = 0;
        for (int round = 0; round < 200; round++) {
            int n = 400;
            double[] r = new double[n];
            double[] p = new double[n];
            double[] t = new double[n];
            for (int i = 0; i < n; i++) {
                double u = random.nextDouble();
                int a = u < 0.7 ? 0 : u < 0.9 ? 1 : 2;
                p[i] = show[a];
                t[i] = other[a];
                r[i] = random.nextDouble() < like[a] ? 1 : 0;
            }
            OffPolicy e = OffPolicy.estimate(Estimator.INVERSE_PROPENSITY, r, p, t, Double.POSITIVE_INFINITY);
            OffPolicy s = OffPolicy.estimate(Estimator.SELF_NORMALISED, r, p, t, Double.POSITIVE_INFINITY);
            mean += e.value() / 200;
            assertThat(s.value()).isBetween(0.0, 1.0);
            if (Math.abs(s.value() - truth) < 1.96 * s.standardError()) within++;
        }
        assertThat(mean).isCloseTo(truth, within(0.02));
        assertThat(within).isBetween(180, 200);
    }

    /// Two systems of Krichene and Rendle's kind: one is often first and else lost, one is always in the
    /// middle.
    /// Among few samples the second looks better by hits at ten; corrected, the order is the true one again.
    @Test
    void correctedSampledRanksOrderSystemsAsTrueRanksDo() {
        int items = 2_000;
        int sampled = 100;
        SplittableRandom random = new SplittableRandom(9);
        int n = 4_000;
        int[] first = new int[n];
        int[] second = new int[n];
        double trueFirst = 0;
        double trueSecond = 0;
        IntToDoubleFunction hit = r -> r <= 10 ? 1 : 0;
        for (int i = 0; i < n; i++) {
            int a = random.nextInt(4) == 0 ? 1 + random.nextInt(10) : 1 + random.nextInt(items);
            int b = 40 + random.nextInt(100);
            trueFirst += hit.applyAsDouble(a) / n;
            trueSecond += hit.applyAsDouble(b) / n;
            first[i] = among(a, items, sampled, random);
            second[i] = among(b, items, sampled, random);
        }
        double rawFirst = java.util.Arrays.stream(first).filter(r -> r <= 10).count() / (double) n;
        double rawSecond = java.util.Arrays.stream(second).filter(r -> r <= 10).count() / (double) n;
        assertThat(trueFirst).isGreaterThan(trueSecond);
        assertThat(rawFirst).isLessThan(rawSecond); // what a sample alone would say
        SampledRanks ranksFirst = new SampledRanks(first, sampled, items);
        SampledRanks ranksSecond = new SampledRanks(second, sampled, items);
        for (Correction c : List.of(new Correction.RankEstimate(), new Correction.BiasVariance(0.1)))
            assertThat(ranksFirst.corrected(hit, c)).isGreaterThan(ranksSecond.corrected(hit, c));
        assertThat(ranksFirst.corrected(hit, new Correction.BiasVariance(0.01))).isCloseTo(trueFirst, within(0.1));
        // With every other item in the sample's place exactly once the estimate is the rank itself.
        assertThat(new SampledRanks(new int[] {7}, 99, 100).corrected(r -> r, new Correction.RankEstimate()))
                .isEqualTo(7);
        assertThatThrownBy(() -> new SampledRanks(new int[] {102}, 100, 500)).hasMessageContaining("from 1 to 101");
    }

    private static int among(int rank, int items, int sampled, SplittableRandom random) {
        int above = 0;
        for (int s = 0; s < sampled; s++) if (random.nextInt(items - 1) < rank - 1) above++;
        return above + 1;
    }

    @Test
    void businessByHand() {
        Business b = Business.of(List.of(
                new Shown("u1", "i1", true, true, 12),
                new Shown("u1", "i2", false, false, 0),
                new Shown("u2", "i1", true, false, 0),
                new Shown("u3", "i3", false, false, 0)));
        assertThat(b.clickThroughRate()).isEqualTo(0.5);
        assertThat(b.conversionRate()).isEqualTo(0.5);
        assertThat(b.engagement()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(b.revenuePerUser()).isEqualTo(4);
        assertThat(b.revenuePerThousandShown()).isEqualTo(3000);
        Business half = Business.of(List.of(new Shown("u1", "i1", true, true, 2)));
        assertThat(b.revenueLiftOver(half)).isEqualTo(1);
        Business nothing = Business.of(List.of());
        assertThat(nothing.clickThroughRate()).isEqualTo(0);
        assertThatThrownBy(() -> b.revenueLiftOver(nothing)).hasMessageContaining("brought nothing");
    }

    @Test
    void namesBadInput() {
        assertThatThrownBy(() -> new BeyondAccuracy(List.of(List.of("a", "a")), Map.of("a", 1)))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> new BeyondAccuracy(List.of(List.of("b")), Map.of("a", 1)))
                .hasMessageContaining("does not have b");
        assertThatThrownBy(() -> new BeyondAccuracy(List.of(List.of()), Map.of("a", 1)))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> new BeyondAccuracy(List.of(List.of("a")), Map.of("a", 0, "b", 1)).novelty(false))
                .hasMessageContaining("smoothed");
        assertThatThrownBy(() -> Interactions.of(List.of(new Interaction("u", "i"), new Interaction("u", "i"))))
                .hasMessageContaining("twice");
    }
}
