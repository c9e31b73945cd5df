package org.broadsheet.preference.elicitation;

import java.util.random.RandomGenerator;
import org.broadsheet.numerics.Cholesky;

/// What is believed of the items' utilities, in log-odds: a normal distribution. Only differences mean
/// something.
///
/// @param mean       of each item
/// @param covariance items by items
@SuppressWarnings("ArrayRecordComponent") // handed on as they are, never compared
public record Beliefs(double[] mean, double[][] covariance) {
    /// The item of the highest mean; the smallest number among equals.
    public int best() {
        int best = 0;
        for (int i = 1; i < mean.length; i++) if (mean[i] > mean[best]) best = i;
        return best;
    }

    /// Variance of the difference of two items' utilities.
    public double variance(int a, int b) {
        return Math.max(0, covariance[a][a] + covariance[b][b] - 2 * covariance[a][b]);
    }

    /// Makes draws of all utilities.
    public Draws draws() {
        int n = mean.length;
        double[][] firm = new double[n][];
        double scale = 0;
        for (int i = 0; i < n; i++) scale = Math.max(scale, covariance[i][i]);
        for (double jitter = 1e-10; jitter < 1; jitter *= 100) {
            for (int i = 0; i < n; i++) {
                firm[i] = covariance[i].clone();
                firm[i][i] += jitter * Math.max(scale, 1e-12);
            }
            var factor = Cholesky.of(firm);
            if (factor.isPresent()) return new Draws(mean, factor.get());
        }
        throw new IllegalStateException("the covariance of the utilities is not positive");
    }

    /// Draws of utilities from the beliefs.
    public static final class Draws {
        private final double[] mean;
        private final Cholesky factor;

        private Draws(double[] mean, Cholesky factor) {
            this.mean = mean;
            this.factor = factor;
        }

        /// A utility for each item.
        public double[] draw(RandomGenerator random) {
            double[] noise = new double[mean.length];
            for (int i = 0; i < noise.length; i++) noise[i] = random.nextGaussian();
            double[] drawn = factor.colour(noise);
            for (int i = 0; i < noise.length; i++) drawn[i] += mean[i];
            return drawn;
        }
    }
}
