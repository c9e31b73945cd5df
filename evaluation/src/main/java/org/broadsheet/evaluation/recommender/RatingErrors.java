package org.broadsheet.evaluation.recommender;

import org.broadsheet.numerics.Stable;

/// How far predicted ratings are from given ones.
///
/// @param count              how many ratings
/// @param mae                mean absolute error
/// @param mse                mean squared error
/// @param mape               mean absolute error as a share of the rating; NaN where a rating is 0
/// @param r2                 1 - squared error / squared distance from the mean rating; at most 1, may be
/// negative,
///                           NaN where all ratings are the same
/// @param explainedVariance  the same without what a constant shift would repair; NaN where r2 is
public record RatingErrors(int count, double mae, double mse, double mape, double r2, double explainedVariance) {
    /// @param given     what users said, at least one
    /// @param predicted as many
    public static RatingErrors of(double[] given, double[] predicted) {
        int n = given.length;
        if (n == 0 || n != predicted.length)
            throw new IllegalArgumentException("as many predictions as ratings and at least one, please: there are "
                    + predicted.length + " and " + n);
        double absolute = 0;
        double squares = 0;
        double shares = 0;
        double bias = 0;
        double mean = Stable.mean(given);
        double variance = 0;
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(given[i]) || !Double.isFinite(predicted[i]))
                throw new IllegalArgumentException(
                        "ratings are finite, but number " + (i + 1) + " is " + given[i] + " beside " + predicted[i]);
            double error = given[i] - predicted[i];
            absolute += Math.abs(error) / n;
            squares += error * error / n;
            shares += Math.abs(error) / Math.abs(given[i]) / n;
            bias += error / n;
            variance += (given[i] - mean) * (given[i] - mean) / n;
        }
        return new RatingErrors(
                n,
                absolute,
                squares,
                Double.isFinite(shares) ? shares : Double.NaN,
                variance > 0 ? 1 - squares / variance : Double.NaN,
                variance > 0 ? 1 - (squares - bias * bias) / variance : Double.NaN);
    }

    /// The root of the mean squared error.
    public double rmse() {
        return Math.sqrt(mse);
    }
}
