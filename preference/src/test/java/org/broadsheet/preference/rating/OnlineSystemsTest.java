package org.broadsheet.preference.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.RankedPreference;
import org.junit.jupiter.api.Test;

class OnlineSystemsTest {
    private static PairwisePreference<String, String> pair(String left, String right, Outcome outcome) {
        return PairwisePreference.of("", left, right, outcome);
    }

    /// Glickman, "Example of the Glicko-2 system" (2012): the printed digits, and more of them by an
    /// independent calculation with NumPy.
    @Test
    void glickmansExample() {
        Glicko2 system = Glicko2.STANDARD;
        double p = Glicko2.POINTS;
        Glicko2.Standing after = system.after(
                new Glicko2.Standing(0, 200 / p, 0.06),
                new double[] {-100 / p, 50 / p, 200 / p},
                new double[] {30 / p, 100 / p, 300 / p},
                new double[] {1, 0, 0},
                new double[] {1, 1, 1},
                3);
        assertThat(1500 + p * after.mu()).isCloseTo(1464.06, within(0.01));
        assertThat(p * after.phi()).isCloseTo(151.52, within(0.01));
        assertThat(after.sigma()).isCloseTo(0.05999, within(0.00001));
        assertThat(after.mu()).isCloseTo(-0.2069, within(0.0001));
        assertThat(after.phi()).isCloseTo(0.8722, within(0.0001));
    }

    @Test
    void glickoGetsLessSureOfThoseWhoDoNotPlay() {
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        for (Glicko2.Grouping grouping : Glicko2.Grouping.values()) {
            RatingTable<String> table =
                    Glicko2.STANDARD.withPeriod(Duration.ofDays(30), grouping).begin();
            for (int i = 0; i < 20; i++) {
                Instant at = start.plus(Duration.ofDays(30L * i));
                table.update(pair("idle", "busy", i % 2 == 0 ? Outcome.LEFT : Outcome.RIGHT)
                        .on(Occasion.UNKNOWN.at(at)));
            }
            double sure = table.ratings().error("idle");
            for (int i = 20; i < 200; i++)
                table.update(pair("other", "busy", i % 2 == 0 ? Outcome.LEFT : Outcome.RIGHT)
                        .on(Occasion.UNKNOWN.at(start.plus(Duration.ofDays(30L * i)))));
            Ratings<String> later = table.ratings();
            assertThat(later.error("idle")).isGreaterThan(sure + 10).isLessThanOrEqualTo(350);
            assertThat(later.error("busy")).isLessThan(later.error("idle"));
        }
    }

    @Test
    void glickoOfOnePeriodDoesNotMindTheOrder() {
        List<PairwisePreference<String, String>> games = List.of(
                pair("a", "b", Outcome.LEFT),
                pair("b", "c", Outcome.LEFT),
                pair("a", "c", Outcome.TIE),
                pair("c", "a", Outcome.LEFT));
        Ratings<String> one = Glicko2.STANDARD.fit(games);
        Ratings<String> other = Glicko2.STANDARD.fit(games.reversed());
        for (String item : one.items()) {
            assertThat(other.rating(item)).isCloseTo(one.rating(item), within(1e-9));
            assertThat(other.error(item)).isCloseTo(one.error(item), within(1e-9));
        }
    }

    @Test
    void eloOfOneMatchAndTheSumOfRatings() {
        Ratings<String> one = Elo.STANDARD.fit(List.of(pair("a", "b", Outcome.LEFT)));
        assertThat(one.rating("a")).isEqualTo(1516);
        assertThat(one.rating("b")).isEqualTo(1484);
        assertThat(one.predict("a", "b").left()).isCloseTo(1 / (1 + Math.pow(10, -32.0 / 400)), within(1e-12));
        Random random = new Random(1);
        RatingTable<Integer> table = Elo.STANDARD.begin();
        for (int k = 0; k < 1000; k++) {
            int i = random.nextInt(10);
            table.update(PairwisePreference.of(
                    "", i, (i + 1 + random.nextInt(9)) % 10, random.nextBoolean() ? Outcome.LEFT : Outcome.TIE));
        }
        Ratings<Integer> ratings = table.ratings();
        assertThat(IntStream.range(0, 10).mapToDouble(ratings::rating).sum()).isCloseTo(15_000, within(1e-6));
    }

