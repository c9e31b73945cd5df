package org.broadsheet.preference.judgment;

import org.broadsheet.ranking.Scorer;

/// Somebody or something that can say which of two is better: a person, a scorer, a language model.
///
/// @param <X> what it is asked about: a question, a reader
/// @param <T> what it compares
@FunctionalInterface
public interface PairwiseJudge<X, T> {
    /// An answer and why.
    ///
    /// @param why in the judge's words; may be empty
    record Verdict(Outcome outcome, String why) {}

    /// @param left  shown first
    /// @param right shown second
    Verdict judge(X context, T left, T right);

    /// The judge that prefers the higher score, and ties scores that lie within `tolerance` (0 or above).
    static <X, T> PairwiseJudge<X, T> of(Scorer<X, T> scorer, double tolerance) {
        if (!(tolerance >= 0))
            throw new IllegalArgumentException(
                    "a tolerance is at least 0 but was " + tolerance + "; 0 ties equal scores");
        return (context, left, right) -> {
            double a = scorer.score(context, left);
            double b = scorer.score(context, right);
            Outcome outcome = Math.abs(a - b) <= tolerance ? Outcome.TIE : a > b ? Outcome.LEFT : Outcome.RIGHT;
            return new Verdict(outcome, a + " against " + b);
        };
    }

    /// Asks this judge both ways round. Where the two answers do not agree the verdict is a tie, and a
    /// preference for the first place alone never decides.
    default PairwiseJudge<X, T> bothWays() {
        return (context, left, right) -> {
            Verdict one = judge(context, left, right);
            Verdict other = judge(context, right, left);
            Outcome turned = other.outcome().swapped();
            return one.outcome() == turned
                    ? one
                    : new Verdict(
                            Outcome.TIE,
                            "asked both ways round: " + one.outcome().key() + " and " + turned.key());
        };
    }
}
