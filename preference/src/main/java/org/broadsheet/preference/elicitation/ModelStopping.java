package org.broadsheet.preference.elicitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Draws utilities from what the model believes and counts how many draws give the answer that the means
/// give. The same
/// draws at every look, so that it does not stop by a lucky one.
record ModelStopping(UtilityModel model, double confidence, int draws, long seed) implements StoppingRule {
    ModelStopping {
        StoppingRule.check(confidence);
        if (draws < 100) throw new IllegalArgumentException("at least 100 draws tell a confidence, not " + draws);
    }

    @Override
    public Optional<Answer> answer(Question question, DuelLog log) {
        if (log.duels() == 0 && log.items() > 1) return Optional.empty();
        Beliefs beliefs = model.beliefs(log);
        int[] held = order(beliefs.mean());
        Beliefs.Draws drawn = beliefs.draws();
        RandomGenerator random = new SplittableRandom(seed);
        int agree = 0;
        int mayFail = (int) ((1 - confidence) * draws);
        for (int d = 0; d < draws; d++) {
            if (question.sameAnswer(held, order(drawn.draw(random)))) agree++;
            else if (d + 1 - agree > mayFail) return Optional.empty();
        }
        int size = question instanceof Question.Top(int k) ? Math.min(k, held.length) : held.length;
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < size; i++) items.add(held[i]);
        if (question instanceof Question.Top) items.sort(null);
        return Optional.of(new Answer(items, (double) agree / draws));
    }

    static int[] order(double[] utility) {
        return IntStream.range(0, utility.length)
                .boxed()
                .sorted((a, b) -> Double.compare(utility[b], utility[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
