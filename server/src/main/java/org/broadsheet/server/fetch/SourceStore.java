package org.broadsheet.server.fetch;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.broadsheet.corpus.source.Bookmark;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.server.store.Database;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The table of sources. Times are ISO 8601 in UTC with milliseconds, so that they sort as text.
public final class SourceStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;

    public SourceStore(Database database) {
        this.database = database;
    }

    static String text(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli()).toString();
    }

    /// Every source, in the order in which they were added.
    public List<SourceState> all() {
        return database.reading()
                .sql("select * from source order by added_at, id")
                .query(SourceStore::state)
                .list();
    }

    Optional<SourceState> find(String id) {
        return database.reading()
                .sql("select * from source where id = ?")
                .param(id)
                .query(SourceStore::state)
                .optional();
    }

    private static SourceState state(ResultSet r, int row) throws SQLException {
        String base = r.getString("base");
        String newest = r.getString("newest_day");
        return new SourceState(
                new Source(
                        Source.Kind.ofKey(r.getString("kind"))
                                .orElseThrow(
                                        () -> new IllegalStateException("a source is of a kind that is not known")),
                        r.getString("what"),
                        base == null ? null : URI.create(base)),
                Instant.parse(r.getString("added_at")),
                JSON.readValue(r.getString("bookmark"), Bookmark.class),
                Instant.parse(r.getString("next_at")),
                time(r.getString("tried_at")),
                time(r.getString("good_at")),
                time(r.getString("failing_since")),
                r.getInt("failures"),
                r.getString("trouble"),
                newest == null ? null : LocalDate.parse(newest));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }

    /// Whether it was added; false where it is there already.
    boolean add(Source source, Bookmark start, Instant now) {
        URI base = source.base();
        return database.write(() -> database.writing()
                        .update(
                                "insert into source (id, kind, what, base, added_at, bookmark, next_at, failures)"
                                        + " values (?, ?, ?, ?, ?, ?, ?, 0) on conflict (id) do nothing",
                                source.id(),
                                source.kind().key(),
                                source.what(),
                                base == null ? null : base.toString(),
                                text(now),
                                JSON.writeValueAsString(start),
                                text(now)))
                > 0;
    }

    boolean remove(String id) {
        return database.write(() -> database.writing().update("delete from source where id = ?", id)) > 0;
    }

    /// Takes a source for this process, so that no other asks it meanwhile; what a process that died had taken is
    /// free
    /// again after a while.
    boolean claim(String id, Instant now, Duration hold) {
        return database.write(() -> database.writing()
                        .update(
                                "update source set claimed_until = ?, tried_at = ? where id = ?"
                                        + " and (claimed_until is null or claimed_until <= ?)",
                                text(now.plus(hold)),
                                text(now),
                                id,
                                text(now)))
                > 0;
    }

    /// Keeps a bookmark; called inside the transaction that keeps the records of its page, and holds the claim on.
    void keep(String id, Bookmark at, @Nullable LocalDate newest, Instant claimedUntil) {
        database.writing()
                .update(
                        "update source set bookmark = ?, claimed_until = ?, newest_day ="
                                + " case when newest_day is null or newest_day < ? then ? else newest_day end where id = ?",
                        JSON.writeValueAsString(at),
                        text(claimedUntil),
                        newest == null ? "" : newest.toString(),
                        newest == null ? null : newest.toString(),
                        id);
    }

    void good(String id, Instant now, Instant next) {
        database.write(() -> database.writing()
                .update(
                        "update source set good_at = ?, next_at = ?, claimed_until = null, failing_since = null,"
                                + " failures = 0, trouble = null where id = ?",
                        text(now),
                        text(next),
                        id));
    }

    void bad(String id, Instant now, Instant next, String why) {
        database.write(() -> database.writing()
                .update(
                        "update source set next_at = ?, claimed_until = null, failures = failures + 1, trouble = ?,"
                                + " failing_since = coalesce(failing_since, ?) where id = ?",
                        text(next),
                        why,
                        text(now),
                        id));
    }

    /// Gives a claim back where the work was interrupted; it goes on at the next chance.
    void release(String id) {
        database.write(() -> database.writing().update("update source set claimed_until = null where id = ?", id));
    }

    /// Papers of a source for each day from one to another, both included: by the day of the dated list it put them
    /// on,
    /// else, for a source without lists, by the day on which they came.
    Map<LocalDate, Integer> came(Source source, LocalDate from, LocalDate to) {
        String prefix = source.listPrefix();
        Map<LocalDate, Integer> days = new TreeMap<>();
        var sql = prefix.isEmpty()
                ? database.reading()
                        .sql("select substr(seen_at, 1, 10), count(distinct paper_id) from record"
                                + " where source = ? and seen_at >= ? and seen_at < ? group by substr(seen_at, 1, 10)")
                        .params(source.id(), from.toString(), to.plusDays(1).toString())
                : database.reading()
                        .sql("select l.day, count(distinct l.paper_id) from listing l where l.day >= ? and l.day <= ?"
                                + " and l.list like ? and exists (select 1 from record r where r.paper_id = l.paper_id"
                                + " and r.source = ?) group by l.day")
                        .params(from.toString(), to.toString(), prefix + "%", source.id());
        sql.query((r, _) -> days.put(LocalDate.parse(r.getString(1)), r.getInt(2)))
                .list();
        return days;
    }
}
