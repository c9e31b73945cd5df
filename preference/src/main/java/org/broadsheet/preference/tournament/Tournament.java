package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.judgment.PairwisePreference;

/// A tournament that was played about one question.
///
/// @param format    how matches were drawn
/// @param context   what the judge was asked about
/// @param matches   in the order in which they were played
/// @param standings one a player, best first; equal places in the order of the players
public record Tournament<X, P>(
        TournamentFormat format, X context, List<Match<P>> matches, List<Standing<P>> standings) {
    public Tournament {
        matches = List.copyOf(matches);
        standings = List.copyOf(standings);
    }

    /// How often the judge was asked.
    public int calls() {
        return matches.stream().mapToInt(Match::calls).sum();
    }

    /// The matches as judgments. Free rounds are none, and a tie stays a tie whoever went on.
    public List<PairwisePreference<X, P>> judgments() {
        List<PairwisePreference<X, P>> judgments = new ArrayList<>();
        for (Match<P> m : matches)
            judgments.add(new PairwisePreference<>(
                    context,
                    m.left(),
                    m.right(),
                    m.outcome(),
                    m.outcome() == Outcome.TIE ? 0 : 1,
                    Occasion.UNKNOWN.from(Occasion.Source.MODEL)));
        return judgments;
    }

    /// Collects what happens while a tournament is played.
    static final class Scoresheet<P> {
        final List<P> players;
        final List<Match<P>> matches = new ArrayList<>();
        final double[] points;
        private final int[][] results;

        /// @throws IllegalArgumentException for fewer than 2 players, or one named twice
        Scoresheet(List<P> players) {
            if (players.size() < 2)
                throw new IllegalArgumentException("a tournament has at least 2 players but has " + players.size());
            if (new HashSet<>(players).size() < players.size())
                throw new IllegalArgumentException(
                        "a tournament names each player once, but one is twice in " + players);
            this.players = players;
            points = new double[players.size()];
            results = new int[players.size()][4];
        }

        /// The numbers of the players in an order drawn by lot.
        List<Integer> lots(RandomGenerator random) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < players.size(); i++) order.add(random.nextInt(i + 1), i);
            return order;
        }

        /// Lets two meet. Which of them is shown first is drawn by lot.
        ///
        /// @param decided whether somebody must go on: after a tie the judge is asked again with the two
        ///                in the other order, and if that is a tie too, the lot decides
        /// @return whether `a` goes on; where a tie stands, what the lot says
        <X> boolean meet(
                int round,
                X context,
                int a,
                int b,
                PairwiseJudge<X, P> judge,
                boolean decided,
                RandomGenerator random) {
            boolean turned = random.nextBoolean();
            int left = turned ? b : a;
            int right = turned ? a : b;
            P first = players.get(left);
            P second = players.get(right);
            Outcome outcome = judge.judge(context, first, second).outcome();
            Outcome result = outcome;
            int calls = 1;
            if (outcome == Outcome.TIE && decided) {
                result = judge.judge(context, second, first).outcome().swapped();
                calls = 2;
            }
            boolean lot = random.nextBoolean();
            boolean leftWins = result == Outcome.LEFT || (result == Outcome.TIE && lot);
            Optional<P> winner =
                    result == Outcome.TIE && !decided ? Optional.empty() : Optional.of(leftWins ? first : second);
            add(new Match<>(round, first, second, outcome, winner, calls), left, right);
            return leftWins != turned;
        }

        private void add(Match<P> match, int left, int right) {
            matches.add(match);
            double score = match.outcome().leftScore();
            points[left] += score;
            points[right] += 1 - score;
            results[left][match.outcome() == Outcome.TIE ? 2 : score == 1 ? 0 : 1]++;
            results[right][match.outcome() == Outcome.TIE ? 2 : score == 1 ? 1 : 0]++;
        }

        void bye(int player) {
            points[player]++;
            results[player][3]++;
        }

        /// @param merit higher is better, equal shares a place
        <X> Tournament<X, P> done(TournamentFormat format, X context, double[] merit) {
            List<Integer> order = IntStream.range(0, merit.length)
                    .boxed()
                    .sorted((a, b) -> merit[a] == merit[b] ? a.compareTo(b) : Double.compare(merit[b], merit[a]))
                    .toList();
            List<Standing<P>> standings = new ArrayList<>();
            for (int p : order) {
                int better = 0;
                int same = 0;
                for (double m : merit) {
                    if (m > merit[p]) better++;
                    if (m == merit[p]) same++;
                }
                int[] r = results[p];
                standings.add(
                        new Standing<>(players.get(p), better + (same + 1) / 2.0, points[p], r[0], r[1], r[2], r[3]));
            }
            return new Tournament<>(format, context, matches, standings);
        }
    }
}
