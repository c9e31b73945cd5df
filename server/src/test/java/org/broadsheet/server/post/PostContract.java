package org.broadsheet.server.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.post.Postbox.State;
import org.broadsheet.server.post.ReturnedMail.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Letters leave once, over either database, into a folder and to a real mail server.
abstract class PostContract {
    private static final EmailAddress INES = new EmailAddress("ines@example.org");
    private static final EmailAddress HOUSE = new EmailAddress("paper@house.example");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary at;

    @SuppressWarnings("NullAway.Init")
    private Postbox postbox;

    @SuppressWarnings("NullAway.Init")
    private ReturnedMail returned;

    abstract ReaderLibrary open();

    @BeforeEach
    void begin() {
        at = open();
        postbox = new Postbox(at.library());
        returned = new ReturnedMail(at.library());
    }

    @AfterEach
    void end() {
        at.close();
    }

    private static Order order(int n) {
        return new Order("note/" + n, "note", "n-" + n, new EmailAddress("r" + n + "@example.org"), "Text " + n, false);
    }

    /// Writes what the detail says; a detail `silent` is nothing to say.
    private record Notes() implements LetterWriter {
        @Override
        public String kind() {
            return "note";
        }

        @Override
        public Optional<Letter> write(Posting p) {
            String words = p.order().detail();
            if (words.equals("broken")) throw new IllegalStateException("a broken writer");
            return words.equals("silent")
                    ? Optional.empty()
                    : Optional.of(new Letter(
                            "About " + p.order().about(),
                            words,
                            "<p>" + words + "</p>",
                            Map.of("List-Id", "<morning.house.example>")));
        }
    }

    private Courier courier(MailSettings.Way way) {
        return new Courier(
                at.library(), postbox, returned, new MailSettings(HOUSE, "Paper", null, way), List.of(new Notes()));
    }

    private Courier toFolder() {
        return courier(new MailSettings.Folder(null));
    }

    private static MailSettings.Smtp smtp(int port, int perMinute) {
        return new MailSettings.Smtp("127.0.0.1", port, null, null, MailSettings.Tls.NONE, perMinute);
    }

    private List<MimeMessage> files() throws Exception {
        Path outbox = folder.resolve("outbox");
        if (!Files.isDirectory(outbox)) return List.of();
        List<MimeMessage> letters = new ArrayList<>();
        try (Stream<Path> all = Files.list(outbox)) {
            for (Path file : all.sorted().toList())
                try (InputStream in = Files.newInputStream(file)) {
                    assertThat(file.getFileName().toString()).matches("\\d{4}-\\d{2}-\\d{2}-[0-9a-f]{32}\\.eml");
                    letters.add(new MimeMessage(Session.getInstance(new Properties()), in));
                }
        }
        return letters;
    }

    private State state(String once) {
        return postbox.find(once).orElseThrow().state();
    }

    // ---- Orders
    // --------------------------------------------------------------------------------------------------

