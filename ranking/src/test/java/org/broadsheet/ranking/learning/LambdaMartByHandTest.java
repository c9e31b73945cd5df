package org.broadsheet.ranking.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Gradients, bins, splits and whole trees worked out with pencil and paper. The discounts of the first
/// three places are 1, 1 / log2(3) = .630930 and .5.
class LambdaMartByHandTest {
    private static final Offset<Double> CLOSE = within(1e-6);
    private static final double SECOND = 0.6309297536;
    /// One tree, nothing held back.
    private static final LambdaMart PLAIN = new LambdaMart(1, 2, 1, 1, 0, 1, 256, 1000);

    /// The relevant item stands third, behind scores 1 and .5; the best list gains 1. Pair with the first:
    /// .5 of nDCG, slope 1 / (1 + e^-1) = .731059. Pair with the second: .130930, slope .622459.
    @Test
    void lambdasOfThreeItems() {
        double[] gradient = new double[3];
        double[] curvature = new double[3];
        ListGain gain = new ListGain(new int[] {1, 0, 0}, 10);
        double[] scores = {0, 1, 0.5};
        gain.gradients(scores, 0, gradient, curvature);
        assertThat(gradient).containsExactly(new double[] {0.447028, -0.365529, -0.081498}, CLOSE);
        assertThat(curvature).containsExactly(new double[] {0.129075, 0.098306, 0.030769}, CLOSE);
        assertThat(gain.value(scores, 0)).isEqualTo(0.5, CLOSE);
    }

    /// Two equal scores: half the time the relevant item is first, so nDCG is the mean of 1 and .630930,
    /// and a change of places is worth their difference.
    @Test
    void equalScoresStandInRandomOrder() {
        double[] gradient = new double[2];
        double[] curvature = new double[2];
        ListGain gain = new ListGain(new int[] {0, 1}, 10);
        gain.gradients(new double[2], 0, gradient, curvature);
        assertThat(gain.value(new double[2], 0)).isEqualTo((1 + SECOND) / 2, CLOSE);
        assertThat(gradient[1]).isEqualTo((1 - SECOND) / 2, CLOSE);
        assertThat(gradient[0]).isEqualTo(-gradient[1]);
        assertThat(curvature[0]).isEqualTo((1 - SECOND) / 4, CLOSE);
    }

    /// Grades 2, 1, 0 gain 3, 1, 0; the best list 3 + .630930. Two of three equal scores lie a third of a
    /// discount apart on average: (.369070 + .5 + .130930) / 3.
    @Test
    void gradesGainTheirPowersOfTwo() {
        double[] gradient = new double[3];
        double[] curvature = new double[3];
        ListGain gain = new ListGain(new int[] {2, 1, 0}, 10);
        gain.gradients(new double[3], 0, gradient, curvature);
        double ideal = 3 + SECOND;
        double third = 1 / 3.0 / ideal / 2;
        assertThat(gradient).containsExactly(new double[] {(2 + 3) * third, (1 - 2) * third, (-3 - 1) * third}, CLOSE);
        assertThat(gain.value(new double[3], 0)).isEqualTo(4 * (1 + SECOND + 0.5) / 3 / ideal, CLOSE);
    }

    /// Only the first place counts: the last item can win nothing from the second.
    @Test
    void placesBeyondTheCutoffDoNotCount() {
        double[] gradient = new double[3];
        ListGain gain = new ListGain(new int[] {0, 0, 1}, 1);
        gain.gradients(new double[] {3, 2, 1}, 0, gradient, new double[3]);
        assertThat(gradient).containsExactly(new double[] {-0.880797, 0, 0.880797}, CLOSE);
        assertThat(gain.value(new double[] {3, 2, 1}, 0)).isZero();
    }

    @Test
    void aListWithoutRelevantItemsPullsNothing() {
        double[] gradient = {9, 9};
        ListGain gain = new ListGain(new int[] {0, 0}, 10);
        gain.gradients(new double[2], 0, gradient, new double[2]);
        assertThat(gradient).containsExactly(0, 0);
        assertThat(gain.value(new double[2], 0)).isZero();
    }

