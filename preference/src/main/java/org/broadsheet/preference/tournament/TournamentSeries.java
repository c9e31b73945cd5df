package org.broadsheet.preference.tournament;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.rating.Comparisons;
import org.broadsheet.preference.rating.RatingSystem;
import org.broadsheet.preference.rating.Ratings;

/// One tournament for each question, and what all matches tell together: systems are ranked without
/// reference answers (Son and others 2024, "Varco Arena"). A rating of all matches is needed because a
/// bracket alone tells only who won it, and ratings that change match by match would depend on the order
/// of the brackets.
///
/// @param players     all of them, in the order given
/// @param tournaments one a question
public record TournamentSeries<X, P>(List<P> players, List<Tournament<X, P>> tournaments) {
    public TournamentSeries {
        players = List.copyOf(players);
        tournaments = List.copyOf(tournaments);
    }

    /// Plays one tournament a question, each with a draw of its own.
    ///
    /// @param contexts the questions, at least one
    /// @throws IllegalArgumentException for no question, fewer than 2 players or one named twice
    public static <X, P> TournamentSeries<X, P> play(
            TournamentFormat format,
            List<P> players,
            List<X> contexts,
            PairwiseJudge<X, P> judge,
            RandomGenerator random) {
        if (contexts.isEmpty())
            throw new IllegalArgumentException("there is nothing to play about: give at least one question");
        List<Tournament<X, P>> played = new ArrayList<>();
        List<Match<P>> earlier = new ArrayList<>();
        for (X context : contexts) {
            Tournament<X, P> next = format.play(context, players, judge, Collections.unmodifiableList(earlier), random);
            played.add(next);
            earlier.addAll(next.matches());
        }
        return new TournamentSeries<>(players, played);
    }

    /// How often the judge was asked in all.
    public int calls() {
        return tournaments.stream().mapToInt(Tournament::calls).sum();
    }

    /// Ratings of all players by all matches; a player who never met anybody has none.
    public Ratings<P> ratings(RatingSystem system) {
        int[] each = new int[tournaments.size()];
        Arrays.setAll(each, t -> t);
        return ratings(system, each);
    }

    private Ratings<P> ratings(RatingSystem system, int[] chosen) {
        Comparisons.Builder<P> builder = Comparisons.builder();
        players.forEach(builder::item);
        for (int t : chosen)
            for (Match<P> m : tournaments.get(t).matches()) builder.add(m.left(), m.right(), m.outcome());
        return system.fit(builder.build());
    }

    /// A rating with an interval.
    ///
    /// @param low  lower end, NaN where there is none
    /// @param high upper end, NaN where there is none
    public record Interval(double rating, double low, double high) {}

    /// Percentile intervals from drawing the questions anew, since matches of one bracket hang together
    /// and those of different questions do not.
    ///
    /// @param confidence for example 0.95, within (0, 1)
    /// @param samples    draws, at least 20
    public Map<P, Interval> intervals(RatingSystem system, double confidence, int samples, RandomGenerator random) {
        if (!(confidence > 0 && confidence < 1) || samples < 20)
            throw new IllegalArgumentException("intervals need a confidence within (0, 1) and at least 20 samples, not "
                    + confidence + " and " + samples);
        Ratings<P> all = ratings(system);
        double[][] drawn = new double[players.size()][samples];
        for (int s = 0; s < samples; s++) {
            int[] chosen = new int[tournaments.size()];
            for (int t = 0; t < chosen.length; t++) chosen[t] = random.nextInt(chosen.length);
            Ratings<P> again = ratings(system, chosen);
            for (int p = 0; p < players.size(); p++) drawn[p][s] = again.rating(players.get(p));
        }
        Map<P, Interval> intervals = new LinkedHashMap<>();
        for (int p = 0; p < players.size(); p++) {
            double[] known =
                    Arrays.stream(drawn[p]).filter(Double::isFinite).sorted().toArray();
            double rating = all.rating(players.get(p));
            intervals.put(
                    players.get(p),
                    new Interval(
                            rating,
                            Stable.quantile(known, (1 - confidence) / 2),
                            Stable.quantile(known, (1 + confidence) / 2)));
        }
        return intervals;
    }
}
