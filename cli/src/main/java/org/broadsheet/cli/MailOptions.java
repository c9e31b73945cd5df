package org.broadsheet.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.MailSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How letters leave the house: options of `serve`.
final class MailOptions {
    private static final int SUBMISSION = 587;
    private static final int IMPLICIT = 465;
    private static final int RELAY = 25;

    @Option(
            names = "--smtp",
            paramLabel = "HOST[:PORT]",
            description = "mail server that letters are handed to (user and password from $$BROADSHEET_SMTP_USER and"
                    + " _PASSWORD); without one they are put into a folder")
    private @Nullable String smtp;

    @Option(
            names = "--smtp-tls",
            paramLabel = "HOW",
            defaultValue = "starttls",
            description = "starttls, implicit, or none for a mail server on this machine (default: ${DEFAULT-VALUE})")
    private String tls = "starttls";

    @Option(
            names = "--smtp-per-minute",
            paramLabel = "N",
            defaultValue = "300",
            description = "most letters in a minute (default: ${DEFAULT-VALUE})")
    private int perMinute;

    @Option(names = "--mail-from", paramLabel = "ADDRESS", description = "address that letters come from")
    private @Nullable String from;

    @Option(
            names = "--mail-name",
            paramLabel = "NAME",
            defaultValue = "Broadsheet",
            description = "name beside it (default: ${DEFAULT-VALUE})")
    private String name = "Broadsheet";

    @Option(
            names = "--mail-returns",
            paramLabel = "ADDRESS",
            description = "address that letters come back to which cannot be delivered (default: --mail-from)")
    private @Nullable String returns;

    @Option(
            names = "--outbox",
            paramLabel = "DIR",
            description = "folder for letters where there is no mail server (default: outbox in the data directory)")
    private @Nullable Path outbox;

    MailSettings settings() {
        return settings(System.getenv("BROADSHEET_SMTP_USER"), System.getenv("BROADSHEET_SMTP_PASSWORD"));
    }

    MailSettings settings(@Nullable String user, @Nullable String password) {
        if (smtp != null && outbox != null)
            throw new IllegalArgumentException("letters go to a mail server or into a folder: --smtp or --outbox");
        if (smtp != null && from == null)
            throw new IllegalArgumentException("--smtp needs --mail-from, the address that letters come from");
        EmailAddress sender = from == null ? MailSettings.DEFAULT.from() : address("--mail-from", from);
        EmailAddress back = returns == null ? null : address("--mail-returns", returns);
        return new MailSettings(
                sender, name, back, smtp == null ? new MailSettings.Folder(outbox) : server(smtp, user, password));
    }

    private static EmailAddress address(String option, String value) {
        try {
            return new EmailAddress(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    private MailSettings.Smtp server(String at, @Nullable String user, @Nullable String password) {
        MailSettings.Tls how = tls();
        int colon = at.lastIndexOf(':');
        boolean port = colon > 0 && at.indexOf(':') == colon;
        int usual = switch (how) {
            case STARTTLS -> SUBMISSION;
            case IMPLICIT -> IMPLICIT;
            case NONE -> RELAY;
        };
        try {
            return new MailSettings.Smtp(
                    port ? at.substring(0, colon) : at,
                    port ? Integer.parseInt(at.substring(colon + 1)) : usual,
                    blank(user),
                    blank(password),
                    how,
                    perMinute);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--smtp is HOST or HOST:PORT but was '" + at + "'", e);
        }
    }

    private static @Nullable String blank(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    private MailSettings.Tls tls() {
        try {
            return MailSettings.Tls.valueOf(tls.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--smtp-tls is starttls, implicit or none but was '" + tls + "'", e);
        }
    }
}
