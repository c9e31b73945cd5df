package org.broadsheet.server.post;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.log.Trace;
import org.broadsheet.server.rounds.Rounds;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Carries letters out of the house until it is stopped. Several processes over one database may each have
/// one: a
/// letter is one courier's at a time, and what a courier that died had taken is free again after a while.
///
/// Into a folder each letter goes once, whatever happens. With a mail server nobody can promise that: a
/// letter is
/// marked
/// before its first byte leaves, and one that was marked by a courier that died, or whose answer was lost,
/// is held and
/// named, never sent again by itself. At most one letter for each courier that died is so.
@Component
public final class Courier extends Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /// Longest wait between two looks: letters that another process ordered are noticed after it.
    private static final Duration LOOK = Duration.ofSeconds(10);
    /// How long a claim holds; a letter that another courier has taken meanwhile is left to it.
    private static final Duration HOLD = Duration.ofMinutes(3);

    private static final Duration FIRST_RETRY = Duration.ofMinutes(5);
    private static final Duration LAST_RETRY = Duration.ofHours(6);
    private static final int ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LAST_PAUSE = Duration.ofMinutes(10);
    private static final int BATCH = 25;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /// A minute's letters leave in so many parts.
    private static final int PARTS = 6;

    private static final int LONGEST_REASON = 500;

    private final Library library;
    private final Database database;
    private final Postbox postbox;
    private final ReturnedMail returned;
    private final MailSettings settings;
    private final Carrier carrier;
    private final Inbox inbox;
    private final Map<String, LetterWriter> writers = new HashMap<>();
    private final Session session = Session.getInstance(new Properties());
    private final Runnable ring = this::ring;
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();

    /// Why no letter can leave.
    ///
    /// @param times how often in a row it was tried
    public record Trouble(String why, Instant since, Instant nextTry, int times) {}

    public Courier(
            Library library,
            Postbox postbox,
            ReturnedMail returned,
            MailSettings settings,
            List<LetterWriter> writers) {
        super("courier", Duration.ZERO, LOOK);
        this.library = library;
        this.database = library.database();
        this.postbox = postbox;
        this.returned = returned;
        this.settings = settings;
        Path data = library.settings().data();
        this.carrier = switch (settings.way()) {
            case MailSettings.Folder f -> new FolderCarrier(folder(f, data));
            case MailSettings.Smtp s -> new SmtpCarrier(settings, s);
        };
        this.inbox = new Inbox(data.resolve("inbox"), returned);
        for (LetterWriter w : writers)
            if (this.writers.put(w.kind(), w) != null)
                throw new IllegalStateException("two write letters of the kind " + w.kind());
    }

    private static Path folder(MailSettings.Folder f, Path data) {
        Path folder = f.folder();
        return folder == null ? data.resolve("outbox") : folder;
    }

    /// Where letters go, for people: a mail server or a folder.
    public String where() {
        return carrier.where();
    }

    /// Why nothing leaves now; empty where nothing is known to be wrong.
    public Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /// Tries at once, whatever was wrong before.
    public void hurry() {
        trouble.set(null);
        ring();
    }

    @Override
    public synchronized void start() {
        postbox.listen(ring);
        super.start();
    }

    @Override
    protected void giveUp() {
        postbox.deafen(ring);
    }

    @Override
    protected void rest() {
        carrier.rest();
    }

    // ---- A round
    // ------------------------------------------------------------------------------------------------

    /// Carries what is due, as far as the mail server's pace allows.
    ///
    /// @return how long to wait before the next round
    @Override
    public Duration round() {
        inbox.read();
        Instant now = now();
        Trouble known = trouble.get();
        if (known != null && known.nextTry().isAfter(now)) return shorter(Duration.between(now, known.nextTry()));
        tidy(now);
        int pace = carrier.perMinute();
        int room = pace == Integer.MAX_VALUE ? pace : Math.min(share(pace), pace - lately(now));
        boolean more = true;
        while (more && room > 0 && !stopping()) {
            String claim = RandomIds.id("c");
            List<Posting> batch = claim(claim, Math.min(BATCH, room));
            boolean full = batch.size() == Math.min(BATCH, room);
            more = deliver(batch, claim) && full;
            room -= batch.size();
        }
        carrier.rest();
        return more && pace != Integer.MAX_VALUE
                ? shorter(MINUTE.multipliedBy(share(pace)).dividedBy(pace))
                : LOOK;
    }

    private static int share(int pace) {
        return Math.max(1, pace / PARTS);
    }

    private static Duration shorter(Duration d) {
        return d.compareTo(LOOK) < 0 ? d : LOOK;
    }

    private Instant now() {
        return library.clock().instant();
    }

    /// Letters that left within the last minute, by whichever process.
    private int lately(Instant now) {
        return database.reading()
                .sql("select count(*) from letter where done_at > ? and state = 'sent'")
                .param(Times.text(now.minus(MINUTE)))
                .query(Integer.class)
                .single();
    }

    /// Holds what a courier that died may have sent.
    private void tidy(Instant now) {
        Integer due = database.reading()
                .sql("select count(*) from letter where state = 'sending' and claimed_until <= ?")
                .param(Times.text(now))
                .query(Integer.class)
                .single();
        if (due == 0) return;
        database.write(() -> database.writing()
                .update(
                        "update letter set state = 'held', claim = null, claimed_until = null, done_at = ?, reason = ?"
                                + " where state = 'sending' and claimed_until <= ?",
                        Times.text(now),
                        "the server stopped while this letter was on its way; whether it arrived is not known",
                        Times.text(now)));
    }

    /// Takes letters that are due, those that somebody waits for first.
    private List<Posting> claim(String claim, int most) {
        String now = Times.text(now());
        // Looking first: an idle house writes nothing.
        Integer any = database.reading()
                .sql("select count(*) from (select 1 from letter where state = 'waiting' and next_at <= ?"
                        + " or state = 'claimed' and claimed_until <= ? limit 1) due")
                .params(now, now)
                .query(Integer.class)
                .single();
        if (any == 0) return List.of();
        return database.write(() -> {
            database.writing()
                    .update(
                            "update letter set state = 'waiting', claim = null where state = 'claimed' and claimed_until <= ?",
                            now);
            database.writing()
                    .update(
                            "update letter set state = 'claimed', claim = ?, claimed_until = ? where id in"
                                    + " (select id from letter where state = 'waiting' and next_at <= ?"
                                    + " order by bulk, next_at, id limit ?)",
                            claim,
                            Times.text(now().plus(HOLD)),
                            now,
                            most);
            return database.writing()
                    .query(
                            "select * from letter where claim = ? order by bulk, next_at, id",
                            (r, _) -> new Posting(
                                    r.getString("id"), Postbox.order(r), Instant.parse(r.getString("posted_at"))),
                            claim);
        });
    }

    /// @return false where nothing more can leave now
    private boolean deliver(List<Posting> batch, String claim) {
        boolean open = true;
        for (Posting p : batch)
            if (!open || stopping()) settle(p, claim, Postbox.State.WAITING, "");
            else open = deliver(p, claim);
        return open;
    }

    private boolean deliver(Posting p, String claim) {
        if (returned.undeliverable(p.order().to())) {
            settle(p, claim, Postbox.State.HELD, ReturnedMail.HELD);
            return true;
        }
        LetterWriter writer = writers.get(p.order().kind());
        if (writer == null) {
            settle(
                    p,
                    claim,
                    Postbox.State.FAILED,
                    "nobody here writes letters of the kind " + p.order().kind());
            return true;
        }
        LetterMessage message;
        try {
            Optional<Letter> letter = writer.write(p);
            if (letter.isEmpty()) {
                settle(p, claim, Postbox.State.SILENT, "");
                return true;
            }
            message = new LetterMessage(session, settings, p, letter.get(), now());
        } catch (RuntimeException | MessagingException e) {
            LOG.error(
                    "the letter {} of the kind {} could not be written: {}",
                    p.id(),
                    p.order().kind(),
                    Trace.of(e));
            later(p, claim, "it could not be written: " + e.getMessage());
            return true;
        }
        if (!carrier.repeatable() && !mark(p, claim)) return true;
        return switch (carrier.carry(p, message)) {
            case Carrier.Outcome.Left _ -> {
                settle(p, claim, Postbox.State.SENT, "");
                trouble.set(null);
                yield true;
            }
            case Carrier.Outcome.Refused no -> {
                refused(p, claim, no);
                yield true;
            }
            case Carrier.Outcome.Unknown u -> {
                settle(p, claim, Postbox.State.HELD, u.why());
                yield true;
            }
            case Carrier.Outcome.Unreachable u -> {
                settle(p, claim, Postbox.State.WAITING, u.why());
                troubled(u.why());
                yield false;
            }
        };
    }

    private void troubled(String why) {
        Instant now = now();
        Trouble was = trouble.get();
        int times = was == null ? 1 : was.times() + 1;
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, 10));
        if (pause.compareTo(LAST_PAUSE) > 0) pause = LAST_PAUSE;
        trouble.set(new Trouble(why, was == null ? now : was.since(), now.plus(pause), times));
        LOG.warn("letters wait: {}", why);
    }

    private void refused(Posting p, String claim, Carrier.Outcome.Refused no) {
        if (!no.forGood()) {
            later(p, claim, no.why());
            return;
        }
        database.write(() -> {
            // What a mail server says of an address at once counts as if the letter had come back.
            if (no.address()) returned.note(p.id(), p.order().to(), "bounce", Integer.toString(no.status()));
            settle(p, claim, Postbox.State.FAILED, no.why());
            return p;
        });
    }

    /// Marks a letter before its first byte leaves.
    ///
    /// @return false where it is another courier's by now
    private boolean mark(Posting p, String claim) {
        return database.write(() -> database.writing()
                        .update(
                                "update letter set state = 'sending', claimed_until = ? where id = ? and claim = ?",
                                Times.text(now().plus(HOLD)),
                                p.id(),
                                claim)
                > 0);
    }

    private void settle(Posting p, String claim, Postbox.State state, String reason) {
        boolean done = state != Postbox.State.WAITING;
        boolean over = state == Postbox.State.SENT || state == Postbox.State.SILENT;
        database.write(() -> database.writing()
                .update(
                        "update letter set state = ?, reason = ?, claim = null, claimed_until = null, done_at = ?,"
                                + (over ? " detail = ''," : "")
                                + " attempts = attempts + ? where id = ? and claim = ?",
                        state.key(),
                        shortened(reason),
                        done ? Times.text(now()) : null,
                        done ? 1 : 0,
                        p.id(),
                        claim));
    }

    /// Tries a letter again later: after five minutes, then twice as long each time, six hours at most, ten
    /// times.
    private void later(Posting p, String claim, String why) {
        database.write(() -> {
            Integer before = database.writing()
                    .queryForObject("select attempts from letter where id = ?", Integer.class, p.id());
            int attempts = (before == null ? 0 : before) + 1;
            Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 10));
            if (pause.compareTo(LAST_RETRY) > 0) pause = LAST_RETRY;
            boolean last = attempts >= ATTEMPTS;
            return database.writing()
                    .update(
                            "update letter set state = ?, attempts = ?, next_at = ?, reason = ?, done_at = ?, claim = null,"
                                    + " claimed_until = null where id = ? and claim = ?",
                            last ? Postbox.State.FAILED.key() : Postbox.State.WAITING.key(),
                            attempts,
                            Times.text(now().plus(pause)),
                            shortened(why),
                            last ? Times.text(now()) : null,
                            p.id(),
                            claim);
        });
    }

    private static String shortened(String reason) {
        String line = reason.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
