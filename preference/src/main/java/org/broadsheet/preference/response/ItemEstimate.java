package org.broadsheet.preference.response;

/// What was found out about an item.
///
/// @param item                its name
/// @param curve               its parameters
/// @param discriminationError standard error of the discrimination; NaN where the answers do not tell
/// @param difficultyError     standard error of the difficulty; NaN where the answers do not tell
/// @param guessingError       standard error of guessing; 0 where the model has none, NaN where answers
///                            do not tell
/// @param attempts            how often it was tried, at least 1
/// @param right               how often it was answered rightly
public record ItemEstimate(
        String item,
        ItemCurve curve,
        double discriminationError,
        double difficultyError,
        double guessingError,
        int attempts,
        int right) {
    /// The share of right answers, in [0, 1].
    public double share() {
        return (double) right / attempts;
    }
}
