package org.broadsheet.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
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
    private static final String CURRENT_SHAPE = "1";

    private final Directory directory;
    private final @Nullable IndexWriter writer;
    private final SearcherManager searchers;
    private final Searching searching;
    private final @Nullable String startedAnew;

    private PaperIndex(Directory directory, @Nullable IndexWriter writer, @Nullable String startedAnew)
            throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.startedAnew = startedAnew;
        SearcherFactory factory = new SearcherFactory() {
            @Override
            public IndexSearcher newSearcher(
                    org.apache.lucene.index.IndexReader reader,
                    org.apache.lucene.index.@Nullable IndexReader previous) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setSimilarity(similarity());
                return searcher;
            }
        };
        this.searchers =
                writer == null ? new SearcherManager(directory, factory) : new SearcherManager(writer, factory);
        this.searching = new Searching(searchers, new PaperAnalyzer());
    }

    /// Opens the index in `folder` for writing and reading, or makes an empty one.
    ///
    /// @throws IndexInUse where another process has it open for writing
    public static PaperIndex open(Path folder) {
        try {
            Files.createDirectories(folder);
            Directory directory = FSDirectory.open(folder);
            try {
                return new PaperIndex(directory, writer(directory, IndexWriterConfig.OpenMode.CREATE_OR_APPEND), null);
            } catch (CorruptIndexException
                    | IndexFormatTooNewException
                    | IndexFormatTooOldException
                    | IndexNotFoundException
                    | java.io.EOFException
                    | java.nio.file.NoSuchFileException
                    | IllegalArgumentException e) {
                // Derived data: what cannot be read is thrown away, never repaired.
                for (String file : directory.listAll())
                    if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) directory.deleteFile(file);
                return new PaperIndex(
                        directory,
                        writer(directory, IndexWriterConfig.OpenMode.CREATE),
                        "it could not be read (" + e.getMessage() + ")");
            }
        } catch (LockObtainFailedException e) {
            throw new IndexInUse("another Broadsheet process has this data directory open for writing", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static IndexWriter writer(Directory directory, IndexWriterConfig.OpenMode mode) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new PaperAnalyzer());
        config.setOpenMode(mode);
        config.setSimilarity(similarity());
        config.setCodec(Codec.getDefault());
        config.setRAMBufferSizeMB(64);
        config.setCommitOnClose(false);
        IndexWriter writer = new IndexWriter(directory, config);
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        String shape = value(data, SHAPE);
        if (shape != null && !shape.equals(CURRENT_SHAPE)) {
            writer.deleteAll();
            writer.setLiveCommitData(
                    Map.of(WATERMARK, "0", SHAPE, CURRENT_SHAPE).entrySet());
            writer.commit();
        }
        return writer;
    }

    /// Opens an index that another process may be writing; sees what is committed, and later commits after [#refresh].
    /// Empty where there is no commit yet.
    public static Optional<PaperIndex> openReadOnly(Path folder) {
        try {
            if (!Files.isDirectory(folder)) return Optional.empty();
            Directory directory = FSDirectory.open(folder);
            if (!DirectoryReader.indexExists(directory)) {
                directory.close();
                return Optional.empty();
            }
            return Optional.of(new PaperIndex(directory, null, null));
        } catch (IOException e) {
            throw new UncheckedIOException("the index in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static BM25Similarity similarity() {
        return new BM25Similarity(0.9f, 0.4f);
    }

    /// Why the index was started anew on opening, if it was.
    public Optional<String> startedAnew() {
        return Optional.ofNullable(startedAnew);
    }

    /// The revision up to which the last commit holds everything; 0 for an empty index.
    public long watermark() {
        try {
            String value;
            if (writer != null) value = value(writer.getLiveCommitData(), WATERMARK);
            else
                value = searching.with(searcher -> ((DirectoryReader) searcher.getIndexReader())
                        .getIndexCommit()
                        .getUserData()
                        .get(WATERMARK));
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
            writing()
                    .setLiveCommitData(Map.of(WATERMARK, Long.toString(watermark), SHAPE, CURRENT_SHAPE)
                            .entrySet());
            writing().commit();
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
