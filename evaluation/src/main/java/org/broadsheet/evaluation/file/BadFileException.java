package org.broadsheet.evaluation.file;

import java.util.List;
import java.util.stream.Collectors;

/// A file that cannot be used, and why: every problem up to the first [#SHOWN].
public final class BadFileException extends IllegalArgumentException {
    /// After so many problems a file is read no further.
    public static final int SHOWN = 20;

    /// One thing that is wrong.
    ///
    /// @param file as it was named
    /// @param line from 1; 0 where the file as a whole is meant
    /// @param why  what is wrong and what is expected
    public record Problem(String file, long line, String why) {
        @Override
        public String toString() {
            return line == 0 ? file + ": " + why : file + ", line " + line + ": " + why;
        }
    }

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    BadFileException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n"))
                + (problems.size() < SHOWN ? "" : "\nThere may be more; reading stopped here."));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
