package org.broadsheet.preference.response;

import org.broadsheet.numerics.Stable;

/// What is believed of items before any answer. Difficulties are normal around 0, logarithms of
/// discriminations normal around 0, guessing is beta distributed. An infinite standard deviation, and a
/// beta of 1 and 1, is no belief.
///
/// @param difficulty     standard deviation of difficulties, above 0; keeps items that all or none solve
///                       finite
/// @param discrimination standard deviation of ln discrimination, above 0
/// @param guessingAlpha  1 + so many earlier right guesses, at least 1
/// @param guessingBeta   1 + so many earlier wrong guesses, at least 1
public record ItemPriors(double difficulty, double discrimination, double guessingAlpha, double guessingBeta) {
    /// Weak for difficulty; for the others what BILOG takes, guessing as with five options.
    public static final ItemPriors DEFAULT = new ItemPriors(2, 0.5, 5, 17);

    /// Maximum likelihood proper.
    public static final ItemPriors NONE = new ItemPriors(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 1);

    public ItemPriors {
        if (!(difficulty > 0)
                || !(discrimination > 0)
                || !(guessingAlpha >= 1 && guessingAlpha < Double.POSITIVE_INFINITY)
                || !(guessingBeta >= 1 && guessingBeta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("priors have standard deviations above 0 and a beta of at least 1, not "
                    + difficulty + ", " + discrimination + ", " + guessingAlpha + " and " + guessingBeta);
    }

    /// The same, with guessing as likely as choosing one of so many options blindly, worth 20 earlier
    /// guesses.
    ///
    /// @param options of a question, at least 2
    public ItemPriors withOptions(int options) {
        if (options < 2) throw new IllegalArgumentException("a choice has at least 2 options but has " + options);
        return new ItemPriors(difficulty, discrimination, 1 + 20.0 / options, 21 - 20.0 / options);
    }

    boolean finite() {
        return difficulty < Double.POSITIVE_INFINITY;
    }

    /// The mode of guessing, within (0, 1).
    double guessingMode() {
        double total = guessingAlpha + guessingBeta - 2;
        return total == 0 ? 0.2 : Math.clamp((guessingAlpha - 1) / total, 0.01, 0.99);
    }

    /// Adds the negative logarithm of the density (up to a constant) at these parameters, and its
    /// gradient.
    double add(ItemLayout layout, double[] x, double[] gradient) {
        double value = 0;
        for (int k = 0; k < layout.size(); k++) {
            switch (layout.kind(k)) {
                case DIFFICULTY -> {
                    value += square(x[k] / difficulty) / 2;
                    gradient[k] += x[k] / (difficulty * difficulty);
                }
                case SLOPE -> {
                    value += square(x[k] / discrimination) / 2;
                    gradient[k] += x[k] / (discrimination * discrimination);
                }
                case GUESSING -> {
                    // Beta(alpha, beta) of c; c^(alpha-1) (1-c)^(beta-1), without the Jacobian: the
                    // mode is of c.
                    double c = Stable.sigmoid(x[k]);
                    value -= (guessingAlpha - 1) * Stable.logSigmoid(x[k])
                            + (guessingBeta - 1) * Stable.logSigmoid(-x[k]);
                    gradient[k] -= (guessingAlpha - 1) * (1 - c) - (guessingBeta - 1) * c;
                }
            }
        }
        return value;
    }

    /// The second derivative of what [#add] adds, by parameter `k` twice.
    double curvature(ItemLayout layout, double[] x, int k) {
        return switch (layout.kind(k)) {
            case DIFFICULTY -> 1 / (difficulty * difficulty);
            case SLOPE -> 1 / (discrimination * discrimination);
            case GUESSING -> {
                double c = Stable.sigmoid(x[k]);
                yield (guessingAlpha + guessingBeta - 2) * c * (1 - c);
            }
        };
    }

    private static double square(double v) {
        return v * v;
    }
}
