package org.broadsheet.ranking.vote;

/// Rules that look at the scores themselves.
final class ScoreRules {
    private ScoreRules() {}

    record Mean() implements VotingRule {
        @Override
        public String name() {
            return "score";
        }

        @Override
        public double[] scores(Election<?> election) {
            int n = election.size();
            double[] sums = new double[n];
            double[] weights = new double[n];
            boolean last = election.unranked() == Unranked.LAST;
            for (int voter = 0; voter < election.voters(); voter++) {
                int[] order = election.order(voter);
                double lowest = election.score(voter, order[order.length - 1]);
                for (int item = 0; item < n; item++) {
                    double score = election.score(voter, item);
                    if (Double.isNaN(score)) {
                        if (!last) continue;
                        score = lowest;
                    }
                    sums[item] += election.weight(voter) * score;
                    weights[item] += election.weight(voter);
                }
            }
            for (int item = 0; item < n; item++) sums[item] /= weights[item]; // some ballot holds every item
            return sums;
        }
    }

    record Approved(double threshold) implements VotingRule {
        Approved {
            if (Double.isNaN(threshold)) throw new IllegalArgumentException("the threshold of an approval is a number");
        }

        @Override
        public String name() {
            return "approved-at:" + threshold;
        }

        @Override
        public double[] scores(Election<?> election) {
            double[] sums = new double[election.size()];
            for (int voter = 0; voter < election.voters(); voter++)
                for (int item : election.order(voter))
                    if (election.score(voter, item) >= threshold) sums[item] += election.weight(voter);
            return sums;
        }
    }
}
