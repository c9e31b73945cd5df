package org.broadsheet.server.fetch;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.source.Bookmark;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.server.edition.Editions;
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

    /// A source by its name.
    public Optional<SourceState> find(String id) {
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

    /// Adds a source, to be asked from `since` on.
    ///
    /// @return false where it is there already
    public boolean add(Source source, LocalDate since, Instant now) {
        return add(source, Bookmark.since(since), now);
    }

    /// Makes a source due.
    public void hurry(String id, Instant now) {
        database.write(() -> database.writing()
                .update("update source set next_at = ? where id = ? and next_at > ?", text(now), id, text(now)));
    }

    /// Stops asking a source; its papers stay.
    ///
    /// @return false where there is none of that name
    public boolean remove(String id) {
        return database.write(() -> database.writing().update("delete from source where id = ?", id)) > 0;
    }

    /// Takes a source for this process, so that no other asks it meanwhile; what a process that died had
    /// taken is free again after a while.
    ///
    /// @param claim names whoever takes it: what is written later is only written while the claim is still
    /// theirs
    boolean claim(String id, String claim, Instant now, Duration hold) {
        return database.write(() -> database.writing()
                        .update(
                                "update source set claim = ?, claimed_until = ?, tried_at = ? where id = ?"
                                        + " and (claimed_until is null or claimed_until <= ?)",
                                claim,
                                text(now.plus(hold)),
                                text(now),
                                id,
                                text(now)))
                > 0;
    }

    /// Keeps a bookmark; called inside the transaction that keeps the records of its page, and holds the
    /// claim on.
    ///
    /// @throws ClaimLost where another process has taken the source meanwhile, or it was removed
    void keep(String id, String claim, Bookmark at, @Nullable LocalDate newest, Instant claimedUntil) {
        int kept = database.writing()
                .update(
                        "update source set bookmark = ?, claimed_until = ?, newest_day ="
                                + " case when newest_day is null or newest_day < ? then ? else newest_day end"
                                + " where id = ? and claim = ?",
                        JSON.writeValueAsString(at),
                        text(claimedUntil),
                        newest == null ? "" : newest.toString(),
                        newest == null ? null : newest.toString(),
                        id,
                        claim);
        if (kept == 0) throw new ClaimLost(id);
    }

    void good(String id, String claim, Instant now, Instant next) {
        database.write(() -> database.writing()
                .update(
                        "update source set good_at = ?, next_at = ?, claim = null, claimed_until = null, failing_since = null,"
                                + " failures = 0, trouble = null where id = ? and claim = ?",
                        text(now),
                        text(next),
                        id,
                        claim));
    }

    void bad(String id, String claim, Instant now, Instant next, String why) {
        database.write(() -> database.writing()
                .update(
                        "update source set next_at = ?, claim = null, claimed_until = null, failures = failures + 1, trouble = ?,"
                                + " failing_since = coalesce(failing_since, ?) where id = ? and claim = ?",
                        text(next),
                        why,
                        text(now),
                        id,
                        claim));
    }

    /// Gives a claim back where the work was interrupted; it goes on at the next chance.
    void release(String id, String claim) {
        database.write(() -> database.writing()
                .update("update source set claim = null, claimed_until = null where id = ? and claim = ?", id, claim));
    }

    /// Papers of a source for each day from one to another, both included: by the day of the dated list it
    /// put them on, else, for a source without lists, by the day on which they came.
    Map<LocalDate, Integer> came(Source source, LocalDate from, LocalDate to) {
        String prefix = source.listPrefix();
        Map<LocalDate, Integer> days = new TreeMap<>();
        var sql = prefix.isEmpty()
                ? database.reading()
                        .sql("select substr(first_seen_at, 1, 10), count(distinct paper_id) from record"
                                + " where source = ? and first_seen_at >= ? and first_seen_at < ?"
                                + " group by substr(first_seen_at, 1, 10)")
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

    /// Papers that sources brought from one day to another, both included, and that were not here before:
    /// the day on which each came, and since when a source that has it is asked. At most `limit`.
    Map<PaperId, Editions.Arrival> arrivals(LocalDate from, LocalDate to, int limit) {
        Map<PaperId, Editions.Arrival> arrivals = new LinkedHashMap<>();
        database.reading()
                .sql("select p.id, substr(p.added_at, 1, 10), min(substr(s.added_at, 1, 10)) from paper p"
                        + " join record r on r.paper_id = p.id join source s on s.id = r.source"
                        + " where p.added_at >= ? and p.added_at < ? and p.merged_into is null"
                        + " group by p.id, p.added_at order by p.added_at, p.id limit ?")
                .params(from.toString(), to.plusDays(1).toString(), limit)
                .query(r -> {
                    arrivals.put(
                            new PaperId(r.getString(1)),
                            new Editions.Arrival(LocalDate.parse(r.getString(2)), LocalDate.parse(r.getString(3))));
                });
        return arrivals;
    }
}
