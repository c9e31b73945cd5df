package org.broadsheet.preference.judgment;

import java.util.ArrayList;
import java.util.List;

/// What was found wrong with one file so far.
final class Problems {
    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final List<String> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /// @throws BadJudgmentsException once there are too many to go on
    void add(long line, String why) {
        found.add(file + ", line " + line + ": " + why);
        if (found.size() == BadJudgmentsException.SHOWN) throw new BadJudgmentsException(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) throw new BadJudgmentsException(found);
    }

    /// Text from a file made fit to be shown: short, and without control characters.
    static String quote(String text) {
        String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
