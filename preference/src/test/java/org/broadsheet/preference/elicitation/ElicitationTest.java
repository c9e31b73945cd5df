package org.broadsheet.preference.elicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.preference.judgment.Outcome;
import org.junit.jupiter.api.Test;

/// Models, choices and stopping by hand, against numbers from elsewhere, and by simulation.
class ElicitationTest {
    private static final double[][] PLANE = {{1, 0}, {0, 1}, {0.6, 0.8}, {-1, 0}};

    private static DuelLog log(int items, int... winnerLoser) {
        DuelLog log = new DuelLog(items);
        for (int i = 0; i < winnerLoser.length; i += 2)
            log.record(new Duel(winnerLoser[i], winnerLoser[i + 1]), Outcome.LEFT);
        return log;
    }

    @Test
    void anAnswerNarrowsTheSpreadAlongItsPair() {
        // Along f the variance is |f|^2 before one answer and |f|^2 / (1 + |f|^2) after it, by Sherman and
        // Morrison.
        UtilityModel model = UtilityModel.linear(PLANE, 1, LinearUtility.Spread.COUNT);
        double squared = 2; // items 0 and 1
        assertThat(model.beliefs(log(4)).variance(0, 1)).isCloseTo(squared, within(1e-12));
        assertThat(model.beliefs(log(4, 0, 1)).variance(0, 1)).isCloseTo(squared / (1 + squared), within(1e-12));
        assertThat(model.beliefs(log(4, 0, 1, 1, 0)).variance(0, 1))
                .isCloseTo(squared / (1 + 2 * squared), within(1e-12));
        // Across it nothing changes: f = (1, -1), v = x_2 - x_3 - ... = (1.6, 0.8) has a part along f.
        Beliefs after = model.beliefs(log(4, 0, 1));
        double part = (1.6 - 0.8) * (1.6 - 0.8) / 2;
        assertThat(after.variance(2, 3)).isCloseTo(1.6 * 1.6 + 0.8 * 0.8 - part + part / 3, within(1e-12));
    }

    @Test
    void theMostProbableUtilitiesHaveNoSlope() {
        // Two items, 3 of 4: u = (x, -x) with 3 - 4 sigmoid(2x) = x / s^2.
        Beliefs beliefs = UtilityModel.bradleyTerry(2, 2).beliefs(log(2, 0, 1, 0, 1, 0, 1, 1, 0));
        double x = beliefs.mean()[0];
        assertThat(beliefs.mean()[1]).isCloseTo(-x, within(1e-7));
        assertThat(3 - 4 / (1 + Math.exp(-2 * x))).isCloseTo(x / 4, within(1e-6));
        // Curvature 1/4 + q (1, -1)(1, -1)' with q = 4 p (1 - p): variance of the difference 2 / (1/4 + 2
        // q).
        double p = 1 / (1 + Math.exp(-2 * x));
        assertThat(beliefs.variance(0, 1)).isCloseTo(2 / (0.25 + 8 * p * (1 - p)), within(1e-9));
        assertThat(beliefs.best()).isZero();
    }

    @Test
    void sidesDoNotMatterAndTiesAreHalves() {
        for (UtilityModel model : List.of(
                UtilityModel.bradleyTerry(4, 1),
                UtilityModel.linear(PLANE, 1, LinearUtility.Spread.LAPLACE),
                UtilityModel.neural(PLANE, 4, 0.1, 1))) {
            DuelLog one = log(4, 0, 1, 2, 3);
            DuelLog other = new DuelLog(4);
            other.record(new Duel(1, 0), Outcome.RIGHT);
            other.record(new Duel(3, 2), Outcome.RIGHT);
            assertThat(model.beliefs(other).mean())
                    .containsExactly(model.beliefs(one).mean(), within(1e-9));
            DuelLog tie = new DuelLog(4);
            tie.record(new Duel(0, 1), Outcome.TIE);
            Beliefs even = model.beliefs(tie);
            assertThat(even.mean()[0] - even.mean()[1]).isCloseTo(0, within(1e-4));
            assertThat(tie.wins(0, 1)).isEqualTo(0.5);
            Beliefs learned = model.beliefs(one);
            assertThat(learned.mean()[0]).isGreaterThan(learned.mean()[1]);
            assertThat(learned.variance(0, 1)).isLessThan(model.beliefs(log(4)).variance(0, 1));
            assertThatThrownBy(() -> model.beliefs(new DuelLog(3))).hasMessageContaining("3");
        }
    }

