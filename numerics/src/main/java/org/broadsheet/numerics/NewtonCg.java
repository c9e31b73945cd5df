package org.broadsheet.numerics;

/// Newton's method for a convex function, each step found by conjugate gradients with the diagonal as
/// preconditioner and shortened until the value falls enough (Nocedal and Wright, Numerical Optimization,
/// 2nd ed., algorithm 7.1). Directions in which the function does not change at all are left alone.
/// Deterministic.
///
/// @param maxIterations most Newton steps, from 1
/// @param tolerance     converged when a step moves no parameter by more than this; 0 or above
public record NewtonCg(int maxIterations, double tolerance) {
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int HALVINGS = 40;
    private static final int MOST_PRODUCTS = 500;
    /// Of the gradient at the start: below, a gradient is mostly rounding and is not solved for any closer.
    private static final double ROUNDING = 1e-13;

    public static final NewtonCg DEFAULT = new NewtonCg(100, 1e-9);

    public NewtonCg {
        if (maxIterations < 1 || !(tolerance >= 0))
            throw new IllegalArgumentException(
                    "Newton needs steps >= 1 and tolerance >= 0, not " + maxIterations + " and " + tolerance);
    }

    /// @param start where to begin, not changed
    /// @return the best point seen; never worse than `start`
    /// @throws IllegalArgumentException where the function is not finite at the start
    public Optimum minimize(TwiceDifferentiable function, double[] start) {
        int n = start.length;
        if (n != function.dimension())
            throw new IllegalArgumentException(
                    "the function has " + function.dimension() + " parameters but the start has " + n + " numbers");
        double[] x = start.clone();
        TwiceDifferentiable.Local local = function.at(x);
        if (!Double.isFinite(local.value()))
            throw new IllegalArgumentException(
                    "the function is " + local.value() + " at the start; start where it is finite");
        double first = norm(local.gradient());
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            double value = local.value();
            double[] gradient = local.gradient();
            double size = norm(gradient);
            if (size == 0) return new Optimum(x, value, iteration, true);
            double near = Math.max(Math.min(0.1, size / first) * size, ROUNDING * first);
            double[] step = ConjugateGradients.descend(local, near, MOST_PRODUCTS);
            double slope = dot(step, gradient);
            if (!(slope < 0)) return new Optimum(x, value, iteration, false);
            double length = GradientOptimizer.largest(step);
            double part = 1;
            double[] next = moved(x, step, part);
            TwiceDifferentiable.Local there = function.at(next);
            // Close to the minimum the value changes by less than its own rounding: there the step is
            // trusted.
            double rounding = 1e-14 * Math.max(1, Math.abs(value));
            int halvings = 0;
            while (!(there.value() <= value + SUFFICIENT_DECREASE * part * slope + rounding) && halvings++ < HALVINGS) {
                part /= 2;
                next = moved(x, step, part);
                there = function.at(next);
            }
            if (halvings > HALVINGS) return new Optimum(x, value, iteration, length <= Math.max(tolerance, 1e-6));
            x = next;
            local = there;
            if (length * part <= tolerance) return new Optimum(x, local.value(), iteration + 1, true);
        }
        return new Optimum(x, local.value(), maxIterations, false);
    }

    private static double[] moved(double[] x, double[] step, double part) {
        double[] to = new double[x.length];
        for (int i = 0; i < to.length; i++) to[i] = x[i] + part * step[i];
        return to;
    }

    private static double norm(double[] v) {
        return Math.sqrt(dot(v, v));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
