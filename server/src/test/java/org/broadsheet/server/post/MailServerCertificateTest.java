package org.broadsheet.server.post;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Letters, and the password before them, go only to a mail server that proves by its certificate to be the
/// one that was named.
class MailServerCertificateTest {
    private static final String PASSWORD = "only for this test";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static SSLContext localhost;

    @SuppressWarnings("NullAway.Init")
    private static SSLContext elsewhere;

    @BeforeAll
    static void certificates() throws Exception {
        localhost = certified("localhost");
        elsewhere = certified("mail.elsewhere.example");
    }

    /// A server of that name, and clients who trust its certificate.
    private static SSLContext certified(String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        KeyStore certificate = KeyStore.getInstance("PKCS12");
        certificate.load(null, null);
        certificate.setCertificateEntry("mail", keys.getCertificate("mail"));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificate);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private static ScriptedMailServer server(SSLContext with, MailSettings.Tls tls) throws IOException {
        return switch (tls) {
            case IMPLICIT ->
                new ScriptedMailServer(
                        with.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        null,
                        MailServerCertificateTest::says);
            case STARTTLS ->
                new ScriptedMailServer(
                        new java.net.ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        with.getSocketFactory(),
                        MailServerCertificateTest::says);
            case NONE -> throw new IllegalArgumentException("a server without encryption has no certificate");
        };
    }

    private static String says(String command) {
        if (command.startsWith("EHLO")) return "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN";
        if (command.equals("STARTTLS")) return "220 go on";
        return command.startsWith("AUTH") ? "235 come in" : "";
    }

    private static Carrier.Outcome carry(SSLContext trusting, ScriptedMailServer to, MailSettings.Tls tls)
            throws MessagingException {
        MailSettings.Smtp way = new MailSettings.Smtp("localhost", to.port(), "u", "sesame", tls, 60);
        MailSettings settings = new MailSettings(new EmailAddress("paper@house.example"), "Paper", null, way);
        Posting posting = new Posting(
                "0123456789abcdef0123456789abcdef",
                new Order("note/1", "note", "1", new EmailAddress("ines@example.org"), "", true),
                Instant.EPOCH);
        SmtpCarrier carrier = new SmtpCarrier(settings, way, trusting.getSocketFactory());
        try {
            return carrier.carry(
                    posting,
                    new LetterMessage(
                            Session.getInstance(new Properties()),
                            settings,
                            posting,
                            Letter.plain("A note", "Words.\n"),
                            Instant.EPOCH));
        } finally {
            carrier.rest();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void theServerThatWasNamedGetsThePasswordAndTheLetter(MailSettings.Tls tls) throws Exception {
        try (ScriptedMailServer server = server(localhost, tls)) {
            assertThat(carry(localhost, server, tls)).isEqualTo(new Carrier.Outcome.Left());
            assertThat(server.heard).anyMatch(c -> c.startsWith("AUTH PLAIN")).contains("DATA", ".");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void aServerOfAnotherNameGetsNothing(MailSettings.Tls tls) throws Exception {
        try (ScriptedMailServer server = server(elsewhere, tls)) {
            assertThat(carry(elsewhere, server, tls)).isInstanceOf(Carrier.Outcome.Unreachable.class);
            assertThat(server.heard).noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT", "STARTTLS"})
    void aServerWhoseCertificateNobodyTrustsGetsNothing(MailSettings.Tls tls) throws Exception {
        try (ScriptedMailServer server = server(localhost, tls)) {
            Carrier.Outcome outcome = carry(elsewhere, server, tls);
            assertThat(outcome).isInstanceOf(Carrier.Outcome.Unreachable.class);
            assertThat(((Carrier.Outcome.Unreachable) outcome).why())
                    .containsIgnoringCase("certificat")
                    .doesNotContain("sesame");
            assertThat(server.heard).noneMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL"));
        }
    }

    @Test
    void aServerWithoutEncryptionIsNotSpokenToInTheClearInstead() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(_ -> "")) {
            assertThat(carry(localhost, server, MailSettings.Tls.IMPLICIT))
                    .isInstanceOf(Carrier.Outcome.Unreachable.class);
            assertThat(server.heard).noneMatch(c -> c.startsWith("EHLO") || c.startsWith("AUTH"));
        }
    }
}
