package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.Stream;
import org.broadsheet.corpus.Paper;

/// One file format papers can be written in. Reading back what was written gives the same papers, for all that the
/// format can hold.
public interface PaperWriter {
    /// Short lower-case name: `bibtex`, `ris`.
    String name();

    /// Media type with charset, for HTTP.
    String mediaType();

    /// Writes the papers in UTF-8, one after the other; leaves `out` open.
    void write(Stream<Paper> papers, OutputStream out) throws IOException;
}
