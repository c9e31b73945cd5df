package org.broadsheet.server.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.corpus.matching.BlockingKeys;

/// Papers, what their sources said, how they were merged, and their vectors.
///
/// Methods that change something are called within [Database#write].
public final class PaperStore {
    private static final int CHUNK = 500;

    private final Database database;

    public PaperStore(Database database) {
        this.database = database;
    }

    // ---- Counters
    // -----------------------------------------------------------------------------------------------

    /// Takes the next `n` numbers of a counter and gives the first.
    public long take(String counter, int n) {
        Long last = database.writing()
                .queryForObject(
                        "update counter set value = value + ? where name = ? returning value", Long.class, n, counter);
        if (last == null) throw new StoreFailed("the database has no counter '" + counter + "'", null);
        return last - n + 1;
    }

    /// The latest revision.
    public long revision() {
        return database.reading()
                .sql("select value from counter where name = 'revision'")
                .query(Long.class)
                .single();
    }

    // ---- Reading papers
    // -----------------------------------------------------------------------------------------

    private static StoredPaper paper(ResultSet r, int row) throws SQLException {
        String into = r.getString("merged_into");
        return new StoredPaper(
                new PaperId(r.getString("id")),
                r.getLong("revision"),
                NeutralJson.parse(r.getString("metadata")),
                Instant.parse(r.getString("added_at")),
                into == null ? null : new PaperId(into));
    }

    private static final String PAPER = "select id, revision, metadata, added_at, merged_into from paper ";

    /// Papers by id, those that exist, in no particular order.
    public Map<PaperId, StoredPaper> papers(Collection<PaperId> ids) {
        Map<PaperId, StoredPaper> found = new LinkedHashMap<>();
        for (List<String> chunk : chunks(ids.stream().map(PaperId::value).toList()))
            database
                    .reading()
                    .sql(PAPER + "where id in (:ids)")
                    .param("ids", chunk)
                    .query(PaperStore::paper)
                    .list()
                    .stream()
                    .forEach(p -> found.put(p.id(), p));
        return found;
    }

    /// The same, seeing what this transaction has written.
    public Map<PaperId, StoredPaper> papersInTransaction(Collection<PaperId> ids) {
        Map<PaperId, StoredPaper> found = new LinkedHashMap<>();
        for (List<String> chunk : chunks(ids.stream().map(PaperId::value).toList()))
            database.writing()
                    .query(PAPER + "where id in (" + marks(chunk.size()) + ")", PaperStore::paper, chunk.toArray())
                    .forEach(p -> found.put(p.id(), p));
        return found;
    }

    /// The next papers after a revision, in order of revision.
    public List<StoredPaper> changedAfter(long revision, int limit) {
        return database.reading()
                .sql(PAPER + "where revision > ? order by revision limit ?")
                .param(revision)
                .param(limit)
                .query(PaperStore::paper)
                .list();
    }

    /// Papers that stand for themselves, by id, after `after`: for walking through all of them.
    public List<StoredPaper> after(String after, int limit) {
        return database.reading()
                .sql(PAPER + "where id > ? and merged_into is null order by id limit ?")
                .param(after)
                .param(limit)
                .query(PaperStore::paper)
                .list();
    }

    /// Papers that stand for themselves, last added first.
    public List<StoredPaper> latest(int offset, int limit) {
        return database.reading()
                .sql(PAPER + "where merged_into is null order by added_at desc, id limit ? offset ?")
                .param(limit)
                .param(offset)
                .query(PaperStore::paper)
                .list();
    }

    /// Papers on any dated list from one day to another, both included, by day, list and position.
    public List<PaperId> listed(LocalDate from, LocalDate to) {
        return database
                .reading()
                .sql("select paper_id from listing where day between ? and ? order by day, list, position, paper_id")
                .param(from.toString())
                .param(to.toString())
                .query((r, _) -> new PaperId(r.getString(1)))
                .list()
                .stream()
                .distinct()
                .toList();
    }