    @Test
    void theSameOrderIsTakenOnceAndOneOfWorkThatFailedNotAtAll() {
        assertThat(postbox.post(order(1))).isTrue();
        assertThat(postbox.post(order(1))).isFalse();
        assertThatThrownBy(() -> at.library().database().write(() -> {
                    postbox.post(order(2));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(postbox.counts()).isEqualTo(Map.of(State.WAITING, 1L));
        assertThat(postbox.find("note/2")).isEmpty();
    }

    @Test
    void aLetterThatLeftIsNotOrderedAgain() throws Exception {
        postbox.post(order(1));
        Courier courier = toFolder();
        courier.round();
        assertThat(postbox.post(order(1))).isFalse();
        courier.round();
        assertThat(files()).hasSize(1);
        Postbox.Standing standing = postbox.find("note/1").orElseThrow();
        assertThat(standing.state()).isEqualTo(State.SENT);
        assertThat(standing.order().detail()).as("forgotten when it is done").isEmpty();
        assertThat(postbox.last("note", "n-1").orElseThrow().id()).isEqualTo(standing.id());
    }

    @Test
    void whatIsWaitedForGoesBeforeWhatIsOneOfMany() {
        postbox.post(new Order("b", "note", "x", INES, "b", true));
        at.pass(Duration.ofMinutes(1));
        postbox.post(new Order("a", "note", "x", INES, "a", false));
        List<String> written = new ArrayList<>();
        LetterWriter spy = new LetterWriter() {
            @Override
            public String kind() {
                return "note";
            }

            @Override
            public Optional<Letter> write(Posting p) {
                written.add(p.order().once());
                return Optional.empty();
            }
        };
        new Courier(at.library(), postbox, returned, MailSettings.DEFAULT, List.of(spy)).round();
        assertThat(written).containsExactly("a", "b");
    }

    @Test
    void aNewerLetterOvertakesOnesThatHaveNotLeft() throws Exception {
        postbox.post(new Order("d/1", "note", "s-1", INES, "Monday", true));
        postbox.post(new Order("d/2", "note", "s-1", INES, "Tuesday", true));
        postbox.overtake("note", "s-1", "d/2");
        toFolder().round();
        assertThat(state("d/1")).isEqualTo(State.OVERTAKEN);
        assertThat(files()).hasSize(1);
        assertThat(postbox.last("note", "s-1").orElseThrow().order().once()).isEqualTo("d/2");
    }

    @Test
    void nothingToSayIsDoneAndSilent() throws Exception {
        postbox.post(new Order("s", "note", "x", INES, "silent", false));
        toFolder().round();
        assertThat(state("s")).isEqualTo(State.SILENT);
        assertThat(files()).isEmpty();
    }

    @Test
    void aWriterThatFailsIsAskedAgainLaterAndAtLastNoMore() {
        postbox.post(new Order("w", "note", "x", INES, "broken", false));
        postbox.post(order(1));
        Courier courier = toFolder();
        courier.round();
        assertThat(state("note/1")).as("others go on").isEqualTo(State.SENT);
        assertThat(state("w")).isEqualTo(State.WAITING);
        assertThat(postbox.find("w").orElseThrow().reason()).contains("a broken writer");
        courier.round();
        assertThat(postbox.find("w").orElseThrow().attempts())
                .as("not before its time")
                .isEqualTo(1);
        for (int i = 0; i < 9; i++) {
            at.pass(Duration.ofHours(6));
            courier.round();
        }
        assertThat(postbox.find("w").orElseThrow().attempts()).isEqualTo(10);
        assertThat(state("w")).isEqualTo(State.FAILED);
        String id = Postbox.id("w");
        assertThat(postbox.retry(id)).isTrue();
        assertThat(postbox.retry(id)).isFalse();
        assertThat(state("w")).isEqualTo(State.WAITING);
    }

    @Test
    void aKindThatNobodyWritesFailsAndSaysSo() {
        postbox.post(new Order("k", "unheard", "x", INES, "", false));
        toFolder().round();
        assertThat(state("k")).isEqualTo(State.FAILED);
        assertThat(postbox.list(List.of(State.FAILED), 10).getFirst().reason()).contains("unheard");
    }

    @Test
    void lettersAboutSomebodyWhoLeftAreForgottenAtOnce() {
        postbox.post(order(1));
        postbox.post(order(2));
        toFolder().round();
        postbox.forget("n-2");
        assertThat(postbox.find("note/2")).isEmpty();
        assertThat(postbox.find("note/1")).isPresent();
    }

    // ---- What a letter is
    // ----------------------------------------------------------------------------------------

    @Test
    void aLetterHasItsTwoPartsAndItsOwnName() throws Exception {
        postbox.post(new Order("l", "note", "größe", INES, "Grüße " + "lang ".repeat(400), false));
        toFolder().round();
        MimeMessage letter = files().getFirst();
        assertThat(letter.getMessageID()).isEqualTo("<" + Postbox.id("l") + "@house.example>");
        assertThat(letter.getSubject()).isEqualTo("About größe");
        assertThat(letter.getFrom()[0].toString()).isEqualTo("Paper <paper@house.example>");
        assertThat(letter.getAllRecipients()).hasSize(1);
        assertThat(letter.getAllRecipients()[0].toString()).isEqualTo("ines@example.org");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(letter.getHeader("List-Id")).containsExactly("<morning.house.example>");
        assertThat(letter.getSentDate().toInstant()).isEqualTo(ReaderLibrary.NOON);
        MimeMultipart parts = (MimeMultipart) letter.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString()).startsWith("Grüße lang");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        try (Stream<Path> all = Files.list(folder.resolve("outbox"))) {
            Path file = all.findFirst().orElseThrow();
            assertThat(Files.readAllLines(file, StandardCharsets.US_ASCII)).allMatch(l -> l.length() <= 998);
        }
    }

    @Test
    void nothingSmugglesAHeaderIn() throws Exception {
        postbox.post(new Order(
                "h",
                "note",
                "x\r\nBcc: all@example.org\r\n\r\nbody",
                INES,
                "a\r\n.\r\nMAIL FROM:<x@example.org>",
                false));
        toFolder().round();
        MimeMessage letter = files().getFirst();
        assertThat(letter.getHeader("Bcc")).isNull();
        assertThat(letter.getSubject()).isEqualTo("About x Bcc: all@example.org body");
        assertThat(letter.getAllRecipients()).hasSize(1);
        for (String bad : List.of("a\r\nBcc: b@example.org", "a\nb", "a\0b", "ä", "", "x".repeat(901)))
            assertThatIllegalArgumentException().isThrownBy(() -> new Letter("s", "t", null, Map.of("List-Id", bad)));
        for (String bad : List.of("Bcc", "To", "X:Y", "X Y", "Subject", "X\r\nBcc", ""))
            assertThatIllegalArgumentException().isThrownBy(() -> new Letter("s", "t", null, Map.of(bad, "v")));
        for (String bad : List.of(
                "a@b.example\r\nBcc: c@d.example",
                "a@b.example,c@d.example",
                "\"a b\"@c.example",
                "a@b.example>",
                "<a@b.example")) assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(bad));
        assertThat(Letter.plain("\u2028a\u0085b\u0000c\td", "").subject()).isEqualTo("a b c d");
        assertThat(Letter.plain("💡".repeat(150), "").subject()).hasSize(199).endsWith("💡…");
    }

    @Test
    void settingsSayWhatIsWrongAndKeepThePassword() {
        MailSettings.Smtp good =
                new MailSettings.Smtp("mail.example.org", 587, "u", "sesame", MailSettings.Tls.STARTTLS, 60);
        assertThat(new MailSettings(HOUSE, "Paper", null, good).toString()).doesNotContain("sesame");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new MailSettings.Smtp("mail.example.org", 25, "u", "sesame", MailSettings.Tls.NONE, 60))
                .withMessageContaining("encrypted")
                .withMessageNotContaining("sesame");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings.Smtp("mail.example.org", 25, "u", null, MailSettings.Tls.NONE, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> smtp(0, 60));
        assertThatIllegalArgumentException().isThrownBy(() -> smtp(25, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings.Smtp("a b", 25, null, null, MailSettings.Tls.NONE, 60));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MailSettings(HOUSE, "a\r\nBcc: x@example.org", null, good));
    }

