package org.broadsheet.ranking.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The non-decreasing curve that fits best in squares: level where the data would fall, straight between, flat
/// outside (pool adjacent violators; Zadrozny and Elkan, KDD 2002). For scores on any scale.
public final class IsotonicRegression implements ScoreCalibrator {
    private final double[] knots;
    private final double[] levels;

    private IsotonicRegression(double[] knots, double[] levels) {
        this.knots = knots;
        this.levels = levels;
    }

    /// @param scores   finite, in any order; equal ones are taken together
    /// @param outcomes as many
    static IsotonicRegression fit(double[] scores, boolean[] outcomes) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        // Distinct scores first, then blocks of them: a block is its first knot, its sum and its weight.
        double[] knots = new double[scores.length];
        double[] sums = new double[scores.length];
        double[] weights = new double[scores.length];
        int n = 0;
        for (int i : order) {
            if (n == 0 || scores[i] != knots[n - 1]) knots[n++] = scores[i];
            sums[n - 1] += outcomes[i] ? 1 : 0;
            weights[n - 1]++;
        }
        int[] first = new int[n];
        int blocks = 0;
        double[] blockSums = new double[n];
        double[] blockWeights = new double[n];
        for (int i = 0; i < n; i++) {
            first[blocks] = i;
            blockSums[blocks] = sums[i];
            blockWeights[blocks++] = weights[i];
            while (blocks > 1
                    && blockSums[blocks - 2] * blockWeights[blocks - 1]
                            >= blockSums[blocks - 1] * blockWeights[blocks - 2]) {
                blockSums[blocks - 2] += blockSums[blocks - 1];
                blockWeights[blocks - 2] += blockWeights[blocks - 1];
                blocks--;
            }
        }
        double[] levels = new double[n];
        for (int b = 0; b < blocks; b++)
            Arrays.fill(levels, first[b], b + 1 < blocks ? first[b + 1] : n, blockSums[b] / blockWeights[b]);
        return new IsotonicRegression(Arrays.copyOf(knots, n), levels);
    }

    @Override
    public double probability(double score) {
        int at = Arrays.binarySearch(knots, score);
        if (at >= 0) return levels[at];
        int above = -at - 1;
        if (above == 0) return levels[0];
        if (above == knots.length) return levels[knots.length - 1];
        double part = (score - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return levels[above - 1] + part * (levels[above] - levels[above - 1]);
    }
}
