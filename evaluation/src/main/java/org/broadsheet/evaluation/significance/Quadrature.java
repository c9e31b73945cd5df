package org.broadsheet.evaluation.significance;

import java.util.function.DoubleUnaryOperator;

/// Gauss-Legendre quadrature over equal panels.
final class Quadrature {
    private Quadrature() {}

    /// Nodes and weights on -1 to 1, from the roots of the Legendre polynomial by Newton's method.
    static double[][] legendre(int n) {
        double[][] rule = new double[2][n];
        for (int i = 0; i < n; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope = 1;
            for (int step = 0; step < 50; step++) {
                double p = 1;
                double before = 0;
                for (int k = 1; k <= n; k++) {
                    double next = ((2 * k - 1) * x * p - (k - 1) * before) / k;
                    before = p;
                    p = next;
                }
                slope = n * (x * p - before) / (x * x - 1);
                double move = p / slope;
                x -= move;
                if (Math.abs(move) < 1e-16) break;
            }
            rule[0][i] = x;
            rule[1][i] = 2 / ((1 - x * x) * slope * slope);
        }
        return rule;
    }

    static double integrate(double[][] rule, DoubleUnaryOperator f, double low, double high, int panels) {
        double width = (high - low) / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++) {
            double middle = low + (panel + 0.5) * width;
            for (int i = 0; i < rule[0].length; i++)
                sum += rule[1][i] * f.applyAsDouble(middle + rule[0][i] * width / 2);
        }
        return sum * width / 2;
    }
}
