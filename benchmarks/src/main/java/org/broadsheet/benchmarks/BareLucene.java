package org.broadsheet.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;

/// The peer: the same documents and the same queries, written by hand against Lucene, with nothing around them.
final class BareLucene implements AutoCloseable {
    private final Directory directory;
    private final IndexWriter writer;

    BareLucene(Path folder) throws IOException {
        directory = FSDirectory.open(folder);
        IndexWriterConfig config = new IndexWriterConfig(new Words());
        config.setSimilarity(similarity());
        config.setRAMBufferSizeMB(64);
        writer = new IndexWriter(directory, config);
    }

    private static BM25Similarity similarity() {
        return new BM25Similarity(1.2f, 0.6f);
    }

    private static final class Words extends Analyzer {
        Words() {
            super(Analyzer.PER_FIELD_REUSE_STRATEGY);
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer words = new StandardTokenizer();
            TokenStream stream = new LowerCaseFilter(words);
            if (field.equals("author")) return new TokenStreamComponents(words, new ASCIIFoldingFilter(stream));
            stream = new ASCIIFoldingFilter(new EnglishPossessiveFilter(stream));
            stream = new PorterStemFilter(new StopFilter(stream, EnglishAnalyzer.getDefaultStopSet()));
            return new TokenStreamComponents(words, stream);
        }
    }

    void put(Paper paper, float[] vector) throws IOException {
        Metadata m = paper.metadata();
        String id = paper.id().value();
        Document doc = new Document();
        doc.add(new StringField("id", id, Field.Store.NO));
        doc.add(new SortedDocValuesField("id", new BytesRef(id)));
        doc.add(new TextField("title", m.title(), Field.Store.NO));
        doc.add(new TextField("text", m.title(), Field.Store.NO));
        doc.add(new TextField("text", m.abstractText(), Field.Store.NO));
        doc.add(new StoredField("title", m.title()));
        doc.add(new StoredField("body", m.abstractText()));
        m.authors().forEach(a -> doc.add(new TextField("author", a.name(), Field.Store.NO)));
        String key = paper.provenance().getFirst().key();
        doc.add(new StringField("name", id, Field.Store.NO));
        doc.add(new StringField("name", key, Field.Store.NO));
        doc.add(new SortedSetDocValuesField("key", new BytesRef(key)));
        for (String c : m.categories()) {
            doc.add(new StringField("cat", c.toLowerCase(Locale.ROOT), Field.Store.NO));
            doc.add(new SortedSetDocValuesField("cat", new BytesRef(c)));
        }
        doc.add(new StringField("source", "synthetic", Field.Store.NO));
        doc.add(new SortedSetDocValuesField("source", new BytesRef("synthetic")));
        if (m.published() != null) {
            doc.add(new IntPoint("year", m.published().year()));
            doc.add(new NumericDocValuesField("date", m.published().firstDay().toEpochDay()));
        }
        doc.add(new NumericDocValuesField("upvotes", m.attention().upvotes()));
        doc.add(new KnnFloatVectorField("vector", vector, VectorSimilarityFunction.DOT_PRODUCT));
        writer.updateDocument(new Term("id", id), doc);
    }

    void commit() throws IOException {
        writer.commit();
    }

    IndexSearcher searcher() throws IOException {
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
        searcher.setSimilarity(similarity());
        return searcher;
    }

    static Query words(String query) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : query.split(" "))
            all.add(
                    new BooleanQuery.Builder()
                            .add(new TermQuery(new Term("text", word)), Occur.SHOULD)
                            .add(new BoostQuery(new TermQuery(new Term("title", word)), 0.35f), Occur.SHOULD)
                            .build(),
                    Occur.SHOULD);
        for (String word : query.split(" "))
            all.add(new BoostQuery(new TermQuery(new Term("author", word)), 0.6f), Occur.SHOULD);
        return all.build();
    }

    /// The best with their scores, and how many there are.
    record Top(List<String> ids, List<Double> scores, long total) {}

    /// The best `k`; counts hits as far as `threshold`, as Lucene's own search does.
    static Top byWords(IndexSearcher searcher, String query, int k, int threshold) throws IOException {
        var top = searcher.search(words(query), new TopScoreDocCollectorManager(k, null, threshold));
        List<Double> scores =
                Arrays.stream(top.scoreDocs).map(d -> (double) d.score).toList();
        return new Top(ids(searcher, top.scoreDocs), scores, top.totalHits.value());
    }

    /// The nearest `k`, asking the graph for `asked`.
    static List<String> byMeaning(IndexSearcher searcher, float[] vector, int k, int asked) throws IOException {
        return ids(searcher, searcher.search(new KnnFloatVectorQuery("vector", vector, asked), k).scoreDocs);
    }

    private static List<String> ids(IndexSearcher searcher, ScoreDoc[] docs) throws IOException {
        List<String> ids = new ArrayList<>(docs.length);
        for (ScoreDoc d : docs) {
            List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(d.doc, leaves));
            SortedDocValues values = leaf.reader().getSortedDocValues("id");
            values.advanceExact(d.doc - leaf.docBase);
            ids.add(values.lookupOrd(values.ordValue()).utf8ToString());
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        directory.close();
    }
}
