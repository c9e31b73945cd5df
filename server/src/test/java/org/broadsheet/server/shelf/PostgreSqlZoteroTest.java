package org.broadsheet.server.shelf;

import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlZoteroTest extends ZoteroContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, SERVER.newDatabase());
    }
}
