package org.broadsheet.studies.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Benchmark.Entry;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.ranking.Ranking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceModelsTest {
    private static final List<TextCollection.Document> DOCUMENTS =
            List.of(new TextCollection.Document("1", "", "protein"), new TextCollection.Document("2", "", "membrane"));

    /// ln 2 / 1.9: two documents, the word once in one of them, of average length.
    @Test
    void bm25ByHand() {
        try (ReferenceModels models = new ReferenceModels(DOCUMENTS)) {
            Ranking<String> ranking = models.bm25("proteins", 0.9f, 0.4f, "flat", 10);
            assertThat(ranking.items()).containsExactly("1");
            assertThat(ranking.scored().getFirst().score()).isCloseTo(Math.log(2) / 1.9, within(1e-6));
            // A word that stands twice in the question counts twice, a stop word not at all.
            assertThat(models.bm25("the protein of proteins", 0.9f, 0.4f, "flat", 10)
                            .scored()
                            .getFirst()
                            .score())
                    .isCloseTo(2 * Math.log(2) / 1.9, within(1e-6));
            assertThat(models.bm25("nothing here", 0.9f, 0.4f, "flat", 10).isEmpty())
                    .isTrue();
        }
    }

    @Test
    void twoFieldsAddUp() {
        List<TextCollection.Document> titled = List.of(
                new TextCollection.Document("1", "protein", "protein"),
                new TextCollection.Document("2", "membrane", "membrane"));
        try (ReferenceModels models = new ReferenceModels(titled)) {
            assertThat(models.bm25("protein", 0.9f, 0.4f, "multifield", 10)
                            .scored()
                            .getFirst()
                            .score())
                    .isCloseTo(2 * Math.log(2) / 1.9, within(1e-6));
            assertThatThrownBy(() -> models.bm25("protein", 0.9f, 0.4f, "both", 10))
                    .hasMessageContaining("flat, multifield");
        }
    }

    @Test
    void vectorsByGraphAndExactAgreeOnFewDocuments() {
        List<TextCollection.Document> few = List.of(
                new TextCollection.Document("fusion", "", "Reciprocal rank fusion of search results."),
                new TextCollection.Document("kidney", "", "Proteins in the membrane of kidney cells."),
                new TextCollection.Document("stars", "", "Spectra of distant stars."));
        try (ReferenceModels models = new ReferenceModels(few)) {
            Ranking<String> exact = models.exact("renal tissue", 3);
            assertThat(exact.items().getFirst()).isEqualTo("kidney");
            assertThat(models.graph("renal tissue", 3).items()).isEqualTo(exact.items());
            assertThat(models.fused("spectra of stars", 3).items().getFirst()).isEqualTo("stars");
        }
    }

    @Test
    void questionsOverDocuments(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("corpus.jsonl"), """
                {"_id": "1", "title": "Proteins.", "text": "protein"}
                {"_id": "3", "title": "Other proteins", "text": "a protein in a cell"}
                """);
        Files.writeString(folder.resolve("more.jsonl"), """
                {"_id": "2", "title": "", "text": "some protein in the membrane of a cell"}
                """);
        Files.writeString(folder.resolve("queries.jsonl"), """
                {"_id": "1", "text": "a", "from": "proteins"}
                {"_id": "1", "text": "protein", "from": "proteins"}
                {"_id": "9", "text": "cell", "from": "nothing"}
                """);
        Files.writeString(folder.resolve("qrels.trec"), "1 0 2 1\n1 0 1 0\n");
        Files.writeString(folder.resolve("best.tsv"), "1\t2\t1.5\n");
        double second = 1 / (Math.log(3) / Math.log(2));
        Map<String, String> files =
                Map.of("corpus", "corpus.jsonl more.jsonl", "queries", "queries.jsonl", "qrels", "qrels.trec");
        // 1, 3, 2
        assertThat(nDcg(folder, files)).isEqualTo(0.5);
        assertThat(nDcg(folder, with(files, "among", "judged"))).isCloseTo(second, within(1e-9));
        assertThat(nDcg(folder, with(files, "citing", "from"))).isCloseTo(second, within(1e-9));
        assertThat(nDcg(folder, with(with(files, "citing", "from"), "among", "judged")))
                .isEqualTo(1);
        assertThat(nDcg(folder, with(files, "best", "best.tsv"))).isEqualTo(0.5);
        assertThatThrownBy(() -> nDcg(folder, with(files, "among", "all"))).hasMessageContaining("judged");
        // The question is document 1 itself, which must not be its own answer.
        Map<String, String> documents = new HashMap<>(files);
        documents.remove("queries");
        assertThat(nDcg(folder, documents)).isCloseTo(second, within(1e-9));
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    private static double nDcg(Path folder, Map<String, String> settings) throws Exception {
        Entry entry = new Entry("BM25", "bm25", Map.of());
        Benchmark benchmark = new Benchmark(
                "small", 1, "Small", "retrieval", List.of(), settings, List.of(entry), List.of(1L), List.of("nDCG@10"));
        try (Contest contest = Contests.named("retrieval").open(benchmark, folder, folder)) {
            Run run = contest.run(entry, 1);
            assertThatThrownBy(() -> contest.run(new Entry("x", "bm25", Map.of("b", "2")), 1))
                    .hasMessageContaining("b is a number from 0 to 1");
            assertThatThrownBy(() -> contest.run(new Entry("x", "grep", Map.of()), 1))
                    .hasMessageContaining("fusion");
            return Evaluation.of(run, contest.qrels(1), Evaluation.Plan.of(benchmark.measured()))
                    .summary(0);
        }
    }
}
