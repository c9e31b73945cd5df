package org.broadsheet.server;

import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlRetentionTest extends RetentionContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, SERVER.newDatabase());
    }
}
