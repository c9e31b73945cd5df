package org.broadsheet.server.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgreSqlStoreTest extends StoreContract {
    @RegisterExtension
    static final PostgreSqlServer SERVER = new PostgreSqlServer();

    private @Nullable String address;

    @Override
    Database connect() {
        String mine = address == null ? SERVER.emptyDatabase() : address;
        address = mine;
        return Database.postgresql(mine, null, null);
    }

    @Test
    void aServerThatIsNotThereIsSaidSo() {
        assertThatThrownBy(() -> Database.postgresql("jdbc:postgresql://127.0.0.1:1/none", "nobody", "secret"))
                .isInstanceOf(StoreFailed.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageNotContaining("secret");
    }
}
