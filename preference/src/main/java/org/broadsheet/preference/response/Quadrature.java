package org.broadsheet.preference.response;

import java.util.Arrays;

/// Points and weights that turn an integral over a standard normal ability into a sum.
///
/// Gauss-Hermite is exact for polynomials of degree 2 n - 1, but a likelihood of many answers is no
/// polynomial: it is a narrow peak, which must be wider than the distance between two points (about pi /
/// sqrt(n) in the middle). Evenly spaced points do better there, and are exact to all digits once they
/// stand closer than the peak is wide.
///
/// @param points  abilities, ascending
/// @param weights above 0, sum 1
@SuppressWarnings("ArrayRecordComponent") // handed on as they are; nobody compares them
public record Quadrature(double[] points, double[] weights) {
    private static final double REACH = 6;

    public Quadrature {
        if (points.length == 0 || points.length != weights.length)
            throw new IllegalArgumentException("a quadrature has a weight for each of at least one point, not "
                    + points.length + " points and " + weights.length + " weights");
        points = points.clone();
        weights = weights.clone();
    }

    /// Gauss-Hermite points for the standard normal distribution, from the roots of the normalised
    /// polynomials.
    ///
    /// @param n from 1 to 200
    public static Quadrature gaussHermite(int n) {
        checked(n, 200);
        double[] points = new double[n];
        double[] weights = new double[n];
        // Between two roots of one degree, and beyond them, lies one of the next.
        double[] roots = {0};
        for (int degree = 2; degree <= n; degree++) {
            double[] next = new double[degree];
            double end = 2 * Math.sqrt(degree) + 1;
            for (int k = 0; k < degree; k++)
                next[k] = root(degree, k == 0 ? -end : roots[k - 1], k == degree - 1 ? end : roots[k]);
            roots = next;
        }
        for (int k = 0; k < n; k++) {
            points[k] = roots[k];
            double below = hermite(n - 1, roots[k]);
            weights[k] = 1 / (n * below * below);
        }
        return new Quadrature(points, weights);
    }

    /// Evenly spaced from -6 to 6, weighted by the normal density.
    ///
    /// @param n from 3 to 2,001
    public static Quadrature even(int n) {
        checked(n, 2_001);
        if (n < 3) throw new IllegalArgumentException("evenly spaced points are at least 3 but were " + n);
        double[] points = new double[n];
        double[] weights = new double[n];
        for (int k = 0; k < n; k++) {
            points[k] = -REACH + 2 * REACH * k / (n - 1);
            weights[k] = Math.exp(-points[k] * points[k] / 2);
        }
        double total = Arrays.stream(weights).sum();
        for (int k = 0; k < n; k++) weights[k] /= total;
        return new Quadrature(points, weights);
    }

    /// Evenly spaced points, close enough for respondents with so many answers to items of middling
    /// discrimination.
    static Quadrature fitting(int answers) {
        return even(Math.clamp(2 * (int) Math.ceil(REACH * Math.sqrt(1 + answers / 2.0)) + 1, 41, 601));
    }

    private static void checked(int n, int most) {
        if (n < 1 || n > most)
            throw new IllegalArgumentException("a quadrature has 1 to " + most + " points but should have " + n);
    }

    /// The normalised probabilists' Hermite polynomial: H_n / sqrt(n!).
    private static double hermite(int n, double x) {
        double last = 0;
        double value = 1;
        for (int k = 1; k <= n; k++) {
            double next = (x * value - Math.sqrt(k - 1.0) * last) / Math.sqrt(k);
            last = value;
            value = next;
        }
        return value;
    }

    /// The only root between `low` and `high`: halved to be near it, then Newton with H_n' = sqrt(n)
    /// H_(n-1).
    private static double root(int degree, double low, double high) {
        double sign = Math.signum(hermite(degree, high));
        double from = low;
        double to = high;
        for (int step = 0; step < 12; step++) {
            double middle = (from + to) / 2;
            if (Math.signum(hermite(degree, middle)) == sign) to = middle;
            else from = middle;
        }
        double x = (from + to) / 2;
        for (int step = 0; step < 6; step++) x -= hermite(degree, x) / (Math.sqrt(degree) * hermite(degree - 1, x));
        return x;
    }

    int size() {
        return points.length;
    }
}