    @Test
    void gradientsAreThoseOfFiniteDifferences() {
        SplittableRandom random = new SplittableRandom(3);
        NeuralUtility network = (NeuralUtility) UtilityModel.neural(PLANE, 3, 0.1, 5);
        Differentiable loss = network.loss(log(4, 0, 1, 2, 3, 0, 3));
        double[] at = random.doubles(loss.dimension(), -1, 1).toArray();
        double[] gradient = new double[at.length];
        loss.valueAndGradient(at, gradient);
        assertThat(gradient).containsExactly(Differentiable.differences(loss::value, at, 1e-6), within(1e-6));

        SelfExploring policy = new SelfExploring(
                PLANE,
                new double[] {0.1, -0.4, 0.3, 0},
                new SelfExploring.Settings(0.5, 0.3, 10, 5, 0.1),
                new SplittableRandom(1));
        policy.observe(new Duel(0, 1), Outcome.LEFT);
        policy.observe(new Duel(2, 3), Outcome.RIGHT);
        policy.observe(new Duel(0, 3), Outcome.TIE);
        Differentiable round = policy.loss();
        double[] w = {0.7, -0.3};
        double[] slope = new double[2];
        round.valueAndGradient(w, slope);
        assertThat(slope).containsExactly(Differentiable.differences(round::value, w, 1e-6), within(1e-7));
    }

    @Test
    void theBonusOfSelfExploration() {
        SelfExploring.Settings settings = new SelfExploring.Settings(0.1, 0.001, 1, 1, 0.1);
        // Log ratios 1 and -0.5 of winner and loser, 0.5 of the sampled item.
        assertThat(SelfExploring.pair(1.5, 1, 0.5, settings)).isCloseTo(0.621007048, within(1e-9));
        assertThat(SelfExploring.pair(1.5, 1, 0.5, settings.withAlpha(0))).isCloseTo(0.620957048, within(1e-9));
        // Turned round it is the same.
        assertThat(SelfExploring.pair(-1.5, 0, 0.5, settings)).isCloseTo(0.621007048, within(1e-9));
    }

    @Test
    void thePolicyMovesTowardsWhatWins() {
        SelfExploring policy = new SelfExploring(
                PLANE, new double[4], new SelfExploring.Settings(0.1, 0, 4, 100, 0.05), new SplittableRandom(2));
        for (double p : policy.policy()) assertThat(p).isCloseTo(0.25, within(1e-12));
        for (int i = 0; i < 4; i++) policy.observe(new Duel(0, 3), Outcome.LEFT);
        assertThat(policy.policy()[0]).isGreaterThan(0.8);
        assertThat(Arrays.stream(policy.policy()).sum()).isCloseTo(1, within(1e-12));
        assertThat(policy.recommendation()).isZero();
    }

    /// Against a Riemann sum over 400,001 points by NumPy.
    @Test
    void informationGain() {
        assertThat(InformationGain.of(0, 1)).isCloseTo(0.09370896135935891, within(1e-6));
        assertThat(InformationGain.of(1, 2)).isCloseTo(0.13873786906056396, within(1e-6));
        assertThat(InformationGain.of(-1, 2)).isCloseTo(InformationGain.of(1, 2), within(1e-12));
        assertThat(InformationGain.of(3, 0.5)).isCloseTo(0.013052859125308486, within(1e-6));
        assertThat(InformationGain.of(2, 0)).isZero();
        assertThat(InformationGain.of(0, 100)).isCloseTo(0.5648, within(0.01));
    }

    @Test
    void theMostTellingPairAndTree() {
        double[][] covariance = {{1, 0, 0}, {0, 1, 0}, {0, 0, 0.01}};
        Beliefs beliefs = new Beliefs(new double[] {0, 0.1, 0}, covariance);
        assertThat(InformationGain.bestPair(beliefs)).isEqualTo(new Duel(0, 1));
        assertThat(InformationGain.spanningTree(beliefs)).hasSize(2).startsWith(new Duel(0, 1));
        assertThat(new ModelBandit.Optimistic(0)
                        .choose(
                                () -> new Beliefs(new double[] {3, 5, 4}, covariance),
                                new DuelLog(3),
                                new SplittableRandom(1)))
                .containsExactly(new Duel(1, 2));
        // Item 0 is 2 below the favourite with deviation sqrt 2, item 2 is 1 below with deviation 1.005.
        assertThat(new ModelBandit.Optimistic(9)
                        .choose(
                                () -> new Beliefs(new double[] {3, 5, 4}, covariance),
                                new DuelLog(3),
                                new SplittableRandom(1)))
                .containsExactly(new Duel(1, 0));
    }

