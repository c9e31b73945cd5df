package org.broadsheet.server.post;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what comes back: reports that a letter could not be delivered (RFC 3464) and complaints (RFC
/// 5965). An address
/// from which one of our letters came back for good, or whose owner complained, is not written to any more;
/// three
/// letters that came back for the time being within a month count the same. A report counts only where it
/// holds the
/// Message-ID of a letter of ours, which nobody else can guess, and only for the address that letter went
/// to.
@Component
public final class ReturnedMail {
    /// Largest report in bytes.
    public static final int LARGEST = 2_000_000;

    private static final int MOST_PARTS = 20;
    private static final int MOST_RECIPIENTS = 20;
    private static final int LARGEST_HEADERS = 100_000;
    private static final int DELAYS = 3;
    private static final Duration DELAYS_COUNT = Duration.ofDays(30);
    private static final Pattern OURS = Pattern.compile("<([0-9a-f]{32})@[^<>\\s]{1,255}>");
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    private final Library library;
    private final Database database;

    public ReturnedMail(Library library) {
        this.library = library;
        this.database = library.database();
    }

    /// What a report came to.
    public enum Verdict {
        /// The address is not written to any more.
        STOPPED,
        /// It is counted.
        NOTED,
        /// It says that a letter arrived, or will be tried again.
        NOTHING,
        /// It is no report, or of no letter of ours.
        UNKNOWN
    }

    /// Something that came back.
    ///
    /// @param kind   `bounce`, `delay` or `complaint`
    /// @param status such as `5.1.1`, or `abuse`
    public record Returned(EmailAddress address, String kind, String status, Instant at) {}

    /// Reads a report as it came.
    ///
    /// @throws IOException where it is too large or cannot be read
    public Verdict take(InputStream mail) throws IOException {
        byte[] bytes = mail.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST)
            throw new IOException("a report has at most " + LARGEST + " bytes; this is no report");
        Report report = new Report();
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            if (!message.isMimeType("multipart/*")) return Verdict.UNKNOWN;
            MimeMultipart parts = new MimeMultipart(message.getDataHandler().getDataSource());
            for (int i = 0; i < Math.min(MOST_PARTS, parts.getCount()); i++) report.read(parts.getBodyPart(i));
        } catch (MessagingException | RuntimeException e) {
            // Whatever a stranger wrote, it is a report that cannot be read, not a fault of ours.
            throw new IOException("this report cannot be read: " + e.getMessage(), e);
        }
        return count(report);
    }

    /// What is taken from a report's parts.
    private static final class Report {
        private @Nullable String letter;
        private @Nullable String kind;
        private String status = "";

        void read(BodyPart part) throws MessagingException, IOException {
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status"))
                delivery(new DeliveryStatus(new ByteArrayInputStream(bounded(part))));
            else if (part.isMimeType("message/feedback-report")) {
                InternetHeaders said = new InternetHeaders(new ByteArrayInputStream(bounded(part)));
                String type = first(said, "Feedback-Type").toLowerCase(Locale.ROOT);
                if (!type.equals("not-spam")) {
                    kind = "complaint";
                    status = type.matches("[a-z-]{1,30}") ? type : "other";
                }
            } else if (part.isMimeType("message/rfc822")
                    || part.isMimeType("message/global")
                    || part.isMimeType("text/rfc822-headers")
                    || part.isMimeType("message/global-headers")) {
                Matcher m =
                        OURS.matcher(first(new InternetHeaders(new ByteArrayInputStream(bounded(part))), "Message-ID"));
                if (m.find()) letter = m.group(1);
            }
        }

        private void delivery(DeliveryStatus s) {
            for (int i = 0; i < Math.min(MOST_RECIPIENTS, s.getRecipientDSNCount()); i++) {
                InternetHeaders one = s.getRecipientDSN(i);
                if (!first(one, "Action").strip().equalsIgnoreCase("failed")) continue;
                Matcher m = STATUS.matcher(first(one, "Status"));
                status = m.find() ? m.group(1) : "5.0.0";
                // A full mailbox empties, a policy changes: they come back for the time being.
                boolean forGood = status.startsWith("5.") && !status.startsWith("5.2.2") && !status.startsWith("5.7.");
                kind = forGood ? "bounce" : "delay";
            }
        }

        private static byte[] bounded(BodyPart part) throws MessagingException, IOException {
            try (InputStream in = part.getInputStream()) {
                return in.readNBytes(LARGEST_HEADERS);
            }
        }

        private static String first(InternetHeaders headers, String name) {
            String[] values = headers.getHeader(name);
            return values == null || values.length == 0 ? "" : values[0];
        }
    }

    private Verdict count(Report report) {
        String letter = report.letter;
        String kind = report.kind;
        if (letter == null) return Verdict.UNKNOWN;
        return database.write(() -> {
            Optional<String> address = database
                    .writing()
                    .query("select address from letter where id = ?", (r, _) -> r.getString(1), letter)
                    .stream()
                    .findFirst();
            if (address.isEmpty()) return Verdict.UNKNOWN;
            if (kind == null) return Verdict.NOTHING;
            note(letter, new EmailAddress(address.get()), kind, report.status);
            return stopped(address.get()) ? Verdict.STOPPED : Verdict.NOTED;
        });
    }

    /// Notes that a letter came back, within a transaction.
    void note(String letter, EmailAddress address, String kind, String status) {
        database.writing()
                .update(
                        "insert into returned (letter_id, address, kind, status, at) values (?, ?, ?, ?, ?)"
                                + " on conflict (letter_id) do update set kind = excluded.kind, status = excluded.status",
                        letter,
                        address.value(),
                        kind,
                        status,
                        Times.text(library.clock().instant()));
    }

    private boolean stopped(String address) {
        return !database.writing()
                .query(
                        "select address from returned where address = ? group by address having " + STOPS,
                        (r, _) -> r.getString(1),
                        address)
                .isEmpty();
    }

    private static final String STOPS = "sum(case when kind = 'delay' then 0 else 1 end) > 0 or count(*) >= " + DELAYS;

    /// Whether an address is not written to any more.
    public boolean undeliverable(EmailAddress address) {
        return !database.reading()
                .sql("select address from returned where address = ? group by address having " + STOPS)
                .param(address.value())
                .query((r, _) -> r.getString(1))
                .list()
                .isEmpty();
    }

    /// What came back, the newest first.
    public List<Returned> list(int most) {
        return database.reading()
                .sql("select * from returned order by at desc, letter_id limit ?")
                .param(most)
                .query(ReturnedMail::returned)
                .list();
    }

    private static Returned returned(ResultSet r, int row) throws SQLException {
        return new Returned(
                new EmailAddress(r.getString("address")),
                r.getString("kind"),
                r.getString("status"),
                Instant.parse(r.getString("at")));
    }

    /// Lets an address be written to again; letters that were held for it leave.
    ///
    /// @return false where nothing had come back from it
    public boolean forgive(EmailAddress address) {
        String now = Times.text(library.clock().instant());
        return database.write(() -> {
            int gone = database.writing().update("delete from returned where address = ?", address.value());
            database.writing()
                    .update(
                            "update letter set state = 'waiting', attempts = 0, next_at = ?, reason = '' where address = ?"
                                    + " and state = 'held' and reason = ?",
                            now,
                            address.value(),
                            HELD);
            return gone > 0;
        });
    }

    /// Forgets an address that goes with its owner's account, within a transaction.
    public void forget(EmailAddress address) {
        database.writing().update("delete from returned where address = ?", address.value());
    }

    /// Why a letter to such an address is held.
    static final String HELD = "letters to this address came back, or its owner complained";

    /// Forgets what no longer counts.
    void tidy() {
        database.writing()
                .update(
                        "delete from returned where kind = 'delay' and at < ?",
                        Times.text(library.clock().instant().minus(DELAYS_COUNT)));
    }
}
