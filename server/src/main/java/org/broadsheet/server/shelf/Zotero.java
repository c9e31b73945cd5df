package org.broadsheet.server.shelf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.text.PlainText;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderData;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.ZoteroFailed.Why;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.Seal;
import org.broadsheet.server.store.Times;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Readers' libraries at Zotero: a collection, or all of a library, into a reading list; and a list into
/// a collection, where a paper that is there already is not made twice. Both may be broken off at any
/// moment and done again.
@Component
@Order(2)
public final class Zotero implements ReaderData, AutoCloseable {
    /// Instead of a collection's key: all of the library.
    public static final String EVERYTHING = "";

    private static final Logger LOG = LoggerFactory.getLogger(Zotero.class);
    private static final String SOURCE = "zotero";
    private static final String ZOTERO = "https://api.zotero.org";
    private static final int MOST_COLLECTIONS = 1_000;
    private static final int MOST_TRIES = 3;
    private static final int MOST_TOLD = 20;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final GuardedWeb.Limits LIMITS =
            new GuardedWeb.Limits(16 << 20, Duration.ofMinutes(1), Duration.ofSeconds(20));

    /// A collection at Zotero.
    ///
    /// @param key eight letters and digits
    public record Collection(String key, String name) {}

    /// A reader's library at Zotero, without its key.
    ///
    /// @param library     `users/` and a number
    /// @param list        list that it was last brought into
    /// @param collection  key of the collection that was last brought in, or [#EVERYTHING]
    /// @param collections as they were when they were last read, by name
    /// @param triedAt     when something was last brought or sent
    /// @param outcome     what came of it, a line each; empty at first
    /// @param underWay    whether something is being brought or sent now
    public record Connection(
            String library,
            Optional<String> list,
            String collection,
            List<Collection> collections,
            Optional<Instant> triedAt,
            List<String> outcome,
            boolean underWay) {}

    private record Kept(
            String library,
            String sealed,
            long version,
            @Nullable String list,
            String collection,
            List<Collection> collections,
            @Nullable String triedAt,
            String outcome) {}

