package org.broadsheet.preference.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.Thumb;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every rating system promises, tried on seeded random comparisons. A new system joins by its line in
/// `RatingSystems.all`.
class RatingSystemContractTest {
    private static final int ITEMS = 8;

    static Stream<RatingSystem> systems() {
        return Stream.concat(RatingSystems.all().stream(), variants());
    }

    /// The same systems with other settings than the usual ones.
    private static Stream<RatingSystem> variants() {
        BradleyTerry plain = BradleyTerry.PLAIN.withCovariates(false);
        return Stream.of(
                plain.with(Solver.MM),
                plain.with(Solver.LBFGS),
                plain.with(BradleyTerry.Ties.RAO_KUPPER).with(Solver.MM),
                plain.with(StandardErrors.SANDWICH),
                ThurstoneMosteller.PLAIN.withTies(true),
                new Spectral(Spectral.Kind.RANK_CENTRALITY, 0.5),
                new Bootstrapped(plain, 20, Bootstrapped.Unit.COMPARISON, 1),
                Elo.STANDARD.with(KFactor.fide()),
                Glicko2.STANDARD.withPeriod(Duration.ofDays(1), Glicko2.Grouping.SINGLE),
                TrueSkill.STANDARD.withTies(0).withDrift(0));
    }

    static Stream<RatingSystem> batch() {
        return systems()
                .filter(s -> !(s instanceof OnlineRatingSystem
                        || s instanceof OrderAveraged
                        || s instanceof Bootstrapped)); // draws by number
    }

    static Stream<OnlineRatingSystem> online() {
        return systems().filter(s -> s instanceof OnlineRatingSystem).map(s -> (OnlineRatingSystem) s);
    }

