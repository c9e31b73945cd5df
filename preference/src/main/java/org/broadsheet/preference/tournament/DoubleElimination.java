package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// Who loses twice is out. Players without a loss meet each other, those with one each other; the last of
/// both meet at the end, twice if the one without a loss loses. At most 2 n - 1 matches.
public record DoubleElimination() implements TournamentFormat {
    @Override
    public String name() {
        return "double-elimination";
    }

    @Override
    public int matches(int players) {
        return 2 * players - 1;
    }

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Integer> unbeaten = record.lots(random);
        List<Integer> once = new ArrayList<>();
        double[] merit = new double[players.size()];
        int round = 1;
        for (; unbeaten.size() + once.size() > 2 || unbeaten.size() > 1; round++) {
            List<Integer> fallen = new ArrayList<>();
            List<Integer> out = new ArrayList<>();
            List<Integer> next = round(record, round, context, unbeaten, fallen, judge, random);
            // Those who lost before meet while the others do; who falls now joins them in the next
            // round.
            List<Integer> still = round(record, round, context, once, out, judge, random);
            for (int p : out) merit[p] = round;
            still.addAll(fallen);
            unbeaten = next;
            once = still;
        }
        int champion = unbeaten.getFirst();
        int challenger = once.getFirst();
        if (!record.meet(round, context, champion, challenger, judge, true, random)
                && !record.meet(round + 1, context, champion, challenger, judge, true, random)) {
            int beaten = champion;
            champion = challenger;
            challenger = beaten;
        }
        merit[challenger] = round + 1.0;
        merit[champion] = round + 2.0;
        return record.done(this, context, merit);
    }

    /// Neighbours meet; losers are added to `losers`, and who goes on is returned.
    private static <X, P> List<Integer> round(
            Tournament.Scoresheet<P> record,
            int round,
            X context,
            List<Integer> group,
            List<Integer> losers,
            PairwiseJudge<X, P> judge,
            RandomGenerator random) {
        List<Integer> players = new ArrayList<>(group);
        List<Integer> on = new ArrayList<>();
        if (players.size() % 2 == 1) {
            int free = players.removeLast();
            if (!players.isEmpty()) record.bye(free);
            on.add(free);
        }
        for (int i = 0; i < players.size(); i += 2) {
            int a = players.get(i);
            int b = players.get(i + 1);
            boolean wins = record.meet(round, context, a, b, judge, true, random);
            on.add(wins ? a : b);
            losers.add(wins ? b : a);
        }
        return on;
    }
}
