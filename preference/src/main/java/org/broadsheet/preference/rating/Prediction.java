package org.broadsheet.preference.rating;

import org.broadsheet.preference.judgment.Outcome;

/// The chances of what a comparison may end with.
///
/// @param left  that the left one is better
/// @param tie   that neither is; 0 where the model knows no ties
/// @param right that the right one is better; the three sum to 1, or are all NaN where nothing can be said
///     because no chain of comparisons links the two
public record Prediction(double left, double tie, double right) {
    /// Without ties.
    public static Prediction of(double left) {
        return new Prediction(left, 0, 1 - left);
    }

    /// What the left one can expect of one point, a tie being half of it.
    public double leftScore() {
        return left + tie / 2;
    }

    public double of(Outcome outcome) {
        return switch (outcome) {
            case LEFT -> left;
            case RIGHT -> right;
            case TIE -> tie;
        };
    }

    /// -ln of the chance that was given to what happened. Where the model knows no ties, a tie counts as
    /// half a win for each: -(ln left + ln right) / 2.
    public double logLoss(Outcome outcome) {
        if (outcome == Outcome.TIE && tie == 0) return -(Math.log(left) + Math.log(right)) / 2;
        return -Math.log(of(outcome));
    }

    /// The same with the two in the other order.
    public Prediction swapped() {
        return new Prediction(right, tie, left);
    }
}