    /// Papers published from one day to another, both included, whose date is known to the day.
    public List<PaperId> published(LocalDate from, LocalDate to, int limit) {
        return database.reading()
                .sql(
                        "select id from paper where published between ? and ? and length(published) = 10 and merged_into is null"
                                + " order by published, id limit ?")
                .param(from.toString())
                .param(to.toString())
                .param(limit)
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    /// The first and last day of any dated list.
    public Optional<List<LocalDate>> listingSpan() {
        return database.reading()
                .sql("select min(day), max(day) from listing")
                .query((r, _) -> r.getString(1) == null
                        ? List.<LocalDate>of()
                        : List.of(LocalDate.parse(r.getString(1)), LocalDate.parse(r.getString(2))))
                .optional()
                .filter(l -> !l.isEmpty());
    }

    /// The last day before a day, or the first after it, for which papers are listed, or published without
    /// being on any list.
    public Optional<LocalDate> nearest(LocalDate day, boolean before) {
        String way = before ? "< ? order by %s desc limit 1" : "> ? order by %s limit 1";
        return Stream.of(
                        "select day from listing where day " + way.formatted("day"),
                        "select published from paper where length(published) = 10 and merged_into is null"
                                + " and not exists (select 1 from listing where paper_id = paper.id) and published "
                                + way.formatted("published"))
                .flatMap(sql -> database
                        .reading()
                        .sql(sql)
                        .param(day.toString())
                        .query((r, _) -> LocalDate.parse(r.getString(1)))
                        .list()
                        .stream())
                .reduce((a, b) -> a.isAfter(b) == before ? a : b);
    }

    /// The papers that carry an identifier, whatever its version.
    public List<PaperId> named(Identifier identifier) {
        return database.reading()
                .sql("select paper_id from identifier where scheme = ? and value = ? order by paper_id")
                .param(identifier.scheme().key())
                .param(identifier.value())
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    /// The papers of the records that their sources call `key`.
    public List<PaperId> withKey(String key) {
        return database.reading()
                .sql("select distinct paper_id from record where record_key = ? order by paper_id limit 20")
                .param(key)
                .query((r, _) -> new PaperId(r.getString(1)))
                .list();
    }

    /// Papers that stand for themselves.
    public long count() {
        return database.reading()
                .sql("select count(*) from paper where merged_into is null")
                .query(Long.class)
                .single();
    }

    // ---- Records
    // ------------------------------------------------------------------------------------------------

    private static StoredRecord record(ResultSet r, int row) throws SQLException {
        return new StoredRecord(
                r.getLong("id"),
                new PaperId(r.getString("paper_id")),
                r.getString("digest"),
                new SourceRecord(
                        new Provenance(
                                r.getString("source"),
                                r.getString("record_key"),
                                Instant.parse(r.getString("seen_at"))),
                        NeutralJson.parse(r.getString("metadata"))));
    }

    private static final String RECORD =
            "select id, paper_id, source, record_key, digest, metadata, seen_at from record ";

    /// The records of papers, oldest first.
    public List<StoredRecord> records(Collection<PaperId> papers) {
        List<StoredRecord> found = new ArrayList<>();
        for (List<String> chunk : chunks(papers.stream().map(PaperId::value).toList()))
            found.addAll(database.reading()
                    .sql(RECORD + "where paper_id in (:ids) order by id")
                    .param("ids", chunk)
                    .query(PaperStore::record)
                    .list());
        return found;
    }

    /// The records of papers as this transaction sees them, oldest first.
    public List<StoredRecord> recordsInTransaction(Collection<PaperId> papers) {
        List<StoredRecord> found = new ArrayList<>();
        for (List<String> chunk : chunks(papers.stream().map(PaperId::value).toList()))
            found.addAll(database.writing()
                    .query(
                            RECORD + "where paper_id in (" + marks(chunk.size()) + ") order by id",
                            PaperStore::record,
                            chunk.toArray()));
        return found;
    }

    /// Who said what of these papers, without what they said: oldest first.
    public Map<PaperId, List<Provenance>> provenance(Collection<PaperId> papers) {
        Map<PaperId, List<Provenance>> found = new LinkedHashMap<>();
        for (List<String> chunk : chunks(papers.stream().map(PaperId::value).toList()))
            database.reading()
                    .sql(
                            "select paper_id, source, record_key, seen_at from record where paper_id in (:ids) order by id")
                    .param("ids", chunk)
                    .query(r -> {
                        found.computeIfAbsent(paperId(r), _ -> new ArrayList<>())
                                .add(new Provenance(
                                        r.getString("source"),
                                        r.getString("record_key"),
                                        Instant.parse(r.getString("seen_at"))));
                    });
        return found;
    }

    private static PaperId paperId(ResultSet r) throws SQLException {
        return new PaperId(r.getString("paper_id"));
    }

    /// Records of one source by the keys it gave them, as this transaction sees them.
    public List<StoredRecord> recordsOf(String source, Collection<String> keys) {
        List<StoredRecord> found = new ArrayList<>();
        for (List<String> chunk : chunks(keys)) {
            List<Object> params = new ArrayList<>(chunk);
            params.addFirst(source);
            found.addAll(database.writing()
                    .query(
                            RECORD + "where source = ? and record_key in (" + marks(chunk.size()) + ")",
                            PaperStore::record,
                            params.toArray()));
        }
        return found;
    }

    /// Records of one source that it gave no key, by the digests of what they say, as this transaction sees
    /// them.
    public List<StoredRecord> namelessRecordsOf(String source, Collection<String> digests) {
        List<StoredRecord> found = new ArrayList<>();
        for (List<String> chunk : chunks(digests)) {
            List<Object> params = new ArrayList<>(chunk);
            params.addFirst(source);
            found.addAll(database.writing()
                    .query(
                            RECORD + "where source = ? and record_key = '' and digest in (" + marks(chunk.size()) + ")",
                            PaperStore::record,
                            params.toArray()));
        }
        return found;
    }

    /// Which of these ids are a paper's, as this transaction sees them.
    public Set<PaperId> existing(Collection<PaperId> ids) {
        Set<PaperId> found = new HashSet<>();
        for (List<String> chunk : chunks(ids.stream().map(PaperId::value).toList()))
            found.addAll(database.writing()
                    .query(
                            "select id from paper where id in (" + marks(chunk.size()) + ")",
                            (r, _) -> new PaperId(r.getString(1)),
                            chunk.toArray()));
        return found;
    }

    /// Which papers carry which of these identifiers (`scheme:value`), as this transaction sees them.
    public Map<String, Set<PaperId>> byIdentifier(Collection<Identifier> identifiers) {
        Map<String, Set<PaperId>> found = new LinkedHashMap<>();
        Map<String, List<String>> byScheme = new LinkedHashMap<>();
        for (Identifier i : identifiers)
            byScheme.computeIfAbsent(i.scheme().key(), _ -> new ArrayList<>()).add(i.value());
        byScheme.forEach((scheme, values) -> {
            for (List<String> chunk : chunks(values)) {
                List<Object> params = new ArrayList<>(chunk);
                params.addFirst(scheme);
                database.writing()
                        .query(
                                "select value, paper_id from identifier where scheme = ? and value in ("
                                        + marks(chunk.size()) + ")",
                                r -> {
                                    found.computeIfAbsent(scheme + ":" + r.getString(1), _ -> new java.util.TreeSet<>())
                                            .add(new PaperId(r.getString(2)));
                                },
                                params.toArray());
            }
        });
        return found;
    }

    /// Which papers have which of these blocking keys, as this transaction sees them.
    public Map<String, Set<PaperId>> byKey(Collection<String> keys) {
        Map<String, Set<PaperId>> found = new LinkedHashMap<>();
        for (List<String> chunk : chunks(keys))
            database.writing()
                    .query(
                            "select match_key, paper_id from match_key where match_key in (" + marks(chunk.size())
                                    + ")",
                            r -> {
                                found.computeIfAbsent(r.getString(1), _ -> new java.util.TreeSet<>())
                                        .add(new PaperId(r.getString(2)));
                            },
                            chunk.toArray());
        return found;
    }

    // ---- Writing
    // ------------------------------------------------------------------------------------------------

    /// Adds records, and updates those whose number is already there.
    public void saveRecords(List<StoredRecord> added, List<StoredRecord> changed) {
        database.writing()
                .batchUpdate(
                        "insert into record (id, paper_id, source, record_key, digest, metadata, seen_at, first_seen_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                        added,
                        CHUNK,
                        (s, r) -> {
                            s.setLong(1, r.id());
                            s.setString(2, r.paper().value());
                            s.setString(3, r.record().provenance().source());
                            s.setString(4, r.record().provenance().key());
                            s.setString(5, r.digest());
                            s.setString(6, NeutralJson.toLine(r.record().metadata()));
                            s.setString(7, r.record().provenance().seen().toString());
                            s.setString(8, r.record().provenance().seen().toString());
                        });
        database.writing()
                .batchUpdate(
                        "update record set paper_id = ?, digest = ?, metadata = ?, seen_at = ? where id = ?",
                        changed,
                        CHUNK,
                        (s, r) -> {
                            s.setString(1, r.paper().value());
                            s.setString(2, r.digest());
                            s.setString(3, NeutralJson.toLine(r.record().metadata()));
                            s.setString(4, r.record().provenance().seen().toString());
                            s.setLong(5, r.id());
                        });
    }

    /// Writes papers with everything derived from their metadata; those that are there are replaced.
    ///
    /// @param fresh those among them that were not there before
    public void savePapers(List<StoredPaper> papers, Set<PaperId> fresh) {
        List<StoredPaper> old =
                papers.stream().filter(p -> !fresh.contains(p.id())).toList();
        for (String table : List.of("identifier", "match_key", "listing"))
            database.writing()
                    .batchUpdate(
                            "delete from " + table + " where paper_id = ?",
                            old,
                            CHUNK,
                            (s, p) -> s.setString(1, p.id().value()));
        database.writing()
                .batchUpdate(
                        "insert into paper (id, revision, metadata, text_digest, published, added_at, merged_into) values (?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (id) do update set revision = excluded.revision, metadata = excluded.metadata,"
                                + " text_digest = excluded.text_digest, published = excluded.published, merged_into = excluded.merged_into",
                        papers,
                        CHUNK,
                        (s, p) -> {
                            s.setString(1, p.id().value());
                            s.setLong(2, p.revision());
                            s.setString(3, NeutralJson.toLine(p.metadata()));
                            s.setString(4, Digests.hex(textOf(p.metadata())).substring(0, 32));
                            s.setString(
                                    5,
                                    p.metadata().published() == null
                                            ? null
                                            : p.metadata().published().toString());
                            s.setString(6, p.addedAt().toString());
                            s.setString(
                                    7,
                                    p.mergedInto() == null
                                            ? null
                                            : p.mergedInto().value());
                        });
        record Row(String a, String b, int n, String paper) {}
        List<Row> names = new ArrayList<>();
        List<Row> keys = new ArrayList<>();
        List<Row> lists = new ArrayList<>();
        for (StoredPaper p : papers) {
            if (p.mergedInto() != null) continue;
            for (Identifier i : p.metadata().identifiers())
                names.add(new Row(i.scheme().key(), i.value(), 0, p.id().value()));
            for (String key : BlockingKeys.of(p.metadata())) keys.add(new Row(key, "", 0, p.id().value()));
            for (Listing l : p.metadata().listings())
                lists.add(new Row(l.list(), l.day().toString(), l.position(), p.id().value()));
        }
        database.writing()
                .batchUpdate(
                        "insert into identifier (scheme, value, paper_id) values (?, ?, ?) on conflict do nothing",
                        names,
                        CHUNK,
                        (s, r) -> {
                            s.setString(1, r.a());
                            s.setString(2, r.b());
                            s.setString(3, r.paper());
                        });
        database.writing()
                .batchUpdate(
                        "insert into match_key (match_key, paper_id) values (?, ?) on conflict do nothing",
                        keys,
                        CHUNK,
                        (s, r) -> {
                            s.setString(1, r.a());
                            s.setString(2, r.paper());
                        });
        database.writing()
                .batchUpdate(
                        "insert into listing (list, day, position, paper_id) values (?, ?, ?, ?) on conflict do nothing",
                        lists,
                        CHUNK,
                        (s, r) -> {
                            s.setString(1, r.a());
                            s.setString(2, r.b());
                            s.setInt(3, r.n());
                            s.setString(4, r.paper());
                        });
    }

    // ---- Merges
    // -------------------------------------------------------------------------------------------------

    private static MergeEvent merge(ResultSet r, int row) throws SQLException {
        String undone = r.getString("undone_at");
        return new MergeEvent(
                r.getLong("id"),
                Instant.parse(r.getString("happened_at")),
                r.getLong("record_id"),
                new PaperId(r.getString("from_paper")),
                new PaperId(r.getString("into_paper")),
                r.getString("reason"),
                r.getDouble("score"),
                undone == null ? null : Instant.parse(undone));
    }

    public void saveMerges(List<MergeEvent> merges) {
        database.writing()
                .batchUpdate(
                        "insert into merge_event (id, happened_at, record_id, from_paper, into_paper, reason, score) values (?, ?, ?, ?, ?, ?, ?)",
                        merges,
                        CHUNK,
                        (s, m) -> {
                            s.setLong(1, m.id());
                            s.setString(2, m.at().toString());
                            s.setLong(3, m.recordId());
                            s.setString(4, m.from().value());
                            s.setString(5, m.into().value());
                            s.setString(6, m.reason());
                            s.setDouble(7, m.score());
                        });
    }

    /// Every merge that brought records to a paper or took them from it, and every earlier one of the
    /// records it has now, in order.
    public List<MergeEvent> merges(PaperId paper) {
        return database.reading()
                .sql("select * from merge_event where into_paper = :p or from_paper = :p"
                        + " or record_id in (select id from record where paper_id = :p) order by id")
                .param("p", paper.value())
                .query(PaperStore::merge)
                .list();
    }

    public Optional<MergeEvent> merge(long id) {
        return database.reading()
                .sql("select * from merge_event where id = ?")
                .param(id)
                .query(PaperStore::merge)
                .optional();
    }

    public void markUndone(long merge, Instant at) {
        database.writing().update("update merge_event set undone_at = ? where id = ?", at.toString(), merge);
    }

    /// Remembers that two papers are two, whatever a program thinks.
    public void keepApart(PaperId a, PaperId b) {
        PaperId first = a.compareTo(b) <= 0 ? a : b;
        PaperId second = first.equals(a) ? b : a;
        database.writing()
                .update(
                        "insert into kept_apart (paper_a, paper_b) values (?, ?) on conflict do nothing",
                        first.value(),
                        second.value());
    }

    /// Papers that a paper is kept apart from.
    public Set<PaperId> apartFrom(PaperId paper) {
        return Set.copyOf(database.writing()
                .query(
                        "select case when paper_a = ? then paper_b else paper_a end from kept_apart where paper_a = ? or paper_b = ?",
                        (r, _) -> new PaperId(r.getString(1)),
                        paper.value(),
                        paper.value(),
                        paper.value()));
    }

    // ---- Vectors
    // ------------------------------------------------------------------------------------------------

    /// The text whose vector a paper has: title, and abstract or summary.
    public static String textOf(Metadata m) {
        String body = m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
        return m.title().isEmpty() ? body : body.isEmpty() ? m.title() : m.title() + "\n" + body;
    }

    /// A paper whose vector is missing or of an older text.
    public record Unencoded(PaperId paper, String text, String digest) {}

    /// Papers without a current vector, last changed first.
    public List<Unencoded> unencoded(String space, int limit) {
        return database.reading()
                .sql(
                        "select p.id, p.metadata, p.text_digest from paper p left join vector v on v.paper_id = p.id and v.space = ?"
                                + " where p.merged_into is null and (v.paper_id is null or v.text_digest <> p.text_digest)"
                                + " order by p.revision desc limit ?")
                .param(space)
                .param(limit)
                .query((r, _) -> new Unencoded(
                        new PaperId(r.getString(1)), textOf(NeutralJson.parse(r.getString(2))), r.getString(3)))
                .list();
    }

    /// Papers with a current vector in a space.
    public long encoded(String space) {
        return database.reading()
                .sql(
                        "select count(*) from vector v join paper p on p.id = v.paper_id where v.space = ? and p.merged_into is null"
                                + " and v.text_digest = p.text_digest")
                .param(space)
                .query(Long.class)
                .single();
    }

    /// Keeps vectors and moves their papers to new revisions, so that the index takes them up.
    public void saveVectors(String space, List<Unencoded> papers, List<float[]> vectors) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < papers.size(); i++) places.add(i);
        database.writing()
                .batchUpdate(
                        "insert into vector (paper_id, space, text_digest, data) values (?, ?, ?, ?)"
                                + " on conflict (paper_id, space) do update set text_digest = excluded.text_digest, data = excluded.data",
                        places,
                        CHUNK,
                        (s, i) -> {
                            s.setString(1, papers.get(i).paper().value());
                            s.setString(2, space);
                            s.setString(3, papers.get(i).digest());
                            s.setBytes(4, bytes(vectors.get(i)));
                        });
        long revision = take("revision", papers.size());
        database.writing().batchUpdate("update paper set revision = ? where id = ?", places, CHUNK, (s, i) -> {
            s.setLong(1, revision + i);
            s.setString(2, papers.get(i).paper().value());
        });
    }