    @Test
    void upperEndsOfRelativeConfidence() {
        DuelLog log = log(3, 0, 1, 0, 1, 0, 1, 1, 0);
        assertThat(RelativeUpperConfidence.upper(log, 0, 1, 0.51, 10))
                .isCloseTo(0.75 + Math.sqrt(0.51 * Math.log(10) / 4), within(1e-12));
        assertThat(RelativeUpperConfidence.upper(log, 0, 2, 0.51, 10)).isEqualTo(1);
        assertThat(RelativeUpperConfidence.upper(log, 2, 2, 0.51, 10)).isEqualTo(0.5);
    }

    @Test
    void evidenceAgainstEvenOdds() {
        assertThat(MajorityStopping.evidence(0, 0)).isCloseTo(0, within(1e-12));
        assertThat(MajorityStopping.evidence(1, 0)).isCloseTo(0, within(1e-12)); // 2 B(2, 1) = 1
        assertThat(MajorityStopping.evidence(10, 0)).isCloseTo(Math.log(1024.0 / 11), within(1e-10));
        assertThat(MajorityStopping.evidence(3, 2)).isCloseTo(Math.log(32.0 / 60), within(1e-10)); // B(4, 3) = 1/60
    }

    @Test
    void majoritiesDecideByTransitivity() {
        StoppingRule rule = StoppingRule.byMajorities(0.9);
        DuelLog log = new DuelLog(3);
        for (int i = 0; i < 12; i++) log.record(new Duel(2, 0), Outcome.LEFT);
        assertThat(rule.answer(new Question.Top(1), log)).isEmpty();
        for (int i = 0; i < 12; i++) log.record(new Duel(0, 1), Outcome.LEFT);
        assertThat(rule.answer(new Question.Order(), log).orElseThrow().items()).containsExactly(2, 0, 1);
        assertThat(rule.answer(new Question.Top(2), log).orElseThrow().items()).containsExactly(0, 2);
        assertThat(rule.answer(new Question.Top(9), log).orElseThrow().items()).containsExactly(0, 1, 2);
    }

