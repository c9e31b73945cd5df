package org.broadsheet.preference.elicitation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.Cholesky;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.Stable;
import org.jspecify.annotations.Nullable;

/// Utilities linear in features, or one for each item. The mean is the most probable value, the covariance
/// the inverse of
/// the curvature there.
public final class LinearUtility implements UtilityModel {
    /// How an answer narrows the spread along its pair.
    public enum Spread {
        /// By what it told: p (1 - p) for an answer of probability p (Laplace's approximation).
        LAPLACE,
        /// By 1, as linear and neural dueling bandits count (Lin and others 2024).
        COUNT,
        /// The same with all but the diagonal left out, as the program of Lin and others does.
        COUNT_DIAGONAL
    }

    private final double @Nullable [][] features; // nothing where every item has a feature of its own
    private final int items;
    private final int weights;
    private final double ridge;
    private final Spread spread;

    private LinearUtility(double @Nullable [][] features, int items, int weights, double ridge, Spread spread) {
        if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("the precision of a prior is finite and above 0 but was " + ridge);
        this.features = features;
        this.items = items;
        this.weights = weights;
        this.ridge = ridge;
        this.spread = spread;
    }

    static LinearUtility ofItems(int items, double ridge, Spread spread) {
        if (items < 1) throw new IllegalArgumentException("there is at least one item, not " + items);
        return new LinearUtility(null, items, items, ridge, spread);
    }

    static LinearUtility of(double[][] features, double ridge, Spread spread) {
        return new LinearUtility(checked(features), features.length, features[0].length, ridge, spread);
    }

    static double[][] checked(double[][] features) {
        if (features.length == 0 || features[0].length == 0)
            throw new IllegalArgumentException("there is at least one item with at least one feature");
        for (int i = 0; i < features.length; i++) {
            if (features[i].length != features[0].length)
                throw new IllegalArgumentException("every item has as many features as the first, " + features[0].length
                        + ", but item " + i + " has " + features[i].length);
            if (!Arrays.stream(features[i]).allMatch(Double::isFinite))
                throw new IllegalArgumentException("the features of item " + i + " are not all finite numbers");
        }
        return Arrays.stream(features).map(double[]::clone).toArray(double[][]::new);
    }

    /// sqrt(2 / number) cos(w . x + b) with w normal of deviation 1 / width and b uniform.
    static double[][] fourier(double[][] features, double width, int number, RandomGenerator random) {
        if (!(width > 0) || number < 1)
            throw new IllegalArgumentException(
                    "a kernel has a width above 0 and at least one feature, not " + width + " and " + number);
        double[][] known = checked(features);
        double[][] mapped = new double[known.length][number];
        for (int f = 0; f < number; f++) {
            double[] w = new double[known[0].length];
            for (int d = 0; d < w.length; d++) w[d] = random.nextGaussian() / width;
            double shift = 2 * Math.PI * random.nextDouble();
            for (int i = 0; i < known.length; i++) {
                double z = shift;
                for (int d = 0; d < w.length; d++) z += w[d] * known[i][d];
                mapped[i][f] = Math.sqrt(2.0 / number) * Math.cos(z);
            }
        }
        return mapped;
    }

    @Override
    public int items() {
        return items;
    }

    @Override
    public Beliefs beliefs(DuelLog log) {
        double[] mean = utilities(
                Lbfgs.DEFAULT.minimize(new Loss(log), new double[weights]).point());
        double[][] curvature = curvature(log, mean);
        Cholesky factor = Cholesky.of(curvature)
                .orElseThrow(() -> new IllegalStateException("the curvature of the utilities is not positive"));
        return new Beliefs(mean, features == null ? factor.inverse() : between(features, factor));
    }

    private double[] utilities(double[] theta) {
        if (features == null) return theta.clone();
        double[] u = new double[items];
        for (int i = 0; i < items; i++) u[i] = dot(features[i], theta);
        return u;
    }

    private double[][] curvature(DuelLog log, double[] mean) {
        double[][] between = new double[items][items];
        for (Duel pair : log.pairs()) {
            int a = pair.first();
            int b = pair.second();
            double p = Stable.sigmoid(mean[a] - mean[b]);
            double told = log.count(a, b) * (spread == Spread.LAPLACE ? p * (1 - p) : 1);
            between[a][a] += told;
            between[b][b] += told;
            between[a][b] -= told;
            between[b][a] -= told;
        }
        double[][] curvature = features == null ? between : squeezed(between, features);
        for (int w = 0; w < weights; w++) {
            double alone = curvature[w][w] + ridge;
            if (spread == Spread.COUNT_DIAGONAL) curvature[w] = new double[weights];
            curvature[w][w] = alone;
        }
        return curvature;
    }

    /// X' B X.
    private static double[][] squeezed(double[][] between, double[][] features) {
        int p = features[0].length;
        double[][] half = new double[features.length][p];
        for (int i = 0; i < features.length; i++)
            for (int j = 0; j < features.length; j++)
                if (between[i][j] != 0) for (int w = 0; w < p; w++) half[i][w] += between[i][j] * features[j][w];
        double[][] whole = new double[p][p];
        for (int i = 0; i < features.length; i++)
            for (int v = 0; v < p; v++) for (int w = 0; w < p; w++) whole[v][w] += features[i][v] * half[i][w];
        return whole;
    }

    /// X A^-1 X'.
    private static double[][] between(double[][] features, Cholesky factor) {
        int n = features.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] solved = factor.solve(features[i]);
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = dot(solved, features[j]);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// Minus the logarithm of likelihood times prior.
    private final class Loss implements Differentiable {
        private final DuelLog log;

        Loss(DuelLog log) {
            if (log.items() != items)
                throw new IllegalArgumentException(
                        "the answers are about " + log.items() + " items, the model about " + items);
            this.log = log;
        }

        @Override
        public int dimension() {
            return weights;
        }

        @Override
        public double valueAndGradient(double[] theta, double[] gradient) {
            double[] u = utilities(theta);
            double[] slope = new double[items];
            double value = DuelLoss.of(log, u, slope);
            for (int w = 0; w < weights; w++) {
                value += ridge * theta[w] * theta[w] / 2;
                gradient[w] = ridge * theta[w];
            }
            for (int i = 0; i < items; i++) {
                if (slope[i] == 0) continue;
                if (features == null) gradient[i] += slope[i];
                else for (int w = 0; w < weights; w++) gradient[w] += slope[i] * features[i][w];
            }
            return value;
        }
    }
}
