package org.broadsheet.preference.routing;

import java.util.Arrays;
import java.util.List;
import org.broadsheet.numerics.Cholesky;
import org.jspecify.annotations.Nullable;

/// Predicts how good a scorer becomes from how many items of each kind people label: a ridge regression
/// of measured scores on the counts (Miranda et al. 2025, "Hybrid Preferences", section 3). The number
/// of items labelled by people is a regressor of its own: otherwise every feature would be credited with
/// what any label brings.
///
/// The strength of the ridge is the one with the least squared leave-one-out error, out of powers of ten.
public final class PerformancePredictor {
    /// How scores depend on counts.
    public enum Shape {
        /// The sum of one effect a feature: gains add up.
        LINEAR,
        /// Squares and products of two counts besides: gains fall or rise with what is labelled already.
        QUADRATIC
    }

    /// One measured mix.
    ///
    /// @param counts how many items labelled by people have each feature
    /// @param budget how many items people label
    /// @param score  measured, finite
    public record Trial(List<Integer> counts, int budget, double score) {
        public Trial {
            counts = List.copyOf(counts);
            if (!Double.isFinite(score)) throw new IllegalArgumentException("a measured score is finite, not " + score);
            for (int c : counts)
                if (c < 0 || c > budget)
                    throw new IllegalArgumentException(
                            "people label " + budget + " items, so no feature can have been counted " + c + " times");
        }

        int[] inputs() {
            int[] x = new int[counts.size() + 1];
            for (int f = 0; f < counts.size(); f++) x[f] = counts.get(f);
            x[counts.size()] = budget;
            return x;
        }
    }

    private static final double[] RIDGES = {1e-6, 1e-3, 1e-2, 1e-1, 1, 10, 100, 1000, 1e4};

    private final Shape shape;
    private final int features;
    private final double intercept;
    private final double[] coefficients;
    private final double ridge;

    private PerformancePredictor(Shape shape, int features, double intercept, double[] coefficients, double ridge) {
        this.shape = shape;
        this.features = features;
        this.intercept = intercept;
        this.coefficients = coefficients;
        this.ridge = ridge;
    }

    /// @param trials at least two, all with the same number of counts
    public static PerformancePredictor fit(List<Trial> trials, Shape shape) {
        if (trials.size() < 2)
            throw new IllegalArgumentException("at least two measured mixes are needed, not " + trials.size());
        int features = trials.getFirst().counts().size();
        for (Trial t : trials)
            if (t.counts().size() != features)
                throw new IllegalArgumentException("one mix counts " + features + " features and another "
                        + t.counts().size());
        int n = trials.size();
        double[][] rows = trials.stream().map(t -> expand(t.inputs(), shape)).toArray(double[][]::new);
        double[] y = trials.stream().mapToDouble(Trial::score).toArray();
        int width = rows[0].length;
        double[] middle = new double[width];
        double[] spread = new double[width];
        double meanScore = Arrays.stream(y).average().orElseThrow();
        for (double[] row : rows) for (int j = 0; j < width; j++) middle[j] += row[j] / n;
        for (double[] row : rows)
            for (int j = 0; j < width; j++) spread[j] += (row[j] - middle[j]) * (row[j] - middle[j]) / n;
        for (int j = 0; j < width; j++) spread[j] = spread[j] <= 1e-18 ? 0 : Math.sqrt(spread[j]);
        double[][] z = new double[n][width];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < width; j++) z[i][j] = spread[j] == 0 ? 0 : (rows[i][j] - middle[j]) / spread[j];
        double[] centred = Arrays.stream(y).map(v -> v - meanScore).toArray();
        Ridge best = null;
        for (double strength : RIDGES) {
            Ridge tried = Ridge.fit(z, centred, strength);
            if (tried != null && (best == null || tried.leftOut < best.leftOut)) best = tried;
        }
        if (best == null) throw new IllegalStateException("no strength of the ridge made the regression solvable");
        double[] coefficients = new double[width];
        double intercept = meanScore;
        for (int j = 0; j < width; j++) {
            coefficients[j] = spread[j] == 0 ? 0 : best.weights[j] / spread[j];
            intercept -= coefficients[j] * middle[j];
        }
        return new PerformancePredictor(shape, features, intercept, coefficients, best.strength);
    }

    /// The score predicted where people label `budget` items, with `counts[f]` of feature f.
    public double predict(int[] counts, int budget) {
        if (counts.length != features)
            throw new IllegalArgumentException("there are " + features + " features, not " + counts.length);
        int[] x = Arrays.copyOf(counts, features + 1);
        x[features] = budget;
        double[] row = expand(x, shape);
        double score = intercept;
        for (int j = 0; j < row.length; j++) score += coefficients[j] * row[j];
        return score;
    }

    /// What one more label by a person is predicted to bring for an item with these features, where no
    /// other item is labelled by people.
    public double gain(List<Integer> itemFeatures) {
        return gain(new int[features], 0, itemFeatures);
    }

    /// The same where people label `budget` items already, with `counts[f]` of feature f.
    double gain(int[] counts, int budget, List<Integer> itemFeatures) {
        int[] more = counts.clone();
        for (int f : itemFeatures) more[f]++;
        return predict(more, budget + 1) - predict(counts, budget);
    }

    /// The number of features it knows.
    public int features() {
        return features;
    }

    public Shape shape() {
        return shape;
    }

    /// The strength of the ridge that was chosen, for standardised counts.
    public double ridge() {
        return ridge;
    }

    private static double[] expand(int[] x, Shape shape) {
        int n = x.length;
        return switch (shape) {
            case LINEAR -> Arrays.stream(x).asDoubleStream().toArray();
            case QUADRATIC -> {
                double[] row = new double[n + n * (n + 1) / 2];
                int at = 0;
                for (int v : x) row[at++] = v;
                for (int i = 0; i < n; i++) for (int j = i; j < n; j++) row[at++] = (double) x[i] * x[j];
                yield row;
            }
        };
    }

    /// A ridge regression without intercept and its mean squared leave-one-out error.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Ridge(double[] weights, double strength, double leftOut) {
        static @Nullable Ridge fit(double[][] z, double[] y, double strength) {
            int width = z[0].length;
            double[][] gram = new double[width][width];
            double[] right = new double[width];
            for (int i = 0; i < z.length; i++)
                for (int j = 0; j < width; j++) {
                    right[j] += z[i][j] * y[i];
                    for (int k = 0; k <= j; k++) gram[j][k] += z[i][j] * z[i][k];
                }
            for (int j = 0; j < width; j++) gram[j][j] += strength;
            Cholesky factor = Cholesky.of(gram).orElse(null);
            if (factor == null) return null;
            double[] weights = factor.solve(right);
            double sum = 0;
            for (int i = 0; i < z.length; i++) {
                double[] solved = factor.solve(z[i]);
                double leverage = 1.0 / z.length; // of the mean that was taken off
                double fitted = 0;
                for (int j = 0; j < width; j++) {
                    leverage += z[i][j] * solved[j];
                    fitted += z[i][j] * weights[j];
                }
                double error = (y[i] - fitted) / Math.max(1e-9, 1 - leverage);
                sum += error * error;
            }
            return new Ridge(weights, strength, sum / z.length);
        }
    }
}
