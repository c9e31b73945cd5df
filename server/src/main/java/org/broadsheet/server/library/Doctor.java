package org.broadsheet.server.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.matching.Merging;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.NoticeStore;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.StoredPaper;
import org.broadsheet.server.store.StoredRecord;

/// Examines a library: is the database sound, does what is derived agree with it. Rebuilds what is derived
/// and does
/// not.
public final class Doctor {
    private static final int CHUNK = 500;

    private final Library library;
    private final Database database;
    private final PaperStore store;
    private final NoticeStore notices;

    public Doctor(Library library) {
        this.library = library;
        this.database = library.database();
        this.store = library.store();
        this.notices = new NoticeStore(database);
    }

    /// One thing looked at.
    ///
    /// @param check  what was looked at
    /// @param state  `well`, `rebuilt`, `waiting` or `broken`
    /// @param detail what was found, with numbers
    public record Finding(String check, String state, String detail) {}

    /// All that was looked at.
    public record Report(List<Finding> findings) {
        public Report {
            findings = List.copyOf(findings);
        }

        /// Whether nothing is broken.
        public boolean healthy() {
            return findings.stream().noneMatch(f -> f.state().equals("broken"));
        }
    }

    /// Examines and rebuilds.
    ///
    /// @param rebuild whether to rebuild what is derived even where it agrees
    public Report examine(boolean rebuild) {
        List<Finding> findings = new ArrayList<>();
        findings.add(file());
        findings.add(orphans());
        findings.add(metadata());
        findings.add(index(rebuild));
        findings.add(vectors());
        return new Report(findings);
    }

    private Finding file() {
        if (!database.isSqlite()) return new Finding("database", "well", "PostgreSQL answers");
        String sound = database.reading()
                .sql("pragma integrity_check")
                .query(String.class)
                .list()
                .getFirst();
        return sound.equals("ok")
                ? new Finding("database file", "well", "SQLite finds no damage")
                : new Finding("database file", "broken", sound);
    }

    private Finding orphans() {
        long without = store.number(
                "select count(*) from paper p where merged_into is null and not exists (select 1 from record r where r.paper_id = p.id)");
        long lost = store.number(
                "select count(*) from paper p where merged_into is not null and not exists (select 1 from paper q where q.id = p.merged_into)");
        long homeless = store.number(
                "select count(*) from record r join paper p on p.id = r.paper_id where p.merged_into is not null");
        return without + lost + homeless == 0
                ? new Finding(
                        "papers and records",
                        "well",
                        "%,d papers, %,d records, each where it belongs"
                                .formatted(store.count(), store.number("select count(*) from record")))
                : new Finding(
                        "papers and records",
                        "broken",
                        without + " papers without a record, " + homeless + " records of merged papers, " + lost
                                + " merges into nothing");
    }

    /// What a paper says must be what its records, and notices of it, say together.
    private Finding metadata() {
        long looked = 0;
        long mended = 0;
        String after = "";
        while (true) {
            List<StoredPaper> papers = store.after(after, CHUNK);
            if (papers.isEmpty()) break;
            after = papers.getLast().id().value();
            Map<PaperId, List<SourceRecord>> said = new HashMap<>();
            for (StoredRecord r :
                    store.records(papers.stream().map(StoredPaper::id).toList()))
                said.computeIfAbsent(r.paper(), _ -> new ArrayList<>()).add(r.record());
            Map<PaperId, Metadata> together = new HashMap<>();
            said.forEach((id, records) -> together.put(id, Merging.merge(records)));
            Map<PaperId, Metadata> told = notices.told(together);
            List<StoredPaper> wrong = new ArrayList<>();
            for (StoredPaper p : papers) {
                Metadata should = told.get(p.id());
                if (should == null) continue;
                if (!should.equals(p.metadata())) wrong.add(new StoredPaper(p.id(), 0, should, p.addedAt(), null));
            }
            looked += papers.size();
            mended += wrong.size();
            if (!wrong.isEmpty())
                database.write(() -> {
                    long revision = store.take("revision", wrong.size());
                    List<StoredPaper> right = new ArrayList<>();
                    for (int i = 0; i < wrong.size(); i++) {
                        StoredPaper w = wrong.get(i);
                        right.add(new StoredPaper(w.id(), revision + i, w.metadata(), w.addedAt(), null));
                    }
                    store.savePapers(right, Set.of());
                    return true;
                });
        }
        return mended == 0
                ? new Finding("merged metadata", "well", "%,d papers say what their records say".formatted(looked))
                : new Finding(
                        "merged metadata",
                        "rebuilt",
                        "%,d of %,d papers said something else than their records".formatted(mended, looked));
    }

    private Finding index(boolean rebuild) {
        if (!library.status().writable()) return new Finding("search index", "waiting", "another process keeps it");
        library.catchUp(_ -> {});
        long papers = store.count();
        long indexed = library.status().indexed();
        if (indexed == papers && !rebuild) return new Finding("search index", "well", "%,d papers".formatted(indexed));
        library.rebuildIndex(_ -> {});
        long now = library.status().indexed();
        return now == papers
                ? new Finding(
                        "search index",
                        "rebuilt",
                        "it had %,d papers where the database has %,d".formatted(indexed, papers))
                : new Finding(
                        "search index",
                        "broken",
                        "it has %,d papers after rebuilding where the database has %,d".formatted(now, papers));
    }

    private Finding vectors() {
        LibraryStatus s = library.status();
        return s.encoded() == s.papers()
                ? new Finding("vectors", "well", "%,d in %s".formatted(s.encoded(), s.space()))
                : new Finding(
                        "vectors",
                        "waiting",
                        "%,d of %,d papers have one in %s; serve makes the rest"
                                .formatted(s.encoded(), s.papers(), s.space()));
    }
}
