package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;

/// One file format of papers.
///
/// Laws, held by `PaperFormatContractTest` for every member: never throws on content (bad records go to
/// [RecordSink#reject]); a file cut off
/// anywhere keeps what was whole before the cut; memory does not grow with the length of the file.
public interface PaperFormat {
    /// Short lower-case name, as printed in reports: `ris`, `arxiv-atom`.
    String name();

    /// Whether this looks like such a file. Decided from the content; the name may only break a tie.
    boolean recognises(Head head);

    /// Reads every record of `in`.
    ///
    /// @param in      the bytes, already unzipped; closed by the caller
    /// @param context what records need that the file does not say: the source's name and the time of reading
    /// @throws IOException only where the stream itself fails
    void read(InputStream in, ReadContext context, RecordSink sink) throws IOException;
}
