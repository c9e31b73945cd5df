package org.broadsheet.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.search.IndexSearcher;
import org.broadsheet.corpus.Paper;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.IndexedPaper;
import org.broadsheet.retrieval.PaperIndex;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.retrieval.embedding.EmbeddingSpace;
import org.broadsheet.retrieval.embedding.TextEncoder;

/// Indexing and searching beside bare Lucene: the same papers, the same words, the same vectors.
///
/// Arguments: papers (100,000), queries (1,000), folder for results.
final class SearchBenchmark {
    private static final int HITS = 10;
    private static final int DIMENSION = 384;
    private static final int BATCH = 5_000;

    private SearchBenchmark() {}

    public static void main(String... args) throws IOException {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int asked = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        Path out = Path.of(args.length > 2 ? args[2] : "benchmarks/results");
        SyntheticPapers papers = new SyntheticPapers(20_240_910, 60_000, DIMENSION);
        Path folder = Files.createTempDirectory("broadsheet-search-benchmark");
        Results results = new Results("search");
        results.put("papers", size);
        results.put("queries", asked);
        try (BareLucene bare = new BareLucene(folder.resolve("bare"));
                PaperIndex index = PaperIndex.open(folder.resolve("ours"), "synthetic")) {
            indexing(papers, size, bare, index, results);
            words(papers, asked, bare, index, results);
            meaning(papers, size, asked, bare, index, results);
        } finally {
            delete(folder);
        }
        results.write(out);
    }

    /// Batch by batch, in turns, so that both meet the same weather.
    private static void indexing(SyntheticPapers papers, int size, BareLucene bare, PaperIndex index, Results results)
            throws IOException {
        long ours = 0;
        long theirs = 0;
        for (int from = 0; from < size; from += BATCH) {
            int to = Math.min(size, from + BATCH);
            List<Paper> batch = Stream.iterate(from, i -> i < to, i -> i + 1)
                    .map(papers::paper)
                    .toList();
            float[][] vectors = new float[batch.size()][];
            for (int i = 0; i < vectors.length; i++) vectors[i] = papers.vector(from + i);
            for (int turn = 0; turn < 2; turn++) {
                boolean oursNow = (from / BATCH + turn) % 2 == 0;
                long start = System.nanoTime();
                for (int i = 0; i < vectors.length; i++) {
                    if (oursNow) index.put(new IndexedPaper(batch.get(i), vectors[i], LocalDate.EPOCH));
                    else bare.put(batch.get(i), vectors[i]);
                }
                if (oursNow) index.commit(to);
                else bare.commit();
                long took = System.nanoTime() - start;
                if (oursNow) ours += took;
                else theirs += took;
            }
        }
        results.check(index.size() == size, "papers in the index");
        results.put("indexing, papers/s", size / (ours / 1e9));
        results.put("indexing on bare Lucene, papers/s", size / (theirs / 1e9));
        results.put("indexing, time as a multiple of bare Lucene's", (double) ours / theirs);
    }

    private static void words(SyntheticPapers papers, int asked, BareLucene bare, PaperIndex index, Results results)
            throws IOException {
        List<String> queries = papers.queries(asked);
        IndexSearcher searcher = bare.searcher();
        int same = 0;
        for (String query : queries) {
            BareLucene.Top theirs = BareLucene.byWords(searcher, query, HITS, Integer.MAX_VALUE);
            SearchResult ours = index.search(request(query, Mode.WORDS), null);
            results.check(ours.total() == theirs.total(), "hits of '" + query + "'");
            // papers with equal scores may stand in another order: ours is by id
            results.check(
                    ours.hits().stream().map(Hit::score).toList().equals(theirs.scores()), "scores of '" + query + "'");
            if (ids(ours).equals(theirs.ids())) same++;
        }
        results.put("words: queries with the same ten scores as bare Lucene", asked);
        results.put("words: and the same papers in the same order", same);
        compare(
                results,
                "words",
                queries.size(),
                i -> index.search(request(queries.get(i), Mode.WORDS), null),
                i -> BareLucene.byWords(searcher, queries.get(i), HITS, Integer.MAX_VALUE));
        compare(
                results,
                "words, bare Lucene not counting beyond 1,000",
                queries.size(),
                i -> index.search(request(queries.get(i), Mode.WORDS), null),
                i -> BareLucene.byWords(searcher, queries.get(i), HITS, 1_000));
    }

