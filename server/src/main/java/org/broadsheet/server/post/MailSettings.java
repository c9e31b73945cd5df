package org.broadsheet.server.post;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How mail leaves the house.
///
/// @param from      address that letters come from
/// @param name      name beside it, 1 to 60 printable characters
/// @param returnsTo address to which letters come back that cannot be delivered; null for `from`
/// @param way       how they travel
public record MailSettings(
        EmailAddress from, String name, @Nullable EmailAddress returnsTo, Way way) {
    /// Nothing configured: letters are put into a folder.
    public static final MailSettings DEFAULT =
            new MailSettings(new EmailAddress("broadsheet@localhost"), "Broadsheet", null, new Folder(null));

    /// The ways.
    public sealed interface Way {}

    /// Into files of a folder, one a letter, which somebody or something else sends.
    ///
    /// @param folder where; null for `outbox` in the data directory
    public record Folder(@Nullable Path folder) implements Way {}

    /// To a mail server, which delivers them.
    ///
    /// @param host      its name
    /// @param port      its port, 1 to 65535
    /// @param user      name to sign in with, or null for none
    /// @param password  password; never printed
    /// @param tls       how the connection is encrypted
    /// @param perMinute most letters in a minute, from 1 to 10,000
    public record Smtp(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            Tls tls,
            int perMinute) implements Way {
        /// Letters a minute where nothing else is said.
        public static final int PER_MINUTE = 300;

        /// @throws IllegalArgumentException naming the setting, what it may be and what it was
        public Smtp {
            if (!host.matches("[A-Za-z0-9.:-]{1,253}"))
                throw new IllegalArgumentException("a mail server is a host's name but was '" + host + "'");
            if (port < 1 || port > 65_535)
                throw new IllegalArgumentException("a mail server's port is from 1 to 65535 but was " + port);
            if ((user == null) != (password == null))
                throw new IllegalArgumentException(
                        "a mail server's user and password come together: give BROADSHEET_SMTP_USER and"
                                + " BROADSHEET_SMTP_PASSWORD, or neither");
            if (user != null && tls == Tls.NONE && !host.equals("localhost") && !host.startsWith("127."))
                throw new IllegalArgumentException(
                        "a password is sent to another machine through an encrypted connection only: use --smtp-tls"
                                + " starttls or --smtp-tls implicit");
            if (perMinute < 1 || perMinute > 10_000)
                throw new IllegalArgumentException("letters a minute are from 1 to 10000 but were " + perMinute);
        }

        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + ", " + tls + ", " + perMinute + " a minute]";
        }
    }

    /// How a connection to a mail server is encrypted.
    public enum Tls {
        /// Not at all: for a mail server on the same machine.
        NONE,
        /// By `STARTTLS`, without which nothing is sent.
        STARTTLS,
        /// From its first byte.
        IMPLICIT
    }

    public MailSettings {
        name = name.strip();
        if (name.isEmpty() || name.length() > 60 || name.chars().anyMatch(Character::isISOControl))
            throw new IllegalArgumentException("the name that letters come from has 1 to 60 characters");
    }

    /// Where letters come back to.
    public EmailAddress envelope() {
        return Optional.ofNullable(returnsTo).orElse(from);
    }
}
