package org.broadsheet.server.archive;

import java.nio.file.Path;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlArchiveTest extends ArchiveContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    ReaderLibrary open(Path folder) {
        return new ReaderLibrary(folder, SERVER.newDatabase());
    }
}
