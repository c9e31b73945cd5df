package org.broadsheet.server.library;

import java.util.List;
import org.broadsheet.corpus.format.Problem;

/// What came of importing one file.
///
/// @param file      the file as named
/// @param format    its format, or `unknown`
/// @param read      good records in it
/// @param added     new papers
/// @param merged    records that joined papers already known
/// @param updated   records known before that now say something else
/// @param unchanged records known before that say the same
/// @param notices   notices of papers that stand outside their records, such as a register's of retractions
/// @param rejected  records that could not be read
/// @param problems  the first of them, with place and reason
public record ImportReport(
        String file,
        String format,
        long read,
        long added,
        long merged,
        long updated,
        long unchanged,
        long notices,
        long rejected,
        List<Problem> problems) {
    public ImportReport {
        problems = List.copyOf(problems);
    }
}
