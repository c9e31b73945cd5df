package org.broadsheet.server.shelf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.store.StoredRecord;
import org.broadsheet.server.store.Times;
import org.springframework.stereotype.Component;

/// Readers' lists: in an order that is theirs, private, shared by a link, or public.
@Component
public final class ReadingLists {
    /// Most lists of a reader.
    public static final int MOST_LISTS = 500;

    /// Most papers in a list.
    public static final int MOST_PAPERS = 2_000;

    /// Largest file that is imported, in bytes.
    public static final int LARGEST_FILE = 10_000_000;

    private static final int CHUNK = 500;

    private final Library library;
    private final Database database;
    private final Judgments judgments;
    private final Pace pace;

    public ReadingLists(Library library, Judgments judgments, Pace pace) {
        this.library = library;
        this.database = library.database();
        this.judgments = judgments;
        this.pace = pace;
    }

    // ---- Changing
    // -----------------------------------------------------------------------------------------------

    /// Makes a list.
    ///
    /// @throws IllegalArgumentException where the name is empty or too long, or there are too many lists
    public ReadingList create(ReaderId reader, String name, String description, Visibility visibility) {
        String called = name(name);
        String about = description(description);
        pace.take(reader, Pace.Deed.KEEP);
        String id = RandomIds.id("l");
        return database.write(() -> {
            room(reader);
            Instant now = library.clock().instant();
            insert(reader, new Kept(id, called, about, visibility, now, List.of()), Times.text(now));
            return inTransaction(reader, id)
                    .orElseThrow(() -> new IllegalStateException("a list that was made is gone"));
        });
    }

    private void room(ReaderId reader) {
        Integer have = database.writing()
                .queryForObject("select count(*) from reading_list where reader_id = ?", Integer.class, reader.value());
        if (have != null && have >= MOST_LISTS)
            throw new IllegalArgumentException("a reader has at most " + MOST_LISTS + " lists; delete one first");
    }

    private void insert(ReaderId reader, Kept list, String changed) {
        database.writing()
                .update(
                        "insert into reading_list (id, reader_id, name, description, visibility, secret, created_at, changed_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                        list.id(),
                        reader.value(),
                        list.name(),
                        list.description(),
                        list.visibility().key(),
                        RandomIds.secret(),
                        changed,
                        changed);
    }

    /// Changes what a list is called, says of itself, and who may read it. One that is no longer shared by
    /// link gets another link when it is shared again.
    ///
    /// @return empty where the reader has no such list
    public Optional<ReadingList> change(
            ReaderId reader, String id, String name, String description, Visibility visibility) {
        String called = name(name);
        String about = description(description);
        pace.take(reader, Pace.Deed.KEEP);
        return Optional.of(database.write(() -> {
                    Optional<ReadingList> was = inTransaction(reader, id);
                    if (was.isEmpty()) return was;
                    boolean closed = was.get().visibility() != Visibility.PRIVATE && visibility == Visibility.PRIVATE;
                    database.writing()
                            .update(
                                    "update reading_list set name = ?, description = ?, visibility = ?, secret = ?, changed_at = ? where id = ?",
                                    called,
                                    about,
                                    visibility.key(),
                                    closed ? RandomIds.secret() : was.get().secret(),
                                    now(),
                                    id);
                    return inTransaction(reader, id);
                }))
                .flatMap(l -> l);
    }

    /// Deletes a list; its papers stay in the library.
    public boolean delete(ReaderId reader, String id) {
        return database.write(() -> {
            if (inTransaction(reader, id).isEmpty()) return false;
            database.writing().update("update zotero_library set list_id = null where list_id = ?", id);
            database.writing().update("delete from reading_list_item where list_id = ?", id);
            return database.writing().update("delete from reading_list where id = ?", id) > 0;
        });
    }

    /// Puts papers at the end of a list; those that are in it stay where they are.
    ///
    /// @return papers that were added, or empty where the reader has no such list
    /// @throws IllegalArgumentException where the list would be too long
    public Optional<Integer> add(ReaderId reader, String id, Collection<PaperId> papers) {
        pace.take(reader, Pace.Deed.KEEP);
        return Optional.of(database.write(() -> {
                    if (inTransaction(reader, id).isEmpty()) return Optional.<Integer>empty();
                    Set<PaperId> in = new LinkedHashSet<>(items(id));
                    int before = in.size();
                    for (PaperId p : papers) if (in.add(p)) insert(id, p, in.size(), now());
                    if (in.size() > MOST_PAPERS)
                        throw new IllegalArgumentException("a list has at most %,d papers; this one would have %,d"
                                .formatted(MOST_PAPERS, in.size()));
                    touch(id);
                    return Optional.of(in.size() - before);
                }))
                .flatMap(n -> n);
    }

