package org.broadsheet.evaluation.recommender;

import java.util.function.IntToDoubleFunction;
import org.broadsheet.numerics.Cholesky;

/// Ranks of held-back items among a sample of others instead of among all. Measures of such ranks are not
/// those of
/// the true ranks and may order systems differently (Krichene and Rendle, KDD 2020), so none is given
/// without a
/// correction.
public final class SampledRanks {
    /// How ranks among samples are taken back to ranks among all.
    public sealed interface Correction {
        /// The measure at the rank that the sample points to, 1 + floor((items - 1)(r - 1) / sampled).
        record RankEstimate() implements Correction {}

        /// The estimate with the least squared bias plus `variance` times its variance, all true ranks
        /// equally
        /// likely.
        ///
        /// @param variance above 0, up to 1; 0.1 in the paper
        record BiasVariance(double variance) implements Correction {
            public BiasVariance {
                if (!(variance > 0 && variance <= 1))
                    throw new IllegalArgumentException(
                            "the weight of the variance is above 0 and at most 1, not " + variance);
            }
        }
    }

    private final int[] ranks;
    private final int sampled;
    private final int items;

    /// @param ranks   of each held-back item among itself and the sample, from 1 to `sampled` + 1
    /// @param sampled how many others were drawn, with replacement, at least 1
    /// @param items   how many items there are to rank, the held-back one included; more than 1
    public SampledRanks(int[] ranks, int sampled, int items) {
        if (sampled < 1 || items < 2 || ranks.length == 0)
            throw new IllegalArgumentException("sampled ranks need a rank, a sample and two items at least, not "
                    + ranks.length + ", " + sampled + " and " + items);
        for (int r : ranks)
            if (r < 1 || r > sampled + 1)
                throw new IllegalArgumentException(
                        "a rank among " + sampled + " others is from 1 to " + (sampled + 1) + " but was " + r);
        this.ranks = ranks.clone();
        this.sampled = sampled;
        this.items = items;
    }

    /// The mean of a measure over all held-back items, corrected for the sample. There is none without:
    /// the mean of a measure over ranks in a sample is not that measure.
    ///
    /// @param measure value at a true rank from 1, for example `r -> r <= 10 ? 1 : 0`
    public double corrected(IntToDoubleFunction measure, Correction correction) {
        double[] at = switch (correction) {
            case Correction.RankEstimate() -> byRank(measure);
            case Correction.BiasVariance(double variance) -> leastError(measure, variance);
        };
        double sum = 0;
        for (int r : ranks) sum += at[r - 1];
        return sum / ranks.length;
    }

    private double[] byRank(IntToDoubleFunction measure) {
        double[] at = new double[sampled + 1];
        for (int r = 0; r <= sampled; r++) at[r] = measure.applyAsDouble((int) (1 + (items - 1L) * r / sampled));
        return at;
    }

    /// Solves ((1 - g) A'A + g diag(c)) x = A'b with A the chance of each sampled rank given each true one,
    /// b the
    /// measure at true ranks, c the chance of each sampled rank (Krichene and Rendle, section 6).
    private double[] leastError(IntToDoubleFunction measure, double variance) {
        int m = sampled + 1;
        double[][] left = new double[m][m];
        double[] right = new double[m];
        double prior = 1.0 / items;
        double[] logChoose = new double[m];
        for (int r = 1; r < m; r++) logChoose[r] = logChoose[r - 1] + Math.log(sampled - r + 1.0) - Math.log(r);
        double[] chance = new double[m];
        for (int rank = 1; rank <= items; rank++) {
            double above = (rank - 1.0) / (items - 1.0);
            for (int r = 0; r < m; r++) chance[r] = binomial(logChoose[r], r, above);
            double value = measure.applyAsDouble(rank);
            for (int r = 0; r < m; r++) {
                if (chance[r] == 0) continue;
                right[r] += prior * chance[r] * value;
                left[r][r] += variance * prior * chance[r];
                double scaled = (1 - variance) * prior * chance[r];
                for (int s = 0; s <= r; s++) left[r][s] += scaled * chance[s];
            }
        }
        return Cholesky.of(left)
                .orElseThrow(() -> new IllegalStateException("the correction has no solution in double precision for "
                        + sampled + " samples of " + items + " items; give the variance more weight"))
                .solve(right);
    }

    private double binomial(double logChoose, int r, double p) {
        if (p == 0) return r == 0 ? 1 : 0;
        if (p == 1) return r == sampled ? 1 : 0;
        return Math.exp(logChoose + r * Math.log(p) + (sampled - r) * Math.log1p(-p));
    }
}
