package org.broadsheet.numerics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/// The downhill simplex (Nelder and Mead 1965) with coefficients that depend on the dimension (Gao and Han 2012; for
/// two parameters they are the classical 1, 2, 1/2, 1/2). Values that are not finite count as infinitely bad, so a
/// function can fence off where it is not defined.
///
/// @param maxEvaluations most values of the function
/// @param tolerance      converged when the values, and the corners relative to the size of each parameter, lie
///                       within this of each other
public record NelderMead(int maxEvaluations, double tolerance) {
    public static final NelderMead DEFAULT = new NelderMead(5_000, 1e-10);

    public NelderMead {
        if (maxEvaluations < 1 || !(tolerance >= 0))
            throw new IllegalArgumentException("Nelder-Mead needs evaluations >= 1 and tolerance >= 0, not "
                    + maxEvaluations + " and " + tolerance);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Corner(double[] point, double value) {}

    /// @param start where to begin, not changed; at least one number
    /// @param size  edge of the first simplex along each parameter, above 0
    /// @throws IllegalArgumentException where there is no parameter or an edge is not above 0
    public Optimum minimize(ToDoubleFunction<double[]> function, double[] start, double size) {
        int n = start.length;
        if (n == 0 || !(size > 0))
            throw new IllegalArgumentException(
                    "Nelder-Mead needs a parameter and an edge above 0, not " + n + " and " + size);
        double expansion = 1 + 2.0 / Math.max(n, 2);
        double contraction = 0.75 - 0.5 / Math.max(n, 2);
        double shrinkage = n == 1 ? 0.5 : 1 - 1.0 / n;
        Corner[] simplex = new Corner[n + 1];
        for (int i = 0; i <= n; i++) {
            double[] p = start.clone();
            if (i > 0) p[i - 1] += size;
            simplex[i] = corner(function, p);
        }
        int used = n + 1;
        while (true) {
            Arrays.sort(simplex, Comparator.comparingDouble(Corner::value));
            Corner best = simplex[0];
            Corner worst = simplex[n];
            if (small(simplex)) return new Optimum(best.point, best.value, used, Double.isFinite(best.value));
            if (used >= maxEvaluations) return new Optimum(best.point, best.value, used, false);
            double[] centre = new double[n];
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) centre[j] += simplex[i].point[j] / n;
            Corner reflected = corner(function, along(centre, worst.point, -1));
            used++;
            if (reflected.value < best.value) {
                Corner expanded = corner(function, along(centre, worst.point, -expansion));
                used++;
                simplex[n] = expanded.value < reflected.value ? expanded : reflected;
            } else if (reflected.value < simplex[n - 1].value) {
                simplex[n] = reflected;
            } else {
                boolean outside = reflected.value < worst.value;
                Corner contracted = corner(function, along(centre, worst.point, outside ? -contraction : contraction));
                used++;
                if (outside ? contracted.value <= reflected.value : contracted.value < worst.value) {
                    simplex[n] = contracted;
                } else {
                    for (int i = 1; i <= n; i++)
                        simplex[i] = corner(function, along(best.point, simplex[i].point, shrinkage));
                    used += n;
                }
            }
        }
    }

    private static Corner corner(ToDoubleFunction<double[]> function, double[] point) {
        double value = function.applyAsDouble(point);
        return new Corner(point, Double.isFinite(value) ? value : Double.POSITIVE_INFINITY);
    }

    private static double[] along(double[] from, double[] to, double part) {
        double[] p = new double[from.length];
        for (int i = 0; i < p.length; i++) p[i] = from[i] + part * (to[i] - from[i]);
        return p;
    }

    private boolean small(Corner[] simplex) {
        Corner best = simplex[0];
        double spread = simplex[simplex.length - 1].value - best.value;
        if (!(spread <= tolerance * (1 + Math.abs(best.value)))) return false;
        // Corners of equal value on both sides of a minimum are no reason to stop: they must be near as well.
        double reach = Math.sqrt(Math.max(tolerance, Math.ulp(1.0)));
        for (Corner c : simplex)
            for (int j = 0; j < c.point.length; j++)
                if (Math.abs(c.point[j] - best.point[j]) > reach * (1 + Math.abs(best.point[j]))) return false;
        return true;
    }
}
