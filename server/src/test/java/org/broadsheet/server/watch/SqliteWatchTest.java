package org.broadsheet.server.watch;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteWatchTest extends WatchContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
