package org.broadsheet.server.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;
import org.broadsheet.corpus.text.PlainText;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.IndexInUse;
import org.broadsheet.retrieval.PaperIndex;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.retrieval.embedding.BgeSmallEncoder;
import org.broadsheet.retrieval.embedding.EncodingFailed;
import org.broadsheet.retrieval.embedding.RemoteEncoder;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.broadsheet.server.store.Database;
import org.broadsheet.server.store.PaperStore;
import org.broadsheet.server.store.StoredPaper;
import org.jspecify.annotations.Nullable;

/// A library of papers in a data directory: the one object that the command line, the pages and the API
/// share.
///
/// The first process that opens a data directory keeps its index; others that open it meanwhile read the
/// index and
/// write papers to the database,
/// where the first finds them. Safe for use by many threads.
public final class Library implements AutoCloseable {
    private static final int CHUNK = 500;

    private final LibrarySettings settings;
    private final Database database;
    private final PaperStore store;
    private final Intake intake;
    private final Clock clock;
    private final PaperFormats formats = PaperFormats.standard();
    private final AtomicReference<@Nullable PaperIndex> index = new AtomicReference<>();
    private final @Nullable IndexKeeper keeper;
    private final AtomicReference<@Nullable TextEncoder> encoder = new AtomicReference<>();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private @Nullable Background background;

    private Library(LibrarySettings settings, Database database, @Nullable PaperIndex opened, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.store = new PaperStore(database);
        this.clock = clock;
        this.intake = new Intake(database, store, clock);
        this.index.set(opened);
        this.keeper =
                opened != null && opened.writable() ? new IndexKeeper(store, opened, space(), closing::get) : null;
    }

    /// Opens the library in `settings.data()`, making it where there is none.
    public static Library open(LibrarySettings settings) {
        return open(settings, Clock.systemUTC());
    }