    /// Current vectors of papers in a space.
    public Map<PaperId, float[]> vectors(Collection<PaperId> papers, String space) {
        Map<PaperId, float[]> found = new LinkedHashMap<>();
        for (List<String> chunk : chunks(papers.stream().map(PaperId::value).toList()))
            database.reading()
                    .sql("select v.paper_id, v.data from vector v join paper p on p.id = v.paper_id"
                            + " where v.space = :space and v.paper_id in (:ids) and v.text_digest = p.text_digest")
                    .param("space", space)
                    .param("ids", chunk)
                    .query(r -> {
                        found.put(paperId(r), floats(r.getBytes("data")));
                    });
        return found;
    }

    private static byte[] bytes(float[] v) {
        ByteBuffer buffer = ByteBuffer.allocate(v.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(v);
        return buffer.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] v = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(v);
        return v;
    }

    // ---- In pieces
    // ----------------------------------------------------------------------------------------------

    private static String marks(int n) {
        return "?,".repeat(n - 1) + "?";
    }

    private static List<List<String>> chunks(Collection<String> values) {
        List<String> distinct = values.stream().distinct().toList();
        List<List<String>> chunks = new ArrayList<>();
        for (int i = 0; i < distinct.size(); i += CHUNK)
            chunks.add(distinct.subList(i, Math.min(distinct.size(), i + CHUNK)));
        return chunks;
    }

    /// For checks: a number from the database.
    public long number(String sql, Object... params) {
        Long n = database.reading().sql(sql).params(params).query(Long.class).single();
        return n;
    }
}
