package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Comparisons;
import org.broadsheet.preference.rating.Estimate;
import org.broadsheet.preference.rating.Ratings;

/// The pairs whose match would tell most, by what earlier matches left unknown: those who are about as
/// good and of whose difference least is known. Before there are any earlier matches, pairs by lot.
///
/// The gain of a match is ln(1 + p (1 - p) v) / 2, with p the chance of a win and v the variance of the
/// difference of ratings: the information that one answer brings under a normal approximation (Houlsby
/// and others 2011 take the same quantity). Within one tournament nobody is asked for again and again: a
/// gain is divided by how often its two have played.
///
/// @param count of matches, at least 1
public record Adaptive(int count) implements TournamentFormat {
    /// A prior of one unit of log-odds keeps the differences of players apart finite who hardly met.
    private static final BradleyTerry BELIEF = BradleyTerry.PLAIN.withRidge(1);

    private static final Estimate UNKNOWN = new Estimate(0, Math.sqrt(2));

    public Adaptive {
        if (count < 1) throw new IllegalArgumentException("there is at least 1 match, but count was " + count);
    }

    @Override
    public String name() {
        return "adaptive";
    }

    @Override
    public int matches(int players) {
        return count;
    }

    private record Pair(int a, int b, double gain) {}

    @Override
    public <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random) {
        if (earlier.isEmpty()) {
            Tournament<X, P> drawn = new RandomPairs(count).play(context, players, judge, earlier, random);
            return new Tournament<>(this, context, drawn.matches(), drawn.standings());
        }
        Tournament.Scoresheet<P> record = new Tournament.Scoresheet<>(players);
        List<Pair> pairs = pairs(players, earlier, record.lots(random));
        int[] played = new int[players.size()];
        for (int m = 0; m < count; m++) {
            Pair best = pairs.getFirst();
            double most = -1;
            for (Pair p : pairs) {
                double gain = p.gain / (1 + played[p.a] + played[p.b]);
                if (gain > most) {
                    most = gain;
                    best = p;
                }
            }
            played[best.a]++;
            played[best.b]++;
            record.meet(1, context, best.a, best.b, judge, false, random);
        }
        return record.done(this, context, RandomPairs.winRates(record, played));
    }

    /// All pairs in an order by lot, so that equal gains fall to anybody.
    private static <P> List<Pair> pairs(List<P> players, List<Match<P>> earlier, List<Integer> lots) {
        Comparisons.Builder<P> builder = Comparisons.builder();
        players.forEach(builder::item);
        for (Match<P> m : earlier) builder.add(m.left(), m.right(), m.outcome());
        Ratings<P> ratings = BELIEF.fit(builder.build());
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < lots.size(); i++)
            for (int j = 0; j < i; j++) {
                int a = lots.get(i);
                int b = lots.get(j);
                Estimate difference = ratings.linked(players.get(a), players.get(b))
                        ? ratings.difference(players.get(a), players.get(b))
                        : UNKNOWN;
                double p = 1 / (1 + Math.exp(-difference.value()));
                double variance = difference.error() * difference.error();
                pairs.add(new Pair(a, b, Math.log1p(p * (1 - p) * variance) / 2));
            }
        return pairs;
    }
}
