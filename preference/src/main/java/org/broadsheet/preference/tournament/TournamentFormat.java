package org.broadsheet.preference.tournament;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.broadsheet.preference.judgment.PairwiseJudge;

/// How matches are drawn between players.
///
/// Laws, held by `TournamentFormatContractTest`: a judge who is never wrong puts nobody before the best
/// player;
/// nobody plays themselves; no more matches are played than [#matches] says; names do not matter; the
/// same seed draws the same matches; every player has one standing and places sum to n (n + 1) / 2.
public sealed interface TournamentFormat
        permits SingleElimination, DoubleElimination, RoundRobin, Swiss, Gauntlet, RandomPairs, Adaptive {
    /// The name by which [#named] finds it.
    String name();

    /// The most matches that so many players play, at least 2 of them.
    int matches(int players);

    /// Plays a tournament about `context`. Which of two is shown first is drawn for every match.
    ///
    /// @param players at least 2, all different
    /// @param earlier matches of the same players before, for formats that learn from them
    /// @throws IllegalArgumentException for fewer than 2 players, or one named twice
    <X, P> Tournament<X, P> play(
            X context, List<P> players, PairwiseJudge<X, P> judge, List<Match<P>> earlier, RandomGenerator random);

    /// The formats by name, with their usual settings for so many players.
    static List<TournamentFormat> all(int players) {
        return List.of(
                new SingleElimination(),
                new DoubleElimination(),
                Swiss.of(players),
                new RoundRobin(1),
                new RandomPairs(players - 1),
                new Gauntlet(),
                new Adaptive(players - 1));
    }

    /// @throws IllegalArgumentException for a name that is not there, with those there are
    static TournamentFormat named(String name, int players) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        for (TournamentFormat format : all(players)) if (format.name().equals(wanted)) return format;
        throw new IllegalArgumentException("there is no tournament \"" + name + "\"; there are "
                + String.join(
                        ", ", all(players).stream().map(TournamentFormat::name).toList()));
    }
}
