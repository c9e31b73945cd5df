package org.broadsheet.ranking.vote;

/// Points by place. Tied items share the points of their places equally.
record PositionalScoring(String name, Points points) implements VotingRule {
    /// What a place is worth.
    @FunctionalInterface
    interface Points {
        /// @param place from 0, the best
        /// @param n     items in the election
        double at(int place, int n);
    }

    @Override
    public double[] scores(Election<?> election) {
        int n = election.size();
        double[] sums = new double[n];
        double[] before = new double[n + 1]; // points of all places before this one
        for (int place = 0; place < n; place++) before[place + 1] = before[place] + points.at(place, n);
        for (int voter = 0; voter < election.voters(); voter++) {
            double weight = election.weight(voter);
            int[] order = election.order(voter);
            boolean stretched = election.unranked() == Unranked.NO_OPINION && order.length < n;
            double rest = stretched
                    ? before[n] / n
                    : order.length < n ? (before[n] - before[order.length]) / (n - order.length) : 0;
            boolean[] held = new boolean[n];
            for (int from = 0; from < order.length; ) {
                int end = election.endOfTie(voter, from);
                double worth = stretched
                        ? stretched(election, from, end, order.length)
                        : (before[end] - before[from]) / (end - from);
                for (int i = from; i < end; i++) {
                    sums[order[i]] += weight * worth;
                    held[order[i]] = true;
                }
                from = end;
            }
            for (int item = 0; item < n; item++) if (!held[item]) sums[item] += weight * rest;
        }
        return sums;
    }

    /// The mean worth of the stretched places of a tie, between two whole places by their distance.
    private double stretched(Election<?> election, int from, int end, int held) {
        int n = election.size();
        double sum = 0;
        for (int place = from; place < end; place++) {
            double wide = election.stretched(place, held);
            int low = (int) Math.floor(wide);
            double part = wide - low;
            sum += (1 - part) * points.at(low, n) + (part > 0 ? part * points.at(low + 1, n) : 0);
        }
        return sum / (end - from);
    }
}
