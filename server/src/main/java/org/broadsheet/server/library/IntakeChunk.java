package org.broadsheet.server.library;

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
import java.util.TreeMap;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.corpus.matching.Changes;
import org.broadsheet.corpus.matching.Merging;
import org.broadsheet.corpus.matching.RecordMatcher;
import org.broadsheet.corpus.matching.RecordMatcher.Match;
import org.broadsheet.server.store.Digests;
import org.broadsheet.server.store.MergeEvent;
import org.broadsheet.server.store.NoticeStore;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.StoredPaper;
import org.broadsheet.server.store.StoredRecord;
import org.jspecify.annotations.Nullable;

/// Some records on their way in, within one transaction: each is found to be known, a new word of a known
/// record, part of a paper, or the founder of one. Everything is looked up before and written after, so the
/// number of statements does not grow with the number of records.
final class IntakeChunk {
    /// A record on its way in.
    private record Arrival(SourceRecord record, String digest) {
        Metadata metadata() {
            return record.metadata();
        }
    }

    private final PaperStore store;
    private final NoticeStore notices;
    private final List<NoticeRecord> told;
    private final RecordMatcher matcher = new RecordMatcher();
    private final Instant now;
    private final List<Arrival> arrivals;
    private final Map<String, List<Long>> known = new HashMap<>();
    private final Namesakes namesakes;
    /// Known records, and those this chunk adds or changes, as they are now.
    private final Map<Long, StoredRecord> records = new HashMap<>();

    private final Set<Long> added = new LinkedHashSet<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private final Set<PaperId> taken;
    private final Set<PaperId> founded = new HashSet<>();
    private final Set<PaperId> touched = new LinkedHashSet<>();
    private final Set<PaperId> absorbed = new LinkedHashSet<>();
    private final List<MergeEvent> merges = new ArrayList<>();
    private long nextRecord;
    private long merged;
    private long updated;
    private long unchanged;

    IntakeChunk(
            PaperStore store, NoticeStore notices, List<SourceRecord> arriving, List<NoticeRecord> told, Instant now) {
        this.store = store;
        this.notices = notices;
        this.told = told;
        this.now = now;
        this.arrivals = arriving.stream()
                .map(r -> new Arrival(r, Digests.hex(NeutralJson.toLine(r.metadata()))))
                .toList();
        lookUpKnown();
        List<Arrival> news = arrivals.stream()
                .filter(a -> knownOf(a).stream().noneMatch(k -> k.digest().equals(a.digest())))
                .toList();
        namesakes = new Namesakes(
                store, matcher, news.stream().map(Arrival::metadata).toList());
        taken = store.existing(news.stream()
                .map(a -> PaperIds.of(a.record(), a.digest(), PaperIds.SHORTEST))
                .toList());
        nextRecord = news.isEmpty() ? 0 : store.take("record", news.size());
    }

    private void lookUpKnown() {
        Map<String, Set<String>> keys = new LinkedHashMap<>();
        Map<String, Set<String>> digests = new LinkedHashMap<>();
        for (Arrival a : arrivals) {
            var from = a.record().provenance();
            if (from.key().isEmpty())
                digests.computeIfAbsent(from.source(), _ -> new LinkedHashSet<>())
                        .add(a.digest());
            else keys.computeIfAbsent(from.source(), _ -> new LinkedHashSet<>()).add(from.key());
        }
        keys.forEach((source, of) -> store.recordsOf(source, of).forEach(this::known));
        digests.forEach((source, of) -> store.namelessRecordsOf(source, of).forEach(this::known));
    }

    private void known(StoredRecord r) {
        records.put(r.id(), r);
        known.computeIfAbsent(nameOf(r.record()), _ -> new ArrayList<>()).add(r.id());
    }

    private List<StoredRecord> knownOf(Arrival a) {
        return known.getOrDefault(nameOf(a.record()), List.of()).stream()
                .map(id -> records.get(id))
                .toList();
    }

    private static String nameOf(SourceRecord r) {
        return r.provenance().source() + "\n" + r.provenance().key();
    }

    Intake.Counts take() {
        for (Arrival a : arrivals) take(a);
        notice();
        write();
        return new Intake.Counts(added.size() - merged, merged, updated, unchanged);
    }

