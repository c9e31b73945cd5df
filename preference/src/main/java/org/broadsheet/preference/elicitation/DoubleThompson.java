package org.broadsheet.preference.elicitation;

import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.Outcome;

/// Double Thompson sampling (Wu and Liu, NIPS 2016, algorithm 1): both items by draws of who is preferred
/// to whom, the
/// first among those that may yet beat most, the second among those that are not known to lose to the
/// first.
final class DoubleThompson implements DuelingBandit {
    private final DuelLog log;
    private final double alpha;
    private final RandomGenerator random;
    private int time;

    DoubleThompson(int items, double alpha, RandomGenerator random) {
        this.log = new DuelLog(items);
        this.alpha = alpha;
        this.random = random;
    }

    @Override
    public Duel next() {
        time++;
        int n = log.items();
        int first = first(n);
        int second = first;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double drawn = 0.5;
            if (i != first) {
                double count = log.count(i, first);
                double low = count == 0 ? 0 : 2 * log.wins(i, first) / count - upper(i, first);
                drawn = drawn(i, first);
                if (low > 0.5) continue;
            }
            if (drawn > most) {
                most = drawn;
                second = i;
            }
        }
        return new Duel(first, second);
    }

    private double upper(int a, int b) {
        return RelativeUpperConfidence.upper(log, a, b, alpha, time);
    }

    private int first(int n) {
        int[] mayBeat = new int[n];
        int[] drawnToBeat = new int[n];
        int most = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) if (i != j && upper(i, j) > 0.5) mayBeat[i]++;
            most = Math.max(most, mayBeat[i]);
            for (int j = i + 1; j < n; j++) {
                double drawn = drawn(i, j);
                if (drawn > 0.5) drawnToBeat[i]++;
                else drawnToBeat[j]++;
            }
        }
        int best = -1;
        int equals = 0;
        for (int i = 0; i < n; i++) {
            if (mayBeat[i] < most) continue;
            if (best >= 0 && drawnToBeat[i] < drawnToBeat[best]) continue;
            equals = best >= 0 && drawnToBeat[i] == drawnToBeat[best] ? equals + 1 : 1;
            if (random.nextInt(equals) == 0) best = i; // each of several equals with the same chance
        }
        return best;
    }

    private double drawn(int a, int b) {
        double x = gamma(log.wins(a, b) + 1);
        return x / (x + gamma(log.wins(b, a) + 1));
    }

    /// A gamma variate of scale 1 and shape of at least 1 (Marsaglia and Tsang 2000).
    private double gamma(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v <= 0) continue;
            v = v * v * v;
            if (Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
        }
    }

    @Override
    public void observe(Duel duel, Outcome outcome) {
        log.record(duel, outcome);
    }

    @Override
    public int recommendation() {
        return log.copelandBest();
    }

    @Override
    public DuelLog log() {
        return log;
    }
}
