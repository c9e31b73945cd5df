package org.broadsheet.server.archive;

import java.nio.file.Path;
import org.broadsheet.server.library.ReaderLibrary;

class SqliteArchiveTest extends ArchiveContract {
    @Override
    ReaderLibrary open(Path folder) {
        return new ReaderLibrary(folder, null);
    }
}
