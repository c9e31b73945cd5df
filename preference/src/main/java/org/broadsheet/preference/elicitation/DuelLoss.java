package org.broadsheet.preference.elicitation;

import org.broadsheet.numerics.Stable;

/// Minus the log-likelihood of answers where utilities are known.
final class DuelLoss {
    private DuelLoss() {}

    /// @param slope the derivative by each item's utility is added to it
    static double of(DuelLog log, double[] utility, double[] slope) {
        double value = 0;
        for (Duel pair : log.pairs()) {
            int a = pair.first();
            int b = pair.second();
            double d = utility[a] - utility[b];
            double won = log.wins(a, b);
            double lost = log.wins(b, a);
            value -= won * Stable.logSigmoid(d) + lost * Stable.logSigmoid(-d);
            double change = (won + lost) * Stable.sigmoid(d) - won;
            slope[a] += change;
            slope[b] -= change;
        }
        return value;
    }
}
