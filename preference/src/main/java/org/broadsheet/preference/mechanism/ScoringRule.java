package org.broadsheet.preference.mechanism;

import org.broadsheet.numerics.Stable;

/// Credit for a probability forecast of one of several outcomes, higher is better. All are strictly
/// proper: in expectation nobody gains by stating anything but what he believes (Gneiting and Raftery
/// 2007, "Strictly Proper Scoring Rules, Prediction, and Estimation").
public enum ScoringRule {
    /// ln p of what happened: from negative infinity to 0. It looks at nothing else of the forecast.
    LOGARITHMIC {
        @Override
        double credit(double[] forecast, int outcome) {
            return Math.log(forecast[outcome]);
        }
    },
    /// 1 - (1/2) sum of squared errors over outcomes, from 0 to 1; with two outcomes 1 - (p - y)^2.
    BRIER {
        @Override
        double credit(double[] forecast, int outcome) {
            double squares = 0;
            for (int k = 0; k < forecast.length; k++) {
                double error = forecast[k] - (k == outcome ? 1 : 0);
                squares += error * error;
            }
            return 1 - squares / 2;
        }
    },
    /// p of what happened over the length of the forecast as a vector, from 0 to 1.
    SPHERICAL {
        @Override
        double credit(double[] forecast, int outcome) {
            double squares = 0;
            for (double p : forecast) squares += p * p;
            return forecast[outcome] / Math.sqrt(squares);
        }
    };

    private static final double SLACK = 1e-9;

    abstract double credit(double[] forecast, int outcome);

    /// The credit where `outcome` happened.
    ///
    /// @param forecast probabilities of the outcomes, which sum to 1 within 1e-9
    /// @param outcome  index from 0
    /// @return negative infinity for the logarithmic rule where what happened was called impossible
    public double score(double[] forecast, int outcome) {
        check(forecast);
        if (outcome < 0 || outcome >= forecast.length)
            throw new IllegalArgumentException(
                    "outcome " + outcome + " is not one of the " + forecast.length + " that were forecast");
        return credit(forecast, outcome);
    }

    /// The credit for the probability `p` that something happens, where it did or did not.
    public double score(double p, boolean happened) {
        return score(new double[] {p, 1 - p}, happened ? 0 : 1);
    }

    /// What a forecast earns on average where outcomes follow `truth`; outcomes of probability 0 count
    /// nothing.
    public double expected(double[] forecast, double[] truth) {
        check(forecast);
        check(truth);
        if (forecast.length != truth.length)
            throw new IllegalArgumentException(
                    "the forecast has " + forecast.length + " outcomes and the truth " + truth.length);
        double[] parts = new double[truth.length];
        for (int k = 0; k < truth.length; k++) parts[k] = truth[k] == 0 ? 0 : truth[k] * credit(forecast, k);
        return Stable.sum(parts);
    }

    private static void check(double[] probabilities) {
        if (probabilities.length < 2)
            throw new IllegalArgumentException("a forecast is of at least two outcomes; add the one that is left over");
        for (double p : probabilities)
            if (!(p >= 0 && p <= 1))
                throw new IllegalArgumentException("a probability lies between 0 and 1 but was " + p);
        double sum = Stable.sum(probabilities);
        if (Math.abs(sum - 1) > SLACK)
            throw new IllegalArgumentException("the probabilities of a forecast sum to 1, not " + sum);
    }
}
