package org.broadsheet.preference.response;

import org.broadsheet.numerics.Stable;

/// The chance of a right answer by ability: guessing + (1 - guessing) sigmoid(discrimination (ability -
/// difficulty)).
///
/// Abilities and difficulties share one scale, on which the respondents have mean 0 and standard
/// deviation 1.
///
/// @param discrimination the slope, above 0 and finite; logistic metric, without the factor 1.7
/// @param difficulty     the ability at which half of what guessing leaves is reached; finite
/// @param guessing       the chance of those who know nothing, in [0, 1)
public record ItemCurve(double discrimination, double difficulty, double guessing) {
    public ItemCurve {
        if (!(discrimination > 0 && discrimination < Double.POSITIVE_INFINITY)
                || !Double.isFinite(difficulty)
                || !(guessing >= 0 && guessing < 1))
            throw new IllegalArgumentException("an item has a discrimination above 0, a finite difficulty and guessing"
                    + " in [0, 1), not " + discrimination + ", " + difficulty + " and " + guessing);
    }

    /// An item that nobody guesses.
    public ItemCurve(double discrimination, double difficulty) {
        this(discrimination, difficulty, 0);
    }

    /// Chance of a right answer, in [guessing, 1].
    public double probability(double ability) {
        return guessing + (1 - guessing) * Stable.sigmoid(logit(ability));
    }

    /// Fisher information about the ability in one answer, not negative (Lord 1980, equation 5-4).
    public double information(double ability) {
        double known = Stable.sigmoid(logit(ability));
        double p = guessing + (1 - guessing) * known;
        // (P')^2 / (P (1 - P)), with 1 - P = (1 - guessing) (1 - known) cancelled so that no tail is 0
        // / 0.
        return p == 0
                ? 0
                : discrimination
                        * discrimination
                        * (1 - guessing)
                        * known
                        * known
                        * Stable.sigmoid(-logit(ability))
                        / p;
    }

    /// discrimination (ability - difficulty).
    double logit(double ability) {
        return discrimination * (ability - difficulty);
    }

    double logRight(double ability) {
        double z = logit(ability);
        return guessing == 0 ? Stable.logSigmoid(z) : Math.log(guessing + (1 - guessing) * Stable.sigmoid(z));
    }

    double logWrong(double ability) {
        return Math.log1p(-guessing) + Stable.logSigmoid(-logit(ability));
    }

    /// Derivative by the logit of `right` ln P + `wrong` ln(1 - P).
    double slope(double ability, double right, double wrong) {
        double known = Stable.sigmoid(logit(ability));
        return right * share(known) * Stable.sigmoid(-logit(ability)) - wrong * known;
    }

    /// The share of right answers at this ability that were known and not guessed.
    double share(double known) {
        return guessing == 0 ? 1 : (1 - guessing) * known / (guessing + (1 - guessing) * known);
    }
}
