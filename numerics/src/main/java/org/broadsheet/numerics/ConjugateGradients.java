package org.broadsheet.numerics;

/// Solves systems whose matrix is the second derivatives of a convex function, by products alone, with the
/// diagonal as preconditioner (Nocedal and Wright, Numerical Optimization, 2nd ed., algorithm 5.3). Where
/// the matrix is singular the right side has to lie in its range.
public final class ConjugateGradients {
    /// Bent by less than this share of what its parts are bent by alone, a direction is level: what is left is
    /// rounding,
    /// and to follow it leads arbitrarily far away.
    private static final double LEVEL = 1e-13;

    private ConjugateGradients() {}

    /// The step p with H p = -gradient, as good as asked.
    ///
    /// @param residual the largest Euclidean norm of `H p + gradient` that is good enough
    /// @param most     most products with H; the best so far is returned then
    public static double[] descend(TwiceDifferentiable.Local local, double residual, int most) {
        double[] b = local.gradient().clone();
        for (int i = 0; i < b.length; i++) b[i] = -b[i];
        return solve(local, b, residual, most);
    }

    /// The x with H x = b, as good as asked.
    public static double[] solve(TwiceDifferentiable.Local local, double[] b, double residual, int most) {
        int n = b.length;
        double[] diagonal = local.diagonal();
        double[] x = new double[n];
        double[] r = b.clone();
        double[] z = new double[n];
        double[] product = new double[n];
        precondition(r, diagonal, z);
        double[] d = z.clone();
        double rz = dot(r, z);
        for (int k = 0; k < most && rz > 0; k++) {
            local.times(d, product);
            double curvature = dot(d, product);
            if (!(curvature > LEVEL * alone(d, diagonal))) return k == 0 && !(curvature > 0) ? d : x;
            double alpha = rz / curvature;
            for (int i = 0; i < n; i++) {
                x[i] += alpha * d[i];
                r[i] -= alpha * product[i];
            }
            if (Math.sqrt(dot(r, r)) <= residual) return x;
            precondition(r, diagonal, z);
            double next = dot(r, z);
            double beta = next / rz;
            rz = next;
            for (int i = 0; i < n; i++) d[i] = z[i] + beta * d[i];
        }
        return x;
    }

    private static void precondition(double[] r, double[] diagonal, double[] z) {
        for (int i = 0; i < r.length; i++) z[i] = diagonal[i] > 0 ? r[i] / diagonal[i] : r[i];
    }

    private static double alone(double[] d, double[] diagonal) {
        double sum = 0;
        for (int i = 0; i < d.length; i++) sum += d[i] * d[i] * Math.max(0, diagonal[i]);
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
