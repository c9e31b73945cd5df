package org.broadsheet.server.web;

import org.broadsheet.server.reader.Account;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.springframework.stereotype.Component;

/// The reader whose house it is where nobody signs in: its first administrator, made where there is none.
@Component
final class OneUser {
    private final Readers readers;

    OneUser(Readers readers) {
        this.readers = readers;
    }

    Reader reader() {
        return readers.firstAdministrator().map(Account::reader).orElseGet(this::make);
    }

    private synchronized Reader make() {
        return readers.firstAdministrator()
                .orElseGet(() -> readers.create("owner", "Owner", null, Role.ADMINISTRATOR))
                .reader();
    }
}
