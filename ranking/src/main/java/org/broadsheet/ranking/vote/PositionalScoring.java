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
        for (int voter = 0; voter < election.voters(); voter++) {
            double[] given = election.points(voter, place -> points.at(place, n));
            for (int item = 0; item < n; item++) sums[item] += election.weight(voter) * given[item];
        }
        return sums;
    }
}