    /// Of two equal items neither is ever to be called better; looked at after every answer, 2,000 times.
    @Test
    void lookingAtEveryAnswerDoesNotBreakTheConfidence() {
        SplittableRandom random = new SplittableRandom(8);
        StoppingRule rule = StoppingRule.byMajorities(0.8);
        int wrong = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            DuelLog log = new DuelLog(2);
            for (int t = 0; t < 2000; t++) {
                log.record(new Duel(0, 1), random.nextBoolean() ? Outcome.LEFT : Outcome.RIGHT);
                if (rule.answer(new Question.Order(), log).isPresent()) {
                    wrong++;
                    break;
                }
            }
        }
        assertThat(wrong / (double) runs).isBetween(0.02, 0.2);
    }

    @Test
    void theStatedConfidenceHolds() {
        double confidence = 0.85;
        for (Question question : List.of(new Question.Top(1), new Question.Top(2), new Question.Order()))
            for (String name : List.of("thompson", "information")) {
                int[] right = new int[2];
                int[] answered = new int[2];
                double[] asked = new double[2];
                int runs = 60;
                for (int run = 0; run < runs; run++) {
                    SplittableRandom random = new SplittableRandom(100 + run);
                    World world = World.normal(4, 1.5, random);
                    for (int way = 0; way < 2; way++) {
                        StoppingRule rule = way == 0
                                ? StoppingRule.byModel(UtilityModel.bradleyTerry(4, 1.5), confidence, 500, 7)
                                : StoppingRule.byMajorities(confidence);
                        Simulation.Run done = Simulation.run(
                                world,
                                DuelStrategy.named(name),
                                DuelStrategy.Pool.of(4, 600),
                                600,
                                Optional.of(rule),
                                question,
                                3,
                                random);
                        if (done.asked() < 0) continue;
                        answered[way]++;
                        asked[way] += done.asked();
                        if (done.right()) right[way]++;
                    }
                }
                // Three standard errors below what is stated.
                for (int way = 0; way < 2; way++)
                    assertThat(right[way] / (double) Math.max(1, answered[way]))
                            .as("%s, %s, %s", question.name(), name, way == 0 ? "model" : "majorities")
                            .isGreaterThan(confidence
                                    - 3 * Math.sqrt(confidence * (1 - confidence) / Math.max(1, answered[way])));
                assertThat(answered[0]).isGreaterThan(runs / 5).isGreaterThanOrEqualTo(answered[1]);
            }
    }

    @Test
    void banditsRegretLessThanChance() {
        double[] regret = new double[5];
        List<String> names = List.of("random", "rucb", "double-thompson", "thompson", "ucb");
        for (int run = 0; run < 4; run++)
            for (int k = 0; k < names.size(); k++) {
                SplittableRandom random = new SplittableRandom(run);
                World world = World.normal(6, 1.5, random);
                Simulation.Run done = Simulation.run(
                        world,
                        DuelStrategy.named(names.get(k)),
                        DuelStrategy.Pool.of(6, 800),
                        800,
                        Optional.empty(),
                        new Question.Top(1),
                        1,
                        random);
                regret[k] += done.regret()[799] / 4;
            }
        for (int k = 1; k < names.size(); k++)
            assertThat(regret[k]).as(names.get(k)).isLessThan(0.6 * regret[0]);
    }

    @Test
    void worlds() {
        SplittableRandom random = new SplittableRandom(4);
        World circle = World.circle(5, 1, random);
        int[] order = circle.order();
        assertThat(circle.chance(order[0], order[1])).isEqualTo(0.65);
        assertThat(circle.chance(order[2], order[0])).isEqualTo(0.65);
        assertThat(circle.chance(order[0], order[3])).isGreaterThan(0.5);
        for (World world : List.of(World.linear(30, 4, 6, random), World.bumps(30, 8, 8, 6, random))) {
            assertThat(Arrays.stream(world.utility()).min().orElseThrow()).isZero();
            assertThat(Arrays.stream(world.utility()).max().orElseThrow()).isEqualTo(1);
            for (int a = 0; a < 30; a++)
                assertThat(world.chance(a, 3) + world.chance(3, a)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void wrongSettingsAreTold() {
        assertThatThrownBy(() -> DuelStrategy.named("greedy"))
                .hasMessageContaining("greedy")
                .hasMessageContaining("rucb");
        assertThatThrownBy(() -> DuelStrategy.named("ucb:x")).hasMessageContaining("ucb:0.5");
        assertThatThrownBy(() -> DuelStrategy.named("ucb:-1")).hasMessageContaining("-1");
        assertThatThrownBy(() -> Question.named("top:0")).hasMessageContaining("top:K");
        assertThat(Question.named("best")).isEqualTo(new Question.Top(1));
        assertThat(Question.named("order").name()).isEqualTo("order");
        assertThatThrownBy(() -> StoppingRule.byMajorities(1)).hasMessageContaining("0.95");
        assertThatThrownBy(() -> StoppingRule.byModel(UtilityModel.bradleyTerry(2, 1), 0.9, 10, 1))
                .hasMessageContaining("10");
        assertThatThrownBy(() -> new DuelLog(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> UtilityModel.linear(new double[][] {{1}, {Double.NaN}}, 1, LinearUtility.Spread.COUNT))
                .hasMessageContaining("item 1");
        assertThatThrownBy(() -> UtilityModel.linear(new double[][] {{1}, {1, 2}}, 1, LinearUtility.Spread.COUNT))
                .hasMessageContaining("item 1");
        assertThatThrownBy(() -> UtilityModel.bradleyTerry(2, 0)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new SelfExploring(
                        PLANE, new double[3], SelfExploring.Settings.DEFAULT, new SplittableRandom(1)))
                .hasMessageContaining("4 items");
        assertThatThrownBy(() -> new SelfExploring.Settings(0, 0, 1, 1, 1)).hasMessageContaining("beta");
        assertThatThrownBy(() -> new Duel(-1, 2)).hasMessageContaining("-1");
    }
}
