package org.broadsheet.server.fetch;

import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.store.PostgreSqlServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlSourcesTest extends SourcesContract {
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
