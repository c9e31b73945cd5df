package org.broadsheet.preference.rating;

import java.util.Arrays;
import java.util.function.DoubleConsumer;
import org.broadsheet.numerics.Optimum;

/// Minorise and maximise (Hunter 2004, equations 3, 12 and 15): each round sets every strength to its wins
/// over what it should have won so far, and never lowers the likelihood. For plain Bradley-Terry, its home
/// advantage, and ties of Rao and Kupper's.
///
/// @param maxIterations most rounds
/// @param tolerance     settled when a round moves no rating by more than this
record Minorization(int maxIterations, double tolerance) {
    static final Minorization DEFAULT = new Minorization(100_000, 1e-9);

    Optimum minimize(PairLikelihood likelihood, double[] start) {
        return minimize(likelihood, start, _ -> {});
    }

    /// @param watched told -ln likelihood before each round
    Optimum minimize(PairLikelihood likelihood, double[] start, DoubleConsumer watched) {
        if (likelihood.rows.covariates != null
                || likelihood.ridge > 0
                || likelihood.model instanceof PairModel.Davidson)
            throw new IllegalArgumentException(
                    "MM fits Bradley-Terry without covariates and without a prior; take Newton for these");
        PairRows rows = likelihood.rows;
        int n = rows.items;
        double[] x = start.clone();
        double[] strength = new double[n];
        double[] wins = new double[n];
        double homeWins = 0;
        double ties = 0;
        for (int i = 0; i < n; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                wins[i] += rows.left.get(k) + rows.tied(k);
                wins[rows.other[k]] += rows.right.get(k) + rows.tied(k);
                homeWins += rows.left.get(k) + rows.tied(k);
                ties += rows.tied(k);
            }
        double[] due = new double[n];
        double movedBefore = Double.POSITIVE_INFINITY;
        for (int round = 0; round < maxIterations; round++) {
            watched.accept(likelihood.at(x).value());
            for (int i = 0; i < n; i++) strength[i] = Math.exp(x[i]);
            double home = likelihood.home ? Math.exp(x[likelihood.homeAt()]) : 1;
            double theta = likelihood.model.ties() ? Math.exp(likelihood.tie(x)) : 1;
            Arrays.fill(due, 0);
            double homeDue = 0;
            double tieDue = 0;
            for (int i = 0; i < n; i++)
                for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                    int j = rows.other[k];
                    // Left or tied: 1 / (home a + theta b); right or tied: 1 / (theta home a + b).
                    double a = (rows.left.get(k) + rows.tied(k)) / (home * strength[i] + theta * strength[j]);
                    double b = (rows.right.get(k) + rows.tied(k)) / (theta * home * strength[i] + strength[j]);
                    due[i] += home * (a + theta * b);
                    due[j] += theta * a + b;
                    homeDue += strength[i] * (a + theta * b);
                    tieDue += strength[j] * a + home * strength[i] * b;
                }
            double[] next = x.clone();
            for (int i = 0; i < n; i++) if (wins[i] > 0) next[i] = Math.log(wins[i] / due[i]);
            // The shared parameters take turns with the strengths: the minoriser does not part them.
            if (round % 2 == 1 && (likelihood.home || likelihood.model.ties())) {
                System.arraycopy(x, 0, next, 0, n);
                if (likelihood.home) next[likelihood.homeAt()] = Math.log(homeWins / homeDue);
                if (likelihood.model.ties()) {
                    double c = tieDue / (2 * ties);
                    next[likelihood.tieAt()] = Math.log(1 / (2 * c) + Math.sqrt(1 + 1 / (4 * c * c)));
                }
            }
            centre(next, n);
            double moved = 0;
            for (int i = 0; i < x.length; i++) moved = Math.max(moved, Math.abs(next[i] - x[i]));
            x = next;
            boolean still = Math.max(moved, movedBefore) <= tolerance;
            movedBefore = moved;
            if (still) return new Optimum(x, likelihood.at(x).value(), round + 1, true);
        }
        return new Optimum(x, likelihood.at(x).value(), maxIterations, false);
    }

    private static void centre(double[] x, int n) {
        double mean = 0;
        for (int i = 0; i < n; i++) mean += x[i] / n;
        for (int i = 0; i < n; i++) x[i] -= mean;
    }
}
