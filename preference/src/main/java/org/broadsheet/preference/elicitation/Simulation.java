package org.broadsheet.preference.elicitation;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.Outcome;

/// Lets a strategy ask a made-up world.
public final class Simulation {
    private Simulation() {}

    /// What one run gave.
    ///
    /// @param regret  after each answer the sum of both items' distance from the best so far: half of
    ///                (chance that the
    ///                best is preferred to the first, less 1/2) and the same for the second; 0 where the
    /// best is shown
    ///                twice
    /// @param quality after each answer the utility of the last recommendation looked at, from 0 (the worst
    ///                item) to 1
    ///                (the best); without a stopping rule only
    /// @param asked   answers until the stopping rule had its answer, or -1
    /// @param right   whether that answer was right
    @SuppressWarnings("ArrayRecordComponent") // handed on as they are, never compared
    public record Run(double[] regret, double[] quality, int asked, boolean right) {}

    /// Asks `duels` times, or with a stopping rule until it has its answer.
    ///
    /// @param stopping nothing to go on to the end
    /// @param look     answers between two looks at the recommendation or at the stopping rule
    public static Run run(
            World world,
            DuelStrategy strategy,
            DuelStrategy.Pool pool,
            int duels,
            Optional<StoppingRule> stopping,
            Question question,
            int look,
            RandomGenerator random) {
        if (duels < 1 || look < 1)
            throw new IllegalArgumentException(
                    "at least one answer, and a look after at least one, not " + duels + " and " + look);
        DuelingBandit bandit = strategy.start(pool, random);
        int[] order = world.order();
        int best = order[0];
        double low = world.utility()[order[order.length - 1]];
        double range = Math.max(1e-300, world.utility()[best] - low);
        double[] regret = new double[duels];
        double[] quality = new double[duels];
        double sum = 0;
        for (int t = 0; t < duels; t++) {
            Duel duel = bandit.next();
            sum += (world.chance(best, duel.first()) + world.chance(best, duel.second()) - 1) / 2;
            if (duel.isQuestion())
                bandit.observe(
                        duel,
                        random.nextDouble() < world.chance(duel.first(), duel.second()) ? Outcome.LEFT : Outcome.RIGHT);
            regret[t] = sum;
            if (stopping.isEmpty()) {
                boolean seen = t == 0 || (t + 1) % look == 0 || t + 1 == duels;
                quality[t] = seen ? (world.utility()[bandit.recommendation()] - low) / range : quality[t - 1];
            } else if ((t + 1) % look == 0) {
                Optional<StoppingRule.Answer> answer = stopping.get().answer(question, bandit.log());
                if (answer.isPresent()) return new Run(regret, quality, t + 1, isRight(question, order, answer.get()));
            }
        }
        return new Run(regret, quality, -1, false);
    }

    private static boolean isRight(Question question, int[] order, StoppingRule.Answer answer) {
        return switch (question) {
            case Question.Order() -> {
                boolean same = true;
                for (int i = 0; i < order.length; i++) same &= answer.items().get(i) == order[i];
                yield same;
            }
            case Question.Top(int k) -> {
                boolean all = true;
                for (int i = 0; i < Math.min(k, order.length); i++)
                    all &= answer.items().contains(order[i]);
                yield all;
            }
        };
    }
}