    private void take(Arrival a) {
        List<StoredRecord> before = knownOf(a);
        if (before.stream().anyMatch(k -> k.digest().equals(a.digest()))) {
            unchanged++;
            return;
        }
        Optional<StoredRecord> sameAsBefore = a.record().provenance().key().isEmpty()
                ? Optional.empty()
                : before.stream()
                        .filter(k -> matcher.compare(k.record().metadata(), a.metadata())
                                .same())
                        .findFirst();
        if (sameAsBefore.isPresent()) update(sameAsBefore.get(), a);
        else add(a);
    }

    /// A known record says something else now: a later version, more upvotes, a name it did not have.
    private void update(StoredRecord before, Arrival a) {
        updated++;
        PaperId paper = namesakes.home(before.paper());
        SourceRecord record = onItsFirstLists(before.record().metadata(), a.record());
        save(new StoredRecord(before.id(), paper, a.digest(), record));
        namesakes.remember(paper, record.metadata(), joined(paper, record));
        namesakes.find(a.metadata()).ifPresent(f -> {
            if (f.match().score() >= 1) absorb(f.paper(), paper, f.match().reason());
            for (PaperId other : f.others()) absorb(other, paper, f.match().reason());
        });
    }

    /// A later word of a source does not take a paper off the list it was on, nor move it to a later day: a
    /// new version is not announced anew.
    private static SourceRecord onItsFirstLists(Metadata before, SourceRecord r) {
        if (before.listings().isEmpty()) return r;
        Map<String, Listing> lists = new TreeMap<>();
        for (Listing l : before.listings()) lists.merge(l.list(), l, IntakeChunk::first);
        List<Listing> kept = new ArrayList<>(r.metadata().listings());
        kept.removeIf(
                l -> lists.containsKey(l.list()) && lists.get(l.list()).day().isBefore(l.day()));
        for (Listing l : lists.values())
            if (kept.stream().noneMatch(k -> k.list().equals(l.list()))) kept.add(l);
        return new SourceRecord(
                r.provenance(),
                r.metadata().toBuilder().noListings().listings(kept).build());
    }

    private static Listing first(Listing a, Listing b) {
        return a.day().isAfter(b.day()) ? b : a;
    }

    private void add(Arrival a) {
        Optional<Namesakes.Found> found = namesakes.find(a.metadata());
        PaperId own = ownId(a, found.map(Namesakes.Found::paper).orElse(null));
        PaperId paper = found.map(Namesakes.Found::paper).orElse(own);
        StoredRecord stored = new StoredRecord(nextRecord++, paper, a.digest(), a.record());
        added.add(stored.id());
        known(stored);
        save(stored);
        if (found.isEmpty()) {
            founded.add(own);
            taken.add(own);
            namesakes.remember(paper, a.metadata(), a.metadata());
            return;
        }
        Match match = found.get().match();
        merged++;
        merges.add(new MergeEvent(0, now, stored.id(), own, paper, match.reason(), match.score(), null));
        namesakes.remember(paper, a.metadata(), joined(paper, a.record()));
        for (PaperId other : found.get().others()) absorb(other, paper, match.reason());
    }

    private void save(StoredRecord r) {
        records.put(r.id(), r);
        if (!added.contains(r.id())) changed.add(r.id());
        touched.add(r.paper());
    }

    /// What a paper says together with one more record.
    private Metadata joined(PaperId paper, SourceRecord r) {
        return Merging.merge(List.of(new SourceRecord(r.provenance(), namesakes.metadata(paper)), r));
    }

    /// A record that carries the names of two papers shows that they are one: the records of `other` move
    /// over, unless a person has said that the two are two.
    private void absorb(PaperId other, PaperId into, String reason) {
        if (namesakes.home(other).equals(into)) return;
        Set<PaperId> notWithOther = store.apartFrom(other);
        if (notWithOther.contains(into)) return;
        Metadata theirs = namesakes.metadata(other);
        if (matcher.compare(namesakes.metadata(into), theirs).score() == 0) return;
        List<StoredRecord> moving = recordsOf(Set.of(other));
        if (moving.isEmpty()) return;
        for (StoredRecord r : moving) {
            save(new StoredRecord(r.id(), into, r.digest(), r.record()));
            merges.add(new MergeEvent(0, now, r.id(), other, into, reason, 1, null));
        }
        namesakes.remember(
                into,
                theirs,
                joined(into, new SourceRecord(moving.getFirst().record().provenance(), theirs)));
        namesakes.moved(other, into);
        absorbed.add(other);
        // What was not to be with the one is not to be with the two together either.
        for (PaperId p : notWithOther) store.keepApart(p, into);
    }

