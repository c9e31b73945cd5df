package org.broadsheet.evaluation.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementTest {
    private static final double[] UP = {1, 2, 3, 4, 5};
    private static final double[] MIXED = {1, 3, 2, 5, 4};

    @Test
    void tauAndSpearmanByHand() {
        assertThat(RankAgreement.KENDALL_TAU_A.of(UP, MIXED)).isCloseTo(.6, within(1e-12));
        assertThat(RankAgreement.KENDALL_TAU_B.of(UP, MIXED)).isCloseTo(.6, within(1e-12));
        assertThat(RankAgreement.SPEARMAN.of(UP, MIXED)).isCloseTo(.8, within(1e-12));
        double[] x = {1, 2, 2, 3};
        double[] y = {1, 2, 3, 3};
        assertThat(RankAgreement.KENDALL_TAU_B.of(x, y)).isCloseTo(.8, within(1e-12));
        // scipy.stats.kendalltau
        assertThat(RankAgreement.KENDALL_TAU_B.of(new double[] {12, 2, 1, 12, 2}, new double[] {1, 4, 7, 1, 0}))
                .isCloseTo(-0.4714045207910316, within(1e-12));
    }

    /// The truth is abcde; values of trectools.
    @ParameterizedTest
    @CsvSource({"bacde,.5", "abced,.875", "bcdea,.5", "abcde,1", "edcba,-1"})
    void tauApByHand(String estimate, double expected) {
        assertThat(RankAgreement.TAU_AP.ofOrders(letters(estimate), letters("abcde")))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void tauApTakesSides() {
        assertThat(RankAgreement.TAU_AP.ofOrders(letters("abcde"), letters("bcdea")))
                .isCloseTo(-.041667, within(1e-6));
        assertThat(RankAgreement.KENDALL_TAU_A.ofOrders(letters("abcde"), letters("bcdea")))
                .isCloseTo(.2, within(1e-12));
    }

    @Test
    void tauApOfTiesIsTheMeanOverOrders() {
        // b and c are tied in the estimate: the mean of abcd -> 1 and acbd.
        double[] estimate = {4, 2.5, 2.5, 1};
        double[] truth = {4, 3, 2, 1};
        double one = RankAgreement.TAU_AP.of(truth, truth);
        double other = RankAgreement.TAU_AP.of(new double[] {4, 2, 3, 1}, truth);
        assertThat(RankAgreement.TAU_AP.of(estimate, truth)).isCloseTo((one + other) / 2, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource
    void rangeAndEnds(RankAgreement coefficient) {
        Random random = new Random(9);
        for (int trial = 0; trial < 200; trial++) {
            int n = 2 + random.nextInt(30);
            double[] x = random.ints(n, 0, 8).asDoubleStream().toArray();
            double[] y = random.ints(n, 0, 8).asDoubleStream().toArray();
            double value = coefficient.of(x, y);
            assertThat(Double.isNaN(value) || Math.abs(value) <= 1 + 1e-12).isTrue();
            double[] distinct = random.doubles(n).toArray();
            double[] backwards = Arrays.stream(distinct).map(v -> -v).toArray();
            assertThat(coefficient.of(distinct, distinct)).isCloseTo(1, within(1e-12));
            assertThat(coefficient.of(distinct, backwards)).isCloseTo(-1, within(1e-12));
            // Only the order counts.
            double[] stretched = Arrays.stream(x).map(v -> Math.exp(v) + 3).toArray();
            double again = coefficient.of(stretched, y);
            assertThat(Double.isNaN(value) ? Double.isNaN(again) : Math.abs(again - value) < 1e-9)
                    .isTrue();
        }
        assertThat(coefficient.of(new double[] {1}, new double[] {2})).isNaN();
        assertThatThrownBy(() -> coefficient.of(new double[2], new double[3])).hasMessageContaining("same items");
    }

    @Test
    void tauByExchangesIsTauByPairs() {
        Random random = new Random(1);
        double[] x = random.ints(60, 0, 20).asDoubleStream().toArray();
        double[] y = random.ints(60, 0, 20).asDoubleStream().toArray();
        double difference = 0;
        for (int i = 0; i < 60; i++)
            for (int j = 0; j < i; j++) difference += Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]);
        assertThat(RankAgreement.KENDALL_TAU_A.of(x, y)).isCloseTo(difference / (60 * 59 / 2.0), within(1e-12));
    }

    /// Values of changyaochen/rbo, and the truncated sums and lower bounds computed from the paper.
    @ParameterizedTest
    @CsvSource({"abcde,bacfe,.5,.446875,.465297,.471875", "abcde,bacfe,.9,.278163,.488146,.750555"})
    void rankBiasedOverlap(String first, String second, double p, double base, double minimum, double extrapolated) {
        RankBiasedOverlap rbo = RankBiasedOverlap.ofOrders(letters(first), letters(second), p);
        assertThat(rbo.base()).isCloseTo(base, within(1e-6));
        assertThat(rbo.minimum()).isCloseTo(minimum, within(1e-6));
        assertThat(rbo.extrapolated()).isCloseTo(extrapolated, within(1e-6));
    }

    @Test
    void unevenListsExtrapolate() {
        RankBiasedOverlap rbo = RankBiasedOverlap.ofOrders(letters("abcdefg"), letters("bac"), .9);
        assertThat(rbo.extrapolated()).isCloseTo(.9, within(1e-9));
        assertThat(RankBiasedOverlap.ofOrders(letters("bac"), letters("abcdefg"), .9))
                .isEqualTo(rbo);
    }

    @Test
    void whatIsUnseenStaysInTheBounds() {
        Random random = new Random(2);
        for (int trial = 0; trial < 100; trial++) {
            List<Integer> items = new ArrayList<>();
            for (int i = 0; i < 400; i++) items.add(i);
            List<Integer> first = new ArrayList<>(items);
            List<Integer> second = new ArrayList<>(items);
            Collections.shuffle(first.subList(0, 20), random);
            Collections.shuffle(second.subList(0, 60), random);
            double whole = RankBiasedOverlap.ofOrders(first, second, .8).extrapolated();
            RankBiasedOverlap seen = RankBiasedOverlap.ofOrders(
                    first.subList(0, 1 + random.nextInt(20)), second.subList(0, 1 + random.nextInt(20)), .8);
            assertThat(whole).isBetween(seen.minimum() - 1e-9, seen.minimum() + seen.residual() + 1e-9);
            assertThat(seen.extrapolated()).isBetween(seen.minimum() - 1e-9, seen.minimum() + seen.residual() + 1e-9);
        }
    }

    @Test
    void tiedOverlapIsTheMeanOverOrders() {
        Ranking<String> tied = new Ranking<>(
                List.of(new Scored<>("a", 2), new Scored<>("b", 1), new Scored<>("c", 1), new Scored<>("d", 0)));
        List<String> other = letters("cabd");
        double one = RankBiasedOverlap.ofOrders(letters("abcd"), other, .7).extrapolated();
        double two = RankBiasedOverlap.ofOrders(letters("acbd"), other, .7).extrapolated();
        assertThat(RankBiasedOverlap.of(tied, Ranking.ofOrder(other), .7).extrapolated())
                .isCloseTo((one + two) / 2, within(1e-12));
    }

    @Test
    void ends() {
        assertThat(RankBiasedOverlap.ofOrders(letters("abc"), letters("abc"), .9)
                        .extrapolated())
                .isCloseTo(1, within(1e-12));
        assertThat(RankBiasedOverlap.ofOrders(letters("abc"), letters("xyz"), .9)
                        .extrapolated())
                .isEqualTo(0);
        assertThat(RankBiasedOverlap.ofOrders(List.of(), List.of(), .9).residual())
                .isEqualTo(1);
        assertThat(RankBiasedOverlap.topOverlap(Ranking.ofOrder(letters("abc")), Ranking.ofOrder(letters("bxa")), 2))
                .isEqualTo(.5);
        assertThatThrownBy(() -> RankBiasedOverlap.ofOrders(letters("a"), letters("a"), 1))
                .hasMessageContaining("p is");
    }

    private static List<String> letters(String text) {
        return text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
    }
}
