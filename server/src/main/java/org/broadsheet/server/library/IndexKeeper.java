package org.broadsheet.server.library;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.retrieval.IndexedPaper;
import org.broadsheet.retrieval.PaperIndex;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.StoredPaper;

/// Keeps the index up with the database: takes up every paper whose revision is beyond what the index holds, in order
/// of revision.
final class IndexKeeper {
    private static final int BATCH = 500;
    /// Papers between durable commits while catching up a long way; a crash costs at most these.
    private static final int COMMIT_EVERY = 5_000;

    private final PaperStore store;
    private final PaperIndex index;
    private final String space;
    private final BooleanSupplier stopped;
    private long indexed;
    /// Papers taken up since the last durable commit.
    private long uncommitted;

    IndexKeeper(PaperStore store, PaperIndex index, String space, BooleanSupplier stopped) {
        this.store = store;
        this.index = index;
        this.space = space;
        this.stopped = stopped;
        this.indexed = index.watermark();
        // An index that knows of revisions the database never had is of another database, or the database was restored.
        if (indexed > store.revision()) {
            index.clear();
            indexed = 0;
        }
    }

    /// Takes up everything that changed; searches see it, and the disk has it, afterwards.
    ///
    /// @param progress told the number of papers taken up so far
    /// @return papers taken up
    synchronized long catchUp(LongConsumer progress) {
        long done = takeUp(progress);
        if (uncommitted > 0) commit();
        return done;
    }

    /// The same for somebody who comes back soon: searches and the disk have the last few thousand only after
    /// [#catchUp], for a commit after every chunk of an import takes longer than the chunk.
    synchronized long takeUp(LongConsumer progress) {
        long done = 0;
        while (!stopped.getAsBoolean()) {
            List<StoredPaper> batch = store.changedAfter(indexed, BATCH);
            if (batch.isEmpty()) break;
            List<PaperId> ids = batch.stream().map(StoredPaper::id).toList();
            Map<PaperId, float[]> vectors = store.vectors(ids, space);
            Map<PaperId, List<Provenance>> provenance = store.provenance(ids);
            for (StoredPaper p : batch) {
                List<Provenance> from = provenance.getOrDefault(p.id(), List.of());
                if (p.mergedInto() != null || from.isEmpty()) index.remove(p.id());
                else
                    index.put(new IndexedPaper(
                            new Paper(p.id(), p.metadata(), from),
                            vectors.get(p.id()),
                            p.addedAt().atZone(ZoneOffset.UTC).toLocalDate()));
            }
            indexed = batch.getLast().revision();
            done += batch.size();
            uncommitted += batch.size();
            if (uncommitted >= COMMIT_EVERY) commit();
            progress.accept(done);
        }
        return done;
    }

    private void commit() {
        index.commit(indexed);
        uncommitted = 0;
    }

    /// The revision up to which searches see everything.
    synchronized long indexed() {
        return indexed;
    }

    /// Forgets the index and builds it anew.
    synchronized long rebuild(LongConsumer progress) {
        index.clear();
        indexed = 0;
        uncommitted = 0;
        return catchUp(progress);
    }
}
