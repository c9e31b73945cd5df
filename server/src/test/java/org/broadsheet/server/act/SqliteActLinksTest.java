package org.broadsheet.server.act;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteActLinksTest extends ActLinksContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
