package org.broadsheet.server.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Browsers in which readers are signed in. The secret is known to the browser alone; the database keeps its
/// digest.
@Component
public final class Sessions {
    private static final Duration STAYING = Duration.ofDays(60);
    private static final Duration PASSING = Duration.ofHours(12);
    private static final Duration SEEN = Duration.ofMinutes(10);
    private static final int MOST = 50;

    private final Database database;
    private final Supplier<Instant> now;
    private final Set<String> touching = ConcurrentHashMap.newKeySet();

    public Sessions(Library library) {
        database = library.database();
        now = () -> library.clock().instant();
    }

    /// A session just opened.
    ///
    /// @param secret what the browser keeps; shown nowhere else
    public record Opened(String secret, Session session) {}

    /// Who a secret belongs to.
    public record Current(Reader reader, Session session) {}

    /// Opens a session under a new secret; one that the browser had before is closed, so that nobody who
    /// planted it can use it.
    ///
    /// @param before    the secret that came with the request, or null
    /// @param userAgent as the browser calls itself
    /// @param stays     whether it lasts after the browser was closed
    public Opened open(ReaderId reader, @Nullable String before, @Nullable String userAgent, boolean stays) {
        String secret = RandomIds.secret();
        Instant at = now.get();
        Session session =
                new Session(RandomIds.id("s"), device(userAgent), stays, at, at, at.plus(stays ? STAYING : PASSING));
        database.write(() -> {
            if (before != null) database.writing().update("delete from session where id = ?", Digests.hex(before));
            database.writing().update("delete from session where expires_at <= ?", Times.text(at));
            database.writing()
                    .update(
                            "delete from session where id in (select id from session where reader_id = ? order by seen_at desc, id limit 1000 offset ?)",
                            reader.value(),
                            MOST - 1);
            return database.writing()
                    .update(
                            "insert into session (id, handle, reader_id, device, stays, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                            Digests.hex(secret),
                            session.handle(),
                            reader.value(),
                            session.device(),
                            stays ? 1 : 0,
                            Times.text(at),
                            Times.text(at),
                            Times.text(session.expiresAt()));
        });
        return new Opened(secret, session);
    }

    /// Who is signed in with a secret; nobody where the session ended, was revoked or the account is closed.
    public Optional<Current> known(String secret) {
        if (secret.length() != 32) return Optional.empty();
        String id = Digests.hex(secret);
        Instant at = now.get();
        Optional<Current> current = database.reading()
                .sql(
                        "select s.*, r.name, r.display_name, r.role from session s join reader r on r.id = s.reader_id where s.id = ? and s.expires_at > ? and r.closed_at is null")
                .params(id, Times.text(at))
                .query((r, _) -> new Current(
                        new Reader(
                                new ReaderId(r.getString("reader_id")),
                                r.getString("name"),
                                r.getString("display_name"),
                                Role.valueOf(r.getString("role").toUpperCase(Locale.ROOT))),
                        session(r)))
                .optional();
        current.filter(c -> c.session.seenAt().plus(SEEN).isBefore(at)).ifPresent(c -> touch(id, c.session, at));
        return current;
    }

    /// Notes that a session is in use, beside the request: reading a page waits for no writer.
    private void touch(String id, Session session, Instant at) {
        if (!touching.add(id)) return;
        Thread.ofVirtual().name("session").start(() -> {
            try {
                database.write(() -> database.writing()
                        .update(
                                "update session set seen_at = ?, expires_at = ? where id = ?",
                                Times.text(at),
                                Times.text(at.plus(session.stays() ? STAYING : PASSING)),
                                id));
            } finally {
                touching.remove(id);
            }
        });
    }

    /// A reader's sessions, the one used last first.
    public List<Session> of(ReaderId reader) {
        return database.reading()
                .sql("select * from session where reader_id = ? and expires_at > ? order by seen_at desc, handle")
                .params(reader.value(), Times.text(now.get()))
                .query((r, _) -> session(r))
                .list();
    }

    /// Ends one of a reader's sessions.
    ///
    /// @return false where the reader has none of this handle
    public boolean end(ReaderId reader, String handle) {
        return database.write(() -> database.writing()
                        .update("delete from session where reader_id = ? and handle = ?", reader.value(), handle)
                > 0);
    }

    /// Ends all of a reader's sessions but one.
    ///
    /// @param but handle of the one that stays, or null
    public int endAll(ReaderId reader, @Nullable String but) {
        return database.write(() -> database.writing()
                .update(
                        "delete from session where reader_id = ? and handle <> ?",
                        reader.value(),
                        but == null ? "" : but));
    }

    private static Session session(ResultSet r) throws SQLException {
        return new Session(
                r.getString("handle"),
                r.getString("device"),
                r.getInt("stays") == 1,
                Instant.parse(r.getString("created_at")),
                Instant.parse(r.getString("seen_at")),
                Instant.parse(r.getString("expires_at")));
    }

    /// Browser and system, as coarse as a reader needs to know one device from another.
    static String device(@Nullable String userAgent) {
        String u = userAgent == null ? "" : userAgent;
        String browser = u.contains("Firefox/")
                ? "Firefox"
                : u.contains("Edg/")
                        ? "Edge"
                        : u.contains("Chrome/") || u.contains("Chromium/")
                                ? "Chrome"
                                : u.contains("Safari/") ? "Safari" : "A browser";
        String system = u.contains("Android")
                ? " on Android"
                : u.contains("iPhone") || u.contains("iPad")
                        ? " on iOS"
                        : u.contains("Windows")
                                ? " on Windows"
                                : u.contains("Mac OS X") ? " on macOS" : u.contains("Linux") ? " on Linux" : "";
        return browser + system;
    }
}
