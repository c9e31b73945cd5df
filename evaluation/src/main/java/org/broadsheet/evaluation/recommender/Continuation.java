package org.broadsheet.evaluation.recommender;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Measure;

/// Measures of continuing a list, as in the playlist challenge of RecSys 2018. Its nDCG is `ndcg_cut_500`
/// with
/// grades of 1: the ideal has min(targets, 500) hits. Its R-precision without partial credit is `Rprec`.
public final class Continuation {
    /// How often somebody who sees ten recommendations at a time must ask for more before the first that
    /// belongs:
    /// floor((rank - 1) / 10), or 51 where none does. Lower is better.
    public static final Measure CLICKS = new Clicks();

    private static final int A_TIME = 10;
    private static final int NEVER = 51;

    private Continuation() {}

    /// The share of the targets that is hit within as many places as there are targets; a miss whose group
    /// (the
    /// artist, the author) is that of a target adds `credit`, once a group.
    ///
    /// @param list    distinct items, best first
    /// @param targets what belongs to the list; at least one
    /// @param groupOf the group of an item
    /// @param credit  0.25 in the challenge's final evaluation
    /// @return in [0, 1] for a credit up to 1
    public static double rPrecision(
            List<String> list, Set<String> targets, Function<String, String> groupOf, double credit) {
        if (targets.isEmpty()) throw new IllegalArgumentException("a list to be continued has at least one target");
        Set<String> open = new HashSet<>();
        for (String t : targets) open.add(groupOf.apply(t));
        double sum = 0;
        for (String item : list.subList(0, Math.min(list.size(), targets.size()))) {
            if (targets.contains(item)) sum++;
            else if (open.remove(groupOf.apply(item))) sum += credit;
        }
        return sum / targets.size();
    }

    private record Clicks() implements Measure {
        @Override
        public String name() {
            return "clicks";
        }

        @Override
        public double value(JudgedRanking ranking) {
            return ranking.relevantRetrieved() == 0 ? NEVER : Math.min(NEVER, (ranking.relevantPlace(1) - 1) / A_TIME);
        }

        @Override
        public double highest() {
            return NEVER;
        }

        @Override
        public boolean higherIsBetter() {
            return false;
        }
    }
}