    // ---- To a mail server
    // ----------------------------------------------------------------------------------------

    @Test
    void lettersArriveAtARealMailServer() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            for (int i = 0; i < 30; i++) postbox.post(order(i));
            courier(smtp(server.getSmtp().getPort(), 1_000)).round();
            MimeMessage[] got = server.getReceivedMessages();
            assertThat(got).hasSize(30);
            assertThat(Arrays.stream(got).map(PostContract::name).distinct()).hasSize(30);
            assertThat(name(got[0])).endsWith("@house.example>");
            assertThat(got[0].getHeader("Return-Path")).containsExactly("<paper@house.example>");
            assertThat(postbox.counts()).isEqualTo(Map.of(State.SENT, 30L));
        } finally {
            server.stop();
        }
    }

    private static String name(MimeMessage m) {
        try {
            return m.getMessageID();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPasswordIsGivenAndAWrongOneIsTroubleThatKeepsEveryLetter() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("u", "sesame");
        server.start();
        try {
            server.getManagers().getUserManager().setAuthRequired(true);
            int port = server.getSmtp().getPort();
            postbox.post(order(1));
            Courier wrong = courier(new MailSettings.Smtp("127.0.0.1", port, "u", "simsim", MailSettings.Tls.NONE, 60));
            wrong.round();
            assertThat(state("note/1")).isEqualTo(State.WAITING);
            assertThat(wrong.trouble().orElseThrow().why())
                    .contains("127.0.0.1")
                    .doesNotContain("simsim");
            courier(new MailSettings.Smtp("127.0.0.1", port, "u", "sesame", MailSettings.Tls.NONE, 60))
                    .round();
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void withoutTheEncryptionThatWasAskedForNothingLeaves() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(_ -> "")) {
            postbox.post(order(1));
            Courier courier = courier(
                    new MailSettings.Smtp("127.0.0.1", server.port(), "u", "sesame", MailSettings.Tls.STARTTLS, 60));
            courier.round();
            assertThat(state("note/1")).isEqualTo(State.WAITING);
            assertThat(courier.trouble()).isPresent();
            assertThat(String.join("\n", server.heard)).doesNotContain("AUTH", "MAIL", "sesame");
        }
    }

    @Test
    void aServerThatIsNotThereKeepsLettersWaitingAndIsLeftAloneForAWhile() throws Exception {
        int port;
        try (ScriptedMailServer gone = new ScriptedMailServer(_ -> "")) {
            port = gone.port();
        }
        postbox.post(order(1));
        postbox.post(order(2));
        Courier courier = courier(smtp(port, 60));
        Duration wait = courier.round();
        assertThat(wait).isPositive();
        assertThat(courier.trouble().orElseThrow().times()).isEqualTo(1);
        assertThat(postbox.counts()).isEqualTo(Map.of(State.WAITING, 2L));
        courier.round();
        assertThat(courier.trouble().orElseThrow().times()).as("its pause").isEqualTo(1);
        at.pass(Duration.ofSeconds(11));
        courier.round();
        assertThat(courier.trouble().orElseThrow().times()).isEqualTo(2);
        assertThat(postbox.find("note/1").orElseThrow().attempts())
                .as("it is not the letter's fault")
                .isZero();
    }

    @Test
    void anAddressThatDoesNotExistIsRefusedForGood() throws Exception {
        try (ScriptedMailServer server =
                new ScriptedMailServer(c -> c.startsWith("RCPT TO:<r1@") ? "550 5.1.1 no such user" : "")) {
            postbox.post(order(1));
            postbox.post(order(2));
            courier(smtp(server.port(), 600)).round();
            assertThat(state("note/1")).isEqualTo(State.FAILED);
            assertThat(postbox.find("note/1").orElseThrow().reason()).contains("550 5.1.1 no such user");
            assertThat(returned.undeliverable(new EmailAddress("r1@example.org")))
                    .isTrue();
            assertThat(state("note/2")).as("others go on").isEqualTo(State.SENT);
        }
    }

    @Test
    void notNowIsTriedAgainAndALetterThatIsRefusedIsNotTheAddressesFault() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(c ->
                c.startsWith("RCPT TO:<r1@") ? "450 4.2.1 busy" : c.equals(".") ? "554 5.7.1 looks like spam" : "")) {
            postbox.post(order(1));
            postbox.post(order(2));
            Courier courier = courier(smtp(server.port(), 600));
            courier.round();
            assertThat(state("note/1")).isEqualTo(State.WAITING);
            assertThat(state("note/2")).isEqualTo(State.FAILED);
            assertThat(returned.undeliverable(new EmailAddress("r2@example.org")))
                    .isFalse();
            at.pass(Duration.ofMinutes(5));
            courier.round();
            assertThat(postbox.find("note/1").orElseThrow().attempts()).isEqualTo(2);
        }
    }

    @Test
    void whereTheAnswerWasLostTheLetterIsHeldAndNeverSentAgainByItself() throws Exception {
        try (ScriptedMailServer server = new ScriptedMailServer(c -> c.equals(".") ? "cut" : "")) {
            postbox.post(order(1));
            Courier courier = courier(smtp(server.port(), 600));
            courier.round();
            at.pass(Duration.ofDays(1));
            courier.round();
            assertThat(state("note/1")).isEqualTo(State.HELD);
            assertThat(server.heard.stream().filter(c -> c.equals("."))).hasSize(1);
            assertThat(postbox.settle(Postbox.id("note/1"), true)).isTrue();
            assertThat(state("note/1")).isEqualTo(State.SENT);
        }
    }

    @Test
    void whereTheConnectionBrokeBeforeTheLetterItIsSentAgain() throws Exception {
        for (String at : List.of("MAIL", "RCPT", "DATA")) {
            List<String> cut = new ArrayList<>();
            try (ScriptedMailServer server = new ScriptedMailServer(c -> {
                if (!c.startsWith(at) || !cut.isEmpty()) return "";
                cut.add(c);
                return "cut";
            })) {
                postbox.post(new Order("broke/" + at, "note", "x", INES, at, false));
                Courier courier = courier(smtp(server.port(), 600));
                courier.round();
                assertThat(state("broke/" + at)).as(at).isEqualTo(State.WAITING);
                courier.hurry();
                courier.round();
                assertThat(state("broke/" + at)).as(at).isEqualTo(State.SENT);
            }
        }
    }

    @Test
    void whatACourierThatDiedHadInHandIsHeldAndWhatItHadNotBegunGoesOn() throws Exception {
        postbox.post(order(1));
        postbox.post(order(2));
        String until = at.clock().instant().plus(Duration.ofMinutes(3)).toString();
        at.library().database().write(() -> {
            at.library()
                    .database()
                    .writing()
                    .update(
                            "update letter set state = 'sending', claim = 'dead', claimed_until = ? where once_key = 'note/1'",
                            until);
            return at.library()
                    .database()
                    .writing()
                    .update(
                            "update letter set state = 'claimed', claim = 'dead', claimed_until = ? where once_key = 'note/2'",
                            until);
        });
        Courier courier = toFolder();
        courier.round();
        assertThat(postbox.counts()).as("it may be alive").isEqualTo(Map.of(State.SENDING, 1L, State.CLAIMED, 1L));
        at.pass(Duration.ofMinutes(4));
        courier.round();
        assertThat(state("note/1")).isEqualTo(State.HELD);
        assertThat(postbox.find("note/1").orElseThrow().reason()).contains("not known");
        assertThat(state("note/2")).isEqualTo(State.SENT);
    }

    @Test
    void lettersLeaveAtThePaceOfTheServerWhoeverSends() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            for (int i = 0; i < 20; i++) postbox.post(order(i));
            int port = server.getSmtp().getPort();
            Courier one = courier(smtp(port, 12));
            Courier other = courier(smtp(port, 12));
            assertThat(one.round()).isEqualTo(Duration.ofSeconds(10));
            assertThat(server.getReceivedMessages()).as("a sixth of a minute's").hasSize(2);
            for (int i = 0; i < 10; i++) {
                one.round();
                other.round();
            }
            assertThat(server.getReceivedMessages()).as("a minute's").hasSize(12);
            at.pass(Duration.ofSeconds(61));
            for (int i = 0; i < 10; i++) other.round();
            assertThat(server.getReceivedMessages()).hasSize(20);
        } finally {
            server.stop();
        }
    }

    @Test
    void couriersOfOneHouseShareTheWorkWithoutOneLetterTwice() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 120; i++) postbox.post(order(i));
            List<Future<?>> rounds = new ArrayList<>();
            for (int c = 0; c < 3; c++) {
                Courier courier = courier(smtp(server.getSmtp().getPort(), 10_000));
                rounds.add(threads.submit(courier::round));
            }
            for (Future<?> r : rounds) r.get();
            assertThat(Arrays.stream(server.getReceivedMessages())
                            .map(PostContract::name)
                            .distinct())
                    .hasSize(120);
            assertThat(server.getReceivedMessages()).hasSize(120);
        } finally {
            server.stop();
        }
    }

    // ---- What comes back
    // -----------------------------------------------------------------------------------------

    private String sent(int n) {
        postbox.post(order(n));
        toFolder().round();
        return "<" + Postbox.id("note/" + n) + "@house.example>";
    }

    private static String report(String kind, String machine, @Nullable String original) {
        return """
                From: MAILER-DAEMON@mx.example.org
                To: paper@house.example
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="b1"

                --b1
                Content-Type: text/plain; charset=us-ascii

                I am sorry.

                --b1
                Content-Type: message/%s

                %s

                --b1
                Content-Type: message/rfc822

                From: Paper <paper@house.example>
                %sSubject: About

                Text
                --b1--
                """.formatted(kind, kind, machine, original == null ? "" : "Message-ID: " + original + "\n");
    }

    private static String bounce(String action, String status, @Nullable String original) {
        return report(
                "delivery-status",
                "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; someone@elsewhere.example\nAction: "
                        + action + "\nStatus: " + status + "\nDiagnostic-Code: smtp; 550 no",
                original);
    }

    private static String complaint(String type, @Nullable String original) {
        return report("feedback-report", "Feedback-Type: " + type + "\nUser-Agent: Some/1.0\nVersion: 1", original);
    }

    private Verdict take(String mail) throws IOException {
        return returned.take(new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aLetterThatCameBackStopsItsAddressUntilSomebodySaysOtherwise() throws Exception {
        String id = sent(1);
        EmailAddress address = new EmailAddress("r1@example.org");
        assertThat(take(bounce("delayed", "4.4.1", id))).isEqualTo(Verdict.NOTHING);
        assertThat(take(bounce("delivered", "2.0.0", id))).isEqualTo(Verdict.NOTHING);
        assertThat(returned.undeliverable(address)).isFalse();
        assertThat(take(bounce("failed", "5.1.1", id))).isEqualTo(Verdict.STOPPED);
        assertThat(take(bounce("failed", "5.1.1", id))).as("twice").isEqualTo(Verdict.STOPPED);
        assertThat(returned.list(10)).hasSize(1);
        assertThat(returned.list(10).getFirst().address())
                .as("the one our letter went to, not the one it names")
                .isEqualTo(address);
        postbox.post(new Order("again", "note", "x", address, "again", false));
        toFolder().round();
        assertThat(state("again")).isEqualTo(State.HELD);
        assertThat(returned.forgive(address)).isTrue();
        assertThat(returned.forgive(address)).isFalse();
        toFolder().round();
        assertThat(state("again")).isEqualTo(State.SENT);
    }

    @Test
    void aComplaintStopsAndNotSpamDoesNot() throws Exception {
        String id = sent(1);
        assertThat(take(complaint("not-spam", id))).isEqualTo(Verdict.NOTHING);
        assertThat(take(complaint("abuse", id))).isEqualTo(Verdict.STOPPED);
        assertThat(returned.list(10).getFirst().kind()).isEqualTo("complaint");
    }

    @Test
    void aFullMailboxStopsAtTheThirdLetter() throws Exception {
        EmailAddress address = new EmailAddress("full@example.org");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            postbox.post(new Order("full/" + i, "note", "x", address, "t", false));
            ids.add("<" + Postbox.id("full/" + i) + "@house.example>");
        }
        toFolder().round();
        assertThat(take(bounce("failed", "5.2.2", ids.getFirst()))).isEqualTo(Verdict.NOTED);
        assertThat(take(bounce("failed", "4.4.7", ids.get(1)))).isEqualTo(Verdict.NOTED);
        assertThat(returned.undeliverable(address)).isFalse();
        assertThat(take(bounce("failed", "5.2.2", ids.get(2)))).isEqualTo(Verdict.STOPPED);
        assertThat(returned.undeliverable(address)).isTrue();
    }

    @Test
    void aForgedOrBrokenReportStopsNobody() throws Exception {
        sent(1);
        for (String mail : List.of(
                bounce("failed", "5.1.1", "<" + "0".repeat(32) + "@house.example>"),
                bounce("failed", "5.1.1", null),
                complaint("abuse", "<r1@example.org>"),
                "Subject: hello\n\nI am a person.\n",
                "",
                "Content-Type: multipart/report; boundary=x\n\n"))
            assertThat(unknown(mail)).as(mail).isTrue();
        assertThatThrownBy(() -> returned.take(new ByteArrayInputStream(new byte[ReturnedMail.LARGEST + 1])))
                .isInstanceOf(IOException.class);
        assertThat(returned.list(10)).isEmpty();
    }

    private boolean unknown(String mail) {
        try {
            return take(mail) == Verdict.UNKNOWN;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void reportsInTheInboxAreReadAndTheRestIsPutAside() throws Exception {
        String id = sent(1);
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Files.writeString(inbox.resolve("1.eml"), bounce("failed", "5.1.1", id));
        Files.writeString(inbox.resolve("2.eml"), "Subject: hello\n\nI am a person.\n");
        Files.writeString(inbox.resolve("3.part"), "not yet there");
        toFolder().round();
        assertThat(returned.undeliverable(new EmailAddress("r1@example.org"))).isTrue();
        assertThat(inbox.resolve("1.eml")).doesNotExist();
        assertThat(inbox.resolve("unclear/2.eml")).exists();
        assertThat(inbox.resolve("3.part")).exists();
    }

    // ---- Its thread
    // ----------------------------------------------------------------------------------------------

    @Test
    void anOrderWakesTheCourier() throws Exception {
        Courier courier = toFolder();
        courier.start();
        try {
            postbox.post(order(1));
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (state("note/1") != State.SENT && System.nanoTime() < end) Thread.onSpinWait();
            assertThat(state("note/1")).isEqualTo(State.SENT);
        } finally {
            courier.stop();
        }
        assertThat(courier.isRunning()).isFalse();
    }
}