    /// What the system says of its own error is what a long run shows: constant K against fixed true
    /// ratings.
    @Test
    void elosErrorIsWhatItWandersBy() {
        Random random = new Random(2);
        double[] truth = random.doubles(30, -150, 150).toArray();
        Elo elo = Elo.STANDARD.with(KFactor.constant(16));
        RatingTable<Integer> table = elo.begin();
        double square = 0;
        double said = 0;
        int n = 0;
        for (int k = 0; k < 60_000; k++) {
            int i = random.nextInt(30);
            int j = (i + 1 + random.nextInt(29)) % 30;
            boolean left =
                    random.nextDouble() < elo.expected(truth[i] - truth[j]).left();
            table.update(PairwisePreference.of("", i, j, left ? Outcome.LEFT : Outcome.RIGHT));
            if (k > 20_000 && k % 2_000 == 0) {
                Ratings<Integer> now = table.ratings();
                double mean =
                        IntStream.range(0, 30).mapToDouble(a -> truth[a] / 30).sum();
                for (int a = 0; a < 30; a++) {
                    square += Math.pow(now.rating(a) - 1500 - truth[a] + mean, 2);
                    said += Math.pow(now.error(a), 2);
                    n++;
                }
            }
        }
        assertThat(Math.sqrt(square / n)).isCloseTo(Math.sqrt(said / n), within(0.1 * Math.sqrt(said / n)));
    }

    /// Averaged over orders, Elo with a small K comes close to what Bradley and Terry fit.
    @Test
    void orderAveragedEloNearsTheBatchFit() {
        Comparisons<Integer> data = BradleyTerryTest.random(8, 4000, 7, false);
        Ratings<Integer> fit = BradleyTerry.PLAIN.fit(data).rescaled(400 / Math.log(10), 1500);
        Ratings<Integer> averaged = new OrderAveraged(Elo.STANDARD.with(KFactor.constant(8)), 200, 3).fit(data);
        for (int item : fit.items()) {
            assertThat(averaged.rating(item)).isCloseTo(fit.rating(item), within(5.0));
            assertThat(averaged.error(item)).isCloseTo(fit.error(item), within(4.0));
        }
    }

    @Test
    void kSchedules() {
        PairwisePreference<String, String> p =
                new PairwisePreference<>("", "a", "b", Outcome.LEFT, 4, Occasion.UNKNOWN);
        assertThat(KFactor.falling(250, 5, 0.4).k(0, 1500, p)).isCloseTo(131.32639, within(1e-5));
        assertThat(KFactor.fide().k(10, 1500, p)).isEqualTo(40);
        assertThat(KFactor.fide().k(50, 1500, p)).isEqualTo(20);
        assertThat(KFactor.fide().k(50, 2400, p)).isEqualTo(10);
        assertThat(KFactor.constant(20).byGoals().k(0, 1500, p)).isEqualTo(37.5);
        assertThat(KFactor.constant(20).byMargin(0.5).k(0, 1500, p)).isCloseTo(20 * Math.sqrt(5), within(1e-12));
        assertThatThrownBy(() -> KFactor.constant(0)).hasMessageContaining("32");
        assertThatThrownBy(() -> new Elo(KFactor.fide(), Double.NaN, 0, Home.NONE, 0))
                .hasMessageContaining("NaN");
    }

    /// The reference Python library (trueskill 0.4.5) prints these to three digits for its default
    /// settings.
    @Test
    void trueSkillOfPairsAndOfGamesOfMany() {
        assertGame(List.of(List.of("a"), List.of("b")), 29.396, 7.171, 20.604, 7.171);
        assertGame(List.of(List.of("a", "b")), 25, 6.458, 25, 6.458);
        assertGame(List.of(List.of("a"), List.of("b"), List.of("c")), 31.675, 6.656, 25.000, 6.208, 18.325, 6.656);
        assertGame(
                List.of(List.of("a"), List.of("b"), List.of("c"), List.of("d"), List.of("e")),
                34.363,
                6.136,
                29.058,
                5.536,
                25.000,
                5.420,
                20.942,
                5.536,
                15.637,
                6.136);
        assertGame(List.of(List.of("a", "b", "c")), 25.000, 5.698, 25.000, 5.695, 25.000, 5.698);
        Ratings<String> pair = TrueSkill.STANDARD.fit(List.of(pair("a", "b", Outcome.LEFT)));
        assertThat(pair.rating("a")).isCloseTo(29.396, within(0.001));
        assertThat(pair.error("b")).isCloseTo(7.171, within(0.001));
    }

