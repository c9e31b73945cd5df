package org.broadsheet.server.post;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Hands letters to a mail server, many over one connection. What the server said no to did not leave, and
/// what was not
/// begun did not either; where a connection breaks after the first byte of a letter nobody knows.
final class SmtpCarrier implements Carrier {
    private static final String WAIT_MILLIS = "30000";

    private final MailSettings.Smtp to;
    private final Session session;
    private @Nullable Transport open;

    SmtpCarrier(MailSettings settings, MailSettings.Smtp to) {
        this(settings, to, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /// @param encryption opens encrypted connections and decides whose certificates are trusted
    SmtpCarrier(MailSettings settings, MailSettings.Smtp to, SSLSocketFactory encryption) {
        this.to = to;
        Properties p = new Properties();
        p.setProperty("mail.transport.protocol", "smtp");
        p.setProperty("mail.smtp.host", to.host());
        p.setProperty("mail.smtp.port", Integer.toString(to.port()));
        p.setProperty("mail.smtp.from", settings.envelope().value());
        p.setProperty("mail.smtp.connectiontimeout", WAIT_MILLIS);
        p.setProperty("mail.smtp.timeout", WAIT_MILLIS);
        p.setProperty("mail.smtp.writetimeout", WAIT_MILLIS);
        p.setProperty("mail.smtp.auth", Boolean.toString(to.user() != null));
        p.setProperty("mail.smtp.starttls.enable", Boolean.toString(to.tls() == MailSettings.Tls.STARTTLS));
        p.setProperty("mail.smtp.starttls.required", Boolean.toString(to.tls() == MailSettings.Tls.STARTTLS));
        p.setProperty("mail.smtp.ssl.enable", Boolean.toString(to.tls() == MailSettings.Tls.IMPLICIT));
        p.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        p.put("mail.smtp.ssl.socketFactory", encryption);
        // A connection in the clear is no second try where the encrypted one failed.
        p.setProperty("mail.smtp.ssl.socketFactory.fallback", "false");
        // A server that is gone is noticed before a letter is begun.
        p.setProperty("mail.smtp.userset", "true");
        session = Session.getInstance(p);
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public int perMinute() {
        return to.perMinute();
    }

    @Override
    public Outcome carry(Posting posting, MimeMessage message) {
        Transport transport;
        try {
            transport = connected();
        } catch (MessagingException e) {
            rest();
            return new Outcome.Unreachable("the mail server " + to.host() + ":" + to.port()
                    + " cannot be reached or does not let us in: " + words(e));
        }
        try {
            Address[] recipients = message.getAllRecipients();
            transport.sendMessage(message, recipients);
            return new Outcome.Left();
        } catch (MessagingException e) {
            Outcome outcome = outcome(e, message instanceof LetterMessage m && m.begun());
            // The next letter begins on a connection of which nothing bad is known.
            rest();
            return outcome;
        }
    }

    private Transport connected() throws MessagingException {
        Transport now = open;
        if (now != null && now.isConnected()) return now;
        now = transport();
        now.connect(to.host(), to.port(), to.user(), to.password());
        open = now;
        return now;
    }

    private Transport transport() throws NoSuchProviderException {
        return session.getTransport("smtp");
    }

    static Outcome outcome(MessagingException e, boolean begun) {
        int status = 0;
        boolean address = false;
        for (Exception x = e; x != null; x = x instanceof MessagingException m ? m.getNextException() : null) {
            int code = 0;
            if (x instanceof SMTPAddressFailedException a) {
                code = a.getReturnCode();
                address = true;
            } else if (x instanceof SMTPSendFailedException s) code = s.getReturnCode();
            else if (x instanceof SMTPSenderFailedException s) code = s.getReturnCode();
            if (code >= 400) status = code;
        }
        String said = words(e);
        // "Not now" while the connection is taken down is about the server, not the letter.
        if (status == 421) return new Outcome.Unreachable("the mail server is closing: " + said);
        if (status >= 400)
            return new Outcome.Refused("the mail server said no: " + said, status, status >= 500, address);
        return begun
                ? new Outcome.Unknown("the connection broke before the mail server said whether it took the letter")
                : new Outcome.Unreachable("the connection to the mail server broke: " + said);
    }

    /// What went wrong on one line, deepest cause last. Never holds the password: the library does not
    /// repeat it.
    private static String words(MessagingException e) {
        StringBuilder said = new StringBuilder();
        for (Exception x = e; x != null; x = x instanceof MessagingException m ? m.getNextException() : null) {
            String message =
                    String.valueOf(x.getMessage()).replaceAll("\\s+", " ").strip();
            if (said.indexOf(message) >= 0) continue;
            if (!said.isEmpty()) said.append("; ");
            said.append(message);
        }
        return said.length() > 400 ? said.substring(0, 400) + "…" : said.toString();
    }

    @Override
    public void rest() {
        Transport was = open;
        open = null;
        if (was == null) return;
        try {
            was.close();
        } catch (MessagingException _) {
            // It was going anyway.
        }
    }

    @Override
    public String where() {
        return "the mail server " + to.host() + ":" + to.port() + ", at most " + to.perMinute() + " letters a minute";
    }
}
