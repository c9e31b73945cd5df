package org.broadsheet.server.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Secret links under which feed readers, which sign in nowhere, read a reader's own feeds. Whoever has a
/// link reads
/// what it is for and nothing else, until its reader revokes it. It is shown once; the database keeps a
/// digest.
@Component
public final class FeedLinks implements ReaderData {
    /// Most links of a reader.
    public static final int MOST = 50;

    private final Library library;
    private final Database database;
    private final Follows follows;
    private final Pace pace;

    public FeedLinks(Library library, Follows follows, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.follows = follows;
        this.pace = pace;
    }

    /// What a link is for.
    public enum Kind {
        /// The reader's edition.
        EDITION("Your edition"),
        /// All that is followed.
        FOLLOWS("What you follow"),
        /// One thing that is followed: a saved search, an author.
        FOLLOW("One thing you follow"),
        /// Every feed of the reader's, and the list of them.
        ALL("All of your feeds");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// As readers know it.
        public String label() {
            return label;
        }

        /// As it is kept and sent.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofKey(String key) {
            for (Kind k : values()) if (k.key().equalsIgnoreCase(key)) return Optional.of(k);
            return Optional.empty();
        }
    }

    /// A link as its reader sees it later.
    ///
    /// @param id     names it; opens nothing
    /// @param follow what it is of, where it is of one thing followed
    /// @param readAt when it was last read, to the day
    public record FeedLink(
            String id,
            ReaderId reader,
            Kind kind,
            Optional<String> follow,
            String label,
            Instant createdAt,
            Optional<Instant> readAt) {
        /// The paths under which it is read.
        public List<String> addresses(String secret) {
            String base = "/feeds/" + secret;
            return kind == Kind.ALL ? List.of(base + ".opml") : List.of(base + ".atom", base + ".json");
        }
    }

    /// A link just made.
    ///
    /// @param secret the part of its address that nobody else knows, for the only time
    public record Made(String secret, FeedLink link) {}

    /// Whose a secret is, and what it lets read.
    public record Current(Reader reader, FeedLink link) {}

    /// Makes a link.
    ///
    /// @param follow id of the thing followed, for [Kind#FOLLOW]; else null
    /// @throws IllegalArgumentException where the reader follows no such thing, or has too many links
    public Made make(ReaderId reader, Kind kind, @Nullable String follow) {
        if ((kind == Kind.FOLLOW) != (follow != null))
            throw new IllegalArgumentException("'follow' is the id of what is followed, with the kind follow only");
        String label = follow == null
                ? kind.label()
                : follows.own(reader, follow)
                        .map(Follow::label)
                        .orElseThrow(() -> new IllegalArgumentException("you follow no '" + follow + "'"));
        pace.take(reader, Pace.Deed.KEEP);
        String secret = RandomIds.secret();
        String id = RandomIds.id("e");
        String now = Times.text(library.clock().instant());
        FeedLink link = database.write(() -> {
            Integer have = database.writing()
                    .queryForObject(
                            "select count(*) from feed_link where reader_id = ?", Integer.class, reader.value());
            if (have != null && have >= MOST)
                throw new IllegalArgumentException("a reader has at most " + MOST + " feed links; revoke one first");
            database.writing()
                    .update(
                            "insert into feed_link (id, reader_id, kind, follow_id, label, digest, created_at) values (?, ?, ?, ?, ?, ?, ?)",
                            id,
                            reader.value(),
                            kind.key(),
                            follow,
                            label,
                            Digests.hex(secret),
                            now);
            return database.writing()
                    .query("select * from feed_link where id = ?", FeedLinks::link, id)
                    .getFirst();
        });
        return new Made(secret, link);
    }

    /// Whose a secret is; nobody's where it was revoked, never was, or the account is closed.
    public Optional<Current> known(String secret) {
        if (secret.length() != 32) return Optional.empty();
        String digest = Digests.hex(secret);
        Optional<Current> current = database.reading()
                .sql("select l.*, r.name, r.display_name, r.role from feed_link l join reader r on r.id = l.reader_id"
                        + " where l.digest = ? and r.closed_at is null")
                .param(digest)
                .query((r, row) -> new Current(
                        new Reader(
                                new ReaderId(r.getString("reader_id")),
                                r.getString("name"),
                                r.getString("display_name"),
                                Role.valueOf(r.getString("role").toUpperCase(Locale.ROOT))),
                        link(r, row)))
                .optional();
        Instant at = library.clock().instant();
        // The day is enough to see which links lie about unread; a feed waits for no writer.
        current.filter(c -> c.link.readAt()
                        .filter(t -> t.plus(Duration.ofDays(1)).isAfter(at))
                        .isEmpty())
                .ifPresent(_ -> Thread.ofVirtual()
                        .name("feed-link")
                        .start(() -> database.write(() -> database.writing()
                                .update("update feed_link set read_at = ? where digest = ?", Times.text(at), digest))));
        return current;
    }

    /// A reader's links, the newest first.
    public List<FeedLink> of(ReaderId reader) {
        return database.reading()
                .sql("select * from feed_link where reader_id = ? order by created_at desc, id")
                .param(reader.value())
                .query(FeedLinks::link)
                .list();
    }

    /// Revokes one of a reader's links; it opens nothing from now on.
    ///
    /// @return false where the reader has none of this id
    public boolean revoke(ReaderId reader, String id) {
        return database.write(() ->
                database.writing().update("delete from feed_link where reader_id = ? and id = ?", reader.value(), id)
                        > 0);
    }

    @Override
    public void delete(ReaderId reader) {
        database.writing().update("delete from feed_link where reader_id = ?", reader.value());
    }

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        List<Map<String, @Nullable Object>> rows = database.reading()
                .sql(
                        "select kind, label, created_at, read_at from feed_link where reader_id = ? order by created_at, id")
                .param(reader.value())
                .query()
                .listOfRows();
        archive.file("feeds.json")
                .write(JsonMapper.shared().writeValueAsString(rows).getBytes(StandardCharsets.UTF_8));
    }

    private static FeedLink link(ResultSet r, int row) throws SQLException {
        return new FeedLink(
                r.getString("id"),
                new ReaderId(r.getString("reader_id")),
                Kind.ofKey(r.getString("kind")).orElseThrow(),
                Optional.ofNullable(r.getString("follow_id")),
                r.getString("label"),
                Instant.parse(r.getString("created_at")),
                Optional.ofNullable(r.getString("read_at")).map(Instant::parse));
    }
}
