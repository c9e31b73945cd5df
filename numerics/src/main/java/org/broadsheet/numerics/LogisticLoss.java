package org.broadsheet.numerics;

/// The loss of a linear model for a probability: sum over rows of w_i [softplus(z_i) - y_i z_i] with z_i = x_i .
/// theta, plus ridge_j theta_j^2 / 2. Convex; a loss over pairs is the same with differences as rows and every label
/// 1.
public final class LogisticLoss implements Differentiable {
    private final double[][] rows;
    private final double[] labels;
    private final double[] weights;
    private final double[] ridge;

    /// @param rows    one array of features a row, all of the same length; put a constant 1 last for an intercept
    /// @param labels  the wanted probability of each row, within [0, 1]
    /// @param weights the weight of each row, not negative
    /// @param ridge   the penalty of each parameter, not negative
    /// @throws IllegalArgumentException where lengths differ or a number is out of its range
    public LogisticLoss(double[][] rows, double[] labels, double[] weights, double[] ridge) {
        if (rows.length != labels.length || rows.length != weights.length)
            throw new IllegalArgumentException("as many labels and weights as rows, please: " + rows.length + " rows, "
                    + labels.length + " labels, " + weights.length + " weights");
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != ridge.length)
                throw new IllegalArgumentException(
                        "row " + i + " has " + rows[i].length + " features, not " + ridge.length);
            if (!(labels[i] >= 0 && labels[i] <= 1))
                throw new IllegalArgumentException("a label lies between 0 and 1 but row " + i + " has " + labels[i]);
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("a weight is not negative but row " + i + " has " + weights[i]);
        }
        this.rows = rows;
        this.labels = labels;
        this.weights = weights;
        this.ridge = ridge;
    }

    @Override
    public int dimension() {
        return ridge.length;
    }

    @Override
    public double valueAndGradient(double[] theta, double[] gradient) {
        double value = 0;
        for (int j = 0; j < theta.length; j++) {
            value += ridge[j] * theta[j] * theta[j] / 2;
            gradient[j] = ridge[j] * theta[j];
        }
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double z = 0;
            for (int j = 0; j < theta.length; j++) z += row[j] * theta[j];
            // Written as two terms that are both positive, so that nothing cancels for certain rows.
            value -= weights[i] * (labels[i] * Stable.logSigmoid(z) + (1 - labels[i]) * Stable.logSigmoid(-z));
            double slope = weights[i] * (Stable.sigmoid(z) - labels[i]);
            for (int j = 0; j < theta.length; j++) gradient[j] += slope * row[j];
        }
        return value;
    }
}
