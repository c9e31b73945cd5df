package org.broadsheet.preference.tournament;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Ratings;
import org.junit.jupiter.api.Test;

class TournamentSeriesTest {
    private static final double ELO = 400 / Math.log(10);

    /// Two systems, three wins to one: ln 3, or 190.85 Elo points.
    @Test
    void threeWinsToOneByHand() {
        List<Integer> wins = List.of(0, 0, 0, 1);
        PairwiseJudge<Integer, Integer> judge = (question, left, _) ->
                new PairwiseJudge.Verdict(wins.get(question).equals(left) ? Outcome.LEFT : Outcome.RIGHT, "");
        TournamentSeries<Integer, Integer> series = TournamentSeries.play(
                new SingleElimination(), List.of(0, 1), List.of(0, 1, 2, 3), judge, new SplittableRandom(1));
        assertThat(series.calls()).isEqualTo(4);
        Ratings<Integer> ratings = series.ratings(BradleyTerry.PLAIN);
        assertThat(ratings.rating(0) - ratings.rating(1)).isCloseTo(Math.log(3), within(1e-6));
        Ratings<Integer> elo = ratings.rescaled(ELO, 1500);
        assertThat(elo.rating(0) - elo.rating(1)).isCloseTo(190.848502, within(1e-4));
    }

    @Test
    void aPlayerWhoMeetsNobodyHasNoRating() {
        TournamentSeries<Integer, Integer> series = TournamentSeries.play(
                new RandomPairs(1),
                List.of(0, 1, 2),
                List.of(1),
                (_, a, b) -> new PairwiseJudge.Verdict(a < b ? Outcome.LEFT : Outcome.RIGHT, ""),
                new SplittableRandom(1));
        assertThat(IntStream.range(0, 3)
                        .filter(p ->
                                Double.isNaN(series.ratings(BradleyTerry.PLAIN).rating(p)))
                        .count())
                .isEqualTo(1);
        assertThatThrownBy(() -> TournamentSeries.play(
                        new Swiss(2),
                        List.of(1, 2),
                        List.<Integer>of(),
                        (_, _, _) -> {
                            throw new IllegalStateException();
                        },
                        new SplittableRandom(1)))
                .hasMessageContaining("at least one question");
    }

    /// Nineteen of twenty 95% intervals should hold the truth. Questions differ in whom they favour, so
    /// that matches of one bracket hang together.
    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        double[] strength = {0.9, 0.4, 0, -0.4, -0.9};
        int held = 0;
        int trials = 60;
        for (int trial = 0; trial < trials; trial++) {
            SplittableRandom random = new SplittableRandom(100 + trial);
            PairwiseJudge<Integer, Integer> judge = (_, a, b) -> new PairwiseJudge.Verdict(
                    random.nextDouble() < 1 / (1 + Math.exp(strength[b] - strength[a])) ? Outcome.LEFT : Outcome.RIGHT,
                    "");
            TournamentSeries<Integer, Integer> series = TournamentSeries.play(
                    new SingleElimination(),
                    List.of(0, 1, 2, 3, 4),
                    IntStream.range(0, 120).boxed().toList(),
                    judge,
                    random);
            Map<Integer, TournamentSeries.Interval> intervals =
                    series.intervals(BradleyTerry.PLAIN, 0.95, 100, random.split());
            for (Map.Entry<Integer, TournamentSeries.Interval> e : intervals.entrySet()) {
                double truth = strength[e.getKey()];
                if (e.getValue().low() <= truth && truth <= e.getValue().high()) held++;
            }
        }
        assertThat(held / (5.0 * trials)).isBetween(0.89, 0.98);
        assertThatThrownBy(() -> new RankRecovery(1, 100, 0.9, 1, 1)).hasMessageContaining("2 players");
        assertThatThrownBy(() -> new RankRecovery(5, Double.NaN, 0.9, 1, 1)).hasMessageContaining("NaN");
    }

    @Test
    void moreQuestionsFindABetterOrder() {
        RankRecovery simulation = new RankRecovery(8, 100, 0.9, 20, 3);
        for (TournamentFormat format : TournamentFormat.all(8)) {
            RankRecovery.Recovery few = simulation.measure(format, 5, TournamentSeriesTest::agreement);
            RankRecovery.Recovery many = simulation.measure(format, 60, TournamentSeriesTest::agreement);
            assertThat(many.agreement()).as(format.name()).isGreaterThan(few.agreement() + 0.1);
            assertThat(many.calls()).isGreaterThan(few.calls());
            assertThat(many.best()).isBetween(0.0, 1.0);
            assertThat(simulation.measure(format, 5, TournamentSeriesTest::agreement))
                    .isEqualTo(few);
        }
    }

    /// Pairs in the same order less pairs in the other.
    private static double agreement(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++)
            for (int j = 0; j < i; j++) sum += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
        return sum / (x.length * (x.length - 1) / 2.0);
    }
}
