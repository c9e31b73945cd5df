package org.broadsheet.preference.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.PairwiseJudge;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.BradleyTerry;
import org.broadsheet.preference.rating.Elo;
import org.broadsheet.preference.rating.Ratings;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.calibration.CalibrationMethod;
import org.broadsheet.ranking.calibration.ScoreCalibrator;
import org.junit.jupiter.api.Test;

class RelativeConfidenceTest {
    private static final PairwiseJudge<String, Integer> SURE = PairwiseJudge.of((_, item) -> item, 0);

    private static List<Integer> items(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    /// With enough comparisons without noise the order is exact.
    @Test
    void aTotalOrderComesOutExactly() {
        RelativeConfidence many = new RelativeConfidence(60, BradleyTerry.PLAIN.withRidge(0.01));
        Ratings<Integer> ratings = many.rate("", items(12), SURE, new SplittableRandom(1));
        assertThat(ratings.ranking(TieBreaker.ascending()).items())
                .isEqualTo(items(12).reversed());
    }

    @Test
    void everyItemTakesPartAsOftenAsAsked() {
        List<PairwisePreference<String, Integer>> asked =
                RelativeConfidence.DEFAULT.ask("", items(10), SURE, new SplittableRandom(2));
        Map<Integer, Integer> count = new HashMap<>();
        asked.forEach(p -> p.items().forEach(i -> count.merge(i, 1, Integer::sum)));
        assertThat(count.values()).containsOnly(15);
        assertThat(asked).hasSize(75);
        assertThat(asked).anyMatch(p -> p.left() < p.right()).anyMatch(p -> p.left() > p.right());
        assertThat(new RelativeConfidence(3, Elo.STANDARD).ask("", items(5), SURE, new SplittableRandom(2)))
                .hasSize(6);
    }

    /// Item i is right with chance i / 200: ratings, and a curve fitted on every second item, say so of the
    /// others.
    @Test
    void ratingsBecomeProbabilities() {
        SplittableRandom random = new SplittableRandom(4);
        Ratings<Integer> ratings = RelativeConfidence.DEFAULT.rate("", items(200), SURE, random);
        double[] known =
                IntStream.range(0, 100).mapToDouble(i -> ratings.rating(2 * i)).toArray();
        boolean[] right = new boolean[100];
        for (int i = 0; i < 100; i++) right[i] = random.nextDouble() < 2 * i / 200.0;
        ScoreCalibrator calibrator = CalibrationMethod.PLATT.fit(known, right);
        double off = 0;
        for (int i = 1; i < 200; i += 2) off += Math.abs(calibrator.probability(ratings.rating(i)) - i / 200.0) / 100;
        assertThat(off).isLessThan(0.1);
    }

    @Test
    void oneMatchOfElo() {
        Ratings<Integer> ratings =
                new RelativeConfidence(1, Elo.STANDARD).rate("", items(2), SURE, new SplittableRandom(3));
        assertThat(ratings.rating(1)).isEqualTo(1016 + 500);
        assertThat(ratings.rating(0)).isEqualTo(984 + 500);
    }

    @Test
    void tooLittleIsTold() {
        assertThatThrownBy(() -> RelativeConfidence.DEFAULT.rate("", items(1), SURE, new SplittableRandom(1)))
                .hasMessageContaining("two items");
        assertThatThrownBy(() -> new RelativeConfidence(0, Elo.STANDARD)).hasMessageContaining("10000");
    }
}
