package org.broadsheet.server.post;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;

/// A program that sends what is in the postbox as the real one does, until nothing is left.
final class SendToKill {
    private SendToKill() {}

    /// Writes a letter long enough for half of one to be noticed.
    record LongLetters() implements LetterWriter {
        @Override
        public String kind() {
            return "long";
        }

        @Override
        public Optional<Letter> write(Posting p) {
            return Optional.of(
                    Letter.plain("Letter " + p.order().about(), (p.order().about() + "\n").repeat(400) + "the end\n"));
        }
    }

    /// @param args data directory, hours by which its clock is ahead, port of a mail server or 0 for the
    /// outbox
    public static void main(String[] args) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(Long.parseLong(args[1])));
        int port = Integer.parseInt(args[2]);
        MailSettings.Way way = port == 0
                ? new MailSettings.Folder(null)
                : new MailSettings.Smtp("127.0.0.1", port, null, null, MailSettings.Tls.NONE, 10_000);
        try (Library library = Library.open(LibrarySettings.in(Path.of(args[0])), clock)) {
            MailSettings settings = new MailSettings(MailSettings.DEFAULT.from(), "Paper", null, way);
            Postbox postbox = new Postbox(library);
            Courier courier =
                    new Courier(library, postbox, new ReturnedMail(library), settings, List.of(new LongLetters()));
            say("open");
            long left = Long.MAX_VALUE;
            while (left > 0) {
                courier.round();
                left = postbox.counts().getOrDefault(Postbox.State.WAITING, 0L);
            }
            say("done");
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(what + ";");
    }
}
