package org.broadsheet.studies.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.evaluation.benchmark.ContestKind;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.retrieval.BatchSearch;
import org.broadsheet.retrieval.SearchRequest.Mode;
import tools.jackson.databind.JsonNode;

/// Questions over documents. Settings: `corpus`, `queries`, `qrels`; `removeQuery` = `true` where
/// documents are among the questions and a question must not find itself. Systems: `words`, `meaning`,
/// `hybrid` are the product's search; `bm25` (`k1`, `b`, `fields`), `vectors`, `vector-graph` and
/// `fusion` the reference models of BEIR.
final class Retrieval implements ContestKind {
    private static final int DEPTH = 1000;
    private static final List<String> REFERENCES = List.of("bm25", "vectors", "vector-graph", "fusion");

    @Override
    public String name() {
        return "retrieval";
    }

    @Override
    public Contest open(Benchmark benchmark, Path data, Path scratch) throws IOException {
        List<TextCollection.Document> documents = DataLines.json(data.resolve(benchmark.setting("corpus"))).stream()
                .map(Retrieval::document)
                .toList();
        Qrels qrels = QrelsFile.read(data.resolve(benchmark.setting("qrels")));
        List<BatchSearch.Topic> topics = TextCollection.topics(data.resolve(benchmark.setting("queries")));
        topics.removeIf(t -> qrels.judgments(t.id()).isEmpty());
        TextCollection collection =
                new TextCollection(documents, scratch.resolve(benchmark.id() + "-" + benchmark.version()));
        ReferenceModels references = new ReferenceModels(documents);
        boolean removeQuery =
                benchmark.settings().getOrDefault("removeQuery", "false").equals("true");
        return new Contest() {
            @Override
            public Qrels qrels(long seed) {
                return qrels;
            }

            @Override
            public Run run(Benchmark.Entry entry, long seed) {
                if (REFERENCES.contains(entry.system())) return reference(entry);
                Mode mode = switch (entry.system()) {
                    case "words" -> Mode.WORDS;
                    case "meaning" -> Mode.MEANING;
                    case "hybrid" -> Mode.HYBRID;
                    default ->
                        throw Contests.unknown(
                                entry.system(),
                                Stream.concat(Stream.of("words", "meaning", "hybrid"), REFERENCES.stream())
                                        .toArray(String[]::new));
                };
                return collection.search(topics, mode, DEPTH);
            }

            private Run reference(Benchmark.Entry entry) {
                Map<String, Ranking<String>> found = new LinkedHashMap<>();
                for (BatchSearch.Topic t : topics) {
                    // One more, in case the question finds itself.
                    Ranking<String> hits = answer(references, entry, t.text(), DEPTH + 1);
                    found.put(t.id(), (removeQuery ? without(hits, t.id()) : hits).top(DEPTH));
                }
                return Run.ofRankings(entry.name(), found);
            }

            @Override
            public void close() {
                collection.close();
                references.close();
            }
        };
    }

    private static Ranking<String> answer(ReferenceModels models, Benchmark.Entry entry, String text, int depth) {
        return switch (entry.system()) {
            case "bm25" ->
                models.bm25(
                        text,
                        number(entry, "k1", 0.9f),
                        number(entry, "b", 0.4f),
                        entry.parameters().getOrDefault("fields", "flat"),
                        depth);
            case "vectors" -> models.exact(text, depth);
            case "vector-graph" -> models.graph(text, depth);
            default -> models.fused(text, depth);
        };
    }

    private static float number(Benchmark.Entry entry, String name, float otherwise) {
        String said = entry.parameters().get(name);
        if (said == null) return otherwise;
        try {
            float value = Float.parseFloat(said);
            if (value >= 0 && value < Float.POSITIVE_INFINITY && (!name.equals("b") || value <= 1)) return value;
        } catch (NumberFormatException _) {
            // said below
        }
        throw new IllegalArgumentException(entry.name() + ": " + name + " is a number from 0"
                + (name.equals("b") ? " to 1" : "") + ", not \"" + said + "\"");
    }

    static Ranking<String> without(Ranking<String> hits, String id) {
        return new Ranking<>(
                hits.scored().stream().filter(s -> !s.item().equals(id)).toList());
    }

    private static TextCollection.Document document(JsonNode node) {
        return new TextCollection.Document(
                DataLines.text(node, "_id"), DataLines.text(node, "title"), DataLines.text(node, "text"));
    }
}
