package org.broadsheet.ranking.selection;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.broadsheet.ranking.vote.Election;

/// A set is worth to a voter what its best member is worth times a first weight, plus the second best times
/// a second
/// weight, and so on (Skowron, Faliszewski and Lang 2016). Submodular because weights never rise.
///
/// @param weights of the best, second best, ... member for a voter, from 0; at most 1, not rising
record OrderedWeightsRule(String name, Satisfaction satisfaction, IntToDoubleFunction weights)
        implements CommitteeRule {
    @Override
    public SetFunction score(Election<?> election, int size) {
        double[] rank = IntStream.range(0, size).mapToDouble(weights).toArray();
        int depth = size; // members beyond it count for nothing
        while (depth > 0 && rank[depth - 1] == 0) depth--;
        double[][] worth = new double[election.voters()][];
        for (int voter = 0; voter < worth.length; voter++) {
            worth[voter] = satisfaction.of(election, voter, size);
            for (int item = 0; item < election.size(); item++) worth[voter][item] *= election.weight(voter);
        }
        boolean additive = depth == size && (size == 0 || rank[size - 1] == rank[0]);
        return additive ? new Sums(election.size(), worth) : new Ordered(election.size(), worth, rank, depth);
    }

    /// Every member counts in full.
    private static final class Sums implements SetFunction {
        private final double[] sums;

        Sums(int items, double[][] worth) {
            sums = new double[items];
            for (double[] voter : worth) for (int item = 0; item < items; item++) sums[item] += voter[item];
        }

        @Override
        public int items() {
            return sums.length;
        }

        @Override
        public boolean additive() {
            return true;
        }

        @Override
        public Growth empty() {
            return growth(0);
        }

        private Growth growth(double start) {
            return new Growth() {
                private double value = start;

                @Override
                public double value() {
                    return value;
                }

                @Override
                public double gain(int item) {
                    return sums[item];
                }

                @Override
                public void add(int item) {
                    value += sums[item];
                }

                @Override
                public Growth copy() {
                    return growth(value);
                }
            };
        }
    }

    private static final class Ordered implements SetFunction {
        private final int items;
        private final double[][] worth;
        private final double[] rank; // with a 0 behind the last that counts
        private final int depth;

        Ordered(int items, double[][] worth, double[] weights, int depth) {
            this.items = items;
            this.worth = worth;
            this.depth = depth;
            this.rank = new double[depth + 1];
            System.arraycopy(weights, 0, rank, 0, depth);
        }

        @Override
        public int items() {
            return items;
        }

        @Override
        public Growth empty() {
            return new Members(new double[worth.length * depth], 0, 0);
        }

        private final class Members implements Growth {
            private final double[] best; // for each voter the worth of the members that count, falling
            private int count; // how many of them there are
            private double value;

            Members(double[] best, int count, double value) {
                this.best = best;
                this.count = count;
                this.value = value;
            }

            @Override
            public double value() {
                return value;
            }

            @Override
            public double gain(int item) {
                double sum = 0;
                for (int voter = 0; voter < worth.length; voter++) {
                    double own = worth[voter][item];
                    if (own == 0) continue;
                    int at = voter * depth;
                    int place = place(at, own);
                    if (place == depth) continue;
                    sum += rank[place] * own;
                    // Those behind move one place back.
                    for (int i = place; i < count; i++) sum += (rank[i + 1] - rank[i]) * best[at + i];
                }
                return Math.max(0, sum);
            }

            private int place(int at, double own) {
                int place = count;
                while (place > 0 && best[at + place - 1] < own) place--;
                return place;
            }

            @Override
            public void add(int item) {
                value += gain(item);
                for (int voter = 0; voter < worth.length; voter++) {
                    double own = worth[voter][item];
                    int at = voter * depth;
                    int place = place(at, own);
                    if (place == depth) continue;
                    int last = Math.min(count, depth - 1);
                    System.arraycopy(best, at + place, best, at + place + 1, last - place);
                    best[at + place] = own;
                }
                count = Math.min(count + 1, depth);
            }

            @Override
            public Growth copy() {
                return new Members(best.clone(), count, value);
            }
        }
    }
}
