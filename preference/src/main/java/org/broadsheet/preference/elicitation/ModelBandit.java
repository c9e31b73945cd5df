package org.broadsheet.preference.elicitation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.Outcome;
import org.jspecify.annotations.Nullable;

/// Fits a model of utilities to all answers and lets a [PairChoice] name pairs by it.
final class ModelBandit implements DuelingBandit {
    private final DuelLog log;
    private final UtilityModel model;
    private final PairChoice choice;
    private final int warmUp;
    private final RandomGenerator random;
    private final Deque<Duel> queue = new ArrayDeque<>();
    private @Nullable Beliefs beliefs;

    /// @param warmUp random pairs to begin with
    ModelBandit(UtilityModel model, PairChoice choice, int warmUp, RandomGenerator random) {
        this.log = new DuelLog(model.items());
        this.model = model;
        this.choice = choice;
        this.warmUp = warmUp;
        this.random = random;
    }

    @Override
    public Duel next() {
        if (log.items() == 1) return new Duel(0, 0);
        if (log.duels() < warmUp) return side(PairChoice.anyPair(log.items(), random));
        if (queue.isEmpty()) queue.addAll(choice.choose(this::beliefs, log, random));
        return side(queue.getFirst());
    }

    /// People favour the left one; whoever is chosen first is not always there.
    private Duel side(Duel duel) {
        return random.nextBoolean() ? duel : duel.swapped();
    }

    @Override
    public void observe(Duel duel, Outcome outcome) {
        log.record(duel, outcome);
        queue.pollFirst();
        beliefs = null;
    }

    private Beliefs beliefs() {
        Beliefs known = beliefs;
        if (known != null) return known;
        Beliefs fitted = model.beliefs(log);
        beliefs = fitted;
        return fitted;
    }

    @Override
    public int recommendation() {
        return choice.shownOnly() ? shown() : beliefs().best();
    }

    /// The best of those that were asked about; of all where none was.
    private int shown() {
        Beliefs known = beliefs();
        int best = -1;
        for (Duel pair : log.pairs())
            for (int i : new int[] {pair.first(), pair.second()})
                if (best < 0
                        || known.mean()[i] > known.mean()[best]
                        || known.mean()[i] == known.mean()[best] && i < best) best = i;
        return best < 0 ? known.best() : best;
    }

    @Override
    public DuelLog log() {
        return log;
    }

    /// Names pairs by what is believed.
    interface PairChoice {
        /// At least one pair; all of them are asked before it is asked again.
        ///
        /// @param believed fits the model when it is asked for
        List<Duel> choose(Supplier<Beliefs> believed, DuelLog log, RandomGenerator random);

        /// Whether only items that were shown are recommended.
        default boolean shownOnly() {
            return false;
        }

        static Duel anyPair(int items, RandomGenerator random) {
            int first = random.nextInt(items);
            int second = random.nextInt(items - 1);
            return new Duel(first, second < first ? second : second + 1);
        }
    }

    /// Any pair: what the other choices are measured against.
    record AnyPair() implements PairChoice {
        @Override
        public List<Duel> choose(Supplier<Beliefs> believed, DuelLog log, RandomGenerator random) {
            return List.of(PairChoice.anyPair(log.items(), random));
        }
    }

    /// The favourite against the most promising rival: the highest mean plus sqrt(nu) times the deviation
    /// of the
    /// difference (Lin and others 2024). nu = 0 takes the two best.
    record Optimistic(double nu) implements PairChoice {
        Optimistic {
            if (!(nu >= 0 && nu < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("nu is from 0 and finite but was " + nu);
        }

        @Override
        public List<Duel> choose(Supplier<Beliefs> believed, DuelLog log, RandomGenerator random) {
            Beliefs beliefs = believed.get();
            int favourite = beliefs.best();
            int rival = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < log.items(); i++) {
                if (i == favourite) continue;
                double promise = beliefs.mean()[i] + Math.sqrt(nu * beliefs.variance(i, favourite));
                if (promise > most) {
                    most = promise;
                    rival = i;
                }
            }
            return List.of(new Duel(favourite, rival));
        }

        @Override
        public boolean shownOnly() {
            return true;
        }
    }

    /// The best of one draw of utilities against the best of another, or against the second best of it
    /// where both agree.
    record Thompson() implements PairChoice {
        @Override
        public List<Duel> choose(Supplier<Beliefs> believed, DuelLog log, RandomGenerator random) {
            Beliefs.Draws draws = believed.get().draws();
            int first = best(draws.draw(random), -1);
            double[] again = draws.draw(random);
            int second = best(again, -1);
            return List.of(new Duel(first, second == first ? best(again, first) : second));
        }

        private static int best(double[] utility, int without) {
            int best = -1;
            for (int i = 0; i < utility.length; i++)
                if (i != without && (best < 0 || utility[i] > utility[best])) best = i;
            return best;
        }
    }

    /// The pair whose answer tells most about the utilities; or, for several at once, the spanning tree of
    /// pairs that tell
    /// most, so that every item is in one of them (Li and others 2018, hybrid-MST).
    record Informative(boolean tree) implements PairChoice {
        @Override
        public List<Duel> choose(Supplier<Beliefs> believed, DuelLog log, RandomGenerator random) {
            return tree
                    ? InformationGain.spanningTree(believed.get())
                    : List.of(InformationGain.bestPair(believed.get()));
        }
    }
}
