package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// Two players drawn by lot, again and again, everybody about as often: the baseline of every cleverer
/// draw.
///
/// @param count of matches, at least 1
public record RandomPairs(int count) implements TournamentFormat {
    public RandomPairs {
        if (count < 1) throw new IllegalArgumentException("there is at least 1 match, but count was " + count);
    }

    @Override
    public String name() {
        return "random-pairs";
    }

    @Override
    public int matches(int players) {
        return count;
    }

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Integer> pot = new ArrayList<>();
        int round = 0;
        int[] played = new int[players.size()];
        for (int m = 0; m < count; m++) {
            // Drawn from a pot that is filled with everybody when fewer than two are left in it.
            if (pot.size() < 2) {
                round++;
                List<Integer> fresh = record.lots(random);
                if (!pot.isEmpty()) fresh.removeIf(pot::contains);
                pot.addAll(fresh);
            }
            int a = pot.removeFirst();
            int b = pot.removeFirst();
            played[a]++;
            played[b]++;
            record.meet(round, context, a, b, judge, false, random);
        }
        return record.done(this, context, winRates(record, played));
    }

    /// Half for those who did not play.
    static double[] winRates(Tournament.Scoresheet<?> record, int[] played) {
        double[] rates = new double[played.length];
        for (int p = 0; p < rates.length; p++) rates[p] = played[p] == 0 ? 0.5 : record.points[p] / played[p];
        return rates;
    }
}
