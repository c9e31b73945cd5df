package org.broadsheet.server.signin;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The account itself, and all that opens it.
@Component
public final class SignInData implements ReaderData {
    private final Database database;

    public SignInData(Library library) {
        database = library.database();
    }

    @Override
    public void delete(ReaderId reader) {
        for (String table : List.of("session", "api_token", "one_time_link", "reader_identity", "passkey"))
            database.writing().update("delete from " + table + " where reader_id = ?", reader.value());
        database.writing().update("delete from one_time_link where by_id = ?", reader.value());
    }

    /// Everything but secrets and their digests.
    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        Map<String, @Nullable Object> account = new LinkedHashMap<>();
        database.reading()
                .sql(
                        "select id, name, display_name, email, email_confirmed_at, role, created_at from reader where id = ?")
                .param(reader.value())
                .query()
                .listOfRows()
                .forEach(account::putAll);
        account.put("sessions", rows("select device, created_at, seen_at from session where reader_id = ?", reader));
        account.put(
                "tokens", rows("select name, scopes, created_at, used_at from api_token where reader_id = ?", reader));
        account.put(
                "services",
                rows(
                        "select issuer, subject, label, created_at, used_at from reader_identity where reader_id = ?",
                        reader));
        account.put("passkeys", rows("select name, created_at, used_at from passkey where reader_id = ?", reader));
        OutputStream out = archive.file("account.json");
        out.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(account));
    }

    private List<Map<String, @Nullable Object>> rows(String sql, ReaderId reader) {
        return database.reading()
                .sql(sql + " order by created_at")
                .param(reader.value())
                .query()
                .listOfRows();
    }
}