    private static void meaning(
            SyntheticPapers papers, int size, int asked, BareLucene bare, PaperIndex index, Results results)
            throws IOException {
        IndexSearcher searcher = bare.searcher();
        float[][] vectors = new float[asked][];
        for (int i = 0; i < asked; i++) vectors[i] = papers.vector(size + i);
        Given encoder = new Given(vectors);
        double overlap = 0;
        for (int i = 0; i < asked; i++) {
            Set<String> ours = new HashSet<>(ids(index.search(request(Integer.toString(i), Mode.MEANING), encoder)));
            List<String> theirs = BareLucene.byMeaning(searcher, vectors[i], HITS, 250);
            overlap += theirs.stream().filter(ours::contains).count() / (double) HITS;
        }
        results.put("meaning: share of the ten nearest that both found", overlap / asked);
        results.check(overlap / asked > 0.9, "the same neighbours as bare Lucene");
        compare(
                results,
                "meaning",
                asked,
                i -> index.search(request(Integer.toString(i), Mode.MEANING), encoder),
                i -> BareLucene.byMeaning(searcher, vectors[i], HITS, 250));
    }

    private interface Query {
        Object ask(int number) throws IOException;
    }

    private static void compare(Results results, String what, int queries, Query ours, Query theirs)
            throws IOException {
        long[] our = new long[queries];
        long[] their = new long[queries];
        for (int round = 0; round < 4; round++) { // the last round counts, the others warm up
            for (int i = 0; i < queries; i++) {
                boolean oursFirst = (i + round) % 2 == 0;
                if (oursFirst) our[i] = time(ours, i);
                their[i] = time(theirs, i);
                if (!oursFirst) our[i] = time(ours, i);
            }
        }
        Timings us = new Timings(our);
        Timings them = new Timings(their);
        results.put(what + ", p50 ms", us.quantile(0.5));
        results.put(what + ", p99 ms", us.quantile(0.99));
        results.put(what + ", bare p50 ms", them.quantile(0.5));
        results.put(what + ", bare p99 ms", them.quantile(0.99));
        results.put(what + ", p50 as a multiple of bare Lucene's", us.quantile(0.5) / them.quantile(0.5));
        results.put(what + ", p99 as a multiple of bare Lucene's", us.quantile(0.99) / them.quantile(0.99));
    }

    private static long time(Query query, int i) throws IOException {
        long start = System.nanoTime();
        Object answer = query.ask(i);
        long took = System.nanoTime() - start;
        if (answer == null) throw new IllegalStateException("no answer");
        return took;
    }

    private static SearchRequest request(String query, Mode mode) {
        return new SearchRequest(query, mode, SearchRequest.Sort.RELEVANCE, java.util.Map.of(), 0, HITS, false, false);
    }

    private static List<String> ids(SearchResult result) {
        return result.hits().stream().map(Hit::id).map(id -> id.value()).toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    /// Encodes the number of a vector as that vector: what is measured is searching, not encoding.
    private static final class Given implements TextEncoder {
        private final float[][] vectors;

        Given(float[][] vectors) {
            this.vectors = vectors;
        }

        @Override
        public EmbeddingSpace space() {
            return new EmbeddingSpace("synthetic", DIMENSION);
        }

        @Override
        public float[] passage(String text) {
            return vectors[Integer.parseInt(text)];
        }

        @Override
        public float[] query(String text) {
            return passage(text);
        }

        @Override
        public void close() {}
    }
}
