package org.broadsheet.preference.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.preference.judgment.Choice;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.RankedPreference;
import org.junit.jupiter.api.Test;

class ListsTest {
    /// choix's test of choices among sets of different sizes: its maximum likelihood.
    @Test
    void choices() {
        Ratings<Integer> ratings = PlackettLuce.PLAIN.fit(List.of(
                new Choice<>("", 0, List.of(1), Occasion.UNKNOWN),
                new Choice<>("", 1, List.of(2), Occasion.UNKNOWN),
                new Choice<>("", 2, List.of(0, 1), Occasion.UNKNOWN)));
        double[] expected = {0.16040395, -0.32080789, 0.16040394};
        for (int i = 0; i < 3; i++) assertThat(ratings.rating(i)).isCloseTo(expected[i], within(2e-8));
    }

    /// A ranked list says what its choices say.
    @Test
    void aListIsItsChoices() {
        Random random = new Random(1);
        List<RankedPreference<String, Integer>> lists = random(random, 40, 6, 4);
        Ratings<Integer> whole = PlackettLuce.PLAIN.fit(lists);
        List<Judgment<String, Integer>> parts = new ArrayList<>();
        for (RankedPreference<String, Integer> l : lists) parts.addAll(Conversions.choices(l));
        Ratings<Integer> choices = PlackettLuce.PLAIN.fit(parts);
        for (int item : whole.items()) {
            assertThat(choices.rating(item)).isCloseTo(whole.rating(item), within(1e-8));
            assertThat(choices.error(item)).isCloseTo(whole.error(item), within(1e-8));
        }
    }

