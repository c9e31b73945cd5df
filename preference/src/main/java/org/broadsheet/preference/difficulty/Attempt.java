package org.broadsheet.preference.difficulty;

import java.time.Instant;
import java.util.Optional;

/// One respondent tries one item.
///
/// @param right whether it was solved
/// @param time  when, where that is known
public record Attempt(String respondent, String item, boolean right, Optional<Instant> time) {
    public Attempt {
        if (respondent.isBlank() || item.isBlank())
            throw new IllegalArgumentException("respondents and items have names, but one attempt is of \"" + respondent
                    + "\" at \"" + item + "\"");
    }

    public Attempt(String respondent, String item, boolean right) {
        this(respondent, item, right, Optional.empty());
    }
}