    private static void assertGame(List<List<String>> tiers, double... meanAndDeviation) {
        RankedPreference<String, String> game = new RankedPreference<>("", tiers, Occasion.UNKNOWN);
        Ratings<String> ratings = TrueSkill.STANDARD.fit(List.of(game));
        List<String> items = game.items();
        for (int i = 0; i < items.size(); i++) {
            assertThat(ratings.rating(items.get(i))).isCloseTo(meanAndDeviation[2 * i], within(0.001));
            assertThat(ratings.error(items.get(i))).isCloseTo(meanAndDeviation[2 * i + 1], within(0.001));
        }
    }

    @Test
    void homeIsAnAdvantageThatIsNotSkill() {
        Random random = new Random(5);
        for (OnlineRatingSystem system :
                List.of(Elo.STANDARD.withHome(100), Glicko2.STANDARD.withHome(100), TrueSkill.STANDARD.withHome(3))) {
            RatingTable<String> table = system.begin();
            for (int k = 0; k < 4000; k++) {
                double atHome = system.begin().predict("x", "y").left();
                boolean left = random.nextDouble() < atHome + (system instanceof TrueSkill ? 0.05 : 0);
                table.update(pair(k % 3 == 0 ? "a" : "b", k % 3 == 0 ? "b" : "a", left ? Outcome.LEFT : Outcome.RIGHT));
            }
            Ratings<String> ratings = table.ratings();
            assertThat(ratings.predict("a", "b").left()).as(system.name()).isGreaterThan(0.5);
            assertThat(ratings.predict("b", "a").left()).as(system.name()).isGreaterThan(0.5);
        }
    }

