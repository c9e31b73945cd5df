package org.broadsheet.server.archive;

import java.util.List;

/// What bringing an archive in did.
///
/// @param files   the files whose lines were read
/// @param found   papers of the archive that were here already
/// @param taken   papers that came into the library with it
/// @param missing papers, as the archive calls them, that are not here now; at most [#MOST_NAMED]
/// @param skipped entries that are not taken in: what others said, and what this version does not know; at
/// most
/// [#MOST_NAMED]
public record ArchiveReport(List<FileReport> files, int found, int taken, List<String> missing, List<String> skipped) {
    /// Most things of a kind that are named; more are counted only.
    public static final int MOST_NAMED = 50;

    /// What was done with a file's lines.
    ///
    /// @param lines     all of them, without empty ones
    /// @param changed   lines that changed something
    /// @param unchanged lines that said what was known
    /// @param rejected  lines that were not taken
    /// @param problems  the first of those, where and why; at most [#MOST_NAMED]
    public record FileReport(
            String name, long lines, long changed, long unchanged, long rejected, List<String> problems) {
        public FileReport {
            problems = List.copyOf(problems);
        }
    }

    public ArchiveReport {
        files = List.copyOf(files);
        missing = List.copyOf(missing);
        skipped = List.copyOf(skipped);
    }

    /// Lines that changed something.
    public long changed() {
        return files.stream().mapToLong(FileReport::changed).sum();
    }

    /// Lines that said what was known.
    public long unchanged() {
        return files.stream().mapToLong(FileReport::unchanged).sum();
    }

    /// Lines that were not taken.
    public long rejected() {
        return files.stream().mapToLong(FileReport::rejected).sum();
    }
}
