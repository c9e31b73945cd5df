package org.broadsheet.server.shelf;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// How far readers are with papers: to read, reading, read.
@Component
public final class ReadingProgress {
    private final Library library;
    private final Database database;

    public ReadingProgress(Library library) {
        this.library = library;
        this.database = library.database();
    }

    /// How far.
    public enum Status {
        TO_READ("To read"),
        READING("Reading"),
        READ("Read");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Status> ofKey(String key) {
            for (Status s : values()) if (s.key().equalsIgnoreCase(key)) return Optional.of(s);
            return Optional.empty();
        }
    }

    /// Sets how far a reader is, or forgets it where `status` is empty.
    public void set(ReaderId reader, PaperId paper, Optional<Status> status) {
        database.write(() -> {
            database.writing()
                    .update(
                            "delete from reading_status where reader_id = ? and paper_id = ?",
                            reader.value(),
                            paper.value());
            return status.map(s -> database.writing()
                            .update(
                                    "insert into reading_status (reader_id, paper_id, status, changed_at) values (?, ?, ?, ?)",
                                    reader.value(),
                                    paper.value(),
                                    s.key(),
                                    Times.text(library.clock().instant())))
                    .orElse(0);
        });
    }

    /// How far a reader is with papers; those of which nothing is known are left out.
    public Map<PaperId, Status> of(ReaderId reader, Collection<PaperId> papers) {
        Map<PaperId, Status> found = new HashMap<>();
        if (papers.isEmpty()) return found;
        database.reading()
                .sql("select paper_id, status from reading_status where reader_id = :reader and paper_id in (:papers)")
                .param("reader", reader.value())
                .param("papers", papers.stream().map(PaperId::value).toList())
                .query(r -> {
                    PaperId paper = new PaperId(r.getString(1));
                    Status.ofKey(r.getString(2)).ifPresent(s -> found.put(paper, s));
                });
        return found;
    }

    /// Papers a reader is so far with, last changed first.
    public List<PaperId> at(ReaderId reader, Status status) {
        return database.reading()
                .sql(
                        "select paper_id from reading_status where reader_id = ? and status = ? order by changed_at desc, paper_id")
                .param(reader.value())
                .param(status.key())
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    /// How far a reader is with a paper, and since when.
    record Entry(PaperId paper, Status status, Instant changed) {}

    /// Everything a reader has said of this, first said first.
    List<Entry> all(ReaderId reader) {
        return database.reading()
                .sql("select * from reading_status where reader_id = ? order by changed_at, paper_id")
                .param(reader.value())
                .query((r, _) -> new Entry(
                        new PaperId(r.getString("paper_id")),
                        Status.ofKey(r.getString("status")).orElseThrow(),
                        Instant.parse(r.getString("changed_at"))))
                .list();
    }

    /// Says how far a reader was at a time, where nothing later is known.
    ///
    /// @return whether that changed anything
    boolean bring(ReaderId reader, PaperId paper, Status status, Instant changed) {
        return database.write(() -> database.writing()
                        .update(
                                "insert into reading_status (reader_id, paper_id, status, changed_at) values (?, ?, ?, ?)"
                                        + " on conflict (reader_id, paper_id) do update set status = excluded.status,"
                                        + " changed_at = excluded.changed_at where reading_status.changed_at < excluded.changed_at",
                                reader.value(),
                                paper.value(),
                                status.key(),
                                Times.text(changed))
                > 0);
    }

    /// Forgets how far a reader is with anything.
    public void removeAll(ReaderId reader) {
        database.write(
                () -> database.writing().update("delete from reading_status where reader_id = ?", reader.value()));
    }
}
