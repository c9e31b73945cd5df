package org.broadsheet.server.administration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.retention.Kept;
import org.broadsheet.server.retention.Perishable;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Who did what, when: changes to accounts and to the house. Kept for as long as the settings say, and no
/// longer. Names, addresses and secrets are not written into it; accounts stand there by their ids.
@Component
public final class AuditLog implements ReaderData, Perishable {
    private final Library library;
    private final Database database;

    public AuditLog(Library library) {
        this.library = library;
        this.database = library.database();
    }

    /// A deed.
    ///
    /// @param by     who did it; nobody where the house did, or the account was deleted since
    /// @param byName name of who did it
    /// @param deed   such as `role`
    /// @param object what it was done to: an id, or empty
    /// @param detail more, or empty
    public record Entry(
            long id,
            Instant at,
            Optional<ReaderId> by,
            Optional<String> byName,
            String deed,
            String object,
            String detail) {}

    /// Writes down a deed, in the transaction in which it is done where there is one.
    ///
    /// @param by who does it, or null for the house
    public void note(@Nullable ReaderId by, String deed, String object, String detail) {
        Instant now = library.clock().instant();
        database.write(() -> {
            Long id = database.writing()
                    .queryForObject(
                            "update counter set value = value + 1 where name = 'audit' returning value", Long.class);
            return database.writing()
                    .update(
                            "insert into audit (id, at, reader_id, deed, object, detail) values (?, ?, ?, ?, ?, ?)",
                            id,
                            Times.text(now),
                            by == null ? null : by.value(),
                            deed,
                            object,
                            detail);
        });
    }

    /// Deeds, the newest first.
    ///
    /// @param before id of the deed before which to begin; `Long.MAX_VALUE` for the newest
    /// @param most   from 1 to 200
    public List<Entry> list(long before, int most) {
        return database.reading()
                .sql(
                        "select a.*, r.name from audit a left join reader r on r.id = a.reader_id where a.id < ? order by a.id desc limit ?")
                .params(before, Math.clamp(most, 1, 200))
                .query((r, _) -> new Entry(
                        r.getLong("id"),
                        Instant.parse(r.getString("at")),
                        Optional.ofNullable(r.getString("reader_id")).map(ReaderId::new),
                        Optional.ofNullable(r.getString("name")),
                        r.getString("deed"),
                        r.getString("object"),
                        r.getString("detail")))
                .list();
    }

    @Override
    public Kept kept() {
        return Kept.AUDIT;
    }

    @Override
    public long olderThan(Instant before) {
        return database.reading()
                .sql("select count(*) from audit where at < ?")
                .param(Times.text(before))
                .query(Long.class)
                .single();
    }

    @Override
    public int forget(Instant before, int most) {
        return database.write(() -> database.writing()
                .update(
                        "delete from audit where id in (select id from audit where at < ? order by id limit ?)",
                        Times.text(before),
                        most));
    }

    /// What somebody did stays written; who it was is forgotten, also where it was done to them.
    @Override
    public void delete(ReaderId reader) {
        database.writing().update("update audit set reader_id = null where reader_id = ?", reader.value());
        database.writing().update("update audit set object = '' where object = ?", reader.value());
    }

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        List<Map<String, @Nullable Object>> rows = database.reading()
                .sql("select at, deed, object, detail from audit where reader_id = ? order by id")
                .param(reader.value())
                .query()
                .listOfRows();
        archive.file("deeds.json")
                .write(JsonMapper.shared().writeValueAsString(rows).getBytes(StandardCharsets.UTF_8));
    }
}
