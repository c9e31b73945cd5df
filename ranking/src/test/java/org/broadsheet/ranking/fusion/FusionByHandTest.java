package org.broadsheet.ranking.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.junit.jupiter.api.Test;

/// Fusions worked by hand.
class FusionByHandTest {
    private static final TieBreaker<String> TIES = TieBreaker.ascending();
    private static final Ranking<String> WORDS =
            new Ranking<>(List.of(new Scored<>("a", 10), new Scored<>("b", 6), new Scored<>("c", 2)));
    private static final Ranking<String> MEANING =
            new Ranking<>(List.of(new Scored<>("b", 0.9), new Scored<>("d", 0.7)));

    @Test
    void reciprocalRanks() {
        Ranking<String> fused = new ReciprocalRankFusion<>(60, TIES).fuse(List.of(WORDS, MEANING));
        assertThat(fused.items()).containsExactly("b", "a", "d", "c");
        assertThat(fused.scored().getFirst().score()).isCloseTo(1 / 62.0 + 1 / 61.0, within(1e-15));
    }

    @Test
    void minMaxWithWeights() {
        Ranking<String> fused = new WeightedScoreFusion<>(Normalization.MIN_MAX, List.of(0.25, 0.75), TIES)
                .fuse(List.of(WORDS, MEANING));
        // a: .25 * 1, b: .25 * .5 + .75 * 1, c: 0, d: 0
        assertThat(fused.items()).containsExactly("b", "a", "c", "d");
        assertThat(fused.scored().getFirst().score()).isCloseTo(0.875, within(1e-12));
        assertThat(fused.scored().get(1).score()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void rankFusionIgnoresScores() {
        Ranking<String> order = Ranking.ofOrder(List.of("a", "b", "c"));
        var fusion = new ReciprocalRankFusion<>(60, TIES);
        assertThat(fusion.fuse(List.of(order, MEANING)).items())
                .isEqualTo(fusion.fuse(List.of(WORDS, MEANING)).items());
    }

    @Test
    void reciprocalRanksWithWeights() {
        Ranking<String> fused = new ReciprocalRankFusion<>(1, List.of(1.0, 6.0), TIES).fuse(List.of(WORDS, MEANING));
        // a: 1/2, b: 1/3 + 6/2, c: 1/4, d: 6/3
        assertThat(fused.items()).containsExactly("b", "d", "a", "c");
        assertThat(fused.scored().getFirst().score()).isCloseTo(10 / 3.0, within(1e-12));
        assertThatThrownBy(() -> new ReciprocalRankFusion<>(60, List.of(1.0), TIES).fuse(List.of(WORDS, MEANING)))
                .hasMessageContaining("1 weights for 2 rankings");
        assertThatThrownBy(() -> new ReciprocalRankFusion<>(60, List.of(-1.0), TIES))
                .hasMessageContaining("-1.0");
    }

    @Test
    void combMnzCountsHowManyRankingsHoldAnItem() {
        Ranking<String> fused = new WeightedScoreFusion<>(
                        Normalization.MIN_MAX, List.of(), WeightedScoreFusion.Agreement.COUNTS, TIES)
                .fuse(List.of(WORDS, MEANING));
        // a: 1 * 1, b: (.5 + 1) * 2, c: 0, d: 0
        assertThat(fused.items()).containsExactly("b", "a", "c", "d");
        assertThat(fused.scored().getFirst().score()).isCloseTo(3, within(1e-12));
        assertThat(fused.scored().get(1).score()).isCloseTo(1, within(1e-12));
    }

    @Test
    void zScoresHaveMeanZeroAndDeviationOne() {
        // 10, 6, 2: mean 6, deviation sqrt(32/3)
        Normalization.Scale scale = Normalization.Z_SCORE.of(new double[] {6, 10, 2});
        assertThat(scale.zero()).isCloseTo(6, within(1e-12));
        assertThat(scale.apply(10)).isCloseTo(4 / Math.sqrt(32 / 3.0), within(1e-12));
        assertThat(Normalization.Z_SCORE.of(new double[] {3, 3}).apply(3)).isZero();
        assertThat(Normalization.MAX.of(new double[] {8, 4}).apply(4)).isEqualTo(0.5);
    }

    @Test
    void weightsMustFit() {
        assertThatThrownBy(() ->
                        new WeightedScoreFusion<>(Normalization.NONE, List.of(1.0), TIES).fuse(List.of(WORDS, MEANING)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 weights for 2 rankings");
    }
}
