package org.broadsheet.server.library;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.matching.Merging;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.MergeEvent;
import org.broadsheet.server.store.NoticeStore;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.StoredPaper;
import org.broadsheet.server.store.StoredRecord;
import org.jspecify.annotations.Nullable;

/// Takes records in, a chunk a transaction, and takes merges back.
final class Intake {
    private final Database database;
    private final PaperStore store;
    private final NoticeStore notices;
    private final Clock clock;

    Intake(Database database, PaperStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.notices = new NoticeStore(database);
        this.clock = clock;
    }

    /// What a chunk did: records that founded papers, joined papers, changed, and said nothing new.
    record Counts(long added, long merged, long updated, long unchanged) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts o) {
            return new Counts(added + o.added, merged + o.merged, updated + o.updated, unchanged + o.unchanged);
        }
    }

    /// Takes records and notices in and does something more in the same transaction: all of it is kept, or
    /// nothing.
    Counts take(List<SourceRecord> records, List<NoticeRecord> told, Runnable also) {
        return database.write(() -> {
            Counts counts = records.isEmpty() && told.isEmpty()
                    ? Counts.NONE
                    : new IntakeChunk(store, notices, records, told, clock.instant()).take();
            also.run();
            return counts;
        });
    }

    /// Takes a merge back: the record leaves and stands for itself again, and the two are kept apart from
    /// now on.
    ///
    /// @return the paper the record stands for now
    /// @throws IllegalArgumentException where there is no such merge, it was taken back before, or its
    /// record has
    /// moved on or is alone
    PaperId undo(long mergeId) {
        return database.write(() -> {
            MergeEvent event = store.merge(mergeId)
                    .orElseThrow(() -> new IllegalArgumentException("there is no merge " + mergeId));
            if (event.undoneAt() != null)
                throw new IllegalArgumentException("merge " + mergeId + " was taken back on " + event.undoneAt());
            PaperId into = currentHome(event.into());
            List<StoredRecord> staying = new ArrayList<>(store.recordsInTransaction(List.of(into)));
            StoredRecord leaving = staying.stream()
                    .filter(r -> r.id() == event.recordId())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the record of merge " + mergeId + " is no longer in paper " + into));
            staying.remove(leaving);
            if (staying.isEmpty())
                throw new IllegalArgumentException(
                        "paper " + into + " has no other record; there is nothing to take apart");
            part(leaving, staying, event, into);
            store.markUndone(mergeId, clock.instant());
            return parted(leaving, event, into);
        });
    }

    /// The paper a record leaves for: the one it came from, or a new one where it came to what is its own.
    private static PaperId parted(StoredRecord leaving, MergeEvent event, PaperId into) {
        return event.from().equals(into)
                ? PaperIds.of(leaving.record(), leaving.digest() + event.id(), 26)
                : event.from();
    }

    private void part(StoredRecord leaving, List<StoredRecord> staying, MergeEvent event, PaperId into) {
        PaperId from = parted(leaving, event, into);
        StoredPaper was = store.papersInTransaction(List.of(from)).get(from);
        List<StoredRecord> together = new ArrayList<>(List.of(leaving));
        if (was != null && was.mergedInto() == null) together.addAll(store.recordsInTransaction(List.of(from)));
        StoredPaper host = store.papersInTransaction(List.of(into)).get(into);
        long revision = store.take("revision", 2);
        store.savePapers(
                List.of(paper(from, revision, together, was), paper(into, revision + 1, staying, host)),
                was == null ? Set.of(from) : Set.of());
        store.saveRecords(List.of(), List.of(new StoredRecord(leaving.id(), from, leaving.digest(), leaving.record())));
        store.keepApart(from, into);
    }

    private StoredPaper paper(PaperId id, long revision, List<StoredRecord> records, @Nullable StoredPaper before) {
        Instant addedAt = before == null ? clock.instant() : before.addedAt();
        Metadata said = Merging.merge(records.stream().map(StoredRecord::record).toList());
        Metadata told = notices.told(Map.of(id, said)).getOrDefault(id, said);
        return new StoredPaper(id, revision, told, addedAt, null);
    }

    private PaperId currentHome(PaperId paper) {
        StoredPaper p = store.papersInTransaction(List.of(paper)).get(paper);
        return p == null || p.mergedInto() == null ? paper : currentHome(p.mergedInto());
    }
}
