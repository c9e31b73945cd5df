package org.broadsheet.server.web;

import org.broadsheet.server.store.PostgreSqlServer;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlFirstDaysTest extends FirstDaysContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    @Override
    String database() {
        return SERVER.newDatabase();
    }
}
