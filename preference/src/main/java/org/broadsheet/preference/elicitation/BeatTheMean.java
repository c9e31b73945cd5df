package org.broadsheet.preference.elicitation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.Outcome;

/// Beat the Mean (Yue and Joachims, ICML 2011, algorithm 1): whoever was asked about least against a random
/// other of those
/// still in; who is surely below the mean of them leaves, and the answers against it leave with it.
/// Explores until one
/// is left and then asks nothing more. Needs utilities that are ordered, with gaps that add up up to a
/// factor gamma.
final class BeatTheMean implements DuelingBandit {
    private final DuelLog log;
    private final double[][] won; // among those still in
    private final double[][] met;
    private final boolean[] in;
    private final double failure;
    private final double gamma;
    private final RandomGenerator random;
    private int left;

    /// @param horizon answers for which it is made; the chance of a wrong exit is 1 / (2 horizon) for each
    ///                item
    /// @param gamma   how far gaps may fall short of adding up, from 1, which is that they do
    BeatTheMean(int items, int horizon, double gamma, RandomGenerator random) {
        this.log = new DuelLog(items);
        this.won = new double[items][items];
        this.met = new double[items][items];
        this.in = new boolean[items];
        Arrays.fill(in, true);
        this.left = items;
        this.failure = 1 / (2.0 * horizon * items);
        this.gamma = gamma;
        this.random = random;
    }

    @Override
    public Duel next() {
        int n = in.length;
        int first = -1;
        int equals = 0;
        for (int i = 0; i < n; i++) {
            if (!in[i] || first >= 0 && sum(met[i]) > sum(met[first])) continue;
            equals = first >= 0 && sum(met[i]) == sum(met[first]) ? equals + 1 : 1;
            if (random.nextInt(equals) == 0) first = i;
        }
        if (left == 1) return new Duel(first, first);
        int skip = random.nextInt(left - 1);
        for (int j = 0; j < n; j++) if (in[j] && j != first && skip-- == 0) return new Duel(first, j);
        throw new IllegalStateException("nobody is left to ask about");
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double v : row) sum += v;
        return sum;
    }

    @Override
    public void observe(Duel duel, Outcome outcome) {
        log.record(duel, outcome);
        if (!in[duel.first()] || !in[duel.second()]) return;
        // The paper counts an answer for the first item only, whose mean is looked for.
        won[duel.first()][duel.second()] += outcome.leftScore();
        met[duel.first()][duel.second()]++;
        while (left > 1 && worstLeaves()) left--;
    }

    private boolean worstLeaves() {
        int worst = -1;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double fewest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < in.length; i++) {
            if (!in[i]) continue;
            double count = sum(met[i]);
            double mean = count == 0 ? 0.5 : sum(won[i]) / count;
            fewest = Math.min(fewest, count);
            high = Math.max(high, mean);
            if (mean < low) {
                low = mean;
                worst = i;
            }
        }
        double radius = fewest == 0 ? 1 : 3 * gamma * gamma * Math.sqrt(Math.log(1 / failure) / fewest);
        if (low + radius > high - radius) return false;
        in[worst] = false;
        for (int i = 0; i < in.length; i++) {
            won[i][worst] = 0;
            met[i][worst] = 0;
        }
        return true;
    }

    @Override
    public int recommendation() {
        int best = -1;
        double most = -1;
        for (int i = 0; i < in.length; i++) {
            if (!in[i]) continue;
            double count = sum(met[i]);
            double mean = count == 0 ? 0.5 : sum(won[i]) / count;
            if (mean > most) {
                most = mean;
                best = i;
            }
        }
        return best;
    }

    @Override
    public DuelLog log() {
        return log;
    }
}
