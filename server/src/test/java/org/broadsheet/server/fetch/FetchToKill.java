package org.broadsheet.server.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;

/// A program that asks one source as the real one does, and says on standard output how many records it has
/// kept: whatever it has said must be true after it was killed.
final class FetchToKill {
    static final LocalDate SINCE = LocalDate.of(2026, 11, 1);

    private FetchToKill() {}

    static Source source(String base) {
        return new Source(Source.Kind.ARXIV, "cs.IR", URI.create(base));
    }

    /// @param args data directory, address of the source, hours by which its clock is ahead
    public static void main(String[] args) throws InterruptedException {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(Long.parseLong(args[2])));
        try (Library library = Library.open(LibrarySettings.in(Path.of(args[0])), clock);
                GuardedWeb web = new GuardedWeb(GuardedWeb.Limits.DEFAULT, clock, _ -> {})) {
            library.catchUp(_ -> {});
            Sources sources = new Sources(library, web);
            Source source = source(args[1]);
            sources.add(source, SINCE);
            say("open");
            Sources.Outcome o = sources.ask(source.id(), () -> false, n -> say("read " + n));
            say(o.failure() == null && o.asked() ? "done" : "failed " + o);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(what + ";");
    }
}
