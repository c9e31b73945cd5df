package org.broadsheet.ranking.calibration;

import java.util.Arrays;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.LogisticLoss;
import org.broadsheet.numerics.Stable;

/// Ways to fit a curve from scores to probabilities. Fit on data that neither trained the scores nor measure them.
public enum CalibrationMethod {
    /// One parameter: maximum likelihood of [TemperatureScaling].
    TEMPERATURE {
        @Override
        ScoreCalibrator curve(double[] scores, boolean[] outcomes) {
            double scale = maximumLikelihood(columns(scores), labels(outcomes, 1, 0))[0];
            return new TemperatureScaling(Math.max(0, scale));
        }
    },
    /// Two parameters: [PlattScaling] with Platt's smoothed targets, (n1 + 1) / (n1 + 2) and 1 / (n0 + 2).
    PLATT {
        @Override
        ScoreCalibrator curve(double[] scores, boolean[] outcomes) {
            int positive = 0;
            for (boolean y : outcomes) if (y) positive++;
            double high = (positive + 1.0) / (positive + 2.0);
            double low = 1.0 / (outcomes.length - positive + 2.0);
            double[] labels = labels(outcomes, high, low);
            double[] fit = maximumLikelihood(columns(scores, ones(scores.length)), labels);
            // Scores that point the wrong way say nothing that a rising curve could use: the base rate is left.
            return fit[0] >= 0
                    ? new PlattScaling(fit[0], fit[1])
                    : new PlattScaling(0, Stable.logit(Stable.mean(labels)));
        }
    },
    /// Three parameters: [BetaCalibration]; a negative one is dropped and the others fitted again, as its authors do.
    BETA {
        @Override
        ScoreCalibrator curve(double[] scores, boolean[] outcomes) {
            double[] labels = labels(outcomes, 1, 0);
            double[] ones = ones(scores.length);
            double[] low = Arrays.stream(scores).map(Stable::logSigmoid).toArray();
            double[] high =
                    Arrays.stream(scores).map(s -> -Stable.logSigmoid(-s)).toArray();
            double[] fit = maximumLikelihood(columns(low, high, ones), labels);
            if (fit[0] >= 0 && fit[1] >= 0) return new BetaCalibration(fit[0], fit[1], fit[2]);
            boolean dropLow = fit[0] < fit[1];
            double[] rest = maximumLikelihood(columns(dropLow ? high : low, ones), labels);
            if (rest[0] < 0) return new BetaCalibration(0, 0, maximumLikelihood(columns(ones), labels)[0]);
            return dropLow ? new BetaCalibration(0, rest[0], rest[1]) : new BetaCalibration(rest[0], 0, rest[1]);
        }
    },
    /// As many parameters as the data need: [IsotonicRegression]. Wants some hundreds of outcomes.
    ISOTONIC {
        @Override
        ScoreCalibrator curve(double[] scores, boolean[] outcomes) {
            return IsotonicRegression.fit(scores, outcomes);
        }
    };

    abstract ScoreCalibrator curve(double[] scores, boolean[] outcomes);

    /// Fits the curve.
    ///
    /// @param scores   finite, in log-odds units (any scale for Platt and isotonic)
    /// @param outcomes whether it came true, as many as scores; at least one
    /// @throws IllegalArgumentException where the lengths differ, there is nothing, or a score is not finite
    public ScoreCalibrator fit(double[] scores, boolean[] outcomes) {
        if (scores.length == 0 || scores.length != outcomes.length)
            throw new IllegalArgumentException("calibration needs as many outcomes as scores and at least one, not "
                    + scores.length + " scores and " + outcomes.length + " outcomes");
        for (double s : scores)
            if (!Double.isFinite(s))
                throw new IllegalArgumentException("a score to calibrate is finite, but one was " + s);
        return curve(scores, outcomes);
    }

    private static double[] maximumLikelihood(double[][] rows, double[] labels) {
        int parameters = rows[0].length;
        // Outcomes that scores separate perfectly have no finite maximum; the optimiser stops where the slope
        // vanishes.
        LogisticLoss loss = new LogisticLoss(rows, labels, ones(labels.length), new double[parameters]);
        return Lbfgs.DEFAULT.minimize(loss, new double[parameters]).point();
    }

    private static double[][] columns(double[]... columns) {
        double[][] rows = new double[columns[0].length][columns.length];
        for (int j = 0; j < columns.length; j++) for (int i = 0; i < rows.length; i++) rows[i][j] = columns[j][i];
        return rows;
    }

    private static double[] labels(boolean[] outcomes, double yes, double no) {
        double[] labels = new double[outcomes.length];
        for (int i = 0; i < labels.length; i++) labels[i] = outcomes[i] ? yes : no;
        return labels;
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
