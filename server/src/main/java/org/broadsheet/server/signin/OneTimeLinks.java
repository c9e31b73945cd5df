package org.broadsheet.server.signin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Links that do one thing once. Opening one only shows a page with a button; the button takes it, so that
/// a
/// scanner that follows every link uses none up.
@Component
public final class OneTimeLinks {
    private final Database database;
    private final Supplier<Instant> now;

    public OneTimeLinks(Library library) {
        database = library.database();
        now = () -> library.clock().instant();
    }

    /// What a link is for.
    public enum Purpose {
        /// Makes the first administrator.
        ADMINISTRATOR(Duration.ofDays(7)),
        /// Lets somebody make an account; the detail is the role.
        INVITATION(Duration.ofDays(14)),
        /// Sets a new password.
        PASSWORD(Duration.ofDays(1)),
        /// Confirms an account's address, which is the detail.
        ADDRESS(Duration.ofDays(2)),
        /// What a device signs that keeps a passkey.
        PASSKEY(Duration.ofMinutes(5));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        /// How long one lasts.
        public Duration life() {
            return life;
        }
    }

    /// A link as the house remembers it.
    ///
    /// @param handle names it to those who made it; opens nothing
    /// @param reader whom it is for
    /// @param by     who made it
    public record Link(
            String handle,
            Purpose purpose,
            Optional<ReaderId> reader,
            Optional<ReaderId> by,
            String detail,
            Instant createdAt,
            Instant expiresAt) {}

    /// Makes a link.
    ///
    /// @param reader whom it is for, or null
    /// @param by     who makes it, or null for the house
    /// @return its secret, known to nobody else
    public String make(Purpose purpose, @Nullable ReaderId reader, @Nullable ReaderId by, String detail) {
        String secret = RandomIds.secret();
        Instant at = now.get();
        database.write(() -> {
            database.writing().update("delete from one_time_link where expires_at <= ?", Times.text(at));
            // The last one asked for is the one that works; invitations are many.
            if (purpose != Purpose.INVITATION && reader != null)
                database.writing()
                        .update(
                                "delete from one_time_link where purpose = ? and reader_id = ?",
                                key(purpose),
                                reader.value());
            if (purpose == Purpose.ADMINISTRATOR)
                database.writing().update("delete from one_time_link where purpose = ?", key(purpose));
            return database.writing()
                    .update(
                            "insert into one_time_link (digest, handle, purpose, reader_id, by_id, detail, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                            Digests.hex(secret),
                            RandomIds.id("l"),
                            key(purpose),
                            reader == null ? null : reader.value(),
                            by == null ? null : by.value(),
                            detail,
                            Times.text(at),
                            Times.text(at.plus(purpose.life)));
        });
        return secret;
    }

    /// The link of a secret, if it still works; it works on.
    public Optional<Link> look(Purpose purpose, String secret) {
        return database.reading()
                .sql("select * from one_time_link where digest = ? and purpose = ? and expires_at > ?")
                .params(Digests.hex(secret), key(purpose), Times.text(now.get()))
                .query(OneTimeLinks::link)
                .optional();
    }

    /// Takes the link of a secret: of many who come at once, one gets it. Where the work of which this is
    /// part fails, the link is as it was.
    public Optional<Link> take(Purpose purpose, String secret) {
        return database.write(() -> {
            Optional<Link> link = database
                    .writing()
                    .query(
                            "select * from one_time_link where digest = ? and purpose = ? and expires_at > ?",
                            OneTimeLinks::link,
                            Digests.hex(secret),
                            key(purpose),
                            Times.text(now.get()))
                    .stream()
                    .findFirst();
            if (link.isPresent())
                database.writing().update("delete from one_time_link where digest = ?", Digests.hex(secret));
            return link;
        });
    }

    /// Links of a kind that still work, the newest first.
    public List<Link> open(Purpose purpose) {
        return database.reading()
                .sql(
                        "select * from one_time_link where purpose = ? and expires_at > ? order by created_at desc, handle")
                .params(key(purpose), Times.text(now.get()))
                .query(OneTimeLinks::link)
                .list();
    }

    /// Makes a link work no more.
    ///
    /// @return false where there is none of this kind and handle
    public boolean revoke(Purpose purpose, String handle) {
        return database.write(() -> database.writing()
                        .update("delete from one_time_link where purpose = ? and handle = ?", key(purpose), handle)
                > 0);
    }

    private static String key(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    private static Link link(ResultSet r, int row) throws SQLException {
        return new Link(
                r.getString("handle"),
                Purpose.valueOf(r.getString("purpose").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(r.getString("reader_id")).map(ReaderId::new),
                Optional.ofNullable(r.getString("by_id")).map(ReaderId::new),
                r.getString("detail"),
                Instant.parse(r.getString("created_at")),
                Instant.parse(r.getString("expires_at")));
    }
}
