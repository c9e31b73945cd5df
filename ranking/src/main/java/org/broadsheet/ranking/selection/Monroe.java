package org.broadsheet.ranking.selection;

import java.util.Arrays;
import org.broadsheet.ranking.vote.Election;

/// Every voter is represented by one member and every member represents equally many voters, up to one; the
/// score is
/// what the voters' own representatives are worth to them, shared out at best (Monroe 1995). Where ballots
/// weigh parts
/// of a voter, members represent exactly equal weights, and a ballot may be split.
record Monroe(String name, Satisfaction satisfaction) implements CommitteeRule {
    @Override
    public SetFunction score(Election<?> election, int size) {
        double[][] worth = new double[election.voters()][];
        double[] weights = new double[worth.length];
        boolean whole = true;
        for (int voter = 0; voter < worth.length; voter++) {
            worth[voter] = satisfaction.of(election, voter, size);
            weights[voter] = election.weight(voter);
            whole &= weights[voter] == Math.rint(weights[voter]) && weights[voter] < 1e9;
        }
        return new Represented(election.size(), worth, weights, size, whole);
    }

    private static final class Represented implements SetFunction {
        private final int items;
        private final double[][] worth;
        private final double[] weights;
        private final int size;
        private final double total;
        private final boolean whole;

        Represented(int items, double[][] worth, double[] weights, int size, boolean whole) {
            this.items = items;
            this.worth = worth;
            this.weights = weights;
            this.size = size;
            this.total = Arrays.stream(weights).sum();
            this.whole = whole;
        }

        @Override
        public int items() {
            return items;
        }

        @Override
        public Growth empty() {
            return new Members(new int[0], 0);
        }

        /// Of a whole set: `total mod size` members represent one voter more than the others.
        @Override
        public double value(int[] set) {
            double floor = Math.floor(total / size);
            int more = (int) Math.round(total - size * floor);
            if (set.length != size || !whole || more == 0) return most(set, total / size);
            // A second seat of one voter for each member, of which all but so many are taken by nobody's
            // voters.
            int voters = worth.length;
            double[][] of = new double[voters + 1][];
            double[] weight = Arrays.copyOf(weights, voters + 1);
            for (int voter = 0; voter <= voters; voter++) {
                of[voter] = new double[2 * size];
                for (int m = 0; m < size; m++) {
                    boolean real = voter < voters;
                    of[voter][m] = real ? worth[voter][set[m]] : Double.NEGATIVE_INFINITY;
                    of[voter][size + m] = real ? worth[voter][set[m]] : 0;
                }
            }
            weight[voters] = size - more;
            double[] room = new double[2 * size];
            Arrays.fill(room, 0, size, floor);
            Arrays.fill(room, size, 2 * size, 1);
            return new Sharing(of, weight, room).most();
        }

        /// The most that voters can be worth with at most `room` voters a member; some may go without.
        private double most(int[] members, double room) {
            double[][] of = new double[worth.length][members.length + 1];
            for (int voter = 0; voter < of.length; voter++)
                for (int m = 0; m < members.length; m++) of[voter][m] = worth[voter][members[m]];
            double[] rooms = new double[members.length + 1];
            Arrays.fill(rooms, room);
            rooms[members.length] = Double.POSITIVE_INFINITY; // nobody's
            return new Sharing(of, weights, rooms).most();
        }

        private final class Members implements Growth {
            private int[] members;
            private double value;

            Members(int[] members, double value) {
                this.members = members;
                this.value = value;
            }

            @Override
            public double value() {
                return value;
            }

            @Override
            public double gain(int item) {
                return Math.max(0, most(with(item), room()) - value);
            }

            private double room() {
                return whole ? Math.ceil(total / size) : total / size;
            }

            private int[] with(int item) {
                int[] more = Arrays.copyOf(members, members.length + 1);
                more[members.length] = item;
                return more;
            }

            @Override
            public void add(int item) {
                value += gain(item);
                members = with(item);
            }

            @Override
            public Growth copy() {
                return new Members(members, value);
            }
        }
    }
}
