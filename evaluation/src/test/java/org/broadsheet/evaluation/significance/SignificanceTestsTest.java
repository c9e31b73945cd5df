package org.broadsheet.evaluation.significance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.PerQueryScores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Eight topics worked by hand; scipy 1.17.1's values where named.
class SignificanceTestsTest {
    private static final PerQueryScores A = scores("a", .42, .31, .55, .60, .20, .48, .37, .66);
    private static final PerQueryScores B = scores("b", .38, .30, .47, .61, .12, .40, .36, .55);
    private static final PerQueryScores C = scores("c", .30, .28, .45, .50, .15, .39, .30, .52);

    static List<SignificanceTest> tests() {
        return List.of(
                new SignificanceTest.PairedT(),
                new SignificanceTest.Wilcoxon(),
                new SignificanceTest.Sign(),
                SignificanceTest.Randomization.DEFAULT);
    }

    @Test
    void pairedT() {
        var outcome = new SignificanceTest.PairedT().test(A, B);
        assertThat(outcome.statistic()).isCloseTo(3.256695, within(1e-6));
        assertThat(outcome.p()).isCloseTo(.013928, within(1e-6));
        Interval interval = Bootstrap.student(Differences.of(A, B), 0.95);
        assertThat(interval.low()).isCloseTo(.013696, within(1e-6));
        assertThat(interval.high()).isCloseTo(.086304, within(1e-6));
        assertThat(EffectSize.of(A, B).dz()).isCloseTo(1.151415, within(1e-6));
    }

    @Test
    void exactRandomisationCountsEveryPattern() {
        var outcome = SignificanceTest.Randomization.DEFAULT.test(A, B);
        assertThat(outcome.exact()).isTrue();
        assertThat(outcome.p()).isEqualTo(8 / 256.0);
    }

    @Test
    void sampledRandomisationComesNearTheExactOne() {
        Random random = new Random(5);
        double[] d = random.doubles(21, -0.3, 0.5).toArray();
        double[] first = java.util.Arrays.copyOf(d, 20);
        var exact = SignificanceTest.Randomization.DEFAULT.test(first);
        d = java.util.Arrays.copyOf(first, 21);
        d[20] = 1e-9; // a topic more, of no weight, that makes it draw
        var sampled = SignificanceTest.Randomization.DEFAULT.test(d);
        assertThat(exact.exact()).isTrue();
        assertThat(sampled.exact()).isFalse();
        assertThat(sampled.p()).isCloseTo(exact.p(), within(0.004));
        assertThat(SignificanceTest.Randomization.DEFAULT.test(d)).isEqualTo(sampled);
    }

    @Test
    void wilcoxonIsExactWithTies() {
        var outcome = new SignificanceTest.Wilcoxon().test(A, B);
        assertThat(outcome.statistic()).isEqualTo(2);
        assertThat(outcome.p()).isEqualTo(.03125);
        // scipy.stats.wilcoxon(..., mode='exact'), no ties.
        var untied = new SignificanceTest.Wilcoxon()
                .test(new double[] {0.1, -0.3, 0.5, 0.7, -0.2, 0.9, 1.1, 0.4, -0.6, 0.8, 1.3, 1.7});
        assertThat(untied.statistic()).isEqualTo(11);
        assertThat(untied.p()).isCloseTo(0.02685546875, within(1e-12));
    }

    @Test
    void wilcoxonsApproximationJoinsItsExactForm() {
        Random random = new Random(3);
        double[] d = IntStream.range(0, 500)
                .mapToDouble(_ -> random.nextGaussian() + 0.08)
                .toArray();
        double[] more = java.util.Arrays.copyOf(d, 501);
        more[500] = 1e-7;
        var exact = new SignificanceTest.Wilcoxon().test(d);
        var normal = new SignificanceTest.Wilcoxon().test(more);
        assertThat(exact.exact()).isTrue();
        assertThat(normal.exact()).isFalse();
        assertThat(normal.p()).isCloseTo(exact.p(), within(0.005));
    }

