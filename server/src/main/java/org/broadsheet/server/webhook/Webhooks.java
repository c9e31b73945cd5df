package org.broadsheet.server.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.broadsheet.server.webhook.Webhook.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Addresses that readers want told. Every method takes whose they are, and finds nothing of anybody
/// else's.
@Component
public final class Webhooks implements ReaderData {
    /// Most webhooks of a reader.
    public static final int MOST = 20;

    private static final int LONGEST = 2_000;

    private final Library library;
    private final Database database;
    private final Follows follows;
    private final Pace pace;

    public Webhooks(Library library, Follows follows, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.follows = follows;
        this.pace = pace;
    }

    /// A webhook just made.
    ///
    /// @param secret signs what is told; for the only time
    public record Made(String secret, Webhook webhook) {}

    /// Registers an address.
    ///
    /// @param follow id of the thing followed, for [Kind#FOLLOW]; else null
    /// @throws IllegalArgumentException where it is no https address, the reader follows no such thing, or
    /// has too
    /// many webhooks
    public Made register(ReaderId reader, String address, Kind kind, @Nullable String follow) {
        URI checked = checked(address);
        if ((kind == Kind.FOLLOW) != (follow != null))
            throw new IllegalArgumentException("'follow' is the id of what is followed, with the kind follow only");
        if (follow != null && follows.own(reader, follow).isEmpty())
            throw new IllegalArgumentException("you follow no '" + follow + "'");
        pace.take(reader, Pace.Deed.KEEP);
        String secret = Signature.newSecret();
        String id = RandomIds.id("w");
        Webhook webhook = database.write(() -> {
            Integer have = database.writing()
                    .queryForObject("select count(*) from webhook where reader_id = ?", Integer.class, reader.value());
            if (have != null && have >= MOST)
                throw new IllegalArgumentException("a reader has at most " + MOST + " webhooks; delete one first");
            String now = now();
            database.writing()
                    .update(
                            "insert into webhook (id, reader_id, address, kind, follow_id, secret, created_at, seen, failures, disabled_reason, outcome)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '')",
                            id,
                            reader.value(),
                            checked.toString(),
                            kind.key(),
                            follow,
                            secret,
                            now,
                            kind == Kind.FOLLOW ? now : "");
            return database.writing()
                    .query("select * from webhook where id = ?", Webhooks::webhook, id)
                    .getFirst();
        });
        return new Made(secret, webhook);
    }

