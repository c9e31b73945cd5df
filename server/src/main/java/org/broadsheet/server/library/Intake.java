package org.broadsheet.server.library;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.corpus.matching.BlockingKeys;
import org.broadsheet.corpus.matching.Merging;
import org.broadsheet.corpus.matching.RecordMatcher;
import org.broadsheet.corpus.matching.RecordMatcher.Match;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.MergeEvent;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.StoredPaper;
import org.broadsheet.server.store.StoredRecord;

/// Takes records in, a chunk a transaction: finds the paper each belongs to, or founds one.
///
/// What a record could belong to is looked up for the whole chunk at once; papers founded earlier in the chunk are
/// found too. The cost of a record
/// is that of its namesakes, whatever the size of the library.
final class Intake {
    /// A blocking key that more papers share tells nothing (`Editorial`).
    private static final int COMMON = 40;

    private final Database database;
    private final PaperStore store;
    private final RecordMatcher matcher = new RecordMatcher();
    private final Clock clock;

    Intake(Database database, PaperStore store, Clock clock) {
        this.database = database;
        this.store = store;
        this.clock = clock;
    }

    /// What a chunk did.
    record Counts(long added, long merged, long updated, long unchanged) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts o) {
            return new Counts(added + o.added, merged + o.merged, updated + o.updated, unchanged + o.unchanged);
        }
    }

    /// Takes records in, all or nothing.
    Counts take(List<SourceRecord> records) {
        return take(records, () -> {});
    }

    /// Takes records in and does something more in the same transaction.
    Counts take(List<SourceRecord> records, Runnable also) {
        return database.write(() -> {
            Counts counts = records.isEmpty() ? Counts.NONE : new Chunk(records).take();
            also.run();
            return counts;
        });
    }

    private final class Chunk {
        private final List<SourceRecord> records;
        private final Map<String, List<StoredRecord>> known = new HashMap<>();
        private final Map<String, Set<PaperId>> byIdentifier;
        private final Map<String, Set<PaperId>> byKey;
        private final Map<PaperId, Metadata> metadata = new HashMap<>();
        private final Map<PaperId, PaperId> movedTo = new HashMap<>();
        private final Map<PaperId, List<StoredRecord>> joined = new LinkedHashMap<>();
        private final Set<PaperId> fresh = new HashSet<>();
        private final Set<PaperId> retired = new LinkedHashSet<>();
        private final List<StoredRecord> addedRecords = new ArrayList<>();
        private final List<StoredRecord> changedRecords = new ArrayList<>();
        private final List<MergeEvent> merges = new ArrayList<>();
        private final Instant now = clock.instant();
        private long nextRecord;
        private long added;
        private long merged;
        private long updated;
        private long unchanged;

        Chunk(List<SourceRecord> records) {
            this.records = records;
            Map<String, Set<String>> keysBySource = new LinkedHashMap<>();
            Set<Identifier> identifiers = new LinkedHashSet<>();
            Set<String> keys = new LinkedHashSet<>();
            for (SourceRecord r : records) {
                keysBySource
                        .computeIfAbsent(r.provenance().source(), _ -> new LinkedHashSet<>())
                        .add(r.provenance().key());
                r.metadata().identifiers().forEach(i -> identifiers.add(i.unversioned()));
                keys.addAll(BlockingKeys.of(r.metadata()));
            }
            keysBySource.forEach((source, sourceKeys) -> store.recordsOf(source, sourceKeys)
                    .forEach(r -> known.computeIfAbsent(nameOf(r.record()), _ -> new ArrayList<>())
                            .add(r)));
            byIdentifier = store.byIdentifier(identifiers);
            byKey = store.byKey(keys);
        }

        private static String nameOf(SourceRecord r) {
            return r.provenance().source() + "\n" + r.provenance().key();
        }

        Counts take() {
            nextRecord = store.take("record", records.size());
            for (SourceRecord r : records) one(r);
            write();
            return new Counts(added, merged, updated, unchanged);
        }

        private void one(SourceRecord r) {
            String digest = Digests.hex(NeutralJson.toLine(r.metadata()));
            for (StoredRecord before : known.getOrDefault(nameOf(r), List.of())) {
                if (before.digest().equals(digest)) {
                    unchanged++;
                    return;
                }
                if (!r.provenance().key().isEmpty()
                        && matcher.compare(before.record().metadata(), r.metadata())
                                .same()) {
                    update(new StoredRecord(before.id(), home(before.paper()), digest, r));
                    return;
                }
            }
            Optional<Found> found = find(r.metadata());
            PaperId own = found.isPresent() && found.get().match().score() > 0 ? idFor(r, digest) : freeId(r, digest);
            PaperId paper = found.map(Found::paper).orElse(own);
            StoredRecord stored = new StoredRecord(nextRecord++, paper, digest, r);
            addedRecords.add(stored);
            known.computeIfAbsent(nameOf(r), _ -> new ArrayList<>()).add(stored);
            if (found.isPresent()) {
                merged++;
                merges.add(new MergeEvent(
                        0,
                        now,
                        stored.id(),
                        own,
                        paper,
                        found.get().match().reason(),
                        found.get().match().score(),
                        null));
                metadata.put(paper, Merging.merge(List.of(new SourceRecord(r.provenance(), metadata(paper)), r)));
            } else {
                added++;
                fresh.add(paper);
                metadata.put(paper, r.metadata());
            }
            joined.computeIfAbsent(paper, _ -> new ArrayList<>()).add(stored);
            remember(paper, r.metadata());
            found.ifPresent(f ->
                    f.others().forEach(other -> absorb(other, paper, f.match().reason())));
        }

        private void update(StoredRecord after) {
            updated++;
            changedRecords.removeIf(c -> c.id() == after.id());
            boolean addedNow = addedRecords.removeIf(a -> a.id() == after.id());
            (addedNow ? addedRecords : changedRecords).add(after);
            known.values().forEach(list -> list.replaceAll(k -> k.id() == after.id() ? after : k));
            joined.computeIfAbsent(after.paper(), _ -> new ArrayList<>()).removeIf(j -> j.id() == after.id());
            joined.get(after.paper()).add(after);
            remember(after.paper(), after.record().metadata());
        }

        /// The paper a record belongs to, why, and other papers that the record shows to be the same one.
        private record Found(PaperId paper, Match match, List<PaperId> others) {}

        private Optional<Found> find(Metadata m) {
            Set<PaperId> byName = new TreeSet<>();
            for (Identifier i : m.identifiers())
                byName.addAll(byIdentifier.getOrDefault(i.unversioned().toString(), Set.of()));
            Set<PaperId> candidates = new LinkedHashSet<>(byName);
            for (String key : BlockingKeys.of(m)) {
                Set<PaperId> sharing = byKey.getOrDefault(key, Set.of());
                if (sharing.size() <= COMMON) candidates.addAll(sharing);
            }
            Set<PaperId> homes = candidates.stream().map(this::home).collect(Collectors.toCollection(TreeSet::new));
            load(homes);
            PaperId best = null;
            Match bestMatch = new Match(0, "");
            List<PaperId> certain = new ArrayList<>();
            for (PaperId candidate : homes) {
                Metadata theirs = metadata.get(candidate);
                if (theirs == null) continue;
                Match match = matcher.compare(theirs, m);
                if (!match.same()) continue;
                if (match.score() >= 1) certain.add(candidate);
                if (best == null || match.score() > bestMatch.score()) {
                    best = candidate;
                    bestMatch = match;
                }
            }
            if (best == null) return Optional.empty();
            PaperId chosen = best;
            List<PaperId> others =
                    certain.stream().filter(c -> !c.equals(chosen)).toList();
            return Optional.of(new Found(chosen, bestMatch, others));
        }

        private PaperId home(PaperId paper) {
            PaperId to = movedTo.get(paper);
            return to == null ? paper : home(to);
        }

        private void load(Collection<PaperId> papers) {
            List<PaperId> missing =
                    papers.stream().filter(p -> !metadata.containsKey(p)).toList();
            if (missing.isEmpty()) return;
            store.papersInTransaction(missing).forEach((id, p) -> {
                if (p.mergedInto() == null) metadata.put(id, p.metadata());
            });
        }

        private Metadata metadata(PaperId paper) {
            load(List.of(paper));
            Metadata m = metadata.get(paper);
            if (m == null) throw new IllegalStateException("paper " + paper + " has gone");
            return m;
        }

        private void remember(PaperId paper, Metadata m) {
            for (Identifier i : m.identifiers())
                byIdentifier
                        .computeIfAbsent(i.unversioned().toString(), _ -> new TreeSet<>())
                        .add(paper);
            for (String key : BlockingKeys.of(m))
                byKey.computeIfAbsent(key, _ -> new TreeSet<>()).add(paper);
        }

        /// A record that carries the names of two papers shows that they are one: the other's records move over.
        private void absorb(PaperId other, PaperId into, String reason) {
            if (store.apartFrom(into).contains(other) || home(other).equals(into)) return;
            Match match = matcher.compare(metadata(into), metadata(other));
            if (match.score() == 0) return;
            Map<Long, StoredRecord> theirs = new LinkedHashMap<>();
            store.recordsInTransaction(List.of(other)).forEach(r -> theirs.put(r.id(), r));
            joined.getOrDefault(other, List.of()).forEach(r -> theirs.put(r.id(), r));
            for (StoredRecord r : theirs.values()) {
                StoredRecord moved = new StoredRecord(r.id(), into, r.digest(), r.record());
                changedRecords.removeIf(c -> c.id() == r.id());
                boolean addedNow = addedRecords.removeIf(a -> a.id() == r.id());
                (addedNow ? addedRecords : changedRecords).add(moved);
                known.values().forEach(list -> list.replaceAll(k -> k.id() == r.id() ? moved : k));
                joined.computeIfAbsent(into, _ -> new ArrayList<>()).add(moved);
                merges.add(new MergeEvent(0, now, r.id(), other, into, reason, 1, null));
            }
            joined.remove(other);
            metadata.put(
                    into,
                    Merging.merge(theirs.values().stream()
                            .map(StoredRecord::record)
                            .collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                                list.add(new SourceRecord(list.getFirst().provenance(), metadata(into)));
                                return list;
                            }))));
            movedTo.put(other, into);
            retired.add(other);
        }

        /// The id a record would found a paper under.
        private PaperId idFor(SourceRecord r, String digest) {
            return PaperIds.of(r, digest, 12);
        }

        private PaperId freeId(SourceRecord r, String digest) {
            for (int length = 12; length <= 26; length += 2) {
                PaperId id = PaperIds.of(r, digest, length);
                if (!fresh.contains(id)
                        && !metadata.containsKey(id)
                        && store.papersInTransaction(List.of(id)).isEmpty()) return id;
            }
            return PaperIds.of(r, digest + now + nextRecord, 26);
        }

        private void write() {
            Set<PaperId> touched = new LinkedHashSet<>(joined.keySet());
            Map<PaperId, Map<Long, StoredRecord>> all = new LinkedHashMap<>();
            List<PaperId> old = touched.stream().filter(p -> !fresh.contains(p)).toList();
            store.recordsInTransaction(old)
                    .forEach(r -> all.computeIfAbsent(r.paper(), _ -> new LinkedHashMap<>())
                            .put(r.id(), r));
            for (PaperId p : touched) {
                Map<Long, StoredRecord> mine = all.computeIfAbsent(p, _ -> new LinkedHashMap<>());
                for (StoredRecord r : joined.getOrDefault(p, List.of()))
                    if (r.paper().equals(p)) mine.put(r.id(), r);
            }
            Map<PaperId, StoredPaper> before =
                    store.papersInTransaction(java.util.stream.Stream.concat(old.stream(), retired.stream())
                            .toList());
            long revision = touched.isEmpty() && retired.isEmpty()
                    ? 0
                    : store.take("revision", touched.size() + retired.size());
            List<StoredPaper> papers = new ArrayList<>();
            for (PaperId p : touched) {
                if (retired.contains(p)) continue;
                List<SourceRecord> said = all.getOrDefault(p, Map.of()).values().stream()
                        .map(StoredRecord::record)
                        .toList();
                StoredPaper was = before.get(p);
                papers.add(
                        new StoredPaper(p, revision++, Merging.merge(said), was == null ? now : was.addedAt(), null));
            }
            for (PaperId p : retired) {
                StoredPaper was = before.get(p);
                if (was == null) {
                    fresh.remove(p);
                    continue; // founded and absorbed within this chunk: it never was
                }
                papers.add(new StoredPaper(p, revision++, was.metadata(), was.addedAt(), home(p)));
            }
            store.savePapers(papers, fresh);
            store.saveRecords(addedRecords, changedRecords);
            if (!merges.isEmpty()) {
                long id = store.take("merge", merges.size());
                List<MergeEvent> numbered = new ArrayList<>();
                for (MergeEvent m : merges)
                    numbered.add(new MergeEvent(
                            id++, m.at(), m.recordId(), m.from(), home(m.into()), m.reason(), m.score(), null));
                store.saveMerges(numbered);
            }
        }
    }

    /// Takes a merge back: the record leaves and stands for itself again, and the two are kept apart from now on.
    ///
    /// @return the paper the record stands for now
    /// @throws IllegalArgumentException where there is no such merge or it was taken back before
    PaperId undo(long mergeId) {
        return database.write(() -> {
            MergeEvent event = store.merge(mergeId)
                    .orElseThrow(() -> new IllegalArgumentException("there is no merge " + mergeId));
            if (event.undoneAt() != null)
                throw new IllegalArgumentException("merge " + mergeId + " was taken back on " + event.undoneAt());
            PaperId into = currentHome(event.into());
            List<StoredRecord> records = store.recordsInTransaction(List.of(into));
            StoredRecord leaving = records.stream()
                    .filter(r -> r.id() == event.recordId())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the record of merge " + mergeId + " is no longer in paper " + into));
            List<StoredRecord> staying =
                    records.stream().filter(r -> r.id() != leaving.id()).toList();
            if (staying.isEmpty())
                throw new IllegalArgumentException(
                        "paper " + into + " has no other record; there is nothing to take apart");
            PaperId from = event.from().equals(into)
                    ? PaperIds.of(leaving.record(), leaving.digest() + mergeId, 26)
                    : event.from();
            StoredPaper was = store.papersInTransaction(List.of(from)).get(from);
            List<SourceRecord> leavingSays = new ArrayList<>(List.of(leaving.record()));
            if (was != null && was.mergedInto() == null)
                store.recordsInTransaction(List.of(from)).forEach(r -> leavingSays.add(r.record()));
            Instant now = clock.instant();
            StoredPaper host = store.papersInTransaction(List.of(into)).get(into);
            long revision = store.take("revision", 2);
            StoredPaper alone = new StoredPaper(
                    from, revision, Merging.merge(leavingSays), was == null ? now : was.addedAt(), null);
            StoredPaper rest = new StoredPaper(
                    into,
                    revision + 1,
                    Merging.merge(staying.stream().map(StoredRecord::record).toList()),
                    host == null ? now : host.addedAt(),
                    null);
            store.savePapers(List.of(alone, rest), was == null ? Set.of(from) : Set.of());
            store.saveRecords(
                    List.of(), List.of(new StoredRecord(leaving.id(), from, leaving.digest(), leaving.record())));
            store.markUndone(mergeId, now);
            store.keepApart(from, into);
            return from;
        });
    }

    private PaperId currentHome(PaperId paper) {
        StoredPaper p = store.papersInTransaction(List.of(paper)).get(paper);
        return p == null || p.mergedInto() == null ? paper : currentHome(p.mergedInto());
    }
}
