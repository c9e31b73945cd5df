package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// Who loses is out. The draw is by lot; where a round is odd, one player has a free round, and has none
/// again while others had none. n - 1 matches; places are shared by those who went out in the same round.
public record SingleElimination() implements TournamentFormat {
    @Override
    public String name() {
        return "single-elimination";
    }

    @Override
    public int matches(int players) {
        return players - 1;
    }

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Integer> left = record.lots(random);
        double[] merit = new double[players.size()];
        for (int round = 1; left.size() > 1; round++) {
            List<Integer> on = new ArrayList<>();
            if (left.size() % 2 == 1) {
                // To the front of the next round: the free round is always the last one's.
                int free = left.removeLast();
                record.bye(free);
                on.add(free);
            }
            for (int i = 0; i < left.size(); i += 2) {
                int a = left.get(i);
                int b = left.get(i + 1);
                boolean wins = record.meet(round, context, a, b, judge, true, random);
                on.add(wins ? a : b);
                merit[wins ? b : a] = round;
            }
            merit[on.getFirst()] = round + 1.0;
            left = on;
        }
        return record.done(this, context, merit);
    }
}
