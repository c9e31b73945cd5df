package org.broadsheet.server.post;

import org.broadsheet.server.library.ReaderLibrary;

class SqlitePostTest extends PostContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
