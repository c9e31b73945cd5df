package org.broadsheet.preference.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Expectation and maximisation over unknown true labels.
final class LabelExpectation {
    private static final double SETTLED = 1e-12;

    /// What a judge's matrix of confusions may look like.
    enum Shape {
        /// One number: the chance to be right, whatever the truth.
        ONE_COIN,
        /// Anything with rows that sum to 1.
        FREE
    }

    private final LabelMatrix labels;
    private final int kinds;
    /// Of item i being k.
    private final double[][] posterior;
    /// Of judge j saying l where the truth is k.
    private final double[][][] confusion;

    private final double[] prevalence;

    /// Begins with the shares of votes.
    LabelExpectation(LabelMatrix labels) {
        this.labels = labels;
        this.kinds = labels.labels().size();
        this.posterior = new double[labels.items().size()][kinds];
        this.confusion = new double[labels.judges().size()][kinds][kinds];
        this.prevalence = new double[kinds];
        for (int i = 0; i < posterior.length; i++) {
            int n = labels.end(i) - labels.start(i);
            for (int at = labels.start(i); at < labels.end(i); at++) posterior[i][labels.labelAt(at)] += 1.0 / n;
        }
    }

    static void check(double smoothing, int maxIterations) {
        if (!(smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY) || maxIterations < 1)
            throw new IllegalArgumentException(
                    "smoothing is at least 0 and iterations at least 1, not " + smoothing + " and " + maxIterations);
    }

    LabelFit alternate(String name, Shape shape, double smoothing, int maxIterations) {
        double likelihood = Double.NEGATIVE_INFINITY;
        boolean settled = false;
        int steps = 0;
        while (!settled && steps < maxIterations) {
            steps++;
            maximise(shape, smoothing);
            double[][] before = Arrays.stream(posterior).map(double[]::clone).toArray(double[][]::new);
            likelihood = expect();
            double moved = 0;
            for (int i = 0; i < before.length; i++)
                for (int k = 0; k < kinds; k++) moved = Math.max(moved, Math.abs(posterior[i][k] - before[i][k]));
            settled = moved < SETTLED;
        }
        // So that the parameters belong to the posteriors that are shown.
        maximise(shape, smoothing);
        return fit(name, shape, smoothing, likelihood, steps, settled);
    }

    /// Parameters from posteriors.
    void maximise(Shape shape, double smoothing) {
        for (double[][] matrix : confusion) for (double[] row : matrix) Arrays.fill(row, 0);
        Arrays.fill(prevalence, smoothing);
        for (int i = 0; i < posterior.length; i++) {
            for (int k = 0; k < kinds; k++) prevalence[k] += posterior[i][k];
            for (int at = labels.start(i); at < labels.end(i); at++)
                for (int k = 0; k < kinds; k++) confusion[labels.judgeAt(at)][k][labels.labelAt(at)] += posterior[i][k];
        }
        normalise(prevalence);
        for (double[][] matrix : confusion) {
            switch (shape) {
                case FREE -> {
                    for (double[] row : matrix) {
                        for (int l = 0; l < kinds; l++) row[l] += smoothing;
                        normalise(row);
                    }
                }
                case ONE_COIN -> oneCoin(matrix, smoothing);
            }
        }
    }

    private void oneCoin(double[][] matrix, double smoothing) {
        double right = smoothing;
        double all = kinds > 1 ? 2 * smoothing : smoothing;
        for (int k = 0; k < kinds; k++)
            for (int l = 0; l < kinds; l++) {
                all += matrix[k][l];
                if (k == l) right += matrix[k][l];
            }
        double share = right / all;
        for (int k = 0; k < kinds; k++)
            for (int l = 0; l < kinds; l++) matrix[k][l] = k == l ? share : (1 - share) / (kinds - 1);
    }

    /// A row of nothing says nothing.
    private static void normalise(double[] row) {
        double sum = 0;
        for (double v : row) sum += v;
        for (int l = 0; l < row.length; l++) row[l] = sum > 0 ? row[l] / sum : 1.0 / row.length;
    }

    /// Posteriors from parameters; returns the logarithm of the likelihood of the labels.
    private double expect() {
        double likelihood = 0;
        for (int i = 0; i < posterior.length; i++) likelihood += posterior(i, posterior[i]);
        return likelihood;
    }

