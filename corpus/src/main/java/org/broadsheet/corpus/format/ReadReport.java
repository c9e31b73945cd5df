package org.broadsheet.corpus.format;

import java.util.List;

/// What came of reading one file.
///
/// @param format   the format's name, or `unknown`
/// @param read     good records
/// @param notices  notices of papers that stand outside their records
/// @param rejected places that could not be read
/// @param problems the first [#MAX_PROBLEMS] of them, in order
/// @param whole    false where the file was seen to break off; formats that have no end cannot tell
public record ReadReport(String format, long read, long notices, long rejected, List<Problem> problems, boolean whole) {
    /// Name of the format of a file that fits none.
    public static final String UNKNOWN = "unknown";
    /// Most problems kept; further ones are only counted.
    public static final int MAX_PROBLEMS = 1_000;

    public ReadReport {
        problems = List.copyOf(problems);
    }
}
