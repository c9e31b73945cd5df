package org.broadsheet.preference.judgment;

import java.util.List;

/// A file of judgments that cannot be used, and why: every problem up to the first [#SHOWN], each with file
/// and line.
public final class BadJudgmentsException extends IllegalArgumentException {
    /// After so many problems a file is read no further.
    public static final int SHOWN = 20;

    private static final long serialVersionUID = 1;

    BadJudgmentsException(List<String> problems) {
        super(String.join("\n", problems)
                + (problems.size() < SHOWN ? "" : "\nThere may be more; reading stopped here."));
    }
}
