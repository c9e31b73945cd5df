package org.broadsheet.preference.elicitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.broadsheet.preference.judgment.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every way to choose pairs promises. A new one joins by its line in `DuelStrategy.all`.
class DuelingBanditContractTest {
    static Stream<DuelStrategy> strategies() {
        return Stream.concat(
                DuelStrategy.all().stream(),
                Stream.of(DuelStrategy.named("ucb:0.3"), DuelStrategy.named("self-exploring:0")));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void asksAboutTheItemsThereAre(DuelStrategy strategy) {
        for (int items : new int[] {1, 2, 5}) {
            SplittableRandom random = new SplittableRandom(1);
            DuelingBandit bandit = strategy.start(DuelStrategy.Pool.of(items, 100), random);
            assertThat(bandit.recommendation()).isBetween(0, items - 1);
            for (int t = 0; t < 60; t++) {
                Duel duel = bandit.next();
                assertThat(duel.first()).isLessThan(items);
                assertThat(duel.second()).isLessThan(items);
                if (duel.isQuestion()) bandit.observe(duel, random.nextBoolean() ? Outcome.LEFT : Outcome.TIE);
                assertThat(bandit.recommendation()).isBetween(0, items - 1);
            }
            assertThat(bandit.log().items()).isEqualTo(items);
            if (items == 1) assertThat(bandit.next().isQuestion()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void theSameSeedAndAnswersLeadToTheSamePairs(DuelStrategy strategy) {
        assertThat(pairs(strategy, 3)).isEqualTo(pairs(strategy, 3)).isNotEqualTo(pairs(strategy, 4));
    }

    private static List<Duel> pairs(DuelStrategy strategy, long seed) {
        World world = World.normal(6, 1.5, new SplittableRandom(9));
        SplittableRandom random = new SplittableRandom(seed);
        DuelingBandit bandit = strategy.start(DuelStrategy.Pool.of(6, 100), random);
        List<Duel> pairs = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            Duel duel = bandit.next();
            pairs.add(duel);
            if (duel.isQuestion())
                bandit.observe(
                        duel,
                        random.nextDouble() < world.chance(duel.first(), duel.second()) ? Outcome.LEFT : Outcome.RIGHT);
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void aClearBestItemIsRecommended(DuelStrategy strategy) {
        int found = 0;
        for (int seed = 0; seed < 5; seed++) {
            SplittableRandom random = new SplittableRandom(20 + seed);
            double[] utility = {0.3, -1, 3, -0.5, 0};
            World world = new World(utility, DuelStrategy.Pool.of(5, 1).features(), 1.5, false);
            Simulation.Run run = Simulation.run(
                    world,
                    strategy,
                    DuelStrategy.Pool.of(5, 400),
                    400,
                    Optional.empty(),
                    new Question.Top(1),
                    1,
                    random);
            if (run.quality()[399] == 1) found++;
            for (int t = 1; t < 400; t++) assertThat(run.regret()[t]).isGreaterThanOrEqualTo(run.regret()[t - 1]);
        }
        // Whoever holds the place of the winner loses it now and then.
        assertThat(found).isGreaterThanOrEqualTo(strategy.name().equals("winner-stays") ? 3 : 5);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void badAnswersAreRefused(DuelStrategy strategy) {
        DuelingBandit bandit = strategy.start(DuelStrategy.Pool.of(3, 100), new SplittableRandom(1));
        assertThatThrownBy(() -> bandit.observe(new Duel(1, 1), Outcome.LEFT)).hasMessageContaining("itself");
        assertThatThrownBy(() -> bandit.observe(new Duel(1, 3), Outcome.LEFT)).hasMessageContaining("0 to 2");
        bandit.observe(new Duel(2, 0), Outcome.LEFT); // not asked for, and welcome
        assertThat(bandit.log().wins(2, 0)).isEqualTo(1);
        assertThat(DuelStrategy.named(strategy.name()).name()).isEqualTo(strategy.name());
    }
}