    private final Library library;
    private final Database database;
    private final ReadingLists lists;
    private final Pace pace;
    private final ZoteroLibrary.Way way;
    private final Seal seal;
    private final Set<ReaderId> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService couriers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("zotero-", 0).factory());

    /// @param base another address than Zotero's own, for tests
    @Autowired
    public Zotero(
            Library library, ReadingLists lists, Pace pace, @Value("${broadsheet.zotero:" + ZOTERO + "}") String base) {
        this(library, lists, pace, way(base));
    }

    Zotero(Library library, ReadingLists lists, Pace pace, ZoteroLibrary.Way way) {
        this.library = library;
        this.database = library.database();
        this.lists = lists;
        this.pace = pace;
        this.way = way;
        this.seal = new Seal(library.database(), SOURCE);
    }

    private static ZoteroLibrary.Way way(String base) {
        GuardedWeb web = new GuardedWeb(LIMITS, Clock.systemUTC(), time -> Thread.sleep(time));
        return new ZoteroLibrary.Way(web, web, time -> Thread.sleep(time), base, !base.equals(ZOTERO));
    }

    // ---- The way there
    // -------------------------------------------------------------------------------------------

    /// The reader's library, where there is one.
    public Optional<Connection> of(ReaderId reader) {
        return kept(reader)
                .map(k -> new Connection(
                        k.library,
                        Optional.ofNullable(k.list),
                        k.collection,
                        k.collections,
                        Optional.ofNullable(k.triedAt).map(Instant::parse),
                        k.outcome.isEmpty() ? List.of() : List.of(k.outcome.split("\n")),
                        underWay.contains(reader)));
    }

    /// Keeps a key, once Zotero has said whose it is.
    ///
    /// @param user number of its owner, or empty to take Zotero's word
    /// @throws IllegalArgumentException where key or number cannot be one, or the key is somebody else's
    /// @throws ZoteroFailed where Zotero does not know it, or does not answer
    public Connection connect(ReaderId reader, String key, String user) throws ZoteroFailed {
        String k = key.strip();
        String u = user.strip();
        if (!k.matches("[A-Za-z0-9]{16,64}"))
            throw new IllegalArgumentException(
                    "a key of Zotero is 24 letters and digits; make one at" + " zotero.org/settings/keys");
        if (!u.matches("\\d{0,12}"))
            throw new IllegalArgumentException(
                    "a user id of Zotero is a number; it stands at zotero.org/settings/keys");
        pace.take(reader, Pace.Deed.REACH);
        String owner = new ZoteroLibrary(way, k, "").opens().user();
        if (!u.isEmpty() && !u.equals(owner))
            throw new IllegalArgumentException("this key belongs to another user than " + u);
        String place = "users/" + owner;
        List<Collection> collections = collections(new ZoteroLibrary(way, k, place));
        database.write(() -> {
            database.writing()
                    .update(
                            "delete from zotero_item where reader_id in (select reader_id from zotero_library where reader_id = ?"
                                    + " and library <> ?)",
                            reader.value(),
                            place);
            database.writing().update("delete from zotero_library where reader_id = ?", reader.value());
            return database.writing()
                    .update(
                            "insert into zotero_library (reader_id, library, api_key, version, list_id, synced_at, outcome,"
                                    + " collection, collections) values (?, ?, ?, 0, null, null, '', '', ?)",
                            reader.value(),
                            place,
                            seal.closed(k, reader.value()),
                            text(collections));
        });
        return of(reader).orElseThrow(Zotero::gone);
    }

    /// Forgets the key and everything known of the library.
    public boolean forget(ReaderId reader) {
        return database.write(() -> {
            database.writing().update("delete from zotero_item where reader_id = ?", reader.value());
            return database.writing().update("delete from zotero_library where reader_id = ?", reader.value()) > 0;
        });
    }

    /// Reads again which collections there are.
    ///
    /// @throws IllegalArgumentException where the reader gave no key
    public Connection look(ReaderId reader) throws ZoteroFailed {
        Kept kept = need(reader);
        pace.take(reader, Pace.Deed.REACH);
        keep(reader, collections(open(reader, kept)));
        return of(reader).orElseThrow(Zotero::gone);
    }

    private void keep(ReaderId reader, List<Collection> collections) {
        database.write(() -> database.writing()
                .update(
                        "update zotero_library set collections = ? where reader_id = ?",
                        text(collections),
                        reader.value()));
    }

    private static List<Collection> collections(ZoteroLibrary there) throws ZoteroFailed {
        ZoteroLibrary.Read read = there.read("/collections", "", 0).orElseThrow(Zotero::gone);
        if (read.objects().size() > MOST_COLLECTIONS)
            throw new ZoteroFailed(
                    Why.TOO_MUCH, "The library has more than %,d collections.".formatted(MOST_COLLECTIONS));
        return collections(read);
    }

    private static List<Collection> collections(ZoteroLibrary.Read read) {
        List<Collection> all = new ArrayList<>();
        for (JsonNode c : read.objects()) {
            String key = c.path("key").asString("");
            String name = PlainText.line(c.path("data").path("name").asString(""), 255);
            if (key.matches("[A-Z0-9]{8}") && !name.isEmpty()) all.add(new Collection(key, name));
        }
        all.sort(Comparator.comparing((Collection c) -> c.name().toLowerCase(Locale.ROOT))
                .thenComparing(Collection::key));
        return all;
    }

    private static String text(List<Collection> collections) {
        ArrayNode all = JSON.createArrayNode();
        for (Collection c : collections) all.addObject().put("key", c.key()).put("name", c.name());
        return all.toString();
    }

    private Optional<Kept> kept(ReaderId reader) {
        return database.reading()
                .sql("select * from zotero_library where reader_id = ?")
                .param(reader.value())
                .query(Zotero::kept)
                .optional();
    }

    private static Kept kept(ResultSet r, int row) throws SQLException {
        List<Collection> collections = new ArrayList<>();
        for (JsonNode c : JSON.readTree(r.getString("collections")))
            collections.add(
                    new Collection(c.path("key").asString(""), c.path("name").asString("")));
        return new Kept(
                r.getString("library"),
                r.getString("api_key"),
                r.getLong("version"),
                r.getString("list_id"),
                r.getString("collection"),
                List.copyOf(collections),
                r.getString("synced_at"),
                r.getString("outcome"));
    }

    private Kept need(ReaderId reader) {
        return kept(reader)
                .orElseThrow(() -> new IllegalArgumentException("no library of Zotero is known; give its key first"));
    }

    private ZoteroLibrary open(ReaderId reader, Kept kept) throws ZoteroFailed {
        String key = seal.opened(kept.sealed, reader.value())
                .orElseThrow(() -> new ZoteroFailed(Why.KEY, "The key cannot be read any more. Give it again."));
        return new ZoteroLibrary(way, key, kept.library);
    }

    private static IllegalStateException gone() {
        return new IllegalStateException("what was kept is gone");
    }

    // ---- Work
    // ---------------------------------------------------------------------------------------------------

    /// Brings a collection, or everything, into a list, in the background.
    ///
    /// @return whether it is under way now; empty where the reader has no such list
    /// @throws IllegalArgumentException where no key was given, the collection is not known, or something
    /// else is under way
    public Optional<Connection> beginBringing(ReaderId reader, String list, String collection) {
        Kept kept = need(reader);
        if (!collection.equals(EVERYTHING)
                && kept.collections.stream().noneMatch(c -> c.key().equals(collection)))
            throw new IllegalArgumentException("there is no such collection at Zotero; read the collections again");
        return begin(reader, list, () -> bring(reader, list, collection));
    }

    /// Sends a list into a collection of a name, which is made where it is missing, in the background;
    /// otherwise as [#beginBringing].
    public Optional<Connection> beginSending(ReaderId reader, String list, String name) {
        need(reader);
        String called = called(name);
        return begin(reader, list, () -> send(reader, list, called));
    }

    private static String called(String name) {
        String called = name.replaceAll("\\s+", " ").strip();
        if (called.isEmpty() || called.length() > 200)
            throw new IllegalArgumentException(
                    "a collection’s name has 1 to 200 characters but had " + called.length());
        return called;
    }

    /// Something that takes a while and says in the end what came of it.
    @FunctionalInterface
    private interface Work {
        List<String> done() throws ZoteroFailed;
    }

    private Optional<Connection> begin(ReaderId reader, String list, Work work) {
        if (lists.own(reader, list).isEmpty()) return Optional.empty();
        pace.take(reader, Pace.Deed.REACH);
        if (!underWay.add(reader))
            throw new IllegalArgumentException("something is under way with Zotero already; wait until it is done");
        Optional<Connection> begun = of(reader);
        couriers.execute(() -> {
            try {
                work.done();
            } catch (ZoteroFailed _) {
                // the outcome says so
            } catch (RuntimeException e) {
                LOG.warn("work with Zotero broke off: {}", e.getClass().getSimpleName());
            } finally {
                underWay.remove(reader);
            }
        });
        return begun;
    }

    /// Does work and keeps what came of it, be it good or bad.
    private List<String> told(ReaderId reader, Work work) throws ZoteroFailed {
        try {
            List<String> outcome = work.done();
            tell(reader, outcome);
            return outcome;
        } catch (ZoteroFailed e) {
            tell(reader, List.of(String.valueOf(e.getMessage())));
            throw e;
        } catch (IllegalArgumentException e) {
            tell(reader, List.of("That was not done: " + e.getMessage() + "."));
            throw e;
        } catch (RuntimeException e) {
            tell(reader, List.of("Something broke here. Try again; nothing is made twice."));
            throw e;
        }
    }

    private void tell(ReaderId reader, List<String> outcome) {
        String text =
                outcome.stream().limit(MOST_TOLD).map(l -> l.replace('\n', ' ')).collect(Collectors.joining("\n"));
        database.write(() -> database.writing()
                .update(
                        "update zotero_library set synced_at = ?, outcome = ? where reader_id = ?",
                        Times.text(library.clock().instant()),
                        text,
                        reader.value()));
    }

    private static String count(int n, String what) {
        return "%,d %s%s".formatted(n, what, n == 1 ? "" : "s");
    }

    // ---- From there
    // ----------------------------------------------------------------------------------------------

    /// Brings in what is new or changed since the same was last brought into the same list.
    ///
    /// @return what came of it, a line each
    List<String> bring(ReaderId reader, String list, String collection) throws ZoteroFailed {
        return told(reader, () -> brought(reader, list, collection));
    }

    private List<String> brought(ReaderId reader, String list, String collection) throws ZoteroFailed {
        Kept kept = need(reader);
        boolean again = list.equals(kept.list) && collection.equals(kept.collection);
        String path = collection.equals(EVERYTHING) ? "/items/top" : "/collections/" + collection + "/items/top";
        Optional<ZoteroLibrary.Read> read =
                open(reader, kept).read(path, "&sort=dateAdded&direction=asc", again ? kept.version : 0);
        if (read.isEmpty()) return List.of("Nothing has changed at Zotero since.");
        Map<String, ZoteroItem> items = new LinkedHashMap<>();
        int others = 0;
        for (JsonNode o : read.get().objects()) {
            Optional<ZoteroItem> item = ZoteroItem.of(o);
            if (item.isEmpty()) continue;
            // The library's and the item's names stay between the reader and Zotero.
            if (item.get().isPaper())
                items.put(seal.of(kept.library + "/" + item.get().key()), item.get());
            else others++;
        }
        if (items.size() > ReadingLists.MOST_PAPERS)
            throw new IllegalArgumentException(
                    "a list has at most %,d papers and Zotero has %,d there; choose a collection"
                            .formatted(ReadingLists.MOST_PAPERS, items.size()));
        List<PaperId> ours = ours(reader, items);
        List<String> problems = new ArrayList<>();
        List<SourceRecord> records = records(items, problems);
        ReadingLists.Taken taken = lists.take(reader, list, SOURCE, records);
        int added = taken.added()
                + (ours.isEmpty() ? 0 : lists.add(reader, list, ours).orElse(0));
        Map<PaperId, String> keys = new HashMap<>();
        taken.papers().forEach((name, paper) -> {
            ZoteroItem item = items.get(name);
            if (item != null) keys.put(paper, item.key());
        });
        long version = read.get().version();
        database.write(() -> {
            know(reader, keys);
            return database.writing()
                    .update(
                            "update zotero_library set version = ?, list_id = (select id from reading_list where id = ?),"
                                    + " collection = ? where reader_id = ?",
                            version,
                            list,
                            collection,
                            reader.value());
        });
        List<String> said = new ArrayList<>();
        said.add(
                count(records.size() + ours.size(), "paper") + (again && kept.version > 0 ? " new or changed" : " read")
                        + ", " + "%,d new in the list.".formatted(added));
        if (others > 0) said.add(count(others, "item") + " left out that can be no paper, such as films and letters.");
        said.addAll(problems);
        return said;
    }

    /// Takes those items out that are known to be papers of this house and never told us anything: they
    /// were sent from here, and what they say we said.
    private List<PaperId> ours(ReaderId reader, Map<String, ZoteroItem> items) {
        Map<String, PaperId> known = new HashMap<>();
        known(reader).forEach((paper, key) -> known.put(key, paper));
        Set<String> told = library.store().recordsOf(SOURCE, List.copyOf(items.keySet())).stream()
                .map(r -> r.record().provenance().key())
                .collect(Collectors.toSet());
        List<PaperId> ours = new ArrayList<>();
        items.entrySet().removeIf(e -> {
            PaperId paper =
                    told.contains(e.getKey()) ? null : known.get(e.getValue().key());
            if (paper != null) ours.add(paper);
            return paper != null;
        });
        return ours;
    }

    private List<SourceRecord> records(Map<String, ZoteroItem> items, List<String> problems) {
        ArrayNode all = JSON.createArrayNode();
        List<ZoteroItem> inOrder = List.copyOf(items.values());
        items.forEach((name, item) -> all.add(item.csl(name)));
        List<SourceRecord> records = new ArrayList<>();
        RecordSink sink = new RecordSink() {
            @Override
            public void accept(SourceRecord record, String where) {
                records.add(record);
            }

            @Override
            public void reject(String where, String why) {
                problems.add(named(where) + ": " + why);
            }

            /// The item behind `record 3`.
            private String named(String where) {
                String digits = where.replaceAll("\\D", "");
                int i = digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
                return i < 1 || i > inOrder.size()
                        ? where
                        : "Item " + inOrder.get(i - 1).key();
            }
        };
        try {
            library.formats().all().stream()
                    .filter(f -> f.name().equals("csl-json"))
                    .findFirst()
                    .orElseThrow(Zotero::gone)
                    .read(
                            new ByteArrayInputStream(JSON.writeValueAsBytes(all)),
                            new ReadContext(SOURCE, library.clock().instant()),
                            sink);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        return records;
    }

    /// Remembers which item is which paper.
    private void know(ReaderId reader, Map<PaperId, String> keys) {
        keys.forEach((paper, key) -> database.writing()
                .update(
                        "insert into zotero_item (reader_id, paper_id, item_key) values (?, ?, ?)"
                                + " on conflict (reader_id, paper_id) do update set item_key = excluded.item_key",
                        reader.value(),
                        paper.value(),
                        key));
    }

    private Map<PaperId, String> known(ReaderId reader) {
        Map<PaperId, String> known = new HashMap<>();
        database.reading()
                .sql("select paper_id, item_key from zotero_item where reader_id = ?")
                .param(reader.value())
                .query((r, _) -> Map.entry(new PaperId(r.getString(1)), r.getString(2)))
                .list()
                .forEach(e -> known.put(e.getKey(), e.getValue()));
        Map<PaperId, PaperId> homes = library.homes(List.copyOf(known.keySet()));
        Map<PaperId, String> now = new HashMap<>();
        known.forEach((paper, key) -> now.put(homes.getOrDefault(paper, paper), key));
        return now;
    }

    // ---- To there
    // ------------------------------------------------------------------------------------------------

    /// Puts a list's papers into a collection. All that is there is read first, and nothing is written
    /// unless the library is still as it was read; where it is not, it is read again.
    ///
    /// @return what came of it, a line each
    List<String> send(ReaderId reader, String list, String name) throws ZoteroFailed {
        return told(reader, () -> sent(reader, list, called(name)));
    }

    /// What a sending has done so far, over all tries.
    private static final class Sent {
        private final Set<PaperId> tried = new HashSet<>();
        private final Set<PaperId> made = new HashSet<>();
        private final Set<PaperId> placed = new HashSet<>();
        private final Map<PaperId, String> failed = new LinkedHashMap<>();
        private int there;
    }

    private List<String> sent(ReaderId reader, String list, String name) throws ZoteroFailed {
        ZoteroLibrary there = open(reader, need(reader));
        List<Paper> papers = lists.papers(
                lists.own(reader, list).orElseThrow(() -> new IllegalArgumentException("the list is gone")));
        Sent sent = new Sent();
        for (int tries = 1; ; tries++)
            try {
                if (!there.opens().writes())
                    throw new ZoteroFailed(
                            Why.KEY,
                            "This key may read the library but not write. Make one with “Allow write access”"
                                    + " at zotero.org/settings/keys.");
                write(reader, there, papers, name, sent);
                break;
            } catch (ZoteroFailed e) {
                if (e.why() != Why.CHANGED || tries == MOST_TRIES) throw e;
            }
        List<String> said = new ArrayList<>();
        said.add("%,d made in “%s”, %,d put in that the library had, %,d there already."
                .formatted(sent.made.size(), name, sent.placed.size(), sent.there));
        Map<PaperId, Paper> byId = papers.stream().collect(Collectors.toMap(Paper::id, p -> p, (a, _) -> a));
        sent.failed.forEach((id, why) -> {
            Paper p = byId.get(id);
            said.add((p == null ? id.value() : PlainText.line(p.headline(), 80)) + ": not taken, " + why);
        });
        return said;
    }

    private void write(ReaderId reader, ZoteroLibrary there, List<Paper> papers, String name, Sent sent)
            throws ZoteroFailed {
        ZoteroLibrary.Read read =
                there.read("/items/top", "&sort=dateAdded&direction=asc", 0).orElseThrow(Zotero::gone);
        ZoteroLibrary.Read groups = there.read("/collections", "", 0).orElseThrow(Zotero::gone);
        if (read.version() != groups.version())
            throw new ZoteroFailed(Why.CHANGED, "The library at Zotero changes while it is read. Try again later.");
        List<Collection> collections = new ArrayList<>(collections(groups));
        long version = read.version();
        Optional<String> key = collections.stream()
                .filter(c -> c.name().equals(name))
                .map(Collection::key)
                .findFirst();
        if (key.isEmpty()) {
            ZoteroLibrary.Written made =
                    there.write("/collections", List.of(JSON.createObjectNode().put("name", name)), version);
            String madeKey = made.keys().get(0);
            if (madeKey == null)
                throw new ZoteroFailed(
                        Why.UNREADABLE,
                        "Zotero made no collection “" + name + "”: "
                                + made.failed().get(0) + ".");
            collections.add(new Collection(madeKey, name));
            version = made.version();
            key = Optional.of(madeKey);
        }
        keep(reader, collections);
        Map<PaperId, ZoteroItem> matches = matched(reader, papers, read.objects());
        List<Paper> left = new ArrayList<>();
        sent.there = 0;
        for (Paper p : papers) {
            ZoteroItem m = matches.get(p.id());
            if (m == null || !m.collections().contains(key.get())) left.add(p);
            else if (sent.tried.contains(p.id()) && !sent.placed.contains(p.id())) sent.made.add(p.id());
            else if (!sent.made.contains(p.id()) && !sent.placed.contains(p.id())) sent.there++;
        }
        left.removeIf(p -> sent.failed.containsKey(p.id()));
        Map<PaperId, String> keys = new HashMap<>();
        matches.forEach((paper, item) -> keys.put(paper, item.key()));
        for (int i = 0; i < left.size(); i += ZoteroLibrary.BATCH) {
            List<Paper> batch = left.subList(i, Math.min(left.size(), i + ZoteroLibrary.BATCH));
            version = batch(there, batch, matches, key.get(), version, sent, keys);
        }
        database.write(() -> {
            know(reader, keys);
            return keys.size();
        });
    }

    private static long batch(
            ZoteroLibrary there,
            List<Paper> batch,
            Map<PaperId, ZoteroItem> matches,
            String collection,
            long version,
            Sent sent,
            Map<PaperId, String> keys)
            throws ZoteroFailed {
        List<ObjectNode> objects = new ArrayList<>();
        for (Paper p : batch) {
            ZoteroItem m = matches.get(p.id());
            objects.add(m == null ? ZoteroItem.written(p, collection) : m.into(collection));
            if (m == null) sent.tried.add(p.id());
        }
        ZoteroLibrary.Written written = there.write("/items", objects, version);
        for (int n = 0; n < batch.size(); n++) {
            PaperId paper = batch.get(n).id();
            String key = written.keys().get(n);
            if (key != null) {
                keys.put(paper, key);
                (matches.containsKey(paper) ? sent.placed : sent.made).add(paper);
            } else sent.failed.put(paper, String.valueOf(written.failed().get(n)));
        }
        return written.version();
    }

    /// Which item each paper is: the one it is known to be, else one with the same name in a register,
    /// else one of the same title; no item is two papers.
    private Map<PaperId, ZoteroItem> matched(ReaderId reader, List<Paper> papers, List<JsonNode> objects) {
        Map<String, ZoteroItem> free = new LinkedHashMap<>();
        for (JsonNode o : objects) ZoteroItem.of(o).ifPresent(i -> free.put(i.key(), i));
        Map<PaperId, String> known = known(reader);
        Map<PaperId, ZoteroItem> matches = new HashMap<>();
        for (Paper p : papers) {
            ZoteroItem item = known.containsKey(p.id()) ? free.remove(known.get(p.id())) : null;
            if (item != null) matches.put(p.id(), item);
        }
        Map<Object, List<ZoteroItem>> byName = new HashMap<>();
        for (ZoteroItem i : free.values()) {
            i.identifiers()
                    .forEach(n ->
                            byName.computeIfAbsent(n, _ -> new ArrayList<>()).add(i));
            byName.computeIfAbsent(i.title(), _ -> new ArrayList<>()).add(i);
        }
        for (Paper p : papers)
            if (!matches.containsKey(p.id()))
                p.metadata().identifiers().stream()
                        .flatMap(n -> byName.getOrDefault(n.unversioned(), List.of()).stream())
                        .filter(i -> free.containsKey(i.key()))
                        .findFirst()
                        .ifPresent(i -> take(matches, free, p, i));
        for (Paper p : papers) {
            Predicate<ZoteroItem> same = i -> free.containsKey(i.key()) && i.isCalled(p);
            if (!matches.containsKey(p.id()))
                byName.getOrDefault(ZoteroItem.folded(p.headline()), List.of()).stream()
                        .filter(same)
                        .findFirst()
                        .ifPresent(i -> take(matches, free, p, i));
        }
        return matches;
    }

    private static void take(
            Map<PaperId, ZoteroItem> matches, Map<String, ZoteroItem> free, Paper paper, ZoteroItem item) {
        matches.put(paper.id(), item);
        free.remove(item.key());
    }

    // ---- Leaving
    // ------------------------------------------------------------------------------------------------

    @Override
    public void delete(ReaderId reader) {
        forget(reader);
    }

    /// Breaks off what is under way; it can be done again.
    @Override
    public void close() {
        way.web().stop();
        couriers.shutdownNow();
        if (way.web() instanceof GuardedWeb guarded) guarded.close();
    }
}
