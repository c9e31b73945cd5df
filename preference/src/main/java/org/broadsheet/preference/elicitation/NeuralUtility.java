package org.broadsheet.preference.elicitation;

import java.util.SplittableRandom;
import org.broadsheet.numerics.Cholesky;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;

/// Utilities from a network of two hidden layers, d-h-h-1, fitted anew from the same start after every
/// answer (Lin and
/// others 2024, who take ReLU units and Adam; tanh and L-BFGS here, which need fewer steps). The spread is
/// that of a
/// linear model in the network's gradients at the fitted weights, every answer counted 1.
public final class NeuralUtility implements UtilityModel {
    private static final Lbfgs OPTIMIZER = new Lbfgs(10, 60, 1e-5);

    private final double[][] features;
    private final int inputs;
    private final int hidden;
    private final double ridge;
    private final double[] start;
    private final double[] base; // what the network says before it learned anything, which is taken off

    NeuralUtility(double[][] features, int hidden, double ridge, long seed) {
        if (hidden < 1 || hidden > 256)
            throw new IllegalArgumentException("a layer has from 1 to 256 units, not " + hidden);
        if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("the precision of a prior is finite and above 0 but was " + ridge);
        this.features = LinearUtility.checked(features);
        this.inputs = features[0].length;
        this.hidden = hidden;
        this.ridge = ridge;
        this.start = new double[hidden * (inputs + 1) + hidden * (hidden + 1) + hidden];
        SplittableRandom random = new SplittableRandom(seed);
        int second = hidden * (inputs + 1);
        int last = second + hidden * (hidden + 1);
        // Biases too: a layer of equal units would stay one unit.
        for (int i = 0; i < start.length; i++)
            start[i] = random.nextGaussian() / Math.sqrt(i < second ? inputs : hidden) * (i < last ? 1 : 0.5);
        this.base = new double[features.length];
        for (int i = 0; i < base.length; i++) base[i] = forward(start, this.features[i], 0, base);
    }

    @Override
    public int items() {
        return features.length;
    }

    @Override
    public Beliefs beliefs(DuelLog log) {
        if (log.items() != items())
            throw new IllegalArgumentException(
                    "the answers are about " + log.items() + " items, the model about " + items());
        double[] theta = OPTIMIZER.minimize(new Loss(log), start).point();
        int n = items();
        double[] mean = new double[n];
        double[][] gradients = new double[n][start.length];
        for (int i = 0; i < n; i++) mean[i] = forward(theta, features[i], 1, gradients[i]) - base[i];
        return new Beliefs(mean, covariance(log, gradients));
    }

    /// What is minimised, and where it begins; for those who want to look at it.
    Differentiable loss(DuelLog log) {
        return new Loss(log);
    }

    /// G U^-1 G' with U = ridge I + D' D, D the gradients of the pairs asked; by Woodbury's identity,
    /// because there are
    /// fewer answers than weights.
    private double[][] covariance(DuelLog log, double[][] gradients) {
        int n = gradients.length;
        int m = log.pairs().size();
        double[][] asked = new double[m][start.length];
        for (int k = 0; k < m; k++) {
            Duel pair = log.pairs().get(k);
            double root = Math.sqrt(log.count(pair.first(), pair.second()));
            for (int w = 0; w < start.length; w++)
                asked[k][w] = root * (gradients[pair.first()][w] - gradients[pair.second()][w]);
        }
        double[][] inner = new double[m][m];
        for (int k = 0; k < m; k++) {
            for (int l = 0; l <= k; l++) {
                inner[k][l] = LinearUtility.dot(asked[k], asked[l]);
                inner[l][k] = inner[k][l];
            }
            inner[k][k] += ridge;
        }
        Cholesky factor = Cholesky.of(inner)
                .orElseThrow(() -> new IllegalStateException("the curvature of the network is not positive"));
        double[][] along = new double[n][m];
        double[][] solved = new double[n][];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < m; k++) along[i][k] = LinearUtility.dot(gradients[i], asked[k]);
            solved[i] = factor.solve(along[i]);
        }
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++) {
                covariance[i][j] =
                        (LinearUtility.dot(gradients[i], gradients[j]) - LinearUtility.dot(along[i], solved[j]))
                                / ridge;
                covariance[j][i] = covariance[i][j];
            }
        return covariance;
    }

    /// The network's value; `factor` times its gradient is added to `gradient`.
    private double forward(double[] theta, double[] x, double factor, double[] gradient) {
        int second = hidden * (inputs + 1);
        int last = second + hidden * (hidden + 1);
        double[] one = layer(theta, 0, x);
        double[] two = layer(theta, second, one);
        double value = 0;
        double[] back = new double[hidden];
        for (int h = 0; h < hidden; h++) {
            value += theta[last + h] * two[h];
            if (factor == 0) continue;
            gradient[last + h] += factor * two[h];
            double slope = factor * theta[last + h] * (1 - two[h] * two[h]);
            int row = second + h * (hidden + 1);
            for (int g = 0; g < hidden; g++) {
                gradient[row + g] += slope * one[g];
                back[g] += slope * theta[row + g];
            }
            gradient[row + hidden] += slope;
        }
        if (factor == 0) return value;
        for (int g = 0; g < hidden; g++) {
            double slope = back[g] * (1 - one[g] * one[g]);
            int row = g * (inputs + 1);
            for (int d = 0; d < inputs; d++) gradient[row + d] += slope * x[d];
            gradient[row + inputs] += slope;
        }
        return value;
    }

    private double[] layer(double[] theta, int from, double[] x) {
        double[] out = new double[hidden];
        for (int h = 0; h < hidden; h++) {
            int row = from + h * (x.length + 1);
            double z = theta[row + x.length];
            for (int d = 0; d < x.length; d++) z += theta[row + d] * x[d];
            out[h] = Math.tanh(z);
        }
        return out;
    }

    private final class Loss implements Differentiable {
        private final DuelLog log;
        private final boolean[] involved;

        Loss(DuelLog log) {
            this.log = log;
            this.involved = new boolean[items()];
            for (Duel pair : log.pairs()) {
                involved[pair.first()] = true;
                involved[pair.second()] = true;
            }
        }

        @Override
        public int dimension() {
            return start.length;
        }

        @Override
        public double valueAndGradient(double[] theta, double[] gradient) {
            double[] u = new double[items()];
            for (int i = 0; i < u.length; i++)
                if (involved[i]) u[i] = forward(theta, features[i], 0, gradient) - base[i];
            double[] slope = new double[items()];
            double value = DuelLoss.of(log, u, slope);
            for (int w = 0; w < theta.length; w++) {
                // Towards the start and not towards 0, where all units would be alike.
                double off = theta[w] - start[w];
                value += ridge * off * off / 2;
                gradient[w] = ridge * off;
            }
            for (int i = 0; i < u.length; i++) if (slope[i] != 0) forward(theta, features[i], slope[i], gradient);
            return value;
        }
    }
}
