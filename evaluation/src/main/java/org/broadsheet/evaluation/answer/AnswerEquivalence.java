package org.broadsheet.evaluation.answer;

import java.util.List;
import java.util.function.ToDoubleBiFunction;

/// Decides whether an answer says what a reference says, or better. Not symmetric: "in March 1801" is good
/// where
/// "1801" is wanted, the reverse loses something (Bulian et al., EMNLP 2022).
@FunctionalInterface
public interface AnswerEquivalence {
    /// Judges an answer against the reference it fits best.
    ///
    /// @param references at least one
    /// @throws IllegalArgumentException where there is no reference
    Equivalence judge(String question, List<String> references, String candidate);

    /// A judgment.
    ///
    /// @param score     how sure, in [0, 1]
    /// @param accepted  whether the answer will do
    /// @param reference the reference it fits best, the first of equals
    record Equivalence(double score, boolean accepted, String reference) {}

    /// Accepts what equals a reference after SQuAD's normalisation.
    static AnswerEquivalence exact() {
        return byRule((r, c) -> AnswerMeasures.exactMatch(c, List.of(r)), 1);
    }

    /// Accepts a token F1 of at least `threshold`, in (0, 1].
    static AnswerEquivalence tokenF1(double threshold) {
        if (!(threshold > 0 && threshold <= 1))
            throw new IllegalArgumentException("a threshold for F1 is in (0, 1] but was " + threshold);
        return byRule((r, c) -> AnswerMeasures.f1(c, r), threshold);
    }

    /// Accepts an answer in which a reference stands word by word.
    static AnswerEquivalence containing() {
        return byRule((r, c) -> AnswerMeasures.containment(c, List.of(r)), 1);
    }

    private static AnswerEquivalence byRule(ToDoubleBiFunction<String, String> score, double threshold) {
        return (_, references, candidate) -> best(references, candidate, threshold, score);
    }

    /// The judgment against the reference with the highest score. An answer without words is never accepted.
    static Equivalence best(
            List<String> references,
            String candidate,
            double threshold,
            ToDoubleBiFunction<String, String> scoreOfReferenceAndCandidate) {
        if (references.isEmpty())
            throw new IllegalArgumentException("an answer is compared with at least one reference");
        boolean empty = AnswerText.tokens(candidate).isEmpty();
        String fits = references.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (String r : references) {
            double s = scoreOfReferenceAndCandidate.applyAsDouble(r, candidate);
            if (s > most) {
                most = s;
                fits = r;
            }
        }
        return new Equivalence(empty ? 0 : most, !empty && most >= threshold, fits);
    }
}
