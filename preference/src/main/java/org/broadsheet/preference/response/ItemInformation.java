package org.broadsheet.preference.response;

import java.util.Arrays;
import org.broadsheet.numerics.Cholesky;

/// A matrix of information about the parameters of a layout: whole, or only the blocks of single items.
final class ItemInformation {
    private final ItemLayout layout;
    private final boolean joint;
    private final double[][] matrix;

    ItemInformation(ItemLayout layout, boolean joint) {
        this.layout = layout;
        this.joint = joint;
        int n = layout.size();
        matrix = new double[n][];
        for (int k = 0; k < n; k++) matrix[k] = new double[joint ? k + 1 : width()];
    }

    private int width() {
        return layout.model().perItem();
    }

    /// Adds at a place whose row is not before its column.
    void add(int row, int column, double value) {
        if (joint) matrix[row][column] += value;
        else if (block(row) == block(column)) matrix[row][column - block(row) * width()] += value;
    }

    /// The shared slope of the one-parameter model makes a block of its own.
    private int block(int k) {
        return k / width();
    }

    void addComplete(ItemCurve curve, int item, double ability, double attempts) {
        if (attempts == 0) return;
        double p = curve.probability(ability);
        double variance = p * (1 - p);
        if (variance < 1e-300) return;
        double known = (p - curve.guessing()) / (1 - curve.guessing());
        double byLogit = (1 - curve.guessing()) * known * (1 - known);
        double[] slopes = {
            -byLogit * curve.discrimination(),
            byLogit * curve.logit(ability),
            curve.guessing() * (1 - curve.guessing()) * (1 - known)
        };
        int[] places = {layout.difficulty(item), layout.slope(item), layout.guessing(item)};
        int kinds = layout.guesses() ? 3 : 2;
        for (int a = 0; a < kinds; a++)
            for (int b = 0; b <= a; b++) add(places[a], places[b], attempts * slopes[a] * slopes[b] / variance);
    }

    void subtract(int[] touched, double[] score, double weight) {
        for (int a = 0; a < touched.length; a++) {
            double scaled = weight * score[a];
            if (joint) {
                double[] row = matrix[touched[a]];
                for (int b = 0; b <= a; b++) row[touched[b]] -= scaled * score[b];
            } else {
                for (int b = a; b >= 0 && block(touched[b]) == block(touched[a]); b--)
                    add(touched[a], touched[b], -scaled * score[b]);
            }
        }
    }

    double[] variances() {
        int n = layout.size();
        double[] variances = new double[n];
        Arrays.fill(variances, Double.NaN);
        if (joint) {
            invert(matrix, 0, variances);
            return variances;
        }
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && block(to) == block(from)) to++;
            double[][] part = new double[to - from][];
            for (int k = from; k < to; k++) part[k - from] = Arrays.copyOf(matrix[k], k - from + 1);
            invert(part, from, variances);
            from = to;
        }
        return variances;
    }

    private static void invert(double[][] lower, int from, double[] variances) {
        Cholesky.of(lower).ifPresent(factor -> {
            double[][] inverse = factor.inverse();
            for (int k = 0; k < inverse.length; k++) variances[from + k] = inverse[k][k];
        });
    }
}
