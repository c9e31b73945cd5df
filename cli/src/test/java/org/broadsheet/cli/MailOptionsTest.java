package org.broadsheet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.broadsheet.server.post.MailSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// How letters leave, as it is said on the command line.
class MailOptionsTest {
    private static MailSettings settings(@Nullable String user, @Nullable String password, String... words) {
        MailOptions options = new MailOptions();
        CommandLine.populateCommand(options, words);
        return options.settings(user, password);
    }

    @Test
    void withNothingSaidLettersGoIntoAFolder() {
        assertThat(settings(null, null)).isEqualTo(MailSettings.DEFAULT);
        assertThat(settings(null, null, "--outbox", "/var/spool/paper").way())
                .isEqualTo(new MailSettings.Folder(Path.of("/var/spool/paper")));
    }

    @Test
    void aMailServerHasItsUsualPort() {
        String[][] cases = {{"starttls", "587"}, {"implicit", "465"}, {"none", "25"}};
        for (String[] c : cases) {
            MailSettings s = settings(
                    null, null, "--smtp", "mail.example.org", "--smtp-tls", c[0], "--mail-from", "paper@example.org");
            assertThat(((MailSettings.Smtp) s.way()).port()).isEqualTo(Integer.parseInt(c[1]));
        }
        MailSettings s = settings(
                "u",
                "sesame",
                "--smtp",
                "mail.example.org:2525",
                "--mail-from",
                "paper@example.org",
                "--mail-returns",
                "back@example.org",
                "--smtp-per-minute",
                "20");
        assertThat(s.way())
                .isEqualTo(
                        new MailSettings.Smtp("mail.example.org", 2525, "u", "sesame", MailSettings.Tls.STARTTLS, 20));
        assertThat(s.envelope().value()).isEqualTo("back@example.org");
        assertThat(s.toString()).doesNotContain("sesame");
    }

    @Test
    void whatIsWrongIsSaidWithoutThePassword() {
        String from = "paper@example.org";
        String[][] wrong = {
            {"--smtp", "mail.example.org"},
            {"--smtp", "mail.example.org", "--mail-from", "nobody"},
            {"--smtp", "mail.example.org", "--mail-from", from, "--outbox", "x"},
            {"--smtp", "mail.example.org:port", "--mail-from", from},
            {"--smtp", "mail.example.org", "--mail-from", from, "--smtp-tls", "none"},
            {"--smtp", "mail.example.org", "--mail-from", from, "--smtp-tls", "maybe"},
            {"--smtp", "mail.example.org", "--mail-from", from, "--smtp-per-minute", "0"},
            {"--mail-name", "a\nb"}
        };
        for (String[] w : wrong)
            assertThatIllegalArgumentException()
                    .as(String.join(" ", w))
                    .isThrownBy(() -> settings("u", "sesame", w))
                    .withMessageNotContaining("sesame");
    }

    @Test
    void serveRefusesBeforeItMakesAnything(@TempDir Path folder) {
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                "serve",
                "--smtp",
                "mail.example.org",
                "--data",
                folder.resolve("data").toString());
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("--smtp needs --mail-from");
        assertThat(folder.resolve("data")).doesNotExist();
    }
}