    /// The records of papers as this chunk leaves them, in order of their numbers.
    private List<StoredRecord> recordsOf(Set<PaperId> papers) {
        Map<Long, StoredRecord> all = new TreeMap<>();
        store.recordsInTransaction(
                        papers.stream().filter(p -> !founded.contains(p)).toList())
                .forEach(r -> all.put(r.id(), r));
        for (Collection<Long> mine : List.of(added, changed)) for (Long id : mine) all.put(id, records.get(id));
        return all.values().stream().filter(r -> papers.contains(r.paper())).toList();
    }

    /// The id a record would found a paper under: that of the paper it joins, where they are the same, else
    /// a free one.
    private PaperId ownId(Arrival a, @Nullable PaperId joining) {
        PaperId id = PaperIds.of(a.record(), a.digest(), PaperIds.SHORTEST);
        if (id.equals(joining) || !taken.contains(id)) return id;
        for (int length = PaperIds.SHORTEST + 2; length <= PaperIds.LONGEST; length += 2) {
            id = PaperIds.of(a.record(), a.digest(), length);
            if (!founded.contains(id) && store.existing(List.of(id)).isEmpty()) return id;
        }
        return PaperIds.of(a.record(), a.digest() + now + nextRecord, PaperIds.LONGEST);
    }

    /// Keeps what is told of papers elsewhere; those that are here say it from now on.
    private void notice() {
        List<Identifier> names = notices.keep(told);
        if (names.isEmpty()) return;
        store.byIdentifier(names).values().forEach(papers -> papers.forEach(p -> touched.add(namesakes.home(p))));
    }

    private void write() {
        Set<PaperId> standing = new LinkedHashSet<>(touched);
        standing.removeAll(absorbed);
        Map<PaperId, List<SourceRecord>> said = new HashMap<>();
        for (StoredRecord r : recordsOf(standing))
            said.computeIfAbsent(r.paper(), _ -> new ArrayList<>()).add(r.record());
        // A paper that was founded and absorbed within this chunk never was.
        List<PaperId> leaving =
                absorbed.stream().filter(p -> !founded.contains(p)).toList();
        if (standing.isEmpty() && leaving.isEmpty()) return;
        Map<PaperId, Metadata> together = new LinkedHashMap<>();
        for (PaperId p : standing) together.put(p, Merging.merge(said.getOrDefault(p, List.of())));
        together.putAll(notices.told(together));
        Map<PaperId, StoredPaper> before = store.papersInTransaction(
                standing.stream().filter(p -> !founded.contains(p)).toList());
        long revision = store.take("revision", standing.size() + leaving.size());
        List<StoredPaper> papers = new ArrayList<>();
        for (Map.Entry<PaperId, Metadata> p : together.entrySet())
            papers.add(new StoredPaper(p.getKey(), revision++, p.getValue(), now, null));
        for (StoredPaper p : store.papersInTransaction(leaving).values())
            papers.add(new StoredPaper(p.id(), revision++, p.metadata(), p.addedAt(), namesakes.home(p.id())));
        founded.removeAll(absorbed);
        store.savePapers(papers, founded);
        store.saveRecords(all(added), all(changed));
        tell(before, together);
        if (merges.isEmpty()) return;
        long merge = store.take("merge", merges.size());
        List<MergeEvent> numbered = new ArrayList<>();
        for (MergeEvent m : merges)
            numbered.add(new MergeEvent(
                    merge++, m.at(), m.recordId(), m.from(), namesakes.home(m.into()), m.reason(), m.score(), null));
        store.saveMerges(numbered);
    }

    /// Keeps what is new of papers that were here before.
    private void tell(Map<PaperId, StoredPaper> before, Map<PaperId, Metadata> after) {
        Map<PaperId, List<Notice>> news = new LinkedHashMap<>();
        after.forEach((id, now) -> {
            StoredPaper was = before.get(id);
            if (was == null) return;
            List<Notice> here = Changes.between(was.metadata(), now);
            if (!here.isEmpty()) news.put(id, here);
        });
        int count = news.values().stream().mapToInt(List::size).sum();
        if (count > 0) notices.saveNews(news, store.take("news", count), now);
    }

    private List<StoredRecord> all(Set<Long> ids) {
        return ids.stream().map(id -> records.get(id)).toList();
    }
}
