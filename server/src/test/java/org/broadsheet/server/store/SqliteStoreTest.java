package org.broadsheet.server.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SqliteStoreTest extends StoreContract {
    @Override
    Database connect() {
        return Database.sqlite(folder.resolve("broadsheet.db"));
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedWithWhatToDo() throws IOException {
        Path file = folder.resolve("other.db");
        Files.writeString(file, "Dear library, this is a letter and not a database. ".repeat(100));
        assertThatThrownBy(() -> Database.sqlite(file))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("backup");
        assertThatThrownBy(() -> Database.sqlite(folder.resolve("no/such/folder.db")))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("folder.db");
    }

    @Test
    void onlyPostgresqlHasAnAddress() {
        assertThatThrownBy(() -> Database.open("jdbc:mysql://there/library", null, null, folder.resolve("x.db")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql:");
    }
}