    /// The same with a clock of one's own, for tests.
    public static Library open(LibrarySettings settings, Clock clock) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the data directory " + settings.data() + " cannot be made: " + e.getMessage(), e);
        }
        Database database =
                Database.open(settings.database(), settings.user(), settings.password(), settings.databaseFile());
        try {
            PaperIndex index;
            try {
                index = PaperIndex.open(settings.indexFolder(), space(settings));
            } catch (IndexInUse _) {
                index = PaperIndex.openReadOnly(settings.indexFolder()).orElse(null);
            }
            return new Library(settings, database, index, clock);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    // ---- Coming in
    // ----------------------------------------------------------------------------------------------

    /// Imports a file, a chunk a transaction; what is in stays in whatever happens afterwards. Searches by
    /// words see
    /// it on return.
    ///
    /// @param progress told the number of records read so far
    /// @throws IOException where the file cannot be opened
    public ImportReport importFile(Path file, LongConsumer progress) throws IOException {
        try (InputStream in = open(file)) {
            Path name = file.getFileName();
            return importStream(file.toString(), name == null ? file.toString() : name.toString(), in, progress);
        }
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException(file + " is a folder; name the files in it");
        return Files.newInputStream(file);
    }

    /// Imports a stream.
    ///
    /// @param shown the name in the report
    /// @param name  the source's name, from which also the format may be told
    public ImportReport importStream(String shown, String name, InputStream in, LongConsumer progress)
            throws IOException {
        Chunks chunks = new Chunks(progress);
        ReadReport read;
        try {
            read = formats.read(name, in, clock.instant(), chunks);
            chunks.flush();
        } finally {
            catchUp(_ -> {});
        }
        Intake.Counts c = chunks.counts;
        return new ImportReport(
                shown,
                read.format(),
                read.read(),
                c.added(),
                c.merged(),
                c.updated(),
                c.unchanged(),
                read.notices(),
                read.rejected(),
                read.problems());
    }

    /// Takes records in, all of them or none, and does something more in the same transaction.
    public ImportReport take(String shown, List<SourceRecord> records, Runnable also) {
        return take(shown, records, List.of(), also);
    }

    /// The same with notices of papers that stand outside their records.
    public ImportReport take(String shown, List<SourceRecord> records, List<NoticeRecord> notices, Runnable also) {
        Intake.Counts c = intake.take(records, notices, also);
        catchUp(_ -> {});
        return new ImportReport(
                shown,
                "records",
                records.size(),
                c.added(),
                c.merged(),
                c.updated(),
                c.unchanged(),
                notices.size(),
                0,
                List.of());
    }

    /// Gathers records into chunks and hands each chunk in.
    private final class Chunks implements RecordSink {
        private final List<SourceRecord> waiting = new ArrayList<>();
        private final List<NoticeRecord> told = new ArrayList<>();
        private final LongConsumer progress;
        private long seen;
        private Intake.Counts counts = Intake.Counts.NONE;

        Chunks(LongConsumer progress) {
            this.progress = progress;
        }

        @Override
        public void accept(SourceRecord record, String where) {
            waiting.add(record);
            if (waiting.size() >= CHUNK) flush();
        }

        @Override
        public void notice(NoticeRecord notice) {
            told.add(notice);
            if (told.size() >= CHUNK) flush();
        }

        @Override
        public void reject(String where, String why) {}

        void flush() {
            if (waiting.isEmpty() && told.isEmpty()) return;
            counts = counts.plus(intake.take(waiting, told, () -> {}));
            seen += waiting.size() + told.size();
            waiting.clear();
            told.clear();
            if (keeper != null) keeper.takeUp(_ -> {});
            progress.accept(seen);
        }
    }

    /// Takes a merge back; the record stands for itself again and stays apart from now on.
    ///
    /// @return the paper the record stands for now
    /// @throws IllegalArgumentException where there is no such merge, or nothing to take apart
    public PaperId undoMerge(long merge) {
        PaperId paper = intake.undo(merge);
        catchUp(_ -> {});
        return paper;
    }

    // ---- Keeping up
    // ---------------------------------------------------------------------------------------------

    /// Brings the index up with the database; nothing where another process keeps it.
    public long catchUp(LongConsumer progress) {
        return keeper == null ? 0 : keeper.catchUp(progress);
    }

    /// Changes the index has yet to take up, for a progress bar.
    public long behind() {
        return keeper == null ? 0 : Math.max(0, store.revision() - keeper.indexed());
    }

    /// Builds the index anew from the database.
    public long rebuildIndex(LongConsumer progress) {
        return keeper == null ? 0 : keeper.rebuild(progress);
    }

    /// Makes the vectors that are missing, and indexes them; stops when the library is told to [#stop].
    ///
    /// @throws EncodingFailed where the model cannot be loaded or the endpoint fails
    public long encodeAll(LongConsumer progress) {
        TextEncoder loaded = encoder();
        if (loaded == null) throw new EncodingFailed(String.valueOf(trouble.get()));
        long done = new VectorKeeper(database, store, loaded, closing::get).encodeAll(n -> {
            progress.accept(n);
            catchUp(_ -> {});
        });
        catchUp(_ -> {});
        return done;
    }

    /// Starts keeping the index and the vectors up in the background until [#close].
    public synchronized void keepUp() {
        if (background == null) background = new Background(this);
    }

    /// The encoder, loaded at first use; null where it cannot be loaded, which [LibraryStatus#trouble]
    /// explains.
    private @Nullable TextEncoder encoder() {
        TextEncoder loaded = encoder.get();
        if (loaded != null || trouble.get() != null) return loaded;
        synchronized (encoder) {
            if (encoder.get() == null && trouble.get() == null) {
                try {
                    LibrarySettings.Endpoint e = settings.embedding();
                    encoder.set(
                            e == null
                                    ? BgeSmallEncoder.load()
                                    : new RemoteEncoder(e.base(), e.model(), e.dimension(), e.key()));
                } catch (EncodingFailed failed) {
                    trouble.set(failed.getMessage());
                }
            }
            return encoder.get();
        }
    }

    private String space() {
        return space(settings);
    }

    private static String space(LibrarySettings settings) {
        LibrarySettings.Endpoint e = settings.embedding();
        return e == null ? BgeSmallEncoder.SPACE.id() : e.model();
    }

    void troubled(String why) {
        trouble.set(why);
    }

    // ---- Finding
    // ------------------------------------------------------------------------------------------------

    private Optional<PaperIndex> index() {
        PaperIndex open = index.get();
        if (open == null) {
            // Opened while another process was still making it.
            Optional<PaperIndex> now = PaperIndex.openReadOnly(settings.indexFolder());
            now.ifPresent(i -> {
                if (!index.compareAndSet(null, i)) i.close();
            });
            open = index.get();
        }
        if (open != null && !open.writable()) open.refresh();
        return Optional.ofNullable(open);
    }

    /// Searches. A mode that wants meaning searches by words where vectors cannot be made.
    public SearchResult search(SearchRequest request) {
        TextEncoder loaded = request.mode() == SearchRequest.Mode.WORDS ? null : encoder();
        return index().map(i -> i.search(request, loaded))
                .orElseGet(() -> new SearchResult(0, List.of(), Map.of(), "everything"));
    }

    /// Papers like this one, nearest first.
    public List<Hit> similar(PaperId paper, int k) {
        return index().map(i -> i.similar(paper, k)).orElse(List.of());
    }

    /// Papers like a text, nearest first.
    public List<Hit> similar(String text, int k) {
        TextEncoder loaded = encoder();
        return index().map(i -> i.similar(text, k, loaded)).orElse(List.of());
    }

    /// Values of a facet over the whole library, most frequent first.
    public List<SearchResult.FacetCount> values(Facet facet, int limit) {
        return index().map(i -> i.values(facet, limit)).orElse(List.of());
    }

    /// The index and the encoder, for batch searches.
    ///
    /// @param work given the index and, where the mode wants one and it can be loaded, the encoder
    public <T> Optional<T> withIndex(boolean meaning, IndexWork<T> work) throws IOException {
        Optional<PaperIndex> open = index();
        if (open.isEmpty()) return Optional.empty();
        return Optional.of(work.with(open.get(), meaning ? encoder() : null));
    }

    /// Something done with the index.
    public interface IndexWork<T> {
        T with(PaperIndex index, @Nullable TextEncoder encoder) throws IOException;
    }

    /// A paper by any of its names: our own id (also one that was merged away), arXiv id with or without
    /// version,
    /// DOI, `scheme:value`, or the
    /// name it was imported under where that is one paper's alone.
    public Optional<Paper> paper(String name) {
        String n = PlainText.printable(name).strip();
        if (n.isEmpty() || n.length() > 500) return Optional.empty();
        Set<PaperId> ids = new LinkedHashSet<>();
        if (PaperId.isPaperId(n)) ids.add(new PaperId(n));
        if (ids.isEmpty()) Identifier.ofText(n).ifPresent(i -> ids.addAll(store.named(i.unversioned())));
        if (ids.isEmpty()) {
            List<PaperId> keyed = store.withKey(n);
            if (keyed.size() == 1) ids.addAll(keyed);
        }
        return ids.isEmpty() ? Optional.empty() : resolve(ids.iterator().next(), 0);
    }

    private Optional<Paper> resolve(PaperId id, int hops) {
        StoredPaper found = store.papers(List.of(id)).get(id);
        if (found == null || hops > 20) return Optional.empty();
        PaperId into = found.mergedInto();
        return into == null ? papers(List.of(id)).stream().findFirst() : resolve(into, hops + 1);
    }

    /// The paper that each id stands for now: itself, or the one it was merged into; ids that are unknown
    /// are left
    /// out.
    public Map<PaperId, PaperId> homes(Collection<PaperId> ids) {
        Map<PaperId, PaperId> homes = new HashMap<>();
        for (StoredPaper p : store.papers(Set.copyOf(ids)).values())
            if (p.mergedInto() == null) homes.put(p.id(), p.id());
            else resolve(p.mergedInto(), 0).ifPresent(home -> homes.put(p.id(), home.id()));
        return homes;
    }

    /// Papers by id in the order asked for; ids that are unknown or merged away are left out.
    public List<Paper> papers(Collection<PaperId> ids) {
        Map<PaperId, StoredPaper> found = store.papers(ids);
        Map<PaperId, List<Provenance>> provenance = store.provenance(ids);
        List<Paper> papers = new ArrayList<>();
        for (PaperId id : ids) {
            StoredPaper p = found.get(id);
            List<Provenance> from = provenance.get(id);
            if (p != null && p.mergedInto() == null && from != null) papers.add(new Paper(id, p.metadata(), from));
        }
        return papers;
    }

    /// Where a paper's record comes from, and how it was put together.
    public PaperHistory history(PaperId paper) {
        return new PaperHistory(store.records(List.of(paper)), store.merges(paper));
    }

    /// Papers on any dated list from one day to another, both included, in order of day, list and place.
    public List<Paper> listed(LocalDate from, LocalDate to) {
        return papers(store.listed(from, to));
    }

    /// Papers published from one day to another, both included.
    public List<Paper> published(LocalDate from, LocalDate to, int limit) {
        return papers(store.published(from, to, limit));
    }

    /// The papers that came in last.
    public List<Paper> latest(int offset, int limit) {
        return papers(store.latest(offset, limit).stream().map(StoredPaper::id).toList());
    }

    /// Every paper by id after `after` (empty for the first), for walking through the library.
    public List<Paper> after(String after, int limit) {
        return papers(store.after(after, limit).stream().map(StoredPaper::id).toList());
    }

    /// First and last day of any dated list, if there is one.
    public Optional<List<LocalDate>> listingSpan() {
        return store.listingSpan();
    }

    /// Papers in the library.
    public long count() {
        return store.count();
    }

    /// How the library stands.
    public LibraryStatus status() {
        return new LibraryStatus(
                store.count(),
                store.encoded(space()),
                space(),
                index().map(PaperIndex::size).orElse(0),
                behind(),
                keeper != null,
                Optional.ofNullable(trouble.get()));
    }

    /// Bytes that the database takes on its disk.
    public long databaseBytes() {
        String size = database.isSqlite()
                ? "select page_count * page_size from pragma_page_count(), pragma_page_size()"
                : "select pg_database_size(current_database())";
        return database.reading().sql(size).query(Long.class).single();
    }

    /// The formats files are read and written in.
    public PaperFormats formats() {
        return formats;
    }

    /// The database, for the rooms that keep tables of their own beside the papers.
    public Database database() {
        return database;
    }

    /// The papers' tables.
    public PaperStore store() {
        return store;
    }

    /// The settings it was opened with.
    public LibrarySettings settings() {
        return settings;
    }

    /// The time as this library sees it.
    public Clock clock() {
        return clock;
    }

    /// Tells long work to stop at its next safe place; used before [#close] from another thread.
    public void stop() {
        closing.set(true);
    }

    @Override
    public void close() {
        stop();
        synchronized (this) {
            if (background != null) background.close();
            background = null;
        }
        TextEncoder loaded = encoder.getAndSet(null);
        if (loaded != null) loaded.close();
        PaperIndex open = index.getAndSet(null);
        if (open != null) open.close();
        database.close();
    }
}
