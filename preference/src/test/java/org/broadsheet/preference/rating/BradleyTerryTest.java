package org.broadsheet.preference.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BradleyTerryTest {
    private static Comparisons<Integer> pairs(int[]... winnerLoser) {
        Comparisons.Builder<Integer> b = Comparisons.builder();
        for (int[] p : winnerLoser) b.add(p[0], p[1], Outcome.LEFT);
        return b.build();
    }

    /// Two items, three wins to one: the difference is ln 3, 190.85 points of Elo, and its variance 1/(4 *
    /// 3/4 * 1/4).
    @Test
    void threeToOne() {
        Comparisons<Integer> data = pairs(new int[] {0, 1}, new int[] {0, 1}, new int[] {0, 1}, new int[] {1, 0});
        Ratings<Integer> ratings = BradleyTerry.PLAIN.fit(data);
        Estimate difference = ratings.difference(0, 1);
        assertThat(difference.value()).isCloseTo(Math.log(3), within(1e-10));
        assertThat(difference.error()).isCloseTo(Math.sqrt(4.0 / 3), within(1e-9));
        assertThat(ratings.error(0)).isCloseTo(Math.sqrt(4.0 / 3) / 2, within(1e-9));
        assertThat(ratings.rescaled(400 / Math.log(10), 1500).difference(0, 1).value())
                .isCloseTo(190.8485019, within(1e-6));
        assertThat(ratings.predict(0, 1).left()).isCloseTo(0.75, within(1e-10));
        assertThat(ratings.logLikelihood()).isCloseTo(3 * Math.log(0.75) + Math.log(0.25), within(1e-9));
        assertThat(ratings.warnings()).isEmpty();
    }

    /// Two items that win as often, but three of four times where the covariate is one in their favour: the
    /// slope is ln 3, the ratings are equal, and four of four at each side carry a variance of 1/(8 * 3/16).
    /// The second table adds ln 2 of strength: at a lead of 1 the chance of `a` is 6/7, at -1 it is 2/5.
    @Test
    void covariatesByHand() {
        Ratings<String> even = BradleyTerry.PLAIN.fit(withCovariate(3, 1, 1, 3));
        assertThat(even.parameters()).hasEntrySatisfying("length", slope -> {
            assertThat(slope.value()).isCloseTo(Math.log(3), within(1e-9));
            assertThat(slope.error()).isCloseTo(Math.sqrt(1 / (8 * 3.0 / 16)), within(1e-6));
        });
        assertThat(even.rating("a")).isCloseTo(0, within(1e-9));
        assertThat(even.predict("a", "b", 1.0).left()).isCloseTo(0.75, within(1e-9));
        assertThat(even.predict("a", "b").left()).isCloseTo(0.5, within(1e-9));
        Ratings<String> stronger = BradleyTerry.PLAIN.fit(withCovariate(30, 5, 14, 21));
        assertThat(stronger.parameters())
                .hasEntrySatisfying("length", slope -> assertThat(slope.value()).isCloseTo(Math.log(3), within(1e-9)));
        assertThat(stronger.difference("a", "b").value()).isCloseTo(Math.log(2), within(1e-9));
    }

    /// Comparisons of a and b: so many won and lost by a with the covariate at 1, and at -1.
    private static Comparisons<String> withCovariate(int won, int lost, int wonBehind, int lostBehind) {
        Comparisons.Builder<String> b = Comparisons.builder(List.of("length"));
        int[] count = {won, lost, wonBehind, lostBehind};
        for (int c = 0; c < 4; c++)
            for (int k = 0; k < count[c]; k++)
                b.add(PairwisePreference.of("", "a", "b", c % 2 == 0 ? Outcome.LEFT : Outcome.RIGHT), c < 2 ? 1 : -1);
        return b.build();
    }

    /// The level of ratings is free: with many items a direction of mere rounding must not be followed.
    @ParameterizedTest
    @ValueSource(ints = {1_000, 3_000})
    void manyItemsSettle(int items) {
        SplittableRandom random = new SplittableRandom(1);
        double[] truth = new double[items];
        Arrays.setAll(truth, _ -> random.nextGaussian());
        Comparisons.Builder<Integer> b = Comparisons.builder();
        for (int k = 0; k < 100 * items; k++) {
            int l = random.nextInt(items);
            int r = (l + 1 + random.nextInt(items - 1)) % items;
            b.add(l, r, random.nextDouble() < 1 / (1 + Math.exp(truth[r] - truth[l])) ? Outcome.LEFT : Outcome.RIGHT);
        }
        Ratings<Integer> ratings = BradleyTerry.PLAIN.fit(b.build());
        assertThat(ratings.warnings()).isEmpty();
        int covered = 0;
        double mean = Arrays.stream(truth).average().orElseThrow();
        for (int i = 0; i < items; i++) {
            Ratings.Rated<Integer> r = ratings.rated(i);
            if (r.low() < truth[i] - mean && truth[i] - mean < r.high()) covered++;
        }
        assertThat(covered).isBetween((int) (0.92 * items), (int) (0.975 * items));
    }

    @ParameterizedTest
    @EnumSource(Solver.class)
    void allSolversAgree(Solver solver) {
        Comparisons<Integer> data = random(20, 600, 1, false);
        Ratings<Integer> newton = BradleyTerry.PLAIN.fit(data);
        Ratings<Integer> other =
                BradleyTerry.PLAIN.withCovariates(false).with(solver).fit(data);
        for (int item : newton.items()) assertThat(other.rating(item)).isCloseTo(newton.rating(item), within(1e-6));
        assertThat(other.logLikelihood()).isCloseTo(newton.logLikelihood(), within(1e-7));
    }

    @Test
    void minorizationKnowsHomeAndTies() {
        Comparisons<Integer> data = random(10, 500, 2, true);
        BradleyTerry plain = BradleyTerry.PLAIN
                .withCovariates(false)
                .with(BradleyTerry.Ties.RAO_KUPPER)
                .withHome(true);
        Ratings<Integer> newton = plain.fit(data);
        Ratings<Integer> mm = plain.with(Solver.MM).fit(data);
        assertThat(newton.parameters().keySet()).containsExactly("home", "tie");
        newton.parameters()
                .forEach((name, estimate) -> assertThat(mm.parameters())
                        .hasEntrySatisfying(
                                name, e -> assertThat(e.value()).isCloseTo(estimate.value(), within(1e-6))));
        for (int item : newton.items()) assertThat(mm.rating(item)).isCloseTo(newton.rating(item), within(1e-6));
    }

    @Test
    void everyRoundOfMinorizationRaisesTheLikelihood() {
        Comparisons<Integer> data = random(12, 300, 3, true);
        PairLikelihood likelihood =
                new PairLikelihood(PairRows.of(data, true, true, false), new PairModel.RaoKupper(), true, 0);
        List<Double> values = new ArrayList<>();
        Minorization.DEFAULT.minimize(likelihood, likelihood.start(), values::add);
        assertThat(values).hasSizeGreaterThan(10);
        for (int i = 1; i < values.size(); i++) assertThat(values.get(i)).isLessThanOrEqualTo(values.get(i - 1) + 1e-9);
    }

    @Test
    void slopesAndCurvaturesAreThoseOfTheValue() {
        Random random = new Random(4);
        for (PairModel model : List.of(
                new PairModel.Logistic(),
                new PairModel.RaoKupper(),
                new PairModel.Davidson(),
                new PairModel.Probit(),
                new PairModel.ProbitThreshold())) {
            Comparisons.Builder<Integer> b = Comparisons.builder(List.of("u", "v"));
            for (int k = 0; k < 60; k++) {
                int i = random.nextInt(5);
                b.add(
                        PairwisePreference.of("", i, (i + 1 + random.nextInt(4)) % 5, outcome(random.nextInt(3))),
                        random.nextGaussian(),
                        random.nextGaussian());
            }
            PairLikelihood f = new PairLikelihood(PairRows.of(b.build(), true, model.ties(), true), model, true, 0.3);
            double[] x = new double[f.dimension()];
            for (int i = 0; i < x.length; i++) x[i] = random.nextGaussian() * 0.7;
            if (model.ties()) x[x.length - 1] = 0.4;
            double[] gradient = f.at(x).gradient().clone();
            double[] expected = Differentiable.differences(p -> f.at(p).value(), x, 1e-6);
            assertThat(gradient).as("%s", model).containsExactly(expected, within(1e-5));
            f.at(x);
            double[][] h = f.matrix();
            for (int i = 0; i < x.length; i++) {
                int at = i;
                double[] row = Differentiable.differences(p -> f.at(p).gradient()[at], x, 1e-6);
                assertThat(h[i]).as("%s", model).containsExactly(row, within(1e-5));
            }
            f.at(x);
            double[] v = random.doubles(x.length).toArray();
            double[] product = new double[x.length];
            f.at(x).times(v, product);
            for (int i = 0; i < x.length; i++) {
                double sum = 0;
                for (int j = 0; j < x.length; j++) sum += h[i][j] * v[j];
                assertThat(product[i]).as("%s", model).isCloseTo(sum, within(1e-9));
                assertThat(f.curvature()[i]).as("%s", model).isCloseTo(h[i][i], within(1e-9));
            }
        }
    }

    @Test
    void aPriorPullsTowardsZeroAndMakesAllComparable() {
        Comparisons<Integer> data = pairs(new int[] {0, 1}, new int[] {0, 1}, new int[] {1, 2});
        Ratings<Integer> weak = BradleyTerry.PLAIN.withRidge(0.01).fit(data);
        Ratings<Integer> strong = BradleyTerry.PLAIN.withRidge(10).fit(data);
        assertThat(weak.rating(0)).isGreaterThan(strong.rating(0)).isGreaterThan(0);
        assertThat(weak.warnings()).isEmpty();
        assertThat(BradleyTerry.PLAIN.fit(data).warnings())
                .singleElement()
                .asString()
                .contains("0 never lost")
                .contains("2 never won");
    }

    @Test
    void whatMinorizationCannotIsTold() {
        assertThatThrownBy(() -> BradleyTerry.PLAIN.with(Solver.MM)).hasMessageContaining("covariates");
        assertThatThrownBy(() -> BradleyTerry.PLAIN.withRidge(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> BradleyTerry.PLAIN.withRidge(-1)).hasMessageContaining("-1");
    }

    @Test
    void manyItemsGetErrorsBySampling() {
        Comparisons<Integer> data = random(400, 20_000, 5, false);
        PairRows rows = PairRows.of(data, false, false, false);
        PairLikelihood likelihood = new PairLikelihood(rows, new PairModel.Logistic(), false, 0);
        double[] x = new double[likelihood.dimension()];
        Ratings<Integer> fitted = BradleyTerry.PLAIN.fit(data);
        for (int i = 0; i < x.length; i++) x[i] = fitted.rating(data.items().get(i));
        likelihood.at(x);
        double[] sampled = PairErrors.sampled(likelihood, rows.groups());
        for (int i = 0; i < x.length; i++)
            assertThat(sampled[i]).isCloseTo(fitted.error(data.items().get(i)), within(0.05 * sampled[i]));
    }

    private static Outcome outcome(int n) {
        return n == 0 ? Outcome.LEFT : n == 1 ? Outcome.RIGHT : Outcome.TIE;
    }

    static Comparisons<Integer> random(int items, int size, int seed, boolean ties) {
        Random random = new Random(seed);
        double[] true1 = random.doubles(items, -1, 1).toArray();
        Comparisons.Builder<Integer> b = Comparisons.builder();
        for (int k = 0; k < size; k++) {
            int i = random.nextInt(items);
            int j = (i + 1 + random.nextInt(items - 1)) % items;
            double p = 1 / (1 + Math.exp(true1[j] - true1[i] - 0.2));
            b.add(
                    i,
                    j,
                    ties && random.nextDouble() < 0.2
                            ? Outcome.TIE
                            : random.nextDouble() < p ? Outcome.LEFT : Outcome.RIGHT);
        }
        return b.build();
    }
}
