package org.broadsheet.studies.contest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.broadsheet.ranking.fusion.ReciprocalRankFusion;
import org.broadsheet.retrieval.embedding.BgeSmallEncoder;
import org.broadsheet.retrieval.embedding.TextEncoder;
import org.jspecify.annotations.Nullable;

/// The reference models of BEIR in memory, after the settings that Anserini publishes: BM25 over
/// Lucene's English analysis, title and text as one field or as two of equal weight; vectors searched
/// exactly or by a graph; and both fused by reciprocal rank. Independent of the index that the product
/// searches.
final class ReferenceModels implements AutoCloseable {
    private static final String ID = "id";
    private static final String CONTENTS = "contents";
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final String VECTOR = "vector";
    /// Equal scores by id, descending, as trec_eval does.
    private static final TieBreaker<String> TIES = TieBreaker.descending();

    private final List<TextCollection.Document> documents;
    private final Analyzer analyzer = new EnglishAnalyzer();
    private @Nullable Opened words;
    private @Nullable Vectors vectors;

    ReferenceModels(List<TextCollection.Document> documents) {
        this.documents = List.copyOf(documents);
    }

    /// @param fields {@code flat} or {@code multifield}
    synchronized Ranking<String> bm25(String text, float k1, float b, String fields, int depth) {
        List<String> searched = switch (fields) {
            case "flat" -> List.of(CONTENTS);
            case "multifield" -> List.of(TITLE, TEXT);
            default -> throw Contests.unknown(fields, "flat", "multifield");
        };
        try {
            Opened index = words();
            IndexSearcher searcher = new IndexSearcher(index.reader);
            searcher.setSimilarity(new BM25Similarity(k1, b));
            return ranking(index, searcher, query(text, searched), depth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A bag of words: a word that stands twice in the question counts twice.
    private Query query(String text, List<String> fields) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        try (TokenStream tokens = analyzer.tokenStream(CONTENTS, new StringReader(text))) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) counts.merge(term.toString(), 1, Integer::sum);
            tokens.end();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String field : fields)
            counts.forEach((word, count) ->
                    all.add(new BoostQuery(new TermQuery(new Term(field, word)), count), BooleanClause.Occur.SHOULD));
        return all.build();
    }

    /// Nearest by meaning: every vector looked at.
    synchronized Ranking<String> exact(String text, int depth) {
        Vectors made = vectors();
        float[] query = made.encoder.query(text);
        List<Scored<String>> scored = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            double dot = 0;
            float[] passage = made.passages.get(i);
            for (int j = 0; j < query.length; j++) dot += (double) query[j] * passage[j];
            scored.add(new Scored<>(documents.get(i).id(), dot));
        }
        return Ranking.of(scored, TIES).top(depth);
    }

    /// Nearest by meaning, found by Lucene's graph (HNSW).
    synchronized Ranking<String> graph(String text, int depth) {
        Vectors made = vectors();
        try {
            return ranking(
                    made.graph,
                    new IndexSearcher(made.graph.reader),
                    new KnnFloatVectorQuery(VECTOR, made.encoder.query(text), depth),
                    depth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// BM25 (flat, k1 0.9, b 0.4) and exact vectors by reciprocal rank, k = 60.
    Ranking<String> fused(String text, int depth) {
        return new ReciprocalRankFusion<>(60, TIES)
                .fuse(List.of(bm25(text, 0.9f, 0.4f, "flat", depth), exact(text, depth)))
                .top(depth);
    }

    private static Ranking<String> ranking(Opened index, IndexSearcher searcher, Query query, int depth)
            throws IOException {
        List<Scored<String>> scored = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, depth).scoreDocs)
            scored.add(new Scored<>(index.ids.get(hit.doc), hit.score));
        return Ranking.of(scored, TIES);
    }

    private Opened words() throws IOException {
        Opened open = words;
        if (open == null) {
            Directory directory = new ByteBuffersDirectory();
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (TextCollection.Document d : documents) {
                    Document made = new Document();
                    made.add(new StringField(ID, d.id(), Field.Store.YES));
                    made.add(new TextField(CONTENTS, (d.title() + " " + d.text()).strip(), Field.Store.NO));
                    made.add(new TextField(TITLE, d.title(), Field.Store.NO));
                    made.add(new TextField(TEXT, d.text(), Field.Store.NO));
                    writer.addDocument(made);
                }
                // One segment, so that nothing depends on how the writer happened to cut.
                writer.forceMerge(1);
            }
            open = Opened.of(directory);
            words = open;
        }
        return open;
    }

    private Vectors vectors() {
        Vectors made = vectors;
        if (made == null) {
            made = Vectors.of(documents);
            vectors = made;
        }
        return made;
    }

    /// @param ids of the documents by their numbers in the index, since reading them a thousand times a
    ///            question is slow
    private record Opened(DirectoryReader reader, List<String> ids) {
        static Opened of(Directory directory) throws IOException {
            DirectoryReader reader = DirectoryReader.open(directory);
            List<String> ids = new ArrayList<>(reader.maxDoc());
            for (int d = 0; d < reader.maxDoc(); d++)
                ids.add(reader.storedFields().document(d).get(ID));
            return new Opened(reader, ids);
        }
    }

    private record Vectors(TextEncoder encoder, List<float[]> passages, Opened graph) {
        static Vectors of(List<TextCollection.Document> documents) {
            TextEncoder encoder = BgeSmallEncoder.load();
            float[][] passages = new float[documents.size()][];
            IntStream.range(0, passages.length)
                    .parallel()
                    .forEach(i -> passages[i] = encoder.passage(TextCollection.passage(documents.get(i))));
            Directory directory = new ByteBuffersDirectory();
            try {
                try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                    for (int i = 0; i < passages.length; i++) {
                        Document made = new Document();
                        made.add(new StringField(ID, documents.get(i).id(), Field.Store.YES));
                        made.add(new KnnFloatVectorField(VECTOR, passages[i], VectorSimilarityFunction.DOT_PRODUCT));
                        writer.addDocument(made);
                    }
                    writer.forceMerge(1);
                }
                return new Vectors(encoder, Arrays.asList(passages), Opened.of(directory));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            if (words != null) words.reader.close();
            if (vectors != null) {
                vectors.graph.reader.close();
                vectors.encoder.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
