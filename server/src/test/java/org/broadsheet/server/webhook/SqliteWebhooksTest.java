package org.broadsheet.server.webhook;

import org.broadsheet.server.library.ReaderLibrary;

class SqliteWebhooksTest extends WebhooksContract {
    @Override
    ReaderLibrary open() {
        return new ReaderLibrary(folder, null);
    }
}
