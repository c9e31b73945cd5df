package org.broadsheet.numerics;

/// Finds a minimum of a smooth function from its gradient. [Lbfgs] is the choice for exact losses of up to some
/// hundred thousand parameters; [Adam] for noisy ones. Deterministic.
public sealed interface GradientOptimizer permits Lbfgs, Adam {
    /// @param start where to begin, not changed
    /// @return the best point seen; never worse than `start`
    /// @throws IllegalArgumentException where `start` has not as many numbers as the function has parameters, or
    ///                                  where the function is not finite there
    Optimum minimize(Differentiable function, double[] start);

    /// The value and gradient at the start, checked; for the optimisers themselves.
    static double begin(Differentiable function, double[] start, double[] gradient) {
        if (start.length != function.dimension())
            throw new IllegalArgumentException("the function has " + function.dimension()
                    + " parameters but the start has " + start.length + " numbers");
        double value = function.valueAndGradient(start, gradient);
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("the function is " + value + " at the start; start where it is finite");
        return value;
    }

    /// The largest absolute component.
    static double largest(double[] gradient) {
        double most = 0;
        for (double g : gradient) most = Math.max(most, Math.abs(g));
        return most;
    }
}
