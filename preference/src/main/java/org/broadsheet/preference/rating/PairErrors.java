package org.broadsheet.preference.rating;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.broadsheet.numerics.Cholesky;
import org.jspecify.annotations.Nullable;

/// How sure the estimates of a pair likelihood are, at its highest point.
///
/// Up to [#DENSE] parameters the matrix of second derivatives is inverted. Beyond, ratings are drawn from
/// the normal distribution that the inverse describes, each draw the solution of one sparse system; their
/// spread, pooled as far as items hardly differ in it, is the error.
final class PairErrors {
    static final int DENSE = 2_000;
    private static final int LANES = 8;
    private static final int MOST_ROUNDS = 400;

    /// @param error      of each parameter
    /// @param covariance of each two ratings, where it was worked out
    @SuppressWarnings("ArrayRecordComponent") // handed on once
    record Found(double[] error, double @Nullable [][] covariance) {}

    private PairErrors() {}

    static Found of(
            PairLikelihood likelihood,
            double[] x,
            Comparisons<?> data,
            Groups groups,
            StandardErrors errors,
            List<String> warnings) {
        int n = likelihood.dimension();
        double[] none = new double[n];
        Arrays.fill(none, Double.NaN);
        if (errors == StandardErrors.NONE) return new Found(none, null);
        if (n > DENSE) {
            if (errors == StandardErrors.SANDWICH) {
                warnings.add(
                        "with more than " + DENSE + " parameters errors come from the curvature, not the sandwich");
            }
            return new Found(sampled(likelihood, groups), null);
        }
        Optional<Cholesky> factor = Cholesky.of(pinned(likelihood.matrix(), groups, likelihood.ridge > 0));
        if (factor.isEmpty()) {
            warnings.add("the data do not tell all parameters apart, so that there are no standard errors: leave out a"
                    + " covariate, or give ratings a prior (ridge)");
            return new Found(none, null);
        }
        double[][] inverse = factor.get().inverse();
        if (errors == StandardErrors.SANDWICH) inverse = sandwich(inverse, likelihood.scatter(data, x, warnings));
        centre(inverse, groups);
        return new Found(deviations(inverse), inverse);
    }

    /// The standard deviation of each parameter.
    static double[] deviations(double[][] covariance) {
        double[] deviations = new double[covariance.length];
        for (int i = 0; i < deviations.length; i++) deviations[i] = Math.sqrt(Math.max(0, covariance[i][i]));
        return deviations;
    }

    /// Without a prior the level of each group is free; adding it as a direction makes the matrix
    /// invertible, and [#centre] takes it out again.
    static double[][] pinned(double[][] h, Groups groups, boolean prior) {
        if (prior) return h;
        for (List<Integer> group : groups.lists()) {
            double level = 0;
            for (int i : group) level += h[i][i];
            double by = level > 0 ? level / group.size() / group.size() : 1;
            for (int i : group) for (int j : group) h[i][j] += by;
        }
        return h;
    }

    /// Turns the covariances of ratings into those of ratings less the mean of their group.
    static void centre(double[][] c, Groups groups) {
        List<List<Integer>> lists = groups.lists();
        int n = c.length;
        for (List<Integer> group : lists)
            for (int j = 0; j < n; j++) {
                double mean = 0;
                for (int i : group) mean += c[i][j] / group.size();
                for (int i : group) c[i][j] -= mean;
            }
        for (List<Integer> group : lists)
            for (int i = 0; i < n; i++) {
                double mean = 0;
                for (int j : group) mean += c[i][j] / group.size();
                for (int j : group) c[i][j] -= mean;
            }
    }

    /// H^-1 J H^-1, with J the sum over judges of the squared sum of their slopes.
    static double[][] sandwich(double[][] inverse, double[][] scatter) {
        return times(inverse, times(scatter, inverse)); // the scatter has the more zeros
    }

    private static double[][] times(double[][] a, double[][] b) {
        int n = a.length;
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) {
                double s = a[i][k];
                if (s != 0) add(s, b[k], product[i]);
            }
        return product;
    }

    private static void add(double by, double[] row, double[] to) {
        for (int j = 0; j < to.length; j++) to[j] += by * row[j];
    }

    /// Standard deviations of draws from the normal distribution with the inverse as covariance; the tie
    /// parameter is held where it is.
    static double[] sampled(PairLikelihood likelihood, Groups groups) {
        int n = likelihood.dimension();
        int items = likelihood.rows.items;
        int batches = Math.clamp(4_000_000 / likelihood.rows.size(), 1, 4);
        double[] square = new double[n];
        SplittableRandom random = new SplittableRandom(1);
        for (int batch = 0; batch < batches; batch++) {
            double[] drawn = likelihood.draw(LANES, random, MOST_ROUNDS);
            for (int lane = 0; lane < LANES; lane++) {
                double[] one = new double[items];
                for (int i = 0; i < items; i++) one[i] = drawn[i * LANES + lane];
                groups.centre(one);
                for (int i = 0; i < items; i++) square[i] += one[i] * one[i];
                for (int i = items; i < n; i++) square[i] += Math.pow(drawn[i * LANES + lane], 2);
            }
        }
        return pooled(square, likelihood.curvature(), items, batches * LANES);
    }

    /// The drawn variance of each rating over the reciprocal of its own curvature is much the same for all
    /// items that have many opponents; as far as these ratios differ by no more than chance, their mean
    /// stands for each (James and Stein 1961).
    ///
    /// @param square sum of the squares of what was drawn
    /// @param own    second derivative of each parameter alone
    /// @param items  how many of the parameters are ratings; the others are not pooled
    static double[] pooled(double[] square, double[] own, int items, int draws) {
        double mean = 0;
        double spread = 0;
        int n = 0;
        for (int i = 0; i < items; i++) {
            if (!(own[i] > 0)) continue;
            double ratio = square[i] / draws * own[i];
            n++;
            double ahead = ratio - mean;
            mean += ahead / n;
            spread += ahead * (ratio - mean);
        }
        spread /= Math.max(1, n - 1);
        double chance = 2 * mean * mean / draws;
        double trust = spread <= chance ? 0 : 1 - chance / spread;
        double[] error = new double[square.length];
        for (int i = 0; i < error.length; i++) {
            double drawn = square[i] / draws;
            if (i >= items) error[i] = Math.sqrt(drawn);
            else if (own[i] > 0) error[i] = Math.sqrt((mean + trust * (drawn * own[i] - mean)) / own[i]);
            else error[i] = Double.NaN;
        }
        return error;
    }
}