    /// Items 0 to 7 with true ratings 0, 0.3, 0.6, ...; some ties; one comparison a minute.
    private static List<PairwisePreference<String, String>> random(int seed, int size) {
        Random random = new Random(seed);
        List<PairwisePreference<String, String>> all = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            int a = random.nextInt(ITEMS);
            int b = (a + 1 + random.nextInt(ITEMS - 1)) % ITEMS;
            double p = 1 / (1 + Math.exp(0.3 * (b - a)));
            Outcome outcome =
                    random.nextDouble() < 0.15 ? Outcome.TIE : random.nextDouble() < p ? Outcome.LEFT : Outcome.RIGHT;
            all.add(PairwisePreference.of("", "item" + a, "item" + b, outcome)
                    .on(Occasion.by("judge" + k % 7).at(Instant.ofEpochSecond(60L * k))));
        }
        return all;
    }

    private static double tolerance(RatingSystem system) {
        return 1e-6 * scale(system);
    }

    /// How wide ratings of a system are spread beside log-odds.
    private static double scale(RatingSystem system) {
        return system.name().matches("elo.*|glicko.*") ? 173.7 : system.name().equals("trueskill") ? 6 : 1;
    }

    @ParameterizedTest
    @MethodSource("systems")
    void namesDoNotMatter(RatingSystem system) {
        List<PairwisePreference<String, String>> data = random(1, 200);
        Ratings<String> before = system.fit(data);
        Ratings<String> after = system.fit(data.stream()
                .map(p -> new PairwisePreference<>(
                        p.context(), renamed(p.left()), renamed(p.right()), p.outcome(), p.margin(), p.occasion()))
                .toList());
        for (String item : before.items()) {
            assertThat(after.rating(renamed(item))).isCloseTo(before.rating(item), within(tolerance(system)));
            assertThat(after.error(renamed(item))).isCloseTo(before.error(item), within(tolerance(system)));
        }
    }

    private static String renamed(String item) {
        return "z" + (char) ('z' - item.charAt(4) + '0');
    }

    @ParameterizedTest
    @MethodSource("batch")
    void theOrderOfComparisonsDoesNotMatterToABatchFit(RatingSystem system) {
        List<PairwisePreference<String, String>> data = random(2, 300);
        Ratings<String> before = system.fit(data);
        List<PairwisePreference<String, String>> shuffled = new ArrayList<>(data);
        Collections.shuffle(shuffled, new Random(5));
        Ratings<String> after = system.fit(shuffled);
        for (String item : before.items()) {
            assertThat(after.rating(item)).isCloseTo(before.rating(item), within(tolerance(system)));
            assertThat(after.error(item)).isCloseTo(before.error(item), within(tolerance(system)));
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void sidesDoNotMatterWithoutAHomeAdvantage(RatingSystem system) {
        List<PairwisePreference<String, String>> data = random(3, 200);
        Ratings<String> before = system.fit(data);
        Ratings<String> after =
                system.fit(data.stream().map(PairwisePreference::swapped).toList());
        for (String item : before.items())
            assertThat(after.rating(item)).isCloseTo(before.rating(item), within(tolerance(system)));
        Prediction one = before.predict("item1", "item6");
        Prediction other = before.predict("item6", "item1").swapped();
        assertThat(one.left()).isCloseTo(other.left(), within(1e-12));
        assertThat(one.tie()).isCloseTo(other.tie(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void moreWinsRateHigher(RatingSystem system) {
        List<PairwisePreference<String, String>> data = random(4, 200);
        Instant last = data.getLast().occasion().time().orElseThrow();
        Ratings<String> before = system.fit(data);
        for (String loser : List.of("item0", "item7")) {
            List<PairwisePreference<String, String>> more = new ArrayList<>(data);
            for (int i = 0; i < 3; i++)
                more.add(PairwisePreference.better("", "item3", loser)
                        .on(Occasion.by("judge0").at(last.plusSeconds(60L * (i + 1)))));
            Ratings<String> after = system.fit(more);
            assertThat(after.rating("item3") - after.rating(loser))
                    .isGreaterThan(before.rating("item3") - before.rating(loser));
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void findsTheTrueOrderOfManyComparisons(RatingSystem system) {
        Ratings<String> ratings = system.fit(random(6, 6000));
        List<String> order = ratings.table().stream().map(Ratings.Rated::item).toList();
        double[] places = IntStream.range(0, ITEMS)
                .mapToDouble(i -> order.indexOf("item" + i))
                .toArray();
        int inversions = 0;
        for (int a = 0; a < ITEMS; a++) for (int b = a + 1; b < ITEMS; b++) if (places[a] < places[b]) inversions++;
        assertThat(inversions).as("%s of %s", order, system.name()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void everyRatingHasAnErrorAndPredictionsAreChances(RatingSystem system) {
        Ratings<String> ratings = system.fit(random(7, 300));
        assertThat(ratings.system()).isEqualTo(system.name());
        for (Ratings.Rated<String> r : ratings.table()) {
            assertThat(r.rating()).isFinite();
            assertThat(r.error()).as("error of %s", system.name()).isFinite().isPositive();
            assertThat(r.low()).isLessThan(r.rating());
            assertThat(r.high()).isGreaterThan(r.rating());
        }
        for (String a : ratings.items())
            for (String b : ratings.items()) {
                if (a.equals(b)) continue;
                Prediction p = ratings.predict(a, b);
                assertThat(p.left()).isBetween(0.0, 1.0);
                assertThat(p.tie()).isBetween(0.0, 1.0);
                assertThat(p.left() + p.tie() + p.right()).isCloseTo(1, within(1e-12));
                if (ratings.rating(a) > ratings.rating(b) + tolerance(system))
                    assertThat(p.left()).isGreaterThan(p.right());
            }
        assertThatThrownBy(() -> ratings.predict("item1", "item1")).hasMessageContaining("itself");
        assertThatThrownBy(() -> ratings.rating("nobody")).hasMessageContaining("nobody");
    }

    @ParameterizedTest
    @MethodSource("systems")
    void groupsThatNobodyLinksAreReported(RatingSystem system) {
        List<PairwisePreference<String, String>> data = new ArrayList<>(random(8, 100));
        data.add(PairwisePreference.better("", "x", "y"));
        data.add(PairwisePreference.better("", "y", "x"));
        Ratings<String> ratings = system.fit(data);
        assertThat(ratings.groups()).hasSize(2);
        assertThat(ratings.groups().getLast()).containsExactlyInAnyOrder("x", "y");
        assertThat(ratings.warnings()).anyMatch(w -> w.contains("groups"));
        assertThat(ratings.linked("x", "item0")).isFalse();
        assertThat(ratings.predict("x", "y").left())
                .isCloseTo(ratings.predict("x", "y").right(), within(0.3));
        // Only a prior may set one group against the other, and online systems have one: the newcomer.
        if (system instanceof OnlineRatingSystem || system instanceof OrderAveraged)
            assertThat(ratings.predict("x", "item0").left()).isBetween(0.0, 1.0);
        else assertThat(ratings.difference("x", "item0").value()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void anItemNeverComparedIsReported(RatingSystem system) {
        Comparisons.Builder<String> builder = Comparisons.builder();
        builder.item("idle");
        random(9, 100).forEach(builder::add);
        Ratings<String> ratings = system.fit(builder.build());
        assertThat(ratings.table().getLast().item())
                .satisfiesAnyOf(
                        last -> assertThat(last).isEqualTo("idle"),
                        _ -> assertThat(ratings.rating("idle")).isFinite());
        assertThat(ratings.warnings()).anyMatch(w -> w.contains("idle"));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void oneComparisonAlone(RatingSystem system) {
        Ratings<String> ratings = system.fit(List.of(PairwisePreference.better("", "a", "b")));
        assertThat(ratings.rating("a")).isFinite().isGreaterThan(ratings.rating("b"));
        assertThat(ratings.predict("a", "b").left()).isBetween(0.5, 1.0);
        Ratings<String> tied = system.fit(List.of(PairwisePreference.of("", "a", "b", Outcome.TIE)));
        assertThat(tied.rating("a")).isCloseTo(tied.rating("b"), within(tolerance(system)));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void whoeverNeverLostStaysFinite(RatingSystem system) {
        List<PairwisePreference<String, String>> data = new ArrayList<>();
        for (int i = 0; i < 20; i++) data.add(PairwisePreference.better("", "champion", "item" + i % 3));
        for (int i = 0; i < 20; i++)
            data.add(PairwisePreference.better("", "item" + i % 3, "item" + (i + 1 + i % 2) % 3));
        data.removeIf(p -> p.left().equals(p.right()));
        Ratings<String> ratings = system.fit(data);
        assertThat(ratings.table().getFirst().item()).isEqualTo("champion");
        assertThat(ratings.rating("champion")).isFinite();
        assertThat(ratings.predict("champion", "item0").left()).isBetween(0.5, 1.0);
    }

    @ParameterizedTest
    @MethodSource("systems")
    void isFoundByItsName(RatingSystem system) {
        assertThat(RatingSystems.named(system.name()).name()).isEqualTo(system.name());
        assertThat(RatingSystems.named(system.name().toUpperCase(Locale.ROOT).replace("-", ""))
                        .name())
                .isEqualTo(system.name());
        assertThatThrownBy(() -> RatingSystems.named("best")).hasMessageContaining(system.name());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void nothingToRateIsTold(RatingSystem system) {
        assertThatThrownBy(() -> system.fit(List.<PairwisePreference<String, String>>of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing to rate");
        assertThatThrownBy(() -> system.fit(List.of(new Thumb<>("", "a", true, Occasion.UNKNOWN))))
                .hasMessageContaining("nothing to rate");
    }

    @ParameterizedTest
    @MethodSource("batch")
    void weightTwoIsTheSameComparisonTwice(RatingSystem system) {
        List<PairwisePreference<String, String>> data = random(10, 150);
        List<PairwisePreference<String, String>> twice = new ArrayList<>();
        for (PairwisePreference<String, String> p : data) {
            twice.add(p);
            twice.add(p);
        }
        Ratings<String> weighed = system.fit(
                data.stream().map(p -> p.on(p.occasion().weighing(2))).toList());
        Ratings<String> repeated = system.fit(twice);
        for (String item : weighed.items()) {
            assertThat(weighed.rating(item)).isCloseTo(repeated.rating(item), within(tolerance(system)));
            assertThat(weighed.error(item)).isCloseTo(repeated.error(item), within(1e-5 * scale(system)));
        }
    }

    /// Data are drawn anew from what the system itself foretold, so that its own model is the truth, and
    /// refitted; then nineteen of twenty 95% intervals of differences should hold those that they were drawn
    /// from. Where judges err of themselves their errors are part of the truth: CrowdBradleyTerryTest.
    @ParameterizedTest
    @MethodSource("batch")
    void intervalsHoldTheTruthAsOftenAsTheySay(RatingSystem system) {
        if (system instanceof CrowdBradleyTerry) return;
        Ratings<String> truth = system.fit(random(12, 3000));
        Random random = new Random(13);
        int held = 0;
        int all = 0;
        for (int trial = 0; trial < 120; trial++) {
            List<PairwisePreference<String, String>> drawn = new ArrayList<>();
            for (PairwisePreference<String, String> p : random(100 + trial, 800)) {
                Prediction chances = truth.predict(p.left(), p.right());
                double u = random.nextDouble();
                Outcome outcome = u < chances.left()
                        ? Outcome.LEFT
                        : u < chances.left() + chances.tie() ? Outcome.TIE : Outcome.RIGHT;
                drawn.add(PairwisePreference.of("", p.left(), p.right(), outcome));
            }
            Ratings<String> again = system.fit(drawn);
            for (int a = 0; a < ITEMS; a++)
                for (int b = 0; b < a; b++) {
                    Estimate found = again.difference("item" + a, "item" + b);
                    double known = truth.rating("item" + a) - truth.rating("item" + b);
                    if (Math.abs(found.value() - known) < Ratings.NORMAL_95 * found.error()) held++;
                    all++;
                }
        }
        assertThat((double) held / all).isBetween(0.93, 0.97);
    }

    @ParameterizedTest
    @MethodSource("online")
    void aTableGivesWhatTheBatchGives(OnlineRatingSystem system) {
        List<PairwisePreference<String, String>> data = random(11, 200);
        RatingTable<String> table = system.begin();
        data.forEach(table::update);
        Ratings<String> one = table.ratings();
        List<PairwisePreference<String, String>> shuffled = new ArrayList<>(data);
        Collections.shuffle(shuffled, new Random(3));
        Ratings<String> other = system.fit(shuffled); // put in order of time again
        for (String item : one.items()) assertThat(other.rating(item)).isEqualTo(one.rating(item));
        assertThat(table.predict("item1", "item2")).isEqualTo(one.predict("item1", "item2"));
        assertThat(table.predict("nobody", "somebody").left())
                .isEqualTo(table.predict("nobody", "somebody").right());
    }
}
