package org.broadsheet.server.web;

import org.jspecify.annotations.Nullable;

class SqliteFirstDaysTest extends FirstDaysContract {
    @Override
    @Nullable
    String database() {
        return null;
    }
}