    private static URI checked(String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("'" + shown(address) + "' is no web address");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null)
            throw new IllegalArgumentException("a webhook's address begins with https:// and names a host");
        if (uri.getRawUserInfo() != null
                || uri.getRawFragment() != null
                || uri.toString().length() > LONGEST)
            throw new IllegalArgumentException(
                    "a webhook's address has no name, password or fragment, and at most 2,000 characters");
        return uri;
    }

    private static String shown(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /// A reader's webhooks, the newest first.
    public List<Webhook> of(ReaderId reader) {
        return database.reading()
                .sql("select * from webhook where reader_id = ? order by created_at desc, id")
                .param(reader.value())
                .query(Webhooks::webhook)
                .list();
    }

    /// One of a reader's webhooks.
    public Optional<Webhook> own(ReaderId reader, String id) {
        return database.reading()
                .sql("select * from webhook where reader_id = ? and id = ?")
                .params(reader.value(), id)
                .query(Webhooks::webhook)
                .optional();
    }

    /// What was told, or is about to be, the newest first.
    ///
    /// @return empty where the reader has no such webhook, and where nothing was told
    public List<Delivery> deliveries(ReaderId reader, String id, int limit) {
        return database.reading()
                .sql("select d.* from webhook_delivery d join webhook w on w.id = d.webhook_id"
                        + " where w.reader_id = ? and w.id = ? order by d.created_at desc, d.id limit ?")
                .params(reader.value(), id, limit)
                .query(Webhooks::delivery)
                .list();
    }

    /// Tells a webhook that this is a test, also one that is disabled.
    ///
    /// @return empty where the reader has no such webhook
    public Optional<Delivery> test(ReaderId reader, String id) {
        if (own(reader, id).isEmpty()) return Optional.empty();
        pace.take(reader, Pace.Deed.REACH);
        String delivery = RandomIds.id("m");
        return Optional.of(database.write(() -> {
            enqueue(
                    id,
                    delivery,
                    "test " + delivery,
                    Payload.test(library.clock().instant()));
            return database.writing()
                    .query("select * from webhook_delivery where id = ?", Webhooks::delivery, delivery)
                    .getFirst();
        }));
    }

    /// Puts something to be told down, once for a subject.
    private void enqueue(String webhook, String id, String subject, String body) {
        database.writing()
                .update(
                        "insert into webhook_delivery (id, webhook_id, subject, body, created_at, attempts, next_at, outcome)"
                                + " values (?, ?, ?, ?, ?, 0, ?, '') on conflict (webhook_id, subject) do nothing",
                        id,
                        webhook,
                        subject,
                        body,
                        now(),
                        now());
    }

    /// Lets a disabled webhook be told again, of what happens from now on; one that is told stays as it is.
    ///
    /// @return false where the reader has no such webhook
    public boolean enable(ReaderId reader, String id) {
        return database.write(() -> {
            Optional<Webhook> webhook = own(reader, id);
            if (webhook.isEmpty() || webhook.get().disabled().isEmpty()) return webhook.isPresent();
            database.writing()
                    .update(
                            "update webhook_delivery set next_at = null where webhook_id = ? and next_at is not null",
                            id);
            return database.writing()
                            .update(
                                    "update webhook set disabled_at = null, disabled_reason = '', failures = 0,"
                                            + " seen = case when kind = 'follow' then ? else '' end where id = ?",
                                    now(),
                                    id)
                    > 0;
        });
    }

    /// Deletes a webhook, and what is still to be told to it.
    ///
    /// @return false where the reader has no such webhook
    public boolean remove(ReaderId reader, String id) {
        return database.write(() -> {
            database.writing()
                    .update(
                            "delete from webhook_delivery where webhook_id in (select id from webhook where reader_id = ? and id = ?)",
                            reader.value(),
                            id);
            return database.writing().update("delete from webhook where reader_id = ? and id = ?", reader.value(), id)
                    > 0;
        });
    }

    // ---- What the others of this package need
    // -------------------------------------------------------------------

    /// A webhook with how far what happened has been looked at.
    record Looking(Webhook webhook, String seen) {}

    /// Webhooks that are told, of readers whose accounts are open.
    List<Looking> enabled() {
        return database.reading()
                .sql("select w.* from webhook w join reader r on r.id = w.reader_id"
                        + " where w.disabled_at is null and r.closed_at is null order by w.id")
                .query((r, row) -> new Looking(webhook(r, row), r.getString("seen")))
                .list();
    }

    /// Notes how far was looked, and puts down what is to be told of it, both or neither; nothing where
    /// another
    /// process was faster.
    ///
    /// @param body or null where there is nothing to tell
    void looked(Looking looking, String seen, String subject, @Nullable String body) {
        database.write(() -> {
            int mine = database.writing()
                    .update(
                            "update webhook set seen = ? where id = ? and seen = ?",
                            seen,
                            looking.webhook().id(),
                            looking.seen());
            if (mine == 1 && body != null) enqueue(looking.webhook().id(), RandomIds.id("m"), subject, body);
            return mine;
        });
    }

    void disable(Webhook webhook, String reason) {
        database.write(() -> database.writing()
                .update(
                        "update webhook set disabled_at = ?, disabled_reason = ? where id = ? and disabled_at is null",
                        now(),
                        reason,
                        webhook.id()));
    }

    @Override
    public void delete(ReaderId reader) {
        database.writing()
                .update(
                        "delete from webhook_delivery where webhook_id in (select id from webhook where reader_id = ?)",
                        reader.value());
        database.writing().update("delete from webhook where reader_id = ?", reader.value());
    }

    @Override
    public void export(ReaderId reader, Archive archive) throws IOException {
        List<Map<String, @Nullable Object>> rows = database.reading()
                .sql(
                        "select address, kind, created_at, disabled_at, disabled_reason, tried_at, outcome from webhook where reader_id = ? order by created_at, id")
                .param(reader.value())
                .query()
                .listOfRows();
        archive.file("webhooks.json")
                .write(JsonMapper.shared().writeValueAsString(rows).getBytes(StandardCharsets.UTF_8));
    }

    static Webhook webhook(ResultSet r, int row) throws SQLException {
        String disabledReason = r.getString("disabled_reason");
        return new Webhook(
                r.getString("id"),
                new ReaderId(r.getString("reader_id")),
                URI.create(r.getString("address")),
                Kind.ofKey(r.getString("kind")).orElseThrow(),
                Optional.ofNullable(r.getString("follow_id")),
                Instant.parse(r.getString("created_at")),
                Optional.ofNullable(r.getString("disabled_at"))
                        .map(at -> new Webhook.Disabled(Instant.parse(at), disabledReason)),
                Optional.ofNullable(r.getString("tried_at")).map(Instant::parse),
                r.getString("outcome"));
    }

    private static Delivery delivery(ResultSet r, int row) throws SQLException {
        return new Delivery(
                r.getString("id"),
                r.getString("subject"),
                Instant.parse(r.getString("created_at")),
                r.getInt("attempts"),
                Optional.ofNullable(r.getString("next_at")).map(Instant::parse),
                Optional.ofNullable(r.getString("delivered_at")).map(Instant::parse),
                r.getString("outcome"));
    }

    private String now() {
        return Times.text(library.clock().instant());
    }
}
