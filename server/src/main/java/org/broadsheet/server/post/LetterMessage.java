package org.broadsheet.server.post;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A letter as it travels. Its Message-ID follows from its id, so that the same letter is known to be the
/// same.
final class LetterMessage extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String id;
    private boolean begun;

    LetterMessage(Session session, MailSettings settings, Posting posting, Letter letter, Instant now)
            throws MessagingException {
        super(session);
        id = messageId(posting.id(), settings.from());
        setFrom(address(settings.from(), settings.name()));
        setRecipient(Message.RecipientType.TO, address(posting.order().to(), null));
        setSubject(letter.subject(), UTF_8);
        setSentDate(Date.from(now));
        // Machines do not answer what a machine wrote.
        setHeader("Auto-Submitted", "auto-generated");
        for (Map.Entry<String, String> h : letter.headers().entrySet()) setHeader(h.getKey(), h.getValue());
        String html = letter.html();
        if (html == null) body(this, letter.text(), "plain");
        else {
            MimeBodyPart plain = new MimeBodyPart();
            body(plain, letter.text(), "plain");
            MimeBodyPart rich = new MimeBodyPart();
            body(rich, html, "html");
            setContent(new MimeMultipart("alternative", plain, rich));
        }
        saveChanges();
    }

    static String messageId(String id, EmailAddress from) {
        String address = from.value();
        return "<" + id + address.substring(address.indexOf('@')) + ">";
    }

    private static InternetAddress address(EmailAddress address, @Nullable String name) throws MessagingException {
        try {
            InternetAddress made = new InternetAddress(address.value(), true);
            if (name != null) made.setPersonal(name, UTF_8);
            return made;
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every Java has UTF-8", e);
        }
    }

    private static void body(jakarta.mail.internet.MimePart part, String text, String kind) throws MessagingException {
        part.setText(text, UTF_8, kind);
        // Lines are never longer than mail allows, and every byte is one that every server takes.
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
        begun = true;
        super.writeTo(out, ignored);
    }

    /// Whether any of it was written anywhere.
    boolean begun() {
        return begun;
    }
}
