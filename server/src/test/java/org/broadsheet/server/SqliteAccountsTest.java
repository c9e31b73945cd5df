package org.broadsheet.server;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteAccountsTest extends AccountsContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
