package org.broadsheet.studies.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.evaluation.benchmark.ContestKind;
import org.broadsheet.evaluation.file.QrelsFile;
import org.broadsheet.retrieval.BatchSearch;
import org.broadsheet.retrieval.SearchRequest.Mode;
import tools.jackson.databind.JsonNode;

/// Questions over documents. Settings: `corpus`, `queries`, `qrels`. Systems: `words`, `meaning`, `hybrid`.
final class Retrieval implements ContestKind {
    private static final int DEPTH = 1000;

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
        return new Contest() {
            @Override
            public Qrels qrels(long seed) {
                return qrels;
            }

            @Override
            public Run run(Benchmark.Entry entry, long seed) {
                Mode mode = switch (entry.system()) {
                    case "words" -> Mode.WORDS;
                    case "meaning" -> Mode.MEANING;
                    case "hybrid" -> Mode.HYBRID;
                    default -> throw Contests.unknown(entry.system(), "words", "meaning", "hybrid");
                };
                return collection.search(topics, mode, DEPTH);
            }

            @Override
            public void close() {
                collection.close();
            }
        };
    }

    private static TextCollection.Document document(JsonNode node) {
        return new TextCollection.Document(
                DataLines.text(node, "_id"), DataLines.text(node, "title"), DataLines.text(node, "text"));
    }
}
