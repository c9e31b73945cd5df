package org.broadsheet.ranking.selection;

import java.util.Arrays;
import org.broadsheet.ranking.vote.Election;

/// What every item alone is worth to a voter, never below 0.
sealed interface Satisfaction {
    /// @param size of the set to be chosen
    double[] of(Election<?> election, int voter, int size);

    /// The number of items behind it.
    record Borda() implements Satisfaction {
        @Override
        public double[] of(Election<?> election, int voter, int size) {
            return election.points(voter, place -> election.size() - 1 - place);
        }
    }

    /// 1 for the first `count` places, or for as many as are to be chosen where that is 0.
    record First(int count) implements Satisfaction {
        @Override
        public double[] of(Election<?> election, int voter, int size) {
            int approved = count == 0 ? size : count;
            return election.points(voter, place -> place < approved ? 1 : 0);
        }
    }

    /// 1 for every item that the ballot holds.
    record Held() implements Satisfaction {
        @Override
        public double[] of(Election<?> election, int voter, int size) {
            double[] worth = new double[election.size()];
            Arrays.setAll(worth, item -> election.holds(voter, item) ? 1 : 0);
            return worth;
        }
    }
}
