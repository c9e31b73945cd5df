package org.broadsheet.preference.rating;

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

    private static CrowdBradleyTerry.Judged<Integer> judged(List<PairwisePreference<String, Integer>> all) {
        return CrowdBradleyTerry.DEFAULT.judged(Comparisons.of(all));
    }

    @Test
    void itemsAndJudgesAreFoundAgain() {
        CrowdBradleyTerry.Judged<Integer> fit = judged(comparisons(600, 1));
        assertThat(fit.ratings().warnings()).isEmpty();
        assertThat(fit.ratings().groups()).hasSize(1);
        Ratings<Integer> plain = BradleyTerry.PLAIN.fit(comparisons(600, 1));
        double error = 0;
        double without = 0;
        double sum = 0;
        for (int i = 0; i < 10; i++) {
            double truth = 0.7 * (4.5 - i);
            error += Math.abs(fit.ratings().rating(i) - truth) / 10;
            without += Math.abs(plain.rating(i) - truth) / 10;
            sum += fit.ratings().rating(i);
            assertThat(fit.ratings().error(i)).isBetween(0.01, 0.5);
        }
        assertThat(error).isLessThan(0.25).isLessThan(without / 2);
        assertThat(sum).isCloseTo(0, within(1e-9));
        for (int j = 0; j < QUALITY.length; j++) {
            CrowdBradleyTerry.Quality judge = fit.judge("j" + j).orElseThrow();
            assertThat(judge.quality()).isCloseTo(QUALITY[j], within(0.08));
            assertThat(judge.comparisons()).isEqualTo(600);
            assertThat(fit.ratings().parameters())
                    .containsEntry("judge j" + j, new Estimate(judge.quality(), judge.error()));
        }
        assertThat(fit.judge("stranger")).isEmpty();
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        int held = 0;
        int judges = 0;
        int trials = 25;
        for (int t = 0; t < trials; t++) {
            CrowdBradleyTerry.Judged<Integer> fit = judged(comparisons(400, 50 + t));
            for (int i = 0; i < 10; i++) {
                Ratings.Rated<Integer> r = fit.ratings().rated(i);
                if (r.low() < 0.7 * (4.5 - i) && 0.7 * (4.5 - i) < r.high()) held++;
            }
            for (int j = 1; j < QUALITY.length; j++) {
                CrowdBradleyTerry.Quality q = fit.judge("j" + j).orElseThrow();
                if (Math.abs(q.quality() - QUALITY[j]) < 1.96 * q.error()) judges++;
            }
        }
        assertThat(held / (10.0 * trials)).isBetween(0.89, 0.99);
        assertThat(judges / (5.0 * trials)).isBetween(0.89, 0.99);
    }

    @Test
    void namesOfJudgesDoNotMatter() {
        List<PairwisePreference<String, Integer>> all = comparisons(100, 2);
        CrowdBradleyTerry.Judged<Integer> before = judged(all);
        List<PairwisePreference<String, Integer>> mixed = new ArrayList<>();
        for (PairwisePreference<String, Integer> p : all)
            mixed.add(p.swapped().on(Occasion.by("x" + p.occasion().judge())));
        Collections.shuffle(mixed, new Random(1));
        CrowdBradleyTerry.Judged<Integer> after = judged(mixed);
        for (int i = 0; i < 10; i++)
            assertThat(after.ratings().rating(i)).isCloseTo(before.ratings().rating(i), within(1e-6));
        for (CrowdBradleyTerry.Quality q : before.judges())
            assertThat(after.judge("x" + q.judge()).orElseThrow().quality()).isCloseTo(q.quality(), within(1e-6));
    }

    /// Judges who always say what is so: with that belief fixed it is Bradley-Terry with a ridge.
    @Test
    void certainJudgesAreBradleyTerry() {
        List<PairwisePreference<String, Integer>> all = comparisons(300, 3).subList(0, 300);
        Ratings<Integer> fit = new CrowdBradleyTerry(0.1, 1e9, 1).fit(all);
        Ratings<Integer> plain = BradleyTerry.PLAIN.withRidge(0.1).fit(all);
        for (int i : fit.items()) {
            assertThat(fit.rating(i)).isCloseTo(plain.rating(i), within(1e-3));
            assertThat(fit.error(i)).isCloseTo(plain.error(i), within(0.02));
        }
    }

    @Test
    void judgesWhoAreNotNamedAreOneAndThatIsTold() {
        CrowdBradleyTerry.Judged<Integer> one = judged(List.of(PairwisePreference.better("", 1, 2)));
        assertThat(one.judges().getFirst().judge()).isEmpty();
        assertThat(one.judges().getFirst().error()).isPositive();
        assertThat(one.ratings().warnings()).singleElement().asString().contains("no comparison names its judge");
        CrowdBradleyTerry.Judged<Integer> some = judged(List.of(
                PairwisePreference.better("", 1, 2),
                PairwisePreference.better("", 2, 1).on(Occasion.by("ann"))));
        assertThat(some.ratings().warnings()).singleElement().asString().contains("1 of 2 comparisons name no judge");
        assertThat(some.ratings().parameters()).containsOnlyKeys("judge ann", "judges without a name");
        Comparisons.Builder<Integer> many = Comparisons.builder();
        for (int i = 0; i < 2_100; i++)
            many.add(PairwisePreference.better("", i, i + 1).on(Occasion.by("ann")));
        Ratings<Integer> wide = CrowdBradleyTerry.DEFAULT.fit(many.build());
        assertThat(wide.error(7)).isNaN();
        assertThat(wide.warnings())
                .singleElement()
                .asString()
                .contains("no standard errors")
                .contains("bootstrap");
        assertThatThrownBy(() -> new CrowdBradleyTerry(0, 5, 2)).hasMessageContaining("ridge above 0");
    }
}
