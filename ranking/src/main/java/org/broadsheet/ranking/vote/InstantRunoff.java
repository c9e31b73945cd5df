package org.broadsheet.ranking.vote;

import java.util.Arrays;

/// Instant run-off. The score of an item is the round in which it left. Items that tie for the fewest first places
/// leave together; a ballot with a tie at its top splits its vote; a ballot whose items have all left no longer counts.
record InstantRunoff() implements VotingRule {
    @Override
    public String name() {
        return "irv";
    }

    @Override
    public double[] scores(Election<?> election) {
        int n = election.size();
        double[] round = new double[n];
        boolean[] gone = new boolean[n];
        double slack = 1e-12 * election.totalWeight();
        int left = n;
        for (int now = 0; left > 0; now++) {
            double[] votes = firstPlaces(election, gone);
            double fewest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) if (!gone[i]) fewest = Math.min(fewest, votes[i]);
            boolean[] leaves = new boolean[n];
            for (int i = 0; i < n; i++) leaves[i] = !gone[i] && votes[i] <= fewest + slack;
            for (int i = 0; i < n; i++) {
                if (!leaves[i]) continue;
                gone[i] = true;
                round[i] = now;
                left--;
            }
        }
        return round;
    }

    private static double[] firstPlaces(Election<?> election, boolean[] gone) {
        double[] votes = new double[gone.length];
        int[] top = new int[gone.length];
        for (int voter = 0; voter < election.voters(); voter++) {
            int[] order = election.order(voter);
            for (int from = 0; from < order.length; ) {
                int end = election.endOfTie(voter, from);
                int count = 0;
                for (int i = from; i < end; i++) if (!gone[order[i]]) top[count++] = order[i];
                if (count > 0) {
                    double share = election.weight(voter) / count;
                    Arrays.stream(top, 0, count).forEach(item -> votes[item] += share);
                    break;
                }
                from = end;
            }
        }
        return votes;
    }
}
