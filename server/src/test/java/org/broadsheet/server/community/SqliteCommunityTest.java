package org.broadsheet.server.community;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteCommunityTest extends CommunityContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
