package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// Everybody meets everybody, by the circle method: n (n - 1) / 2 matches a cycle. By points, then by the
/// points of those whom one beat (Sonneborn-Berger).
///
/// @param cycles how often any two meet, at least 1
public record RoundRobin(int cycles) implements TournamentFormat {
    public RoundRobin {
        if (cycles < 1) throw new IllegalArgumentException("everybody meets at least once, but cycles was " + cycles);
    }

    @Override
    public String name() {
        return "round-robin";
    }

    @Override
    public int matches(int players) {
        return Math.multiplyExact(cycles, players * (players - 1) / 2);
    }

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Integer> circle = new ArrayList<>(record.lots(random));
        if (circle.size() % 2 == 1) circle.add(-1); // whoever meets nobody has a free round
        int half = circle.size() / 2;
        for (int round = 1; round <= cycles * (circle.size() - 1); round++) {
            for (int i = 0; i < half; i++) {
                int a = circle.get(i);
                int b = circle.get(circle.size() - 1 - i);
                // Everybody is free equally often: nothing to make up for.
                if (a >= 0 && b >= 0) record.meet(round, context, a, b, judge, false, random);
            }
            circle.add(1, circle.removeLast());
        }
        return record.done(this, context, Swiss.merit(record, true));
    }
}
