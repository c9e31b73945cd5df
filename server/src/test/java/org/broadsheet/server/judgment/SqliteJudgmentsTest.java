package org.broadsheet.server.judgment;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteJudgmentsTest extends JudgmentsContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
