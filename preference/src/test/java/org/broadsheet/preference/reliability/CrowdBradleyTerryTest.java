package org.broadsheet.preference.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.Thumb;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Ratings;
import org.junit.jupiter.api.Test;

class CrowdBradleyTerryTest {
    private static final double[] QUALITY = {0.98, 0.9, 0.8, 0.65, 0.5, 0.1};

    /// Ten items a unit of log-odds apart, judges as above.
    private static List<PairwisePreference<String, Integer>> comparisons(int each, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PairwisePreference<String, Integer>> all = new ArrayList<>();
        for (int j = 0; j < QUALITY.length; j++)
            for (int k = 0; k < each; k++) {
                int a = random.nextInt(10);
                int b = (a + random.nextInt(1, 10)) % 10;
                boolean better = random.nextDouble() < 1 / (1 + Math.exp((a - b) * 0.7));
                boolean said = random.nextDouble() < QUALITY[j] ? better : !better;
                all.add(PairwisePreference.of("", a, b, said ? Outcome.LEFT : Outcome.RIGHT)
                        .on(Occasion.by("j" + j)));
            }
        return all;
    }

    @Test
    void itemsAndJudgesAreFoundAgain() {
        CrowdBradleyTerry.Fit<Integer> fit = CrowdBradleyTerry.DEFAULT.fit(comparisons(600, 1));
        assertThat(fit.converged()).isTrue();
        assertThat(fit.groups()).hasSize(1);
        Ratings<Integer> plain = BradleyTerry.PLAIN.fit(comparisons(600, 1));
        double error = 0;
        double without = 0;
        for (int i = 0; i < 10; i++) {
            double truth = 0.7 * (4.5 - i);
            CrowdBradleyTerry.Rated<Integer> rated = fit.item(i).orElseThrow();
            error += Math.abs(rated.rating() - truth) / 10;
            without += Math.abs(plain.rating(i) - truth) / 10;
            assertThat(rated.error()).isBetween(0.01, 0.5);
        }
        assertThat(error).isLessThan(0.25).isLessThan(without / 2);
        for (int j = 0; j < QUALITY.length; j++) {
            CrowdBradleyTerry.Quality judge = fit.judge("j" + j).orElseThrow();
            assertThat(judge.quality()).isCloseTo(QUALITY[j], within(0.08));
            assertThat(judge.comparisons()).isEqualTo(600);
        }
        assertThat(fit.items().stream()
                        .mapToDouble(CrowdBradleyTerry.Rated::rating)
                        .sum())
                .isCloseTo(0, within(1e-9));
        assertThat(fit.judge("stranger")).isEmpty();
        assertThat(fit.item(99)).isEmpty();
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int held = 0;
        int judges = 0;
        int trials = 25;
        for (int t = 0; t < trials; t++) {
            CrowdBradleyTerry.Fit<Integer> fit = CrowdBradleyTerry.DEFAULT.fit(comparisons(400, 50 + t));
            for (CrowdBradleyTerry.Rated<Integer> r : fit.items())
                if (Math.abs(r.rating() - 0.7 * (4.5 - r.item())) < 1.96 * r.error()) held++;
            for (int j = 1; j < QUALITY.length; j++) {
                CrowdBradleyTerry.Quality q = fit.judge("j" + j).orElseThrow();
                if (Math.abs(q.quality() - QUALITY[j]) < 1.96 * q.error()) judges++;
            }
        }
        assertThat(held / (10.0 * trials)).isBetween(0.89, 0.99);
        assertThat(judges / (5.0 * trials)).isBetween(0.89, 0.99);
    }

    @Test
    void orderNamesAndSidesDoNotMatter() {
        List<PairwisePreference<String, Integer>> all = comparisons(100, 2);
        CrowdBradleyTerry.Fit<Integer> before = CrowdBradleyTerry.DEFAULT.fit(all);
        List<PairwisePreference<String, Integer>> mixed = new ArrayList<>();
        for (PairwisePreference<String, Integer> p : all)
            mixed.add(new PairwisePreference<>(
                            "", 100 + p.right(), 100 + p.left(), p.outcome().swapped(), 1, p.occasion())
                    .on(Occasion.by("x" + p.occasion().judge())));
        Collections.shuffle(mixed, new Random(1));
        CrowdBradleyTerry.Fit<Integer> after = CrowdBradleyTerry.DEFAULT.fit(mixed);
        for (CrowdBradleyTerry.Rated<Integer> r : before.items())
            assertThat(after.item(100 + r.item()).orElseThrow().rating()).isCloseTo(r.rating(), within(1e-3));
        for (CrowdBradleyTerry.Quality q : before.judges())
            assertThat(after.judge("x" + q.judge()).orElseThrow().quality()).isCloseTo(q.quality(), within(1e-3));
    }

    /// Judges who always say what is so: with that belief fixed it is Bradley-Terry with a ridge.
    @Test
    void certainJudgesAreBradleyTerry() {
        List<PairwisePreference<String, Integer>> all = comparisons(300, 3).subList(0, 300);
        CrowdBradleyTerry.Fit<Integer> fit =
                new CrowdBradleyTerry(0.1, 1e9, 1, CrowdBradleyTerry.DEFAULT.optimizer()).fit(all);
        Ratings<Integer> plain = BradleyTerry.PLAIN.withRidge(0.1).fit(all);
        for (CrowdBradleyTerry.Rated<Integer> r : fit.items()) {
            assertThat(r.rating()).isCloseTo(plain.rating(r.item()), within(1e-3));
            assertThat(r.error()).isCloseTo(plain.error(r.item()), within(0.02));
        }
    }

    @Test
    void littleAndUnlinkedIsNoTrouble() {
        CrowdBradleyTerry.Fit<Integer> one =
                CrowdBradleyTerry.DEFAULT.fit(List.of(PairwisePreference.better("", 1, 2)));
        assertThat(one.items().getFirst().item()).isEqualTo(1);
        assertThat(one.judges().getFirst().judge()).isEmpty();
        assertThat(one.judges().getFirst().error()).isPositive();
        CrowdBradleyTerry.Fit<Integer> two = CrowdBradleyTerry.DEFAULT.fit(
                List.of(PairwisePreference.better("", 1, 2), PairwisePreference.better("", 3, 4)));
        assertThat(two.groups()).hasSize(2);
        assertThatThrownBy(() -> CrowdBradleyTerry.DEFAULT.fit(
                        List.of(new Thumb<String, Integer>("", 1, true, Occasion.UNKNOWN))))
                .hasMessageContaining("compares two");
        assertThatThrownBy(() -> new CrowdBradleyTerry(0, 5, 2, CrowdBradleyTerry.DEFAULT.optimizer()))
                .hasMessageContaining("ridge above 0");
    }
}
