package org.broadsheet.server.watch;

import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlWatchTest extends WatchContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, SERVER.newDatabase());
    }
}
