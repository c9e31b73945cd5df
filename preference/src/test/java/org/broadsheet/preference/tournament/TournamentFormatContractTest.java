package org.broadsheet.preference.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of every tournament; a new one inherits them by standing in [TournamentFormat#all].
class TournamentFormatContractTest {
    /// Never wrong: the smaller number is better.
    private static final PairwiseJudge<String, Integer> PERFECT =
            (_, left, right) -> new PairwiseJudge.Verdict(left < right ? Outcome.LEFT : Outcome.RIGHT, "");

    private static final PairwiseJudge<String, Integer> UNDECIDED =
            (_, _, _) -> new PairwiseJudge.Verdict(Outcome.TIE, "");

    static List<String> names() {
        return TournamentFormat.all(8).stream().map(TournamentFormat::name).toList();
    }

    private static List<Integer> players(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    private static <P> Tournament<String, P> play(
            TournamentFormat format, List<P> players, PairwiseJudge<String, P> judge, long seed) {
        return format.play("q", players, judge, List.of(), new SplittableRandom(seed));
    }

    @ParameterizedTest
    @MethodSource("names")
    void playsByTheRules(String name) {
        for (int n : new int[] {2, 3, 4, 5, 7, 8, 13, 16})
            for (long seed = 0; seed < 20; seed++) {
                TournamentFormat format = TournamentFormat.named(name, n);
                for (PairwiseJudge<String, Integer> judge : List.of(PERFECT, UNDECIDED)) {
                    Tournament<String, Integer> t = play(format, players(n), judge, seed);
                    assertThat(t.matches()).hasSizeBetween(1, format.matches(n));
                    for (Match<Integer> m : t.matches()) assertThat(m.left()).isNotEqualTo(m.right());
                    assertThat(t.standings().stream().map(Standing::player))
                            .containsExactlyInAnyOrderElementsOf(players(n));
                    assertThat(t.standings().stream()
                                    .mapToDouble(Standing::place)
                                    .sum())
                            .isCloseTo(n * (n + 1) / 2.0, within(1e-9));
                    assertThat(t.standings()).isSortedAccordingTo(Comparator.comparingDouble(Standing::place));
                    assertThat(t.standings().stream()
                                    .mapToInt(s -> s.wins() + s.losses() + s.ties())
                                    .sum())
                            .isEqualTo(2 * t.matches().size());
                    assertThat(t.judgments()).hasSameSizeAs(t.matches());
                    // The same seed draws the same matches.
                    assertThat(play(format, players(n), judge, seed)).isEqualTo(t);
                }
            }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aPerfectJudgeCrownsTheBest(String name) {
        for (int n : new int[] {2, 3, 5, 8, 13})
            for (long seed = 0; seed < 30; seed++) {
                Tournament<String, Integer> t = play(TournamentFormat.named(name, n), players(n), PERFECT, seed);
                Standing<Integer> best = t.standings().stream()
                        .filter(s -> s.player() == 0)
                        .findFirst()
                        .orElseThrow();
                // Nobody stands before the best; alone at the top where everybody's chances to get
                // there are equal.
                assertThat(t.standings().getFirst().place()).isEqualTo(best.place());
                if (!name.matches("gauntlet|random-pairs|adaptive"))
                    assertThat(best.place()).isEqualTo(1);
            }
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesDoNotMatter(String name) {
        TournamentFormat format = TournamentFormat.named(name, 9);
        Tournament<String, Integer> numbers = play(format, players(9), PERFECT, 3);
        List<String> letters =
                IntStream.range(0, 9).mapToObj(i -> "p" + (char) ('z' - i)).toList();
        Tournament<String, String> named =
                play(format, letters, (q, a, b) -> PERFECT.judge(q, letters.indexOf(a), letters.indexOf(b)), 3);
        assertThat(named.matches().stream().map(m -> letters.indexOf(m.left())).toList())
                .isEqualTo(numbers.matches().stream().map(Match::left).toList());
        assertThat(named.standings().stream()
                        .map(s -> letters.indexOf(s.player()))
                        .toList())
                .isEqualTo(numbers.standings().stream().map(Standing::player).toList());
    }

    /// A judge who always prefers the first shown must not always prefer the first of the list.
    @ParameterizedTest
    @MethodSource("names")
    void whoIsShownFirstIsDrawnByLot(String name) {
        int first = 0;
        int all = 0;
        for (long seed = 0; seed < 100; seed++)
            for (Match<Integer> m : play(TournamentFormat.named(name, 8), players(8), PERFECT, seed)
                    .matches()) {
                all++;
                if (m.left() < m.right()) first++;
            }
        assertThat((double) first / all).isBetween(0.44, 0.56);
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsNoTournamentIsRefused(String name) {
        TournamentFormat format = TournamentFormat.named(name, 4);
        assertThatThrownBy(() -> play(format, List.of(1), PERFECT, 1)).hasMessageContaining("at least 2 players");
        assertThatThrownBy(() -> play(format, List.of(1, 2, 1), PERFECT, 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> TournamentFormat.named("knockout", 4)).hasMessageContaining("single-elimination");
    }

    @Test
    void eliminationsByHand() {
        Tournament<String, Integer> eight = play(new SingleElimination(), players(8), PERFECT, 1);
        assertThat(eight.matches()).hasSize(7);
        assertThat(eight.matches().getLast().round()).isEqualTo(3);
        assertThat(eight.standings().get(1).place()).isEqualTo(2);
        assertThat(eight.standings().get(2).place()).isEqualTo(3.5);
        assertThat(eight.standings().get(7).place()).isEqualTo(6.5);
        for (long seed = 0; seed < 20; seed++) {
            Tournament<String, Integer> five = play(new SingleElimination(), players(5), PERFECT, seed);
            assertThat(five.matches()).hasSize(4);
            // Nobody is free twice, although two of the three rounds are odd.
            assertThat(five.standings()).allSatisfy(s -> assertThat(s.byes()).isLessThanOrEqualTo(1));
            Tournament<String, Integer> twice = play(new DoubleElimination(), players(8), PERFECT, seed);
            // With a perfect judge the one without a loss wins the last match: 2 n - 2.
            assertThat(twice.matches()).hasSize(14);
            assertThat(twice.standings().get(1).player()).isEqualTo(1);
            assertThat(twice.standings().stream().skip(1))
                    .allSatisfy(s -> assertThat(s.losses()).isEqualTo(2));
        }
    }

    @Test
    void aTieInAnEliminationIsAskedTwiceAndThenDrawn() {
        Tournament<String, Integer> t = play(new SingleElimination(), players(4), UNDECIDED, 5);
        assertThat(t.calls()).isEqualTo(6);
        assertThat(t.matches()).allSatisfy(m -> {
            assertThat(m.outcome()).isEqualTo(Outcome.TIE);
            assertThat(m.winner()).isPresent();
        });
        assertThat(play(new RoundRobin(1), players(4), UNDECIDED, 5).matches())
                .allSatisfy(m -> assertThat(m.winner()).isEmpty());
    }

    @Test
    void everybodyMeetsEverybodyOnceACycle() {
        for (int n : new int[] {2, 5, 8}) {
            int[][] met = new int[n][n];
            for (Match<Integer> m :
                    play(new RoundRobin(2), players(n), PERFECT, 7).matches())
                met[Math.min(m.left(), m.right())][Math.max(m.left(), m.right())]++;
            for (int a = 0; a < n; a++)
                for (int b = a + 1; b < n; b++) assertThat(met[a][b]).isEqualTo(2);
        }
    }

    @Test
    void swissMeetsNobodyTwiceWhileItCanBeHelped() {
        for (int n : new int[] {6, 8, 11}) {
            int[][] met = new int[n][n];
            Tournament<String, Integer> t = play(new Swiss(4), players(n), PERFECT, n);
            for (Match<Integer> m : t.matches()) {
                assertThat(met[m.left()][m.right()]++).isZero();
                assertThat(met[m.right()][m.left()]++).isZero();
            }
            assertThat(t.standings()).allSatisfy(s -> {
                assertThat(s.byes()).isLessThanOrEqualTo(1);
                assertThat(s.wins() + s.losses() + s.byes()).isEqualTo(4);
            });
        }
        // Three rounds more than there are opponents: pairs repeat and the tournament still ends.
        assertThat(play(new Swiss(6), players(4), PERFECT, 1).matches()).hasSize(12);
    }
}