    private void insert(String id, PaperId paper, int position, String added) {
        database.writing()
                .update(
                        "insert into reading_list_item (list_id, paper_id, position, added_at) values (?, ?, ?, ?)",
                        id,
                        paper.value(),
                        position,
                        added);
    }

    /// Takes a paper off a list.
    ///
    /// @return whether it was there and the list is the reader's
    public boolean remove(ReaderId reader, String id, PaperId paper) {
        pace.take(reader, Pace.Deed.KEEP);
        return database.write(() -> {
            if (inTransaction(reader, id).isEmpty()) return false;
            List<PaperId> left = new ArrayList<>(items(id));
            if (!left.remove(paper)) return false;
            database.writing()
                    .update("delete from reading_list_item where list_id = ? and paper_id = ?", id, paper.value());
            place(id, left);
            return true;
        });
    }

    /// Puts a list in order. Papers of the list that are not named keep their order behind those that are;
    /// the order of those that are named is also kept as a judgment.
    ///
    /// @param key the request's own, so that sending it again changes nothing
    /// @return whether the list is the reader's
    /// @throws IllegalArgumentException where a paper is named that is not in the list, or one twice
    public boolean order(ReaderId reader, String id, List<PaperId> bestFirst, String key, Occasion.Source source) {
        pace.take(reader, Pace.Deed.KEEP);
        return database.write(() -> {
            if (inTransaction(reader, id).isEmpty()) return false;
            List<PaperId> were = items(id);
            Set<PaperId> now = new LinkedHashSet<>(bestFirst);
            if (now.size() < bestFirst.size()) throw new IllegalArgumentException("an order names each paper once");
            for (PaperId p : bestFirst)
                if (!were.contains(p)) throw new IllegalArgumentException("paper " + p + " is not in this list");
            now.addAll(were);
            place(id, List.copyOf(now));
            if (bestFirst.size() > 1)
                judgments.give(
                        reader,
                        new Judgment.Ordering(id, bestFirst.subList(0, Math.min(1_000, bestFirst.size()))),
                        Occasion.at(source, "list/" + id),
                        key);
            return true;
        });
    }

    /// Moves a paper by some places, down where they are positive; it stops at either end.
    public boolean move(ReaderId reader, String id, PaperId paper, int by, String key, Occasion.Source source) {
        if (own(reader, id).isEmpty()) return false;
        List<PaperId> order = new ArrayList<>(items(id));
        int at = order.indexOf(paper);
        if (at < 0) return false;
        order.remove(at);
        order.add(Math.clamp((long) at + by, 0, order.size()), paper);
        return order(reader, id, order, key, source);
    }

