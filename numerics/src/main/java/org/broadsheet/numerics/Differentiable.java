package org.broadsheet.numerics;

import java.util.function.ToDoubleFunction;

/// A real function of n real parameters with its gradient: a loss to be minimised.
public interface Differentiable {
    /// The number n of parameters.
    int dimension();

    /// The value at `x`, and its gradient written over `gradient`.
    ///
    /// @param x        n parameters, not changed
    /// @param gradient n numbers, overwritten
    double valueAndGradient(double[] x, double[] gradient);

    /// The value alone.
    default double value(double[] x) {
        return valueAndGradient(x, new double[x.length]);
    }

    /// The gradient of any function by central differences, with a step of `step` times the size of each parameter.
    /// For tests and for functions without a better gradient: 2n values of `f`, about half of the digits.
    static double[] differences(ToDoubleFunction<double[]> f, double[] x, double step) {
        double[] at = x.clone();
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double h = step * Math.max(1, Math.abs(x[i]));
            at[i] = x[i] + h;
            double up = f.applyAsDouble(at);
            double right = at[i];
            at[i] = x[i] - h;
            gradient[i] = (up - f.applyAsDouble(at)) / (right - at[i]);
            at[i] = x[i];
        }
        return gradient;
    }
}
