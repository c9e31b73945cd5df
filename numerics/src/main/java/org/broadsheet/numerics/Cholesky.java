package org.broadsheet.numerics;

import java.util.Optional;

/// The factor L of a symmetric positive definite matrix A = L L', with which systems are solved and A
/// inverted.
public final class Cholesky {
    private final double[][] factor;

    private Cholesky(double[][] factor) {
        this.factor = factor;
    }

    /// @param matrix n rows of n numbers, of which the lower triangle is read; not changed
    /// @return nothing where the matrix is not positive definite to double precision
    public static Optional<Cholesky> of(double[][] matrix) {
        int n = matrix.length;
        // By rows of L', so that the inner loop runs along arrays and over many numbers at once.
        double[][] u = new double[n][];
        for (int i = 0; i < n; i++) {
            u[i] = new double[n - i];
            for (int j = i; j < n; j++) u[i][j - i] = matrix[j][i];
        }
        for (int k = 0; k < n; k++) {
            double[] row = u[k];
            double pivot = row[0];
            if (!(pivot > 0x1p-46 * Math.abs(matrix[k][k]))) return Optional.empty();
            double root = Math.sqrt(pivot);
            row[0] = root;
            for (int j = 1; j < row.length; j++) row[j] /= root;
            for (int i = k + 1; i < n; i++) {
                double by = row[i - k];
                if (by != 0) subtract(by, row, i - k, u[i]);
            }
        }
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) l[i][j] = u[j][i - j];
        }
        return Optional.of(new Cholesky(l));
    }

    private static void subtract(double by, double[] row, int from, double[] to) {
        for (int j = 0; j < to.length; j++) to[j] -= by * row[from + j];
    }

    private static void add(double by, double[] row, double[] to, int until) {
        for (int j = 0; j < until; j++) to[j] += by * row[j];
    }

    /// The x with A x = b; a new array.
    public double[] solve(double[] b) {
        int n = factor.length;
        if (b.length != n)
            throw new IllegalArgumentException("the matrix has " + n + " rows but the right side " + b.length);
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) x[i] -= factor[i][k] * x[k];
            x[i] /= factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) x[i] -= factor[k][i] * x[k];
            x[i] /= factor[i][i];
        }
        return x;
    }

    /// The inverse of A, n by n.
    public double[][] inverse() {
        int n = factor.length;
        double[][] half = new double[n][]; // the inverse of L
        for (int i = 0; i < n; i++) {
            half[i] = new double[i + 1];
            for (int k = 0; k < i; k++) if (factor[i][k] != 0) add(-factor[i][k], half[k], half[i], k + 1);
            half[i][i] = 1;
            for (int j = 0; j <= i; j++) half[i][j] /= factor[i][i];
        }
        double[][] inverse = new double[n][n];
        for (double[] row : half)
            for (int i = 0; i < row.length; i++) if (row[i] != 0) add(row[i], row, inverse[i], i + 1);
        for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) inverse[j][i] = inverse[i][j];
        return inverse;
    }

    /// L z, which has covariance A where z is white noise; a new array.
    public double[] colour(double[] z) {
        double[] x = new double[factor.length];
        for (int i = 0; i < x.length; i++) for (int k = 0; k <= i; k++) x[i] += factor[i][k] * z[k];
        return x;
    }

    /// ln of the determinant of A.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < factor.length; i++) sum += 2 * Math.log(factor[i][i]);
        return sum;
    }
}
