package org.broadsheet.server;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteRetentionTest extends RetentionContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
