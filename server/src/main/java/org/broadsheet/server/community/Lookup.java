package org.broadsheet.server.community;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.SourceRecord;

/// Asks the source of a paper what it says of it.
public interface Lookup {
    /// What a register says of a name; empty where it knows none.
    ///
    /// @throws IOException where it does not answer, with why
    List<SourceRecord> named(Identifier identifier) throws IOException;

    /// What a page says of the paper it shows; empty where it says nothing that can be read.
    ///
    /// @throws IOException where it does not answer, or may not be asked, with why
    List<SourceRecord> shown(URI page) throws IOException;
}
