package org.broadsheet.ranking.vote;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// Rules that look at duels only. Each puts an item first that wins all its duels.
final class PairwiseRules {
    private PairwiseRules() {}

    record Copeland() implements VotingRule {
        @Override
        public String name() {
            return "copeland";
        }

        @Override
        public double[] scores(Election<?> election) {
            MajorityGraph<?> graph = new MajorityGraph<>(election);
            double[] scores = new double[graph.size()];
            for (int a = 0; a < scores.length; a++)
                for (int b = 0; b < scores.length; b++)
                    if (a != b) scores[a] += 0.5 + 0.5 * Math.signum(graph.margin(a, b));
            return scores;
        }
    }

    record Minimax(DefeatStrength strength) implements VotingRule {
        @Override
        public String name() {
            return "minimax";
        }

        @Override
        public double[] scores(Election<?> election) {
            MajorityGraph<?> graph = new MajorityGraph<>(election);
            double[] scores = new double[graph.size()];
            for (int a = 0; a < scores.length; a++)
                for (int b = 0; b < scores.length; b++)
                    if (graph.beats(b, a)) scores[a] = Math.min(scores[a], -strength.of(graph, b, a));
            return scores;
        }
    }

    record Schulze(DefeatStrength strength) implements VotingRule {
        @Override
        public String name() {
            return "schulze";
        }

        @Override
        public double[] scores(Election<?> election) {
            MajorityGraph<?> graph = new MajorityGraph<>(election);
            int n = graph.size();
            double[][] path = new double[n][n];
            for (int a = 0; a < n; a++)
                for (int b = 0; b < n; b++) if (graph.beats(a, b)) path[a][b] = strength.of(graph, a, b);
            for (int via = 0; via < n; via++)
                for (int a = 0; a < n; a++) {
                    double first = path[a][via];
                    if (a == via || first == 0) continue;
                    for (int b = 0; b < n; b++)
                        if (b != a) path[a][b] = Math.max(path[a][b], Math.min(first, path[via][b]));
                }
            double[] beaten = new double[n];
            for (int a = 0; a < n; a++) for (int b = 0; b < n; b++) if (path[a][b] > path[b][a]) beaten[a]++;
            return beaten;
        }
    }

    record RankedPairs(DefeatStrength strength) implements VotingRule {
        private record Defeat(int winner, int loser, double strength, double votes) {}

        @Override
        public String name() {
            return "ranked-pairs";
        }

        @Override
        public double[] scores(Election<?> election) {
            MajorityGraph<?> graph = new MajorityGraph<>(election);
            int n = graph.size();
            List<Defeat> defeats = new ArrayList<>();
            for (int a = 0; a < n; a++)
                for (int b = 0; b < n; b++)
                    if (graph.beats(a, b)) defeats.add(new Defeat(a, b, strength.of(graph, a, b), graph.support(a, b)));
            defeats.sort(Comparator.comparingDouble(Defeat::strength)
                    .thenComparingDouble(Defeat::votes)
                    .reversed()
                    .thenComparingInt(Defeat::winner)
                    .thenComparingInt(Defeat::loser));
            BitSet[] behind = new BitSet[n]; // all that a locked chain of majorities leads to
            for (int i = 0; i < n; i++) behind[i] = new BitSet(n);
            for (Defeat d : defeats) {
                if (behind[d.loser].get(d.winner) || behind[d.winner].get(d.loser)) continue;
                for (int i = 0; i < n; i++)
                    if (i == d.winner || behind[i].get(d.winner)) {
                        behind[i].or(behind[d.loser]);
                        behind[i].set(d.loser);
                    }
            }
            double[] scores = new double[n];
            for (int i = 0; i < n; i++) scores[i] = behind[i].cardinality();
            return scores;
        }
    }
}
