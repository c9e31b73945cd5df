package org.broadsheet.evaluation.answer;

import java.util.List;

/// An answer that a person has judged.
///
/// @param question   what was asked
/// @param references answers known to be right, at least one
/// @param candidate  the answer judged
/// @param acceptable the judgment
public record JudgedAnswer(String question, List<String> references, String candidate, boolean acceptable) {
    public JudgedAnswer {
        references = List.copyOf(references);
        if (references.isEmpty())
            throw new IllegalArgumentException("an answer is judged against at least one reference: " + question);
    }
}
