package org.broadsheet.evaluation.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.evaluation.file.BadFileException.Problem;

/// What was found wrong with one file so far.
final class Problems {
    private static final int LONGEST_QUOTE = 60;

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(Path file) {
        this.file = file.toString();
    }

    /// @throws BadFileException once there are too many to go on
    void add(long line, String why) {
        found.add(new Problem(file, line, why));
        if (found.size() == BadFileException.SHOWN) throw new BadFileException(found);
    }

    /// Says of the whole file that nothing was in it, unless it was already said what is wrong with what was.
    void nothingIn(String why) {
        if (found.isEmpty()) add(0, why);
    }

    void throwIfAny() {
        if (!found.isEmpty()) throw new BadFileException(found);
    }

    /// Text from a file made fit to be shown: short, and without control characters.
    static String quote(String text) {
        String shown = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