    private void place(String id, List<PaperId> papers) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < papers.size(); i++) places.add(i);
        database.writing()
                .batchUpdate(
                        "update reading_list_item set position = ? where list_id = ? and paper_id = ?",
                        places,
                        CHUNK,
                        (s, i) -> {
                            s.setInt(1, i + 1);
                            s.setString(2, id);
                            s.setString(3, papers.get(i).value());
                        });
        touch(id);
    }

    private void touch(String id) {
        database.writing().update("update reading_list set changed_at = ? where id = ?", now(), id);
    }

    // ---- Looking
    // ------------------------------------------------------------------------------------------------

    private static final String SELECT =
            "select l.*, r.display_name, (select count(*) from reading_list_item i where i.list_id = l.id) as papers"
                    + " from reading_list l join reader r on r.id = l.reader_id ";

    /// A reader's own lists, last changed first.
    public List<ReadingList> of(ReaderId reader) {
        return database.reading()
                .sql(SELECT + "where l.reader_id = ? order by l.changed_at desc, l.id")
                .param(reader.value())
                .query(ReadingLists::list)
                .list();
    }

    /// A list of the reader's own.
    public Optional<ReadingList> own(ReaderId reader, String id) {
        return database.reading()
                .sql(SELECT + "where l.id = ? and l.reader_id = ?")
                .param(id)
                .param(reader.value())
                .query(ReadingLists::list)
                .optional();
    }

    /// A list that everybody may read.
    public Optional<ReadingList> published(String id) {
        return database.reading()
                .sql(SELECT + "where l.id = ? and l.visibility = 'public'")
                .param(id)
                .query(ReadingLists::list)
                .optional();
    }

    /// The list that a link leads to.
    public Optional<ReadingList> shared(String secret) {
        return database.reading()
                .sql(SELECT + "where l.secret = ? and l.visibility <> 'private'")
                .param(secret)
                .query(ReadingLists::list)
                .optional();
    }

    /// Lists that everybody may read and that are not empty, last changed first.
    public List<ReadingList> published(int limit) {
        return database.reading()
                .sql(SELECT
                        + "where l.visibility = 'public' and exists (select 1 from reading_list_item i where i.list_id = l.id)"
                        + " order by l.changed_at desc, l.id limit ?")
                .param(limit)
                .query(ReadingLists::list)
                .list();
    }

    /// Papers of a list in its order; merged ones as what they are now.
    public List<Paper> papers(ReadingList list) {
        List<PaperId> ids = items(list.id());
        var homes = library.homes(ids);
        return library.papers(
                ids.stream().map(p -> homes.getOrDefault(p, p)).distinct().toList());
    }

    private List<PaperId> items(String id) {
        return database.writing()
                .query(
                        "select paper_id from reading_list_item where list_id = ? order by position, paper_id",
                        (r, _) -> new PaperId(r.getString(1)),
                        id);
    }

    /// Ids of the reader's lists that a paper is in.
    public Set<String> holding(ReaderId reader, PaperId paper) {
        return Set.copyOf(database.reading()
                .sql("select l.id from reading_list l join reading_list_item i on i.list_id = l.id"
                        + " where l.reader_id = ? and i.paper_id = ?")
                .param(reader.value())
                .param(paper.value())
                .query(String.class)
                .list());
    }

    // ---- Bringing in
    // --------------------------------------------------------------------------------------------

    /// What bringing a file in did.
    ///
    /// @param added    papers that are in the list now and were not
    /// @param problems what could not be read, with where and why
    public record Imported(int added, int read, List<String> problems) {}

    /// Reads a file in any format that can be imported into the library, and puts its papers at the end of
    /// a
    /// list.
    ///
    /// @return empty where the reader has no such list
    /// @throws IllegalArgumentException where the file is too large or holds too many papers
    public Optional<Imported> importFile(ReaderId reader, String id, String name, InputStream in) throws IOException {
        if (own(reader, id).isEmpty()) return Optional.empty();
        pace.take(reader, Pace.Deed.REACH);
        List<SourceRecord> records = new ArrayList<>();
        byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
        if (bytes.length > LARGEST_FILE)
            throw new IllegalArgumentException(
                    "a file has at most %,d bytes; this one has more".formatted(LARGEST_FILE));
        InputStream bounded = new ByteArrayInputStream(bytes);
        ReadReport report = library.formats()
                .read(name, bounded, library.clock().instant(), new RecordSink() {
                    @Override
                    public void accept(SourceRecord record, String where) {
                        if (records.size() >= MOST_PAPERS)
                            throw new IllegalArgumentException(
                                    "a list has at most %,d papers; the file holds more".formatted(MOST_PAPERS));
                        records.add(record);
                    }

                    @Override
                    public void reject(String where, String why) {}
                });
        int added = take(reader, id, "lists", renamed(records)).added();
        return Optional.of(new Imported(
                added,
                records.size(),
                report.problems().stream()
                        .map(p -> p.where() + ": " + p.why())
                        .limit(20)
                        .toList()));
    }

    /// Records under names that nobody else has: what two readers bring in stays two records.
    private static List<SourceRecord> renamed(List<SourceRecord> records) {
        return records.stream()
                .map(r -> new SourceRecord(
                        new Provenance(
                                r.provenance().source(),
                                RandomIds.id("r"),
                                r.provenance().seen()),
                        r.metadata()))
                .toList();
    }

    /// What taking records did.
    ///
    /// @param added  papers that are in the list now and were not
    /// @param papers by the records' keys
    record Taken(int added, Map<String, PaperId> papers) {}

    /// Takes records into the library, a chunk a transaction, and their papers into a list.
    ///
    /// @param source  under which the library keeps what they say
    /// @param records under keys of their own; one whose key is known takes the place of what it said
    /// before
    Taken take(ReaderId reader, String id, String source, List<SourceRecord> records) {
        Map<String, PaperId> papers = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i += CHUNK) {
            List<SourceRecord> chunk = new ArrayList<>();
            for (SourceRecord r : records.subList(i, Math.min(records.size(), i + CHUNK)))
                chunk.add(new SourceRecord(
                        new Provenance(
                                source, r.provenance().key(), r.provenance().seen()),
                        r.metadata()));
            library.take(source, chunk, () -> {});
            var stored = library.store()
                    .recordsOf(
                            source,
                            chunk.stream().map(r -> r.provenance().key()).toList());
            for (SourceRecord r : chunk)
                for (StoredRecord s : stored)
                    if (s.record().provenance().key().equals(r.provenance().key()))
                        papers.put(r.provenance().key(), s.paper());
        }
        return new Taken(papers.isEmpty() ? 0 : add(reader, id, papers.values()).orElse(0), papers);
    }

    // ---- Archives
    // -----------------------------------------------------------------------------------------------

    /// A paper in a list.
    record Entry(PaperId paper, Instant added) {}

    /// A list as an archive has it, checked.
    record Kept(
            String id, String name, String description, Visibility visibility, Instant changed, List<Entry> entries) {}

    /// Checks what an archive says of a list.
    ///
    /// @throws IllegalArgumentException where a part of it is too long
    Kept checked(
            String id, String name, String description, Visibility visibility, Instant changed, List<Entry> entries) {
        return new Kept(id, name(name), description(description), visibility, changed, List.copyOf(entries));
    }

    /// The papers of a list in its order, as they were put there.
    List<Entry> entries(String id) {
        return database.reading()
                .sql("select paper_id, added_at from reading_list_item where list_id = ? order by position, paper_id")
                .param(id)
                .query((r, _) -> new Entry(new PaperId(r.getString(1)), Instant.parse(r.getString(2))))
                .list();
    }

    /// Keeps a list that comes from an archive. Of one that is here already, name, description and
    /// visibility become
    /// the archive's where that is later; papers that are missing come to its end.
    ///
    /// @return whether that changed anything
    /// @throws IllegalArgumentException where there would be too many lists, or papers in it
    boolean bring(ReaderId reader, Kept list) {
        return database.write(() -> {
            Optional<ReadingList> was = inTransaction(reader, list.id());
            String changed = Times.text(list.changed());
            boolean later = was.filter(w -> Times.text(w.changedAt()).compareTo(changed) < 0)
                    .isPresent();
            if (was.isEmpty()) {
                room(reader);
                insert(reader, list, changed);
            } else if (later) {
                boolean closed =
                        was.get().visibility() != Visibility.PRIVATE && list.visibility() == Visibility.PRIVATE;
                database.writing()
                        .update(
                                "update reading_list set name = ?, description = ?, visibility = ?, secret = ?, changed_at = ? where id = ?",
                                list.name(),
                                list.description(),
                                list.visibility().key(),
                                closed ? RandomIds.secret() : was.get().secret(),
                                changed,
                                list.id());
            }
            List<PaperId> in = items(list.id());
            Set<PaperId> known = new LinkedHashSet<>(in);
            known.addAll(library.homes(in).values());
            int position = in.size();
            for (Entry e : list.entries())
                if (known.add(e.paper())) insert(list.id(), e.paper(), ++position, Times.text(e.added()));
            if (position > MOST_PAPERS)
                throw new IllegalArgumentException(
                        "a list has at most %,d papers; this one would have %,d".formatted(MOST_PAPERS, position));
            return was.isEmpty() || later || position > in.size();
        });
    }

    // ---- Leaving
    // ------------------------------------------------------------------------------------------------

    /// Deletes all lists of a reader.
    public void removeAll(ReaderId reader) {
        database.write(() -> {
            database.writing()
                    .update(
                            "delete from reading_list_item where list_id in (select id from reading_list where reader_id = ?)",
                            reader.value());
            database.writing().update("update zotero_library set list_id = null where reader_id = ?", reader.value());
            return database.writing().update("delete from reading_list where reader_id = ?", reader.value());
        });
    }

    private static String name(String name) {
        String called = name.replaceAll("\\s+", " ").strip();
        if (called.isEmpty() || called.length() > 200)
            throw new IllegalArgumentException("a list’s name has 1 to 200 characters but had " + called.length());
        return called;
    }

    private static String description(String description) {
        String about = description.strip();
        if (about.length() > 2_000)
            throw new IllegalArgumentException("a description has at most 2,000 characters but had " + about.length());
        return about;
    }

    private Optional<ReadingList> inTransaction(ReaderId reader, String id) {
        return database
                .writing()
                .query(SELECT + "where l.id = ? and l.reader_id = ?", ReadingLists::list, id, reader.value())
                .stream()
                .findFirst();
    }

    private static ReadingList list(ResultSet r, int row) throws SQLException {
        return new ReadingList(
                r.getString("id"),
                new ReaderId(r.getString("reader_id")),
                r.getString("display_name"),
                r.getString("name"),
                r.getString("description"),
                Visibility.ofKey(r.getString("visibility")).orElse(Visibility.PRIVATE),
                r.getString("secret"),
                r.getInt("papers"),
                Instant.parse(r.getString("changed_at")));
    }

    private String now() {
        return Times.text(library.clock().instant());
    }
}
