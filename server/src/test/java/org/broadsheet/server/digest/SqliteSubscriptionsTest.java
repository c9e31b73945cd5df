package org.broadsheet.server.digest;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteSubscriptionsTest extends SubscriptionsContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
