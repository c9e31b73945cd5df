package org.broadsheet.preference.elicitation;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.preference.judgment.Outcome;

/// How often each item was preferred to each other; a tie is half a win for both. Not for several threads.
public final class DuelLog {
    private static final int MOST_ITEMS = 5_000;

    private final double[][] wins;
    private final List<Duel> asked = new ArrayList<>();
    private int duels;

    /// @param items from 1 to 5,000
    public DuelLog(int items) {
        if (items < 1 || items > MOST_ITEMS)
            throw new IllegalArgumentException(
                    "there are from 1 to " + MOST_ITEMS + " items to ask about, not " + items);
        wins = new double[items][items];
    }

    /// @param outcome left where the first was preferred
    /// @throws IllegalArgumentException for an unknown item, or an item against itself
    public void record(Duel duel, Outcome outcome) {
        if (!duel.isQuestion())
            throw new IllegalArgumentException(
                    "item " + duel.first() + " was compared with itself, which says nothing");
        if (Math.max(duel.first(), duel.second()) >= items())
            throw new IllegalArgumentException("there are items 0 to " + (items() - 1) + ", but the answer is about "
                    + duel.first() + " and " + duel.second());
        if (count(duel.first(), duel.second()) == 0)
            asked.add(new Duel(Math.min(duel.first(), duel.second()), Math.max(duel.first(), duel.second())));
        wins[duel.first()][duel.second()] += outcome.leftScore();
        wins[duel.second()][duel.first()] += 1 - outcome.leftScore();
        duels++;
    }

    public int items() {
        return wins.length;
    }

    /// Answers so far.
    public int duels() {
        return duels;
    }

    /// How often `a` was preferred to `b`.
    public double wins(int a, int b) {
        return wins[a][b];
    }

    /// How often `a` and `b` were compared.
    public double count(int a, int b) {
        return wins[a][b] + wins[b][a];
    }

    /// Pairs that were asked about, each once, the smaller number first.
    public List<Duel> asked() {
        return List.copyOf(asked);
    }

    List<Duel> pairs() {
        return asked;
    }

    /// The item that won against most others so far; of several the one with the larger share of its duels,
    /// then the
    /// smaller number.
    int copelandBest() {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        double mostShare = 0;
        for (int a = 0; a < wins.length; a++) {
            double beaten = 0;
            double won = 0;
            double all = 0;
            for (int b = 0; b < wins.length; b++) {
                beaten += Math.signum(wins[a][b] - wins[b][a]);
                won += wins[a][b];
                all += count(a, b);
            }
            double share = all == 0 ? 0.5 : won / all;
            if (beaten > most || beaten == most && share > mostShare) {
                best = a;
                most = beaten;
                mostShare = share;
            }
        }
        return best;
    }
}
