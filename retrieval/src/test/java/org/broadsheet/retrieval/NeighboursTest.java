package org.broadsheet.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.Test;

/// Nearest neighbours beside a plain loop over all vectors.
class NeighboursTest {
    private static final int VECTORS = 3_000;
    private static final int DIMENSION = 24;

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (double) a[i] * b[i];
        return sum;
    }

    @Test
    void exactIsWhatALoopFindsAndTheGraphIsClose() throws IOException {
        Random random = new Random(3);
        List<float[]> vectors = new ArrayList<>();
        IndexWriterConfig config = new IndexWriterConfig(new PaperAnalyzer());
        config.setCodec(new VectorCodec());
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < VECTORS; i++) {
                float[] v = TestPapers.random(random, DIMENSION);
                vectors.add(v);
                int number = i;
                Document doc = IndexFields.document(new IndexedPaper(
                        TestPapers.paper(i, m -> m.title("Number " + number)), i % 7 == 0 ? null : v, LocalDate.EPOCH));
                doc.add(new IntPoint("number", i));
                writer.addDocument(doc);
                if (i == 1_000 || i == 2_500) writer.commit();
            }
            for (int i = 0; i < VECTORS; i += 11)
                writer.deleteDocuments(new Term(IndexFields.ID, TestPapers.id(i).value()));
            writer.commit();
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                int hits = 0;
                for (int trial = 0; trial < 20; trial++) {
                    float[] query = TestPapers.random(random, DIMENSION);
                    List<Integer> expected = nearest(vectors, query, i -> true);
                    List<ScoreDoc> exact = Neighbours.exact(searcher, query, 20, null);
                    assertThat(numbers(searcher, exact)).isEqualTo(expected);
                    assertThat((double) exact.getFirst().score)
                            .isCloseTo(cosine(query, vectors.get(expected.getFirst())), within(1e-5));
                    List<ScoreDoc> filtered =
                            Neighbours.exact(searcher, query, 20, IntPoint.newRangeQuery("number", 500, 1_500));
                    assertThat(numbers(searcher, filtered))
                            .isEqualTo(nearest(vectors, query, i -> i >= 500 && i <= 1_500));
                    List<ScoreDoc> graph = Neighbours.fromGraph(searcher, query, 20, null);
                    assertThat((double) graph.getFirst().score).isCloseTo((double) exact.getFirst().score, within(0.1));
                    Set<Integer> both = new HashSet<>(numbers(searcher, graph));
                    both.retainAll(expected);
                    hits += both.size();
                }
                assertThat(hits / 400.0).isGreaterThan(0.95);
                assertThat(Neighbours.nearest(searcher, vectors.getFirst(), 0, null))
                        .isEmpty();
            }
        }
    }

    private static List<Integer> nearest(List<float[]> vectors, float[] query, java.util.function.IntPredicate wanted) {
        return IntStream.range(0, VECTORS)
                .filter(i -> i % 7 != 0 && i % 11 != 0)
                .filter(wanted)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -cosine(query, vectors.get(i))))
                .limit(20)
                .toList();
    }

    private static List<Integer> numbers(IndexSearcher searcher, List<ScoreDoc> docs) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (ScoreDoc d : docs) {
            String title = searcher.storedFields().document(d.doc).get(IndexFields.TITLE);
            numbers.add(Integer.valueOf(title.substring("Number ".length())));
        }
        return numbers;
    }
}