    @Test
    void binsHoldAboutEquallyManyRows() {
        assertThat(FeatureBins.of(new double[] {4, 3, 2, 1}, 256).edges()).containsExactly(1.5, 2.5, 3.5);
        assertThat(FeatureBins.of(new double[] {4, 3, 2, 1}, 2).edges()).containsExactly(2.5);
        // A value shared by most rows has a bin alone.
        assertThat(FeatureBins.of(new double[] {1, 1, 1, 1, 2, 3}, 2).edges()).containsExactly(1.5);
        assertThat(FeatureBins.of(new double[] {7, 7, 7}, 256).edges()).isEmpty();
        FeatureBins bins = FeatureBins.of(new double[] {1, 2, 3, 4}, 256);
        assertThat(bins.of(-5)).isZero();
        assertThat(bins.of(1.5)).isZero();
        assertThat(bins.of(1.6)).isEqualTo(1);
        assertThat(bins.of(99)).isEqualTo(3);
        // Between two numbers with none between them.
        double next = Math.nextUp(1.0);
        assertThat(FeatureBins.of(new double[] {1, next}, 256).edges()).containsExactly(1.0);
        assertThat(FeatureBins.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}, 256)
                        .edges())
                .containsExactly(0.0);
    }

    /// Pulls 1, 1, -1, -2 with curvature 1 each. Squared sums over curvature, less 1/4 for the whole: after
    /// the first row 1 + 4/3 - 1/4, after the second 2 + 9/2 - 1/4 = 6.25, after the third 1/3 + 4 - 1/4.
    @Test
    void theSplitThatGainsMost() {
        double[][] columns = {{1, 2, 3, 4}};
        double[] scores = new double[4];
        RegressionTree tree = grow(PLAIN, columns, scores, 0);
        assertThat(tree.feature()).containsExactly(0, -1, -1);
        assertThat(tree.threshold()[0]).isEqualTo(2.5);
        assertThat(tree.gain()[0]).isEqualTo(6.25, CLOSE);
        assertThat(tree.value()[tree.left()[0]]).isEqualTo(1);
        assertThat(tree.value()[tree.right()[0]]).isEqualTo(-1.5);
        assertThat(scores).containsExactly(1, 1, -1.5, -1.5);
        assertThat(tree.value(new double[] {2.5})).isEqualTo(1);
        assertThat(tree.value(new double[] {2.6})).isEqualTo(-1.5);
    }

    /// The left leaf gains nothing from a split, the right one 1 + 4 - 9/2 = .5; then nothing gains.
    @Test
    void theLeafThatGainsMostIsSplit() {
        double[] scores = new double[4];
        RegressionTree tree = grow(PLAIN.withLeaves(4), new double[][] {{1, 2, 3, 4}}, scores, 0);
        assertThat(tree.feature()).hasSize(5);
        assertThat(scores).containsExactly(1, 1, -1, -2);
    }

    /// Rate .5 and ridge 1: .5 * 2 / (2 + 1) and .5 * -3 / (2 + 1). At least two rows a leaf leave one
    /// split.
    @Test
    void ridgeRateAndLeastRows() {
        double[] scores = new double[4];
        LambdaMart held = new LambdaMart(1, 4, 0.5, 2, 1, 1, 256, 1000);
        assertThat(grow(held, new double[][] {{1, 2, 3, 4}}, scores, 0).feature())
                .hasSize(3);
        assertThat(scores).containsExactly(new double[] {1 / 3.0, 1 / 3.0, -0.5, -0.5}, CLOSE);
    }

    /// The second column is as good as the first, the third better than both.
    @Test
    void equalGainsGoToTheFirstFeature() {
        double[][] columns = {{1, 1, 2, 2}, {5, 5, 6, 6}};
        assertThat(grow(PLAIN, columns, new double[4], 0, 1).feature()[0]).isZero();
        assertThat(grow(PLAIN, columns, new double[4], 1).feature()[0]).isEqualTo(1);
        double[][] last = {{1, 1, 1, 2}, {1, 1, 2, 2}};
        assertThat(grow(PLAIN, last, new double[4], 0, 1).feature()[0]).isEqualTo(1);
    }

    private static RegressionTree grow(LambdaMart settings, double[][] columns, double[] scores, int... features) {
        return new TreeGrower(settings, columns)
                .grow(new double[] {1, 1, -1, -2}, new double[] {1, 1, 1, 1}, features, scores);
    }

    /// Two items: pull and curvature have the weight of the pair in common, so a leaf moves by slope over
    /// slope (1 - slope): from equal scores by 2; where the worse item starts 1 ahead by 1 + e.
    @Test
    void oneTreeForTwoItems() {
        double[][] rows = {{1}, {0}};
        TreeEnsemble even = PLAIN.fit(List.of(new GradedList(rows, new int[] {1, 0})), new SplittableRandom(1));
        assertThat(even.score(new double[] {1})).isEqualTo(2, CLOSE);
        assertThat(even.score(new double[] {0})).isEqualTo(-2, CLOSE);
        TreeEnsemble behind = PLAIN.fit(
                List.of(new GradedList(rows, new int[] {1, 0}, new double[] {0, 1})), new SplittableRandom(1));
        assertThat(behind.score(new double[] {1})).isEqualTo(1 + Math.E, CLOSE);
    }
}