    @Test
    void tiedItemsComeOutAlikeAndBetweenTheirNeighbours() {
        List<RankedPreference<String, String>> lists = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lists.add(new RankedPreference<>(
                    "", List.of(List.of("a"), List.of("b", "c"), List.of("d")), Occasion.UNKNOWN));
            lists.add(new RankedPreference<>(
                    "", List.of(List.of("d"), List.of("c", "b"), List.of("a")), Occasion.UNKNOWN));
        }
        lists.add(RankedPreference.ofOrder("", List.of("a", "d")));
        Ratings<String> ratings = PlackettLuce.PLAIN.fit(lists);
        assertThat(ratings.rating("b")).isCloseTo(ratings.rating("c"), within(1e-9));
        assertThat(ratings.rating("a")).isGreaterThan(ratings.rating("d"));
        assertThat(ratings.warnings()).isEmpty();
    }

    @Test
    void slopesAndCurvaturesAreThoseOfTheValue() {
        Random random = new Random(2);
        List<Judgment<String, Integer>> lists = new ArrayList<>(random(random, 10, 6, 4));
        lists.add(new RankedPreference<>(
                "", List.of(List.of(0, 3), List.of(1), List.of(5, 2, 4)), Occasion.UNKNOWN.weighing(1.5)));
        lists.add(new Choice<>("", 4, List.of(1, 3), Occasion.UNKNOWN.weighing(2)));
        ListLikelihood f = new ListLikelihood(Lists.of(lists), 0.2);
        double[] x = random.doubles(f.dimension(), -1, 1).toArray();
        double[] gradient = f.at(x).gradient().clone();
        assertThat(gradient)
                .containsExactly(Differentiable.differences(p -> f.at(p).value(), x, 1e-6), within(1e-6));
        f.at(x);
        double[] summed = new double[x.length];
        for (int k = 0; k < f.lists.size(); k++) f.addSlope(k, summed);
        for (int i = 0; i < x.length; i++) assertThat(summed[i] + 0.2 * x[i]).isCloseTo(gradient[i], within(1e-9));
        double[][] h = f.matrix();
        for (int i = 0; i < x.length; i++) {
            int at = i;
            assertThat(h[i])
                    .containsExactly(Differentiable.differences(p -> f.at(p).gradient()[at], x, 1e-6), within(1e-6));
        }
        f.at(x);
        double[] product = new double[x.length];
        double[] v = random.doubles(x.length).toArray();
        f.at(x).times(v, product);
        for (int i = 0; i < x.length; i++) {
            int at = i;
            assertThat(product[i])
                    .isCloseTo(
                            IntStream.range(0, x.length)
                                    .mapToDouble(j -> h[at][j] * v[j])
                                    .sum(),
                            within(1e-9));
            assertThat(f.curvature()[i]).isCloseTo(h[i][i], within(1e-9));
        }
    }

    /// Intervals of 95% hold the truth in about 95% of simulated data, for lists as for pairs, and the
    /// bootstrap agrees.
    @Test
    void intervalsCover() {
        Random random = new Random(3);
        double[] truth = {-1, -0.5, 0, 0.2, 0.5, 0.8};
        int held = 0;
        int all = 0;
        double error = 0;
        for (int trial = 0; trial < 300; trial++) {
            Ratings<Integer> ratings = PlackettLuce.PLAIN.fit(drawn(random, truth, 60, 4));
            for (int i = 0; i < truth.length; i++) {
                Ratings.Rated<Integer> r = ratings.rated(i);
                if (r.low() <= truth[i] && truth[i] <= r.high()) held++;
                all++;
                error += r.error() / 300 / truth.length;
            }
        }
        assertThat((double) held / all).isBetween(0.93, 0.97);
        List<Judgment<String, Integer>> one = drawn(random, truth, 400, 2);
        Comparisons<Integer> pairs = Comparisons.of(one);
        Ratings<Integer> fit = BradleyTerry.PLAIN.fit(pairs);
        Ratings<Integer> again = new Bootstrapped(BradleyTerry.PLAIN, 400, Bootstrapped.Unit.COMPARISON, 1).fit(pairs);
        Ratings<Integer> sandwich =
                BradleyTerry.PLAIN.with(StandardErrors.SANDWICH).fit(pairs);
        for (int i = 0; i < truth.length; i++) {
            assertThat(again.rating(i)).isEqualTo(fit.rating(i));
            assertThat(again.error(i)).isCloseTo(fit.error(i), within(0.15 * fit.error(i)));
            assertThat(sandwich.error(i)).isCloseTo(fit.error(i), within(0.15 * fit.error(i)));
            assertThat(again.rated(i).low()).isLessThan(fit.rating(i));
        }
        assertThat(error).isPositive();
    }

    /// What one judge says ten times is no more than what it says once, and only errors by judge know.
    @Test
    void judgesWhoRepeatThemselves() {
        Random random = new Random(4);
        Comparisons.Builder<Integer> builder = Comparisons.builder();
        double[] truth = {-0.5, 0, 0.5};
        for (int judge = 0; judge < 80; judge++) {
            Judgment<String, Integer> said = drawn(random, truth, 1, 2).getFirst();
            for (int again = 0; again < 10; again++) builder.add(said.on(Occasion.by("judge " + judge)));
        }
        Comparisons<Integer> data = builder.build();
        double naive = BradleyTerry.PLAIN.fit(data).error(0);
        double sandwich =
                BradleyTerry.PLAIN.with(StandardErrors.SANDWICH).fit(data).error(0);
        double bootstrap = new Bootstrapped(BradleyTerry.PLAIN, 300, Bootstrapped.Unit.JUDGE, 2)
                .fit(data)
                .error(0);
        assertThat(sandwich / naive).isBetween(2.6, 3.7); // the root of 10 is 3.16
        assertThat(bootstrap / naive).isBetween(2.6, 3.9);
    }

    /// The error of a difference is what it scatters by, not that of two independent ratings.
    @Test
    void differencesOfResampledRatings() {
        Comparisons<Integer> data = BradleyTerryTest.random(5, 400, 8, false);
        Ratings<Integer> fit = BradleyTerry.PLAIN.fit(data);
        Ratings<Integer> again = new Bootstrapped(BradleyTerry.PLAIN, 600, Bootstrapped.Unit.COMPARISON, 3).fit(data);
        for (int i = 1; i < 5; i++)
            assertThat(again.difference(0, i).error() / fit.difference(0, i).error())
                    .isBetween(0.9, 1.1);
    }

    /// Without two judges there is nothing to draw, and the error would be nought.
    @Test
    void judgesWhoCannotBeDrawn() {
        Bootstrapped byJudge = new Bootstrapped(BradleyTerry.PLAIN, 20, Bootstrapped.Unit.JUDGE, 1);
        List<PairwisePreference<String, String>> unnamed =
                List.of(PairwisePreference.better("", "a", "b"), PairwisePreference.better("", "b", "a"));
        assertThatThrownBy(() -> byJudge.fit(unnamed))
                .hasMessageContaining("at least two of them are named, but nobody is");
        List<PairwisePreference<String, String>> one =
                unnamed.stream().map(p -> p.on(Occasion.by("ann"))).toList();
        assertThatThrownBy(() -> byJudge.fit(one)).hasMessageContaining("but there is one; draw comparisons");
        for (RatingSystem sandwich :
                List.of(BradleyTerry.PLAIN.with(StandardErrors.SANDWICH), new PlackettLuce(0, StandardErrors.SANDWICH)))
            assertThatThrownBy(() -> sandwich.fit(one)).hasMessageContaining("there is only one; take");
        List<PairwisePreference<String, String>> two = new ArrayList<>(one);
        two.add(PairwisePreference.better("", "a", "b").on(Occasion.by("bob")));
        assertThat(byJudge.fit(two).warnings()).anyMatch(w -> w.contains("drawing 2 judges anew"));
        assertThat(BradleyTerry.PLAIN.with(StandardErrors.SANDWICH).fit(two).warnings())
                .anyMatch(w -> w.contains("2 judges differ in"));
    }

    /// Rank centrality's errors are its spread over simulated data.
    @Test
    void rankCentralitysErrors() {
        Random random = new Random(5);
        double[] truth = {-1, -0.4, 0.1, 0.4, 0.9};
        double[] square = new double[truth.length];
        double[] said = new double[truth.length];
        for (int trial = 0; trial < 400; trial++) {
            Ratings<Integer> ratings = Spectral.RANK_CENTRALITY.fit(Comparisons.of(drawn(random, truth, 300, 2)));
            for (int i = 0; i < truth.length; i++) {
                square[i] += Math.pow(ratings.rating(i) - truth[i], 2) / 400;
                said[i] += Math.pow(ratings.error(i), 2) / 400;
            }
        }
        for (int i = 0; i < truth.length; i++)
            assertThat(Math.sqrt(said[i])).isCloseTo(Math.sqrt(square[i]), within(0.15 * Math.sqrt(square[i])));
    }

    /// Beyond 2,000 items errors are sampled; over the same lists they are near the exact ones.
    @Test
    void sampledErrorsAreNearTheExactOnes() {
        Random random = new Random(6);
        double[] truth = random.doubles(2100, -1, 1).toArray();
        Ratings<Integer> many = PlackettLuce.PLAIN.fit(drawn(random, truth, 6000, 8));
        double mean = many.items().stream().mapToDouble(many::error).average().orElse(0);
        // 23 lists of 8 an item, each of which tells about 0.7 times p(1 - p) summed over its draws.
        assertThat(mean).isBetween(0.2, 0.4);
        double square = 0;
        for (int i : many.items()) square += Math.pow((many.rating(i) - truth[i]) / many.error(i), 2);
        assertThat(square / many.items().size()).isBetween(0.85, 1.2);
    }

    private static List<Judgment<String, Integer>> drawn(Random random, double[] truth, int lists, int length) {
        List<Judgment<String, Integer>> all = new ArrayList<>();
        for (int k = 0; k < lists; k++) {
            List<Integer> some = new ArrayList<>();
            while (some.size() < length) {
                int i = random.nextInt(truth.length);
                if (!some.contains(i)) some.add(i);
            }
            double[] noisy = some.stream()
                    .mapToDouble(i -> truth[i] - Math.log(-Math.log(random.nextDouble())))
                    .toArray();
            List<Integer> order = IntStream.range(0, length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(noisy[b], noisy[a]))
                    .map(some::get)
                    .toList();
            all.add(RankedPreference.ofOrder("", order));
        }
        double mean = Arrays.stream(truth).average().orElse(0);
        for (int i = 0; i < truth.length; i++) truth[i] -= mean;
        return all;
    }

    private static List<RankedPreference<String, Integer>> random(Random random, int lists, int items, int length) {
        List<RankedPreference<String, Integer>> all = new ArrayList<>();
        for (int k = 0; k < lists; k++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, items).boxed().toList());
            Collections.shuffle(order, random);
            all.add(RankedPreference.ofOrder("", order.subList(0, length)));
        }
        return all;
    }
}
