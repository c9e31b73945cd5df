package org.broadsheet.server.post;

import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlPostTest extends PostContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, SERVER.newDatabase());
    }
}
