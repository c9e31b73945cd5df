package org.broadsheet.server.library;

import org.broadsheet.server.store.PostgreSqlServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlLibraryTest extends LibraryContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    private @Nullable String address;

    @Override
    LibrarySettings settings() {
        String mine = address == null ? SERVER.newDatabase() : address;
        address = mine;
        return new LibrarySettings(folder, mine, null, null, null);
    }
}
