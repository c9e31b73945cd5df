package org.broadsheet.preference.rating;

/// A walk over items that meets as often as comparisons say: from each item to those that beat it, at given
/// rates. Where it spends its time is the ranking.
final class MarkovChain {
    private static final int ELIMINATED = 300;
    private static final int MOST_SWEEPS = 100_000;
    private static final double ENOUGH = 1e-13;

    private final int items;
    // Both ways round: the neighbours of i, the rates from them to i, and the rate at which i is left.
    private final int[] start;
    private final int[] neighbour;
    private final double[] rate;
    private final double[] leaving;

    /// The rates of row k: from the second item to the first, and from the first to the second.
    interface Rates {
        double toFirst(int first, int row);

        double toSecond(int first, int row);
    }

    MarkovChain(PairRows rows, Rates rates) {
        items = rows.items;
        start = new int[items + 1];
        for (int i = 0; i < items; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                start[i + 1]++;
                start[rows.other[k] + 1]++;
            }
        for (int i = 0; i < items; i++) start[i + 1] += start[i];
        neighbour = new int[start[items]];
        rate = new double[start[items]];
        leaving = new double[items];
        int[] next = start.clone();
        for (int i = 0; i < items; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int j = rows.other[k];
                double here = rates.toFirst(i, k);
                double there = rates.toSecond(i, k);
                neighbour[next[i]] = j;
                rate[next[i]++] = here;
                neighbour[next[j]] = i;
                rate[next[j]++] = there;
                leaving[j] += here;
                leaving[i] += there;
            }
    }

    /// The share of time spent in each item, summing to 1 over each group; every group is strongly
    /// connected.
    ///
    /// @param guess where to begin, changed to the result
    void settle(double[] guess, Groups groups) {
        if (items <= ELIMINATED && groups.count() == 1) eliminate(guess);
        else sweep(guess, groups);
    }

    /// Grassmann, Taksar and Heyman 1985: elimination without a single subtraction.
    private void eliminate(double[] share) {
        double[][] q = new double[items][items];
        for (int i = 0; i < items; i++) for (int k = start[i]; k < start[i + 1]; k++) q[neighbour[k]][i] += rate[k];
        for (int n = items - 1; n > 0; n--) {
            double out = 0;
            for (int j = 0; j < n; j++) out += q[n][j];
            for (int i = 0; i < n; i++) q[i][n] /= out;
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) if (i != j) q[i][j] += q[i][n] * q[n][j];
        }
        share[0] = 1;
        double total = 1;
        for (int n = 1; n < items; n++) {
            share[n] = 0;
            for (int i = 0; i < n; i++) share[n] += share[i] * q[i][n];
            total += share[n];
        }
        for (int i = 0; i < items; i++) share[i] /= total;
    }

    /// Gauss and Seidel: each item in turn gets what flows in over the rate of leaving.
    private void sweep(double[] share, Groups groups) {
        for (int round = 0; round < MOST_SWEEPS; round++) {
            double moved = 0;
            for (int i = 0; i < items; i++) {
                if (leaving[i] == 0) continue;
                double in = 0;
                for (int k = start[i]; k < start[i + 1]; k++) in += share[neighbour[k]] * rate[k];
                double next = in / leaving[i];
                moved = Math.max(moved, Math.abs(next - share[i]) / Math.max(next, 1e-300));
                share[i] = next;
            }
            normalise(share, groups);
            if (moved <= ENOUGH * 10) return;
        }
    }

    private static void normalise(double[] share, Groups groups) {
        double[] total = new double[groups.count()];
        for (int i = 0; i < share.length; i++) total[groups.of(i)] += share[i];
        for (int i = 0; i < share.length; i++) share[i] /= total[groups.of(i)];
    }
}
