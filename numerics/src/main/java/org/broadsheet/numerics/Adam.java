package org.broadsheet.numerics;

/// Adam (Kingma and Ba, ICLR 2015, algorithm 1), with the weight decay of AdamW (Loshchilov and Hutter, ICLR 2019)
/// where `decay` is above 0. A stochastic loss draws its batch anew at each evaluation.
///
/// @param rate          step size, above 0
/// @param beta1         memory of the gradient, in [0, 1)
/// @param beta2         memory of its square, in [0, 1)
/// @param epsilon       added to the root, above 0
/// @param decay         share of each parameter taken off at each step, times `rate`
/// @param maxIterations steps
/// @param tolerance     stops early when no component of the gradient exceeds this; 0 never
public record Adam(
        double rate, double beta1, double beta2, double epsilon, double decay, int maxIterations, double tolerance)
        implements GradientOptimizer {
    public static final Adam DEFAULT = new Adam(1e-3, 0.9, 0.999, 1e-8, 0, 1_000, 0);

    public Adam {
        if (!(rate > 0)
                || !(beta1 >= 0 && beta1 < 1)
                || !(beta2 >= 0 && beta2 < 1)
                || !(epsilon > 0)
                || !(decay >= 0)
                || maxIterations < 1
                || !(tolerance >= 0))
            throw new IllegalArgumentException(
                    "Adam needs rate > 0, betas in [0, 1), epsilon > 0, decay >= 0, steps >= 1, tolerance >= 0");
    }

    public Adam withRate(double newRate) {
        return new Adam(newRate, beta1, beta2, epsilon, decay, maxIterations, tolerance);
    }

    public Adam withMaxIterations(int steps) {
        return new Adam(rate, beta1, beta2, epsilon, decay, steps, tolerance);
    }

    public Adam withDecay(double newDecay) {
        return new Adam(rate, beta1, beta2, epsilon, newDecay, maxIterations, tolerance);
    }

    public Adam withTolerance(double newTolerance) {
        return new Adam(rate, beta1, beta2, epsilon, decay, maxIterations, newTolerance);
    }

    @Override
    public Optimum minimize(Differentiable function, double[] start) {
        int n = start.length;
        double[] x = start.clone();
        double[] gradient = new double[n];
        double value = GradientOptimizer.begin(function, x, gradient);
        double[] best = x.clone();
        double bestValue = value;
        double[] mean = new double[n];
        double[] square = new double[n];
        double power1 = 1;
        double power2 = 1;
        for (int step = 1; step <= maxIterations; step++) {
            if (GradientOptimizer.largest(gradient) <= tolerance) return new Optimum(best, bestValue, step - 1, true);
            power1 *= beta1;
            power2 *= beta2;
            for (int i = 0; i < n; i++) {
                mean[i] = beta1 * mean[i] + (1 - beta1) * gradient[i];
                square[i] = beta2 * square[i] + (1 - beta2) * gradient[i] * gradient[i];
                double corrected = mean[i] / (1 - power1) / (Math.sqrt(square[i] / (1 - power2)) + epsilon);
                x[i] -= rate * (corrected + decay * x[i]);
            }
            value = function.valueAndGradient(x, gradient);
            if (value < bestValue) {
                bestValue = value;
                System.arraycopy(x, 0, best, 0, n);
            }
        }
        return new Optimum(
                best, bestValue, maxIterations, tolerance > 0 && GradientOptimizer.largest(gradient) <= tolerance);
    }
}