    @Test
    void settingsThatCannotBeAreTold() {
        assertThatThrownBy(() -> new TrueSkill(25, 8, 0, 0, 0, Home.NONE)).hasMessageContaining("beta");
        assertThatThrownBy(() -> TrueSkill.STANDARD.withTies(1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> Glicko2.STANDARD.withPeriod(Duration.ZERO, Glicko2.Grouping.PERIOD))
                .hasMessageContaining("period");
        assertThatThrownBy(() -> Glicko2.STANDARD.withTau(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new OrderAveraged(Elo.STANDARD, 1, 1)).hasMessageContaining("100");
        assertThatThrownBy(() -> new Bootstrapped(Elo.STANDARD, 5, Bootstrapped.Unit.JUDGE, 1))
                .hasMessageContaining("200");
    }

    /// Skills are drawn from what a system believes of newcomers, and results from what it believes of skills.
    /// One pass that keeps no correlations is a little too sure of itself: of 95% intervals 86 (Glicko-2), 88
    /// (TrueSkill) and 92 (margins) of 100 hold the skill, as the documentation says.
    @Test
    void intervalsOfBeliefsHoldTheTruth() {
        Random random = new Random(9);
        TrueSkill still = TrueSkill.STANDARD.withDrift(0);
        StateSpace margins = new StateSpace(0, 1, 0, 0, 1.5, 1.5, 1, 0, 0, Home.NONE);
        Glicko2 glicko = Glicko2.STANDARD.withPeriod(Duration.ofDays(1), Glicko2.Grouping.SINGLE);
        for (OnlineRatingSystem system : List.of(still, margins, glicko)) {
            double start = system instanceof TrueSkill ? 25 : system instanceof StateSpace ? 0 : 1500;
            double deviation = system instanceof TrueSkill ? 25.0 / 3 : system instanceof StateSpace ? 1 : 350;
            int held = 0;
            for (int trial = 0; trial < 60; trial++) {
                double[] skill = new double[20];
                Arrays.setAll(skill, _ -> start + deviation * random.nextGaussian());
                RatingTable<Integer> table = system.begin();
                for (int k = 0; k < 200; k++) {
                    int a = random.nextInt(20);
                    int b = (a + 1 + random.nextInt(19)) % 20;
                    table.update(drawn(system, a, b, skill[a] - skill[b], random)
                            .on(Occasion.UNKNOWN.at(Instant.EPOCH.plus(Duration.ofHours(k)))));
                }
                Ratings<Integer> ratings = table.ratings();
                for (int i : ratings.items()) {
                    Ratings.Rated<Integer> r = ratings.rated(i);
                    if (r.low() < skill[i] && skill[i] < r.high()) held++;
                }
            }
            assertThat(held / 1200.0).as(system.name()).isBetween(0.84, 0.97);
        }
    }

    private static PairwisePreference<String, Integer> drawn(
            OnlineRatingSystem system, int a, int b, double ahead, Random random) {
        if (system instanceof Glicko2) {
            boolean won = random.nextDouble() < 1 / (1 + Math.pow(10, -ahead / 400));
            return PairwisePreference.of("", a, b, won ? Outcome.LEFT : Outcome.RIGHT);
        }
        double noise = system instanceof TrueSkill t ? Math.sqrt(2) * t.beta() : 1.5;
        double seen = ahead + noise * random.nextGaussian();
        if (system instanceof TrueSkill t && Math.abs(seen) < t.margin())
            return PairwisePreference.of("", a, b, Outcome.TIE);
        return new PairwisePreference<>(
                "", a, b, seen > 0 ? Outcome.LEFT : Outcome.RIGHT, Math.abs(seen), Occasion.UNKNOWN);
    }

    /// One measurement by hand: variances 1 and 1, noise 2, so that each side moves by 1/4 of the surprise.
    @Test
    void oneMarginByHand() {
        StateSpace system = new StateSpace(0, 1, 0, 0, Math.sqrt(2), 1, 1, 0, 0, Home.of(1));
        PairwisePreference<String, String> won =
                new PairwisePreference<>("", "a", "b", Outcome.LEFT, 3, Occasion.UNKNOWN);
        RatingTable<String> table = system.begin();
        table.update(won);
        Ratings<String> ratings = table.ratings();
        assertThat(ratings.rating("a")).isCloseTo(0.5, within(1e-12));
        assertThat(ratings.rating("b")).isCloseTo(-0.5, within(1e-12));
        assertThat(ratings.error("a")).isCloseTo(Math.sqrt(0.75), within(1e-12));
        // Ahead by 1 and at home by 1; variance 0.75 twice and luck of 1.
        assertThat(table.predict("a", "b").left()).isCloseTo(Normal.below(2 / Math.sqrt(2.5)), within(1e-12));
        assertThat(table.predict("neutral", "a", "b").left())
                .isCloseTo(Normal.below(1 / Math.sqrt(2.5)), within(1e-12));
    }

    @Test
    void ratingsMayDifferByContext() {
        StateSpace system = new StateSpace(0, 1, 0, 0.5, 1, 1, 0, 0, 0, Home.NONE);
        RatingTable<String> table = system.begin();
        for (int k = 0; k < 60; k++) {
            table.update(new PairwisePreference<>("clay", "a", "b", Outcome.LEFT, 1, Occasion.UNKNOWN));
            table.update(new PairwisePreference<>("grass", "a", "b", Outcome.RIGHT, 1, Occasion.UNKNOWN));
        }
        assertThat(table.predict("clay", "a", "b").left()).isGreaterThan(0.65);
        assertThat(table.predict("grass", "a", "b").left()).isLessThan(0.35);
        assertThat(table.predict("a", "b").left()).isCloseTo(0.5, within(0.1));
    }

    /// In neutral contexts nobody is at home, with any system that knows one.
    @Test
    void neutralGround() {
        for (OnlineRatingSystem system :
                List.of(Elo.STANDARD.withHome(80), Glicko2.STANDARD.withHome(80), TrueSkill.STANDARD.withHome(2))) {
            RatingTable<String> table = system.begin();
            table.update(PairwisePreference.better("neutral", "a", "b"));
            table.update(PairwisePreference.better("neutral", "b", "a"));
            assertThat(table.predict("neutral", "x", "y").left())
                    .isCloseTo(table.predict("neutral", "x", "y").right(), within(1e-12));
            assertThat(table.predict("x", "y").left())
                    .isGreaterThan(table.predict("x", "y").right() + 0.05);
        }
    }
}
