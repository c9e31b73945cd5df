package org.broadsheet.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// The joined score, worked by hand.
class HybridRankingTest {
    private static final double W = HybridRanking.WORDS_WEIGHT;

    @Test
    void sumsBothSidesInDeviationsFromTheirMeans() {
        // BM25 4, 0, 2: mean 2, deviation sqrt(8/3). Cosines .9, .8, .7: mean .8, deviation sqrt(.02/3).
        double[] scores = HybridRanking.scores(new double[] {4, 0, 2}, new double[] {0.9, 0.8, 0.7});
        double word = 2 / Math.sqrt(8 / 3.0);
        double close = 0.1 / Math.sqrt(0.02 / 3);
        assertThat(scores[0]).isCloseTo(W * word + close, within(1e-9));
        assertThat(scores[1]).isCloseTo(-W * word, within(1e-9));
        assertThat(scores[2]).isCloseTo(-close, within(1e-9));
    }

    @Test
    void aPaperWithoutAVectorIsJudgedByItsWordsAndCanComeFirst() {
        double[] scores =
                HybridRanking.scores(new double[] {9, 1, 1, 0}, new double[] {Double.NaN, 0.9, 0.8, Double.NaN});
        assertThat(scores[0]).isGreaterThan(scores[1]);
        assertThat(scores[1]).isGreaterThan(scores[2]);
        assertThat(scores[3]).isLessThan(scores[1]);
    }

    @Test
    void withoutAnyVectorTheWordsDecide() {
        double[] scores =
                HybridRanking.scores(new double[] {3, 2, 1}, new double[] {Double.NaN, Double.NaN, Double.NaN});
        assertThat(scores[0]).isGreaterThan(scores[1]);
        assertThat(scores[1]).isGreaterThan(scores[2]);
        assertThat(HybridRanking.scores(new double[0], new double[0])).isEmpty();
    }

    @Test
    void whereNoWordOccursTheMeaningDecides() {
        double[] scores = HybridRanking.scores(new double[] {0, 0}, new double[] {0.6, 0.7});
        assertThat(scores[1]).isGreaterThan(scores[0]);
    }
}