    @Test
    void sign() {
        assertThat(new SignificanceTest.Sign().test(A, B).p()).isCloseTo(.0703125, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void nothingToTellApartHasP1(SignificanceTest test) {
        assertThat(test.test(A, A).p()).isEqualTo(1);
        assertThat(test.test(new double[] {0.5}).p()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("tests")
    void orderOfSystemsAndOfTopicsDoesNotMatter(SignificanceTest test) {
        PerQueryScores shuffled =
                new PerQueryScores("b", "m", List.of("8", "7", "6", "5", "4", "3", "2", "1"), new double[] {
                    .55, .36, .40, .12, .61, .47, .30, .38
                });
        assertThat(test.test(A, shuffled).p()).isEqualTo(test.test(A, B).p());
        assertThat(test.test(B, A).p()).isCloseTo(test.test(A, B).p(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void underNoDifferenceFewAreFound(SignificanceTest test) {
        Random random = new Random(11);
        int found = 0;
        for (int trial = 0; trial < 400; trial++) {
            double[] d = IntStream.range(0, 12)
                    .mapToDouble(_ -> random.nextGaussian())
                    .toArray();
            double p = test.test(d).p();
            assertThat(p).isBetween(0.0, 1.0);
            if (p <= 0.05) found++;
        }
        assertThat(found).isBetween(2, 36); // 20 expected at most; beyond 36 once in ten thousand
    }

    @Test
    void otherTopicsAreRefused() {
        PerQueryScores other = new PerQueryScores("o", "m", List.of("1", "2"), new double[] {1, 2});
        assertThatThrownBy(() -> new SignificanceTest.Sign().test(A, other)).hasMessageContaining("same topics");
    }

    @Test
    void bootstrapIntervals() {
        double[] d = {0.1, -0.3, 0.5, 0.7, -0.2, 0.9, 1.1, 0.4, -0.6, 0.8, 1.3, 1.7};
        // scipy.stats.bootstrap, 200,000 resamples: percentile .1583 to .9, BCa .15 to .9.
        Interval percentile = Bootstrap.DEFAULT.percentile(d, 0.95);
        assertThat(percentile.low()).isCloseTo(.1583, within(.03));
        assertThat(percentile.high()).isCloseTo(.9, within(.03));
        Interval bca = Bootstrap.DEFAULT.bca(d, 0.95);
        assertThat(bca.low()).isCloseTo(.15, within(.03));
        assertThat(bca.high()).isCloseTo(.9, within(.03));
        assertThat(Bootstrap.DEFAULT.bca(new double[] {2, 2, 2}, 0.9)).isEqualTo(new Interval(2, 2, 0.9));
        assertThat(bca.excludesZero()).isTrue();
    }

    @Test
    void analysisOfVariance() {
        TwoWayAnova anova = TwoWayAnova.of(List.of(A, B, C));
        assertThat(anova.systemSquares()).isCloseTo(.030833, within(1e-6));
        assertThat(anova.topicSquares()).isCloseTo(.428696, within(1e-6));
        assertThat(anova.errorSquares()).isCloseTo(.011967, within(1e-6));
        assertThat(anova.systemDegrees()).isEqualTo(2);
        assertThat(anova.errorDegrees()).isEqualTo(14);
        assertThat(anova.f()).isCloseTo(18.036211, within(1e-5));
        assertThat(anova.p()).isCloseTo(.000134, within(1e-6));
        List<TwoWayAnova.Pair> pairs = anova.tukey(0.95);
        assertThat(pairs.stream().map(TwoWayAnova.Pair::statistic))
                .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-5 ? 0 : Double.compare(x, y))
                .containsExactly(4.837182, 8.465068, 3.627886);
        assertThat(pairs.get(0).p()).isCloseTo(.010817, within(1e-6));
        assertThat(pairs.get(1).p()).isCloseTo(.0000929, within(1e-7));
        assertThat(pairs.get(2).p()).isCloseTo(.055034, within(1e-6));
        assertThat(pairs.get(2).interval().excludesZero()).isFalse();
    }

    @Test
    void randomisedTukey() {
        double[] p = TwoWayAnova.of(List.of(A, B, C)).randomizedTukey(200_000, 4);
        assertThat(p[0]).isCloseTo(.136738, within(.004));
        assertThat(p[1]).isCloseTo(.000168, within(.0002));
        assertThat(p[2]).isCloseTo(.342325, within(.005));
    }

    @Test
    void alikeSystemsDoNotDiffer() {
        TwoWayAnova anova = TwoWayAnova.of(List.of(A, A, A));
        assertThat(anova.p()).isEqualTo(1);
        assertThat(anova.tukey(0.95)).allMatch(pair -> pair.p() == 1);
    }

    /// scipy.stats.studentized_range.sf, and .isf below.
    @ParameterizedTest
    @CsvSource({
        "3.5, 3, 10, 0.07710331083841038",
        "4.837182, 3, 14, 0.010817364855879807",
        "8.465068, 3, 14, 9.291959095114599e-05",
        "2.0, 2, 5, 0.21643722926968534",
        "5.0, 10, 60, 0.025284219759078463",
        "6.5, 20, 980, 0.0008386448426651594",
        "1.0, 4, 1, 0.8873206021153172",
        "20, 5, 2, 0.015211926316532898",
        "4, 2, 1000, 0.004771185837391112"
    })
    void studentizedRange(double q, int groups, int degrees, double expected) {
        assertThat(new StudentizedRange(groups, degrees).survival(q)).isCloseTo(expected, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({
        "0.05, 3, 14, 3.7013935945539234",
        "0.01, 5, 20, 5.2932525192394335",
        "0.05, 20, 980, 5.025625898860098",
        "0.05, 2, 1, 17.969287064187434"
    })
    void criticalRange(double p, int groups, int degrees, double expected) {
        assertThat(new StudentizedRange(groups, degrees).critical(p)).isCloseTo(expected, within(1e-6));
    }

    /// scipy.stats.nct; 34 and 90 topics are Cohen's.
    @ParameterizedTest
    @CsvSource({
        "34, .5, 0.8077775012792738",
        "33, .5, 0.7953658414875039",
        "90, .3, 0.8037942968932215",
        "50, .4, 0.7917871892678123",
        "10, 1.0, 0.8030968566327218"
    })
    void power(int topics, double dz, double expected) {
        assertThat(Power.AT_5_PERCENT.of(topics, dz)).isCloseTo(expected, within(1e-8));
    }

    @Test
    void topicsAndEffectsAreEachOthersInverse() {
        assertThat(Power.AT_5_PERCENT.topics(.5, .8)).isEqualTo(34);
        assertThat(Power.AT_5_PERCENT.topics(.3, .8)).isEqualTo(90);
        double least = Power.AT_5_PERCENT.detectable(50, .8);
        assertThat(Power.AT_5_PERCENT.of(50, least)).isCloseTo(.8, within(1e-6));
        assertThat(Power.AT_5_PERCENT.of(50, 0)).isCloseTo(.05, within(1e-9));
        assertThatThrownBy(() -> Power.AT_5_PERCENT.topics(0, .8)).hasMessageContaining("too small");
    }

    private static final double[] P = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216};

    @ParameterizedTest
    @CsvSource({
        "BONFERRONI, .01 .08 .39 .41 .42 .6 .74 1 1 1",
        "HOLM, .01 .072 .312 .312 .312 .312 .312 .615 .615 .615",
        "HOCHBERG, .01 .072 .216 .216 .216 .216 .216 .216 .216 .216",
        "BENJAMINI_HOCHBERG, .01 .04 .084 .084 .084 .1 .105714 .216 .216 .216",
        "BENJAMINI_YEKUTIELI, .0293 .1172 .2460 .2460 .2460 .2929 .3096 .6327 .6327 .6327",
        "NONE, .001 .008 .039 .041 .042 .06 .074 .205 .212 .216"
    })
    void corrections(MultipleComparisons correction, String expected) {
        String[] words = expected.split(" ");
        double[] adjusted = correction.adjust(P);
        for (int i = 0; i < words.length; i++)
            assertThat(adjusted[i]).isCloseTo(Double.parseDouble(words[i]), within(6e-5));
    }

    @Test
    void correctionsKeepTheOrderGiven() {
        assertThat(MultipleComparisons.HOLM.adjust(new double[] {.04, .01, .02}))
                .usingElementComparator((x, y) -> Math.abs(x - y) < 1e-12 ? 0 : Double.compare(x, y))
                .containsExactly(.04, .03, .04);
        assertThat(MultipleComparisons.SIDAK.adjust(new double[] {.001, .008})[0])
                .isCloseTo(.001999, within(1e-9));
        assertThat(MultipleComparisons.HOLM.adjust(new double[0])).isEmpty();
    }

    private static PerQueryScores scores(String system, double... values) {
        return new PerQueryScores(
                system,
                "m",
                IntStream.rangeClosed(1, values.length)
                        .mapToObj(String::valueOf)
                        .toList(),
                values);
    }
}
