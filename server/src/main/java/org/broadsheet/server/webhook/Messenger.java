package org.broadsheet.server.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.source.WebPost;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Delivers what webhooks are to be told: at least once, under one id however often it is tried. What is
/// not taken is
/// tried again ever later, eight times within three days; a webhook that takes nothing three times in a
/// row, or says
/// that it is gone, is disabled.
@Component
final class Messenger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

    /// Until the next attempt, by attempts made.
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private static final int MOST_ATTEMPTS = WAITS.size() + 1;
    private static final int MOST_GIVEN_UP = 3;
    private static final int AT_ONCE = 200;
    private static final int SIDE_BY_SIDE = 8;
    private static final GuardedWeb.Limits LIMITS =
            new GuardedWeb.Limits(10_000, Duration.ofSeconds(15), Duration.ofSeconds(10));

    private final Library library;
    private final Database database;
    private final WebPost web;
    private final boolean trusted;

    @Autowired
    Messenger(Library library) {
        this(library, new GuardedWeb(LIMITS, Clock.systemUTC(), time -> Thread.sleep(time)), false);
    }

    /// @param trusted whether addresses in private networks are told too; for tests
    Messenger(Library library, WebPost web, boolean trusted) {
        this.library = library;
        this.database = library.database();
        this.web = web;
        this.trusted = trusted;
    }

    private record Due(
            String id, String webhook, String address, String secret, String body, int attempts, String nextAt) {}

    /// Tries what is due, different webhooks side by side.
    void deliver() {
        Instant now = library.clock().instant();
        Map<String, List<Due>> byWebhook = new LinkedHashMap<>();
        // A test goes out also where nothing else does.
        database.reading()
                .sql("select d.*, w.address, w.secret from webhook_delivery d join webhook w on w.id = d.webhook_id"
                        + " join reader r on r.id = w.reader_id where d.next_at <= ? and r.closed_at is null"
                        + " and (w.disabled_at is null or d.subject like 'test %') order by d.next_at, d.id limit ?")
                .params(Times.text(now), AT_ONCE)
                .query((r, _) -> new Due(
                        r.getString("id"),
                        r.getString("webhook_id"),
                        r.getString("address"),
                        r.getString("secret"),
                        r.getString("body"),
                        r.getInt("attempts"),
                        r.getString("next_at")))
                .list()
                .forEach(d -> byWebhook
                        .computeIfAbsent(d.webhook, _ -> new ArrayList<>())
                        .add(d));
        if (byWebhook.isEmpty()) return;
        Semaphore turns = new Semaphore(SIDE_BY_SIDE);
        try (ExecutorService couriers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("webhook-", 0).factory())) {
            for (List<Due> dues : byWebhook.values())
                couriers.execute(() -> {
                    turns.acquireUninterruptibly();
                    try {
                        for (Due d : dues) if (!attempt(d)) break;
                    } catch (RuntimeException e) {
                        LOG.warn("a webhook could not be told, which is tried again: {}", e.getMessage());
                    } finally {
                        turns.release();
                    }
                });
        }
    }

    /// @return whether it was taken; what comes after waits for its own time where it was not
    private boolean attempt(Due due) {
        Instant now = library.clock().instant();
        int attempt = due.attempts + 1;
        boolean last = attempt >= MOST_ATTEMPTS;
        // Put off before it is tried: whoever dies in between leaves it to be tried again.
        Instant next = now.plus(WAITS.get(Math.min(attempt, WAITS.size()) - 1));
        int mine = database.write(() -> database.writing()
                .update(
                        "update webhook_delivery set attempts = ?, next_at = ? where id = ? and next_at = ? and attempts = ?",
                        attempt,
                        Times.text(next),
                        due.id,
                        due.nextAt,
                        due.attempts));
        if (mine == 0) return true;
        byte[] body = due.body.getBytes(StandardCharsets.UTF_8);
        int status = 0;
        String outcome;
        try {
            status = web.post(new WebPost.Message(
                            URI.create(due.address), Signature.headers(due.secret, due.id, now, body), body, trusted))
                    .status();
            outcome = Integer.toString(status);
        } catch (IOException e) {
            // Which address a name of this network has is not for readers to learn.
            outcome = e.getCause() instanceof UnknownHostException
                    ? "its host is not known, or is not on the public web"
                    : String.valueOf(e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        note(due, status, outcome, last, now);
        return status >= 200 && status < 300;
    }

    private void note(Due due, int status, String outcome, boolean last, Instant now) {
        boolean taken = status >= 200 && status < 300;
        boolean gone = status == 410;
        String at = Times.text(now);
        database.write(() -> {
            if (taken || gone || last)
                database.writing()
                        .update(
                                "update webhook_delivery set next_at = null, delivered_at = ?, outcome = ? where id = ?",
                                taken ? at : null,
                                outcome,
                                due.id);
            else database.writing().update("update webhook_delivery set outcome = ? where id = ?", outcome, due.id);
            database.writing()
                    .update(
                            "update webhook set tried_at = ?, outcome = ?, failures = case when ? = 1 then 0 else failures + ? end"
                                    + " where id = ?",
                            at,
                            outcome,
                            taken ? 1 : 0,
                            last ? 1 : 0,
                            due.webhook);
            if (gone || last && !taken)
                database.writing()
                        .update(
                                "update webhook set disabled_at = ?, disabled_reason = ? where id = ? and disabled_at is null"
                                        + " and (failures >= ? or ? = 1)",
                                at,
                                gone ? "it says that it is gone (410)" : "it took nothing any more: " + outcome,
                                due.webhook,
                                MOST_GIVEN_UP,
                                gone ? 1 : 0);
            return 1;
        });
    }

    @Override
    public void close() {
        if (web instanceof GuardedWeb guarded) guarded.close();
    }
}