    /// The logarithm of the likelihood under the parameters as they are; posteriors stay.
    double logLikelihood() {
        double likelihood = 0;
        double[] scratch = new double[kinds];
        for (int i = 0; i < posterior.length; i++) likelihood += posterior(i, scratch);
        return likelihood;
    }

    private double posterior(int item, double[] p) {
        for (int k = 0; k < kinds; k++) {
            p[k] = Math.log(prevalence[k]);
            for (int at = labels.start(item); at < labels.end(item); at++)
                p[k] += Math.log(confusion[labels.judgeAt(at)][k][labels.labelAt(at)]);
        }
        return LabelFit.exponentiate(p);
    }

    LabelFit fit(String name, Shape shape, double smoothing, double likelihood, int steps, boolean settled) {
        List<LabelFit.ItemLabel> items = new ArrayList<>();
        for (int i = 0; i < posterior.length; i++) {
            int best = 0;
            for (int k = 1; k < kinds; k++) if (posterior[i][k] > posterior[i][best]) best = k;
            items.add(new LabelFit.ItemLabel(
                    labels.items().get(i),
                    labels.labels().get(best),
                    posterior[i][best],
                    boxed(posterior[i]),
                    labels.end(i) - labels.start(i)));
        }
        double[] variances = variances(shape, smoothing);
        List<LabelFit.JudgeReliability> judges = new ArrayList<>();
        for (int j = 0; j < confusion.length; j++) {
            double accuracy = 0;
            for (int k = 0; k < kinds; k++) accuracy += prevalence[k] * confusion[j][k][k];
            judges.add(new LabelFit.JudgeReliability(
                    labels.judges().get(j),
                    labels.given(j),
                    Math.min(1, accuracy),
                    Math.sqrt(variances[j]),
                    Arrays.stream(confusion[j]).map(LabelExpectation::boxed).toList()));
        }
        return new LabelFit(name, labels.labels(), boxed(prevalence), items, judges, likelihood, steps, settled);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /// Variance of each judge's accuracy: from the squared gradients of the likelihood of each item by
    /// the judge's own chances to be right, with the truth summed over and all else taken as known.
    private double[] variances(Shape shape, double smoothing) {
        int rows = shape == Shape.ONE_COIN ? 1 : kinds;
        double[][] information = new double[confusion.length][rows];
        for (int j = 0; j < confusion.length; j++)
            for (int r = 0; r < rows; r++) {
                double right = confusion[j][r][r];
                // The curvature of what smoothing adds to the logarithm of the likelihood.
                information[j][r] = smoothing == 0
                        ? 0
                        : smoothing / (right * right)
                                + (rows == 1 ? 1 : kinds - 1) * smoothing / ((1 - right) * (1 - right));
            }
        double[][] gradient = new double[confusion.length][rows];
        for (int i = 0; i < posterior.length; i++) {
            for (int at = labels.start(i); at < labels.end(i); at++) Arrays.fill(gradient[labels.judgeAt(at)], 0);
            for (int at = labels.start(i); at < labels.end(i); at++) {
                int j = labels.judgeAt(at);
                for (int k = 0; k < kinds; k++) {
                    double right = confusion[j][k][k];
                    double slope = posterior[i][k] * (labels.labelAt(at) == k ? 1 / right : -1 / (1 - right));
                    if (posterior[i][k] > 0) gradient[j][rows == 1 ? 0 : k] += slope;
                }
            }
            for (int at = labels.start(i); at < labels.end(i); at++) {
                int j = labels.judgeAt(at);
                for (int r = 0; r < rows; r++) {
                    information[j][r] += gradient[j][r] * gradient[j][r];
                    gradient[j][r] = 0; // several labels of one judge are one gradient
                }
            }
        }
        double[] variances = new double[confusion.length];
        for (int j = 0; j < variances.length; j++)
            for (int r = 0; r < rows; r++) {
                double weight = rows == 1 ? 1 : prevalence[r];
                variances[j] += weight * weight / information[j][r];
            }
        for (int j = 0; j < variances.length; j++)
            if (!Double.isFinite(variances[j]) || kinds == 1) variances[j] = Double.NaN;
        return variances;
    }
}
