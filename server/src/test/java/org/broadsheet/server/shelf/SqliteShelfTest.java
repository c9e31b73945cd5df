package org.broadsheet.server.shelf;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteShelfTest extends ShelfContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
