package org.broadsheet.numerics;

import java.util.ArrayDeque;
import java.util.Deque;

/// L-BFGS with a line search for the strong Wolfe conditions (Nocedal and Wright, Numerical Optimization, 2nd ed.,
/// algorithms 7.5, 3.5 and 3.6).
///
/// @param memory        past steps that shape the next one, from 1; 10 is usual
/// @param maxIterations most steps
/// @param tolerance     converged when no component of the gradient exceeds this times max(1, |value|)
public record Lbfgs(int memory, int maxIterations, double tolerance) implements GradientOptimizer {
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int LINE_STEPS = 40;

    public static final Lbfgs DEFAULT = new Lbfgs(10, 1_000, 1e-8);

    public Lbfgs {
        if (memory < 1 || maxIterations < 1 || !(tolerance >= 0))
            throw new IllegalArgumentException("L-BFGS needs memory >= 1, steps >= 1 and tolerance >= 0, not " + memory
                    + ", " + maxIterations + " and " + tolerance);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(double[] moved, double[] turned, double curvature) {}

    @Override
    public Optimum minimize(Differentiable function, double[] start) {
        int n = start.length;
        double[] x = start.clone();
        double[] gradient = new double[n];
        double value = GradientOptimizer.begin(function, x, gradient);
        Deque<Step> past = new ArrayDeque<>(memory);
        for (int iteration = 0; iteration < maxIterations; iteration++) {
            if (GradientOptimizer.largest(gradient) <= tolerance * Math.max(1, Math.abs(value)))
                return new Optimum(x, value, iteration, true);
            double[] direction = direction(gradient, past);
            if (dot(direction, gradient) >= 0) { // the memory misleads: forget it and go straight down
                past.clear();
                direction = direction(gradient, past);
            }
            double first = past.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            LineSearch line = new LineSearch(function, x, direction, value, dot(direction, gradient));
            boolean found = line.search(first);
            if (!found && !past.isEmpty()) {
                past.clear();
                continue;
            }
            // No step lowers the value any further: as far as double precision goes.
            if (!found) return new Optimum(x, value, iteration, flat(gradient, value));
            double[] moved = difference(line.point, x);
            double[] turned = difference(line.gradient, gradient);
            x = line.point;
            gradient = line.gradient;
            value = line.value;
            double curvature = dot(moved, turned);
            if (curvature > 1e-300) {
                if (past.size() == memory) past.removeLast();
                past.addFirst(new Step(moved, turned, curvature));
            }
        }
        return new Optimum(x, value, maxIterations, false);
    }

    private boolean flat(double[] gradient, double value) {
        return GradientOptimizer.largest(gradient) <= Math.max(tolerance, 1e-6) * Math.max(1, Math.abs(value));
    }

    private static double[] direction(double[] gradient, Deque<Step> past) {
        double[] q = gradient.clone();
        double[] alphas = new double[past.size()];
        int i = 0;
        for (Step s : past) {
            alphas[i] = dot(s.moved, q) / s.curvature;
            add(q, -alphas[i++], s.turned);
        }
        if (!past.isEmpty()) {
            Step last = past.getFirst();
            double scale = last.curvature / dot(last.turned, last.turned);
            for (int j = 0; j < q.length; j++) q[j] *= scale;
        }
        i = past.size();
        for (var steps = past.descendingIterator(); steps.hasNext(); ) {
            Step s = steps.next();
            double beta = dot(s.turned, q) / s.curvature;
            add(q, alphas[--i] - beta, s.moved);
        }
        for (int j = 0; j < q.length; j++) q[j] = -q[j];
        return q;
    }

    /// One search along a direction; after success its fields hold the point reached.
    private static final class LineSearch {
        private final Differentiable function;
        private final double[] from;
        private final double[] direction;
        private final double value0;
        private final double slope0;
        double[] point;
        double[] gradient;
        double value;
        private double slope;

        LineSearch(Differentiable function, double[] from, double[] direction, double value0, double slope0) {
            this.function = function;
            this.from = from;
            this.direction = direction;
            this.value0 = value0;
            this.slope0 = slope0;
            this.point = from.clone();
            this.gradient = new double[from.length];
        }

        boolean search(double first) {
            double low = 0;
            double lowValue = value0;
            double lowSlope = slope0;
            double high = Double.NaN;
            double step = first;
            for (int i = 0; i < LINE_STEPS; i++) {
                at(step);
                boolean tooFar = !Double.isFinite(value)
                        || value > value0 + SUFFICIENT_DECREASE * step * slope0
                        || (low > 0 && value >= lowValue);
                if (tooFar) {
                    high = step;
                } else if (Math.abs(slope) <= -CURVATURE * slope0) {
                    return true;
                } else {
                    if (Double.isNaN(high) ? slope > 0 : slope * (high - low) >= 0) high = low;
                    low = step;
                    lowValue = value;
                    lowSlope = slope;
                }
                if (Double.isNaN(high)) step *= 2;
                else step = within(low, high, lowValue, lowSlope, tooFar ? value : Double.NaN);
                if (step == low || (!Double.isNaN(high) && step == high)) break;
            }
            if (low == 0 || lowValue >= value0) return false;
            at(low); // not quite Wolfe, but lower
            return true;
        }

        /// A point between the two ends: the minimum of the parabola through what is known, else the middle.
        private static double within(double low, double high, double lowValue, double lowSlope, double highValue) {
            double width = high - low;
            double middle = low + width / 2;
            if (!Double.isFinite(highValue)) return middle;
            double parabola = low - lowSlope * width * width / (2 * (highValue - lowValue - lowSlope * width));
            double part = (parabola - low) / width;
            return part >= 0.1 && part <= 0.9 ? parabola : middle;
        }

        private void at(double step) {
            double[] p = new double[from.length];
            for (int i = 0; i < p.length; i++) p[i] = from[i] + step * direction[i];
            double[] g = new double[p.length];
            value = function.valueAndGradient(p, g);
            slope = dot(g, direction);
            point = p;
            gradient = g;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void add(double[] to, double factor, double[] what) {
        for (int i = 0; i < to.length; i++) to[i] += factor * what[i];
    }

    private static double[] difference(double[] a, double[] b) {
        double[] d = new double[a.length];
        for (int i = 0; i < d.length; i++) d[i] = a[i] - b[i];
        return d;
    }
}
