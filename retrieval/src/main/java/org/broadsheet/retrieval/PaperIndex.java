package org.broadsheet.retrieval;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.jspecify.annotations.Nullable;

/// The search index of one library: papers by words and by meaning.
///
/// Derived from the library's database. Each commit carries a watermark, the revision up to which the index holds
/// everything; whoever keeps the
/// index catches up from there. An index that cannot be read is started anew with watermark 0, and [#startedAnew] says
/// so. One process writes; others read beside it.
///
/// Safe for use by many threads.
public final class PaperIndex implements AutoCloseable {
    private static final String WATERMARK = "watermark";
    private static final String SHAPE = "shape";
    /// Changes whenever a document's fields or their analysis change, so that an older index is rebuilt.
    private static final String CURRENT_SHAPE = "2";

    private final Directory directory;
    private final @Nullable IndexWriter writer;
    private final SearcherManager searchers;
    private final Searching searching;
    private final String shape;
    private @Nullable String startedAnew;

    private PaperIndex(Directory directory, IndexWriter writer, String shape) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.shape = shape;
        try {
            String found = value(writer.getLiveCommitData(), SHAPE);
            if (found != null && !found.equals(shape)) {
                writer.deleteAll();
                write(0);
                startedAnew = "it was made by another version or for another embedding model";
            }
            this.searchers = new SearcherManager(writer, new Factory());
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
        this.searching = new Searching(searchers, new PaperAnalyzer());
    }

    private PaperIndex(Directory directory, SearcherManager searchers) {
        this.directory = directory;
        this.writer = null;
        this.shape = "";
        this.searchers = searchers;
        this.searching = new Searching(searchers, new PaperAnalyzer());
    }

