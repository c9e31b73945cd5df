package org.broadsheet.evaluation.answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/// What the SQuAD scorer prints for one answer, after its normalisation (small letters, no punctuation, no
/// articles).
/// With several references the best counts.
public final class AnswerMeasures {
    private AnswerMeasures() {}

    /// 1 where the answer equals a reference, else 0.
    ///
    /// @throws IllegalArgumentException where there is no reference
    public static double exactMatch(String candidate, List<String> references) {
        return best(candidate, references, (c, r) -> AnswerText.normalized(c).equals(AnswerText.normalized(r)) ? 1 : 0);
    }

    /// The harmonic mean of the share of the answer's words found in the reference and of the reference's in
    /// the
    /// answer, each word as often as both have it; in [0, 1]. Where one of both has no words, 1 if neither
    /// has, else
    /// 0 (as in SQuAD 2.0).
    ///
    /// @throws IllegalArgumentException where there is no reference
    public static double tokenF1(String candidate, List<String> references) {
        return best(candidate, references, AnswerMeasures::f1);
    }

    /// 1 where a reference that has words stands in the answer, word by word, else 0.
    ///
    /// @throws IllegalArgumentException where there is no reference
    public static double containment(String candidate, List<String> references) {
        return best(
                candidate, references, (c, r) -> contains(AnswerText.normalized(c), AnswerText.normalized(r)) ? 1 : 0);
    }

    static boolean contains(String whole, String part) {
        return !part.isEmpty() && (" " + whole + " ").contains(" " + part + " ");
    }

    static double f1(String candidate, String reference) {
        List<String> c = AnswerText.tokens(candidate);
        List<String> r = AnswerText.tokens(reference);
        if (c.isEmpty() || r.isEmpty()) return c.isEmpty() && r.isEmpty() ? 1 : 0;
        int shared = shared(c, r);
        return 2.0 * shared / (c.size() + r.size());
    }

    /// How many words both have, counted as often as both have them.
    static int shared(List<String> a, List<String> b) {
        Map<String, Integer> left = new HashMap<>();
        for (String t : a) left.merge(t, 1, Integer::sum);
        int shared = 0;
        for (String t : b) {
            int n = left.getOrDefault(t, 0);
            if (n == 0) continue;
            shared++;
            left.put(t, n - 1);
        }
        return shared;
    }

    private static double best(String candidate, List<String> references, ToDoubleBiFunction<String, String> measure) {
        return references.stream()
                .mapToDouble(r -> measure.applyAsDouble(candidate, r))
                .max()
                .orElseThrow(() -> new IllegalArgumentException("an answer is compared with at least one reference"));
    }
}
