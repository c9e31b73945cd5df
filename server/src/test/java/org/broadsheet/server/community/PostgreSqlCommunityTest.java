package org.broadsheet.server.community;

import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlCommunityTest extends CommunityContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, SERVER.newDatabase());
    }
}
