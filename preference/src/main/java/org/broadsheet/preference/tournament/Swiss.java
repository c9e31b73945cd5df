package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// In each round players of like points meet, if they can be paired so without meeting twice; where a
/// round is odd, one of the last has a free round, nobody twice while it can be helped. Everybody plays
/// every round. By points, then by the points of one's opponents (Buchholz).
///
/// @param rounds at least 1; about log2 of the number of players finds the best, more rounds order the
///               others
public record Swiss(int rounds) implements TournamentFormat {
    private static final int MOST_TRIES = 20_000;

    public Swiss {
        if (rounds < 1) throw new IllegalArgumentException("there is at least 1 round, but rounds was " + rounds);
    }

    /// As many rounds as an elimination of so many players would have, and two more.
    public static Swiss of(int players) {
        return new Swiss(Math.max(
                1, Math.min(players - 1, 34 - Integer.numberOfLeadingZeros(Math.max(1, players - 1)))));
    }

    @Override
    public String name() {
        return "swiss";
    }

    @Override
    public int matches(int players) {
        return Math.multiplyExact(rounds, players / 2);
    }

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Integer> lots = record.lots(random);
        Set<Long> met = new HashSet<>();
        int[] byes = new int[players.size()];
        for (int round = 1; round <= rounds; round++) {
            List<Integer> order = new ArrayList<>(lots);
            order.sort(Comparator.comparingDouble((Integer p) -> -record.points[p]));
            if (order.size() % 2 == 1) {
                int free = lastWithFewest(order, byes);
                byes[free]++;
                record.bye(free);
                order.removeIf(p -> p == free);
            }
            for (int[] pair : pairs(order, met)) {
                met.add(key(pair[0], pair[1]));
                record.meet(round, context, pair[0], pair[1], judge, false, random);
            }
        }
        return record.done(this, context, merit(record, false));
    }

    private static int lastWithFewest(List<Integer> order, int[] byes) {
        int best = order.getLast();
        for (int i = order.size() - 1; i >= 0; i--) if (byes[order.get(i)] < byes[best]) best = order.get(i);
        return best;
    }

    private static long key(int a, int b) {
        return ((long) Math.min(a, b) << 32) | Math.max(a, b);
    }

    /// Neighbours, but nobody whom one met; going back where that leaves somebody over. After many tries,
    /// or where it cannot be, neighbours whoever they are.
    private static List<int[]> pairs(List<Integer> order, Set<Long> met) {
        List<int[]> pairs = new ArrayList<>();
        if (paired(new ArrayList<>(order), met, pairs, new int[] {MOST_TRIES})) return pairs;
        pairs.clear();
        for (int i = 0; i < order.size(); i += 2) pairs.add(new int[] {order.get(i), order.get(i + 1)});
        return pairs;
    }

    private static boolean paired(List<Integer> left, Set<Long> met, List<int[]> pairs, int[] tries) {
        if (left.isEmpty()) return true;
        int first = left.removeFirst();
        for (int i = 0; i < left.size(); i++) {
            int other = left.get(i);
            if (met.contains(key(first, other)) || tries[0]-- <= 0) continue;
            left.remove(/* index */ i);
            pairs.add(new int[] {first, other});
            if (paired(left, met, pairs, tries)) return true;
            pairs.removeLast();
            left.add(i, other);
        }
        left.addFirst(first);
        return false;
    }

    /// Points, and behind them what opponents did: all of it, or only what was beaten (half of what was
    /// tied).
    static <P> double[] merit(Tournament.Scoresheet<P> record, boolean beatenOnly) {
        double[] merit = record.points.clone();
        double most = 1;
        for (double p : record.points) most += p;
        for (Match<P> m : record.matches) {
            int left = record.players.indexOf(m.left());
            int right = record.players.indexOf(m.right());
            double share = m.outcome().leftScore();
            // Divided so far that no sum of them reaches half a point.
            double unit = 1 / (4 * most * (record.matches.size() + 1));
            merit[left] += unit * (beatenOnly ? share : 1) * record.points[right];
            merit[right] += unit * (beatenOnly ? 1 - share : 1) * record.points[left];
        }
        return merit;
    }
}
