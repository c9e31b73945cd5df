package org.broadsheet.server.library;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;

/// A library of a dozen papers with readers, on a clock that is moved by hand. It begins at noon of 10 September 2024.
public final class ReaderLibrary implements AutoCloseable {
    public static final Instant NOON = Instant.parse("2024-09-10T12:00:00Z");
    public static final int PAPERS = 12;

    private final MovedClock clock = new MovedClock(NOON);
    private final Library library;

    /// @param database address of PostgreSQL, or null for SQLite
    public ReaderLibrary(Path folder, @Nullable String database) {
        library = Library.open(new LibrarySettings(folder, database, null, null, null), clock);
        if (library.count() > 0) return;
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= PAPERS; i++)
            lines.append("""
                    {"_id":"t%d","title":"Study number %d of %s","abstract":"We measure %s in %d ways, and say when to stop.","authors":["Maren Oduya","Writer Number%d"],"arxiv":"2409.%05d","categories":["%s"],"published":"2024-09-%02d"}
                    """.formatted(
                            i,
                            i,
                            i % 3 == 0 ? "bees" : "ranking",
                            i % 3 == 0 ? "hives" : "lists",
                            i,
                            i,
                            i,
                            i % 3 == 0 ? "q-bio.PE" : "cs.IR",
                            i % 9 + 1));
        Imports.give(library, "studies.jsonl", lines.toString());
    }

    public Library library() {
        return library;
    }

    /// The paper of a number from 1 to 12.
    public PaperId paper(int n) {
        return library.paper("2409.%05d".formatted(n)).orElseThrow().id();
    }

    /// A new reader whose account is a year old.
    public Reader reader(String name) {
        return reader(name, Role.READER, NOON.minus(Duration.ofDays(365)));
    }

    public Reader reader(String name, Role role, Instant joined) {
        ReaderId id = new ReaderId(RandomIds.id("r"));
        library.database()
                .write(() -> library.database()
                        .writing()
                        .update(
                                "insert into reader (id, name, display_name, role, created_at) values (?, ?, ?, ?, ?)",
                                id.value(),
                                name,
                                "Reader " + name,
                                role.name().toLowerCase(Locale.ROOT),
                                Times.text(joined)));
        return new Reader(id, name, "Reader " + name, role);
    }

    /// Moves the clock on.
    public void pass(Duration time) {
        clock.now.updateAndGet(t -> t.plus(time));
    }

    public Clock clock() {
        return clock;
    }

    /// What a file brings in.
    public void give(String name, String lines) {
        Imports.give(library, name, lines);
    }

    @Override
    public void close() {
        library.close();
    }

    private static final class MovedClock extends Clock {
        private final AtomicReference<Instant> now;

        MovedClock(Instant now) {
            this.now = new AtomicReference<>(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
