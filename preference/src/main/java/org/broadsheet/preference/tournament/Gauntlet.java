package org.broadsheet.preference.tournament;

import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// The first player is a reference whom all others meet, and nobody else: comparison with an anchor, the
/// usual way to compare systems. n - 1 matches.
public record Gauntlet() implements TournamentFormat {
    @Override
    public String name() {
        return "gauntlet";
    }

    @Override
    public int matches(int players) {
        return players - 1;
    }

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Integer> order = record.lots(random);
        double[] merit = new double[players.size()];
        for (int p : order) {
            if (p == 0) continue;
            record.meet(1, context, 0, p, judge, false, random);
            Match<P> match = record.matches.getLast();
            double score = match.left().equals(players.get(p))
                    ? match.outcome().leftScore()
                    : 1 - match.outcome().leftScore();
            merit[p] = score;
        }
        // The reference stands behind those who beat it and before those whom it beat.
        merit[0] = 0.5;
        return record.done(this, context, merit);
    }
}
