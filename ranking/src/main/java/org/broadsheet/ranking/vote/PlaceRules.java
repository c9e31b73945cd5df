package org.broadsheet.ranking.vote;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Rules that look at the places an item takes.
final class PlaceRules {
    private PlaceRules() {}

    /// The score is the median place from 0, negated; voters without an opinion on an item do not count for it.
    record Median() implements VotingRule {
        @Override
        public String name() {
            return "median";
        }

        @Override
        public double[] scores(Election<?> election) {
            double[][] places = places(election);
            double[] scores = new double[election.size()];
            for (int item = 0; item < scores.length; item++) {
                int i = item;
                int[] voters = IntStream.range(0, places.length)
                        .filter(v -> !Double.isNaN(places[v][i]))
                        .boxed()
                        .sorted(Comparator.comparingDouble(v -> places[v][i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                double half =
                        Arrays.stream(voters).mapToDouble(election::weight).sum() / 2;
                double slack = 1e-12 * half;
                double seen = 0;
                for (int at = 0; at < voters.length; at++) {
                    double place = places[voters[at]][i];
                    seen += election.weight(voters[at]);
                    if (seen < half - slack) continue;
                    boolean even = seen <= half + slack && at + 1 < voters.length;
                    scores[i] = -(even ? (place + places[voters[at + 1]][i]) / 2 : place);
                    break;
                }
            }
            return scores;
        }
    }

    /// The score is the number of items behind. Where several orders are best, the one the assignment finds first.
    record Footrule() implements VotingRule {
        @Override
        public String name() {
            return "footrule";
        }

        @Override
        public double[] scores(Election<?> election) {
            int n = election.size();
            double[][] cost = new double[n][n];
            double[][] places = places(election);
            for (int voter = 0; voter < places.length; voter++)
                for (int item = 0; item < n; item++) {
                    double wanted = places[voter][item];
                    if (Double.isNaN(wanted)) continue;
                    for (int place = 0; place < n; place++)
                        cost[item][place] += election.weight(voter) * Math.abs(place - wanted);
                }
            int[] assigned = Assignment.cheapest(cost);
            double[] scores = new double[n];
            for (int item = 0; item < n; item++) scores[item] = n - 1 - assigned[item];
            return scores;
        }
    }

    private static double[][] places(Election<?> election) {
        return IntStream.range(0, election.voters()).mapToObj(election::places).toArray(double[][]::new);
    }
}
