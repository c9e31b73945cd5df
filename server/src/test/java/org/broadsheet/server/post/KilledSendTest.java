package org.broadsheet.server.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at any moment while many letters leave: into a folder none is missing and none is there twice
/// or in part;
/// at a mail server none arrives twice, and the ones of which it is not known are held, one at most for
/// each kill.
///
/// `-Dbroadsheet.letters=10000 -Dbroadsheet.kills=20` sends more and kills more often,
/// `-Dbroadsheet.kills.seed=N` at
/// other moments.
@Timeout(600)
class KilledSendTest {
    private static final int KILLS = Integer.getInteger("broadsheet.kills", 3);
    private static final int LETTERS = Integer.getInteger("broadsheet.letters", 400);
    private static final long SEED = Long.getLong("broadsheet.kills.seed", 20261125);

    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private void order() {
        try (Library library = Library.open(LibrarySettings.in(data()))) {
            Postbox postbox = new Postbox(library);
            library.database().write(() -> {
                for (int i = 0; i < LETTERS; i++)
                    postbox.post(new Order(
                            "long/" + i, "long", "l-" + i, new EmailAddress("r" + i + "@example.org"), "", true));
                return LETTERS;
            });
        }
    }

    /// Kills senders, each after it has sent a share of the letters and a moment more; the last one may
    /// finish.
    ///
    /// @return how many were killed while there was work
    private int killAndFinish(int port, IntSupplier sent) throws Exception {
        Random random = new Random(SEED);
        int killed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int until = (kill + 1) * LETTERS / (KILLS + 2);
            if (!run(port, kill, until, random.nextInt(25), sent).contains("done")) killed++;
        }
        assertThat(run(port, KILLS, Integer.MAX_VALUE, 0, sent)).contains("done");
        return killed;
    }

    private List<String> run(int port, int hours, int until, int millis, IntSupplier sent) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SendToKill.class.getName(),
                        data().toString(),
                        Integer.toString(hours),
                        Integer.toString(port))
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("open;")) line = out.readLine();
            assertThat(line).as(this::errors).isNotNull();
            while (process.isAlive() && sent.getAsInt() < until) process.waitFor(5, TimeUnit.MILLISECONDS);
            if (until < Integer.MAX_VALUE) {
                process.waitFor(millis, TimeUnit.MILLISECONDS);
                // Through its handle: the process's own method would close its output, and what it said
                // last
                // with it.
                process.toHandle().destroyForcibly();
            }
            process.waitFor();
            for (line = out.readLine(); line != null; line = out.readLine()) said.add(line.replace(";", ""));
        }
        return said;
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors.txt"));
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }

    private Map<Postbox.State, Long> counts() {
        try (Library library = Library.open(LibrarySettings.in(data()))) {
            return new Postbox(library).counts();
        }
    }

    @Test
    void inTheOutboxEveryLetterIsThereOnceAndWhole() throws Exception {
        order();
        Path outbox = data().resolve("outbox");
        int killed = killAndFinish(0, () -> number(outbox));
        assertThat(killed).as("killed at work").isEqualTo(KILLS);
        Set<String> subjects = new HashSet<>();
        try (Stream<Path> files = Files.list(outbox)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml")).toList())
                try (InputStream in = Files.newInputStream(file)) {
                    MimeMessage letter = new MimeMessage(Session.getInstance(new Properties()), in);
                    assertThat(subjects.add(letter.getSubject()))
                            .as("%s is there twice", letter.getSubject())
                            .isTrue();
                    assertThat(letter.getContent().toString().strip()).endsWith("the end");
                }
        }
        assertThat(subjects).hasSize(LETTERS);
        assertThat(counts()).isEqualTo(Map.of(Postbox.State.SENT, (long) LETTERS));
    }

    private static int number(Path outbox) {
        String[] names = outbox.toFile().list((_, name) -> name.endsWith(".eml"));
        return names == null ? 0 : names.length;
    }

    @Test
    void atAMailServerNoLetterArrivesTwiceAndThoseNotKnownAreNamed() throws Exception {
        order();
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            int killed = killAndFinish(server.getSmtp().getPort(), () -> server.getReceivedMessages().length);
            assertThat(killed).as("killed at work").isEqualTo(KILLS);
            List<String> arrived = new ArrayList<>();
            for (MimeMessage m : server.getReceivedMessages())
                arrived.add(m.getSubject().substring("Letter ".length()));
            assertThat(new HashSet<>(arrived)).as("twice").hasSize(arrived.size());
            try (Library library = Library.open(LibrarySettings.in(data()))) {
                Postbox postbox = new Postbox(library);
                Set<String> held = postbox.list(List.of(Postbox.State.HELD), LETTERS).stream()
                        .map(s -> s.order().about())
                        .collect(Collectors.toSet());
                assertThat(held).hasSizeLessThanOrEqualTo(KILLS);
                Set<String> all = new HashSet<>(arrived);
                all.addAll(held);
                assertThat(all).as("arrived, or named").hasSize(LETTERS);
                assertThat(postbox.counts().getOrDefault(Postbox.State.SENT, 0L) + held.size())
                        .isEqualTo(LETTERS);
            }
        } finally {
            server.stop();
        }
    }
}
