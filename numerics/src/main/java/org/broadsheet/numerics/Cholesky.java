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
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) sum -= l[i][k] * l[j][k];
                if (i != j) {
                    l[i][j] = sum / l[j][j];
                } else if (sum > 0x1p-46 * Math.abs(matrix[i][i])) {
                    l[i][i] = Math.sqrt(sum);
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Cholesky(l));
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
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            inverse[i] = solve(unit);
        }
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
