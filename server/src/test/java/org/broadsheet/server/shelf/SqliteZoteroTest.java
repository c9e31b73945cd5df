package org.broadsheet.server.shelf;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteZoteroTest extends ZoteroContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