    private static final class Factory extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(similarity());
            return searcher;
        }
    }

    /// Opens the index in `folder` for writing and reading, or makes an empty one.
    ///
    /// @param space name of the space the vectors live in; an index with vectors of another is started anew
    /// @throws IndexInUse where another process has it open for writing
    public static PaperIndex open(Path folder, String space) {
        try {
            Files.createDirectories(folder);
            // Lucene's lock is an empty file and stops working where something (a bad disk, a clumsy copy) has filled
            // it.
            Path lock = folder.resolve(IndexWriter.WRITE_LOCK_NAME);
            if (Files.exists(lock) && Files.size(lock) > 0) Files.write(lock, new byte[0]);
            Directory directory = FSDirectory.open(folder);
            try {
                return open(directory, space);
            } catch (LockObtainFailedException e) {
                directory.close();
                throw new IndexInUse("another Broadsheet process has this data directory open for writing", e);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static PaperIndex open(Directory directory, String space) throws IOException {
        try {
            return new PaperIndex(directory, writer(directory), shape(space));
        } catch (CorruptIndexException
                | IndexFormatTooNewException
                | IndexFormatTooOldException
                | EOFException
                | FileNotFoundException
                | NoSuchFileException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException e) {
            // Not even Lucene's way of writing a new index over an old one works where the old one's list of files is
            // unreadable, so the files go first; under the lock, since they are another's while that one writes.
            try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
                for (String file : directory.listAll())
                    if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) directory.deleteFile(file);
            }
            PaperIndex fresh = new PaperIndex(directory, writer(directory), shape(space));
            fresh.startedAnew = "it could not be read (" + e.getMessage() + ")";
            return fresh;
        }
    }

    private static String shape(String space) {
        return CURRENT_SHAPE + " " + space;
    }

    private static IndexWriter writer(Directory directory) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new PaperAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
        config.setSimilarity(similarity());
        config.setCodec(new VectorCodec());
        config.setRAMBufferSizeMB(64);
        config.setCommitOnClose(false);
        return new IndexWriter(directory, config);
    }

    /// Opens an index that another process may be writing; sees what is committed, and later commits after [#refresh].
    /// Empty where there is no commit yet.
    public static Optional<PaperIndex> openReadOnly(Path folder) {
        if (!Files.isDirectory(folder)) return Optional.empty();
        try {
            Directory directory = FSDirectory.open(folder);
            try {
                if (DirectoryReader.indexExists(directory)) {
                    SearcherManager searchers = new SearcherManager(directory, new Factory());
                    PaperIndex index = new PaperIndex(directory, searchers);
                    if (index.readable()) return Optional.of(index);
                    searchers.close();
                }
                directory.close();
                return Optional.empty();
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Whether this version of the program made it.
    private boolean readable() {
        String made = committed(SHAPE);
        return made != null && made.startsWith(CURRENT_SHAPE + " ");
    }

    private @Nullable String committed(String key) {
        return searching.with(searcher -> ((DirectoryReader) searcher.getIndexReader())
                .getIndexCommit()
                .getUserData()
                .get(key));
    }

    private static BM25Similarity similarity() {
        return new BM25Similarity(1.2f, 0.6f);
    }

    /// Why the index was started anew on opening, if it was.
    public Optional<String> startedAnew() {
        return Optional.ofNullable(startedAnew);
    }

    /// The revision up to which the last commit holds everything; 0 for an empty index.
    public long watermark() {
        String value = writer != null ? value(writer.getLiveCommitData(), WATERMARK) : committed(WATERMARK);
        try {
            return value == null ? 0 : Long.parseLong(value);
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private static @Nullable String value(@Nullable Iterable<Map.Entry<String, String>> data, String key) {
        if (data == null) return null;
        for (Map.Entry<String, String> e : data) if (e.getKey().equals(key)) return e.getValue();
        return null;
    }

    /// Adds a paper, or replaces it. Seen by searches after [#refresh], safe on disk after [#commit].
    public void put(IndexedPaper paper) {
        try {
            writing().updateDocument(new Term(IndexFields.ID, paper.paper().id().value()), IndexFields.document(paper));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes a paper out; nothing where it is not in.
    public void remove(PaperId id) {
        try {
            writing().deleteDocuments(new Term(IndexFields.ID, id.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes every paper out and sets the watermark to 0.
    public void clear() {
        try {
            writing().deleteAll();
            commit(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes what was put and removed visible to searches.
    public void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes everything to disk, durably, together with the watermark; visible to searches afterwards.
    public void commit(long watermark) {
        try {
            write(watermark);
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(long watermark) throws IOException {
        writing()
                .setLiveCommitData(Map.of(WATERMARK, Long.toString(watermark), SHAPE, shape)
                        .entrySet());
        writing().commit();
    }

    private IndexWriter writing() {
        if (writer == null) throw new IllegalStateException("this index was opened to be read only");
        return writer;
    }

    /// Whether this process may write.
    public boolean writable() {
        return writer != null;
    }

    /// Papers in the index, as searches see it.
    public int size() {
        return searching.with(searcher -> searcher.getIndexReader().numDocs());
    }

    /// Searches. Where the mode wants meaning and there is no encoder, or nothing to encode, it searches by words.
    ///
    /// @param encoder turns the query into a vector, or null where there is none
    public SearchResult search(SearchRequest request, @Nullable TextEncoder encoder) {
        return searching.search(request, encoder);
    }

    /// The best papers for a plain text, for a run: every vector is looked at, nothing is counted or highlighted.
    List<Hit> best(String text, SearchRequest.Mode mode, int depth, @Nullable TextEncoder encoder) {
        return searching.best(text, mode, depth, encoder);
    }

    /// Papers like one that is in the index, nearest first, without itself: by meaning where it has a vector, else by
    /// words.
    public List<Hit> similar(PaperId id, int k) {
        return searching.similar(id, k);
    }

    /// Papers like a text, nearest first: by meaning where there is an encoder and there are vectors, else by words.
    public List<Hit> similar(String text, int k, @Nullable TextEncoder encoder) {
        return searching.similar(text, k, encoder);
    }

    /// Values of a facet over the whole index, most frequent first, at most `limit`.
    public List<SearchResult.FacetCount> values(Facet facet, int limit) {
        return searching.values(facet, limit);
    }

    /// What is wrong with the index's files, or nothing: reads every file and compares its checksum. Takes seconds for
    /// a large library; searches go on meanwhile.
    public Optional<String> damage() {
        return searching.with(searcher -> {
            try {
                for (LeafReaderContext leaf : searcher.getIndexReader().leaves())
                    leaf.reader().checkIntegrity();
                return Optional.<String>empty();
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }

    @Override
    public void close() {
        try {
            searchers.close();
            if (writer != null) writer.close();
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
