package org.broadsheet.studies.contest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.evaluation.Judgments;
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

/// Questions over documents. Systems: `words`, `meaning`, `hybrid` are the product's search; `bm25` (`k1`,
/// `b`, `fields`), `vectors`, `vector-graph` and `fusion` the reference models of BEIR. Settings:
///
/// - `corpus`: one or several files, spaces between them; `qrels`, or `best` with lines of question, tab, the one
///   document that answers it best;
/// - `queries`; without it the questions are documents, named by the judgments, that must not find themselves;
/// - `citing`: the field of a question that holds the title of the paper it was taken from; papers of this title are
///   not found;
/// - `among` = `judged`: of the thousand documents found only judged ones are ranked.
final class Retrieval implements ContestKind {
    private static final int DEPTH = 1000;
    private static final List<String> REFERENCES = List.of("bm25", "vectors", "vector-graph", "fusion");

    @Override
    public String name() {
        return "retrieval";
    }

    @Override
    public Contest open(Benchmark benchmark, Path data, Path scratch) throws IOException {
        Map<String, TextCollection.Document> byId = new LinkedHashMap<>();
        for (String file : benchmark.setting("corpus").split(" "))
            for (JsonNode node : DataLines.json(data.resolve(file))) {
                TextCollection.Document document = document(node);
                byId.putIfAbsent(document.id(), document); // of a number given twice the first counts
            }
        List<TextCollection.Document> documents = List.copyOf(byId.values());
        Qrels qrels = benchmark.settings().containsKey("best")
                ? best(data.resolve(benchmark.setting("best")))
                : QrelsFile.read(data.resolve(benchmark.setting("qrels")));
        List<BatchSearch.Topic> topics = topics(benchmark, data, documents, qrels);
        BiPredicate<String, String> eligible = eligible(benchmark, data, documents, qrels);
        TextCollection collection = new TextCollection(documents, scratch.resolve(corpusName(benchmark)));
        ReferenceModels references = new ReferenceModels(documents);
        return new Contest() {
            @Override
            public Qrels qrels(long seed) {
                return qrels;
            }

            @Override
            public Run run(Benchmark.Entry entry, long seed) {
                Map<String, Ranking<String>> found = new LinkedHashMap<>();
                found(entry)
                        .forEach((topic, hits) -> found.put(
                                topic,
                                new Ranking<>(hits.scored().stream()
                                        .filter(s -> eligible.test(topic, s.item()))
                                        .limit(DEPTH)
                                        .toList())));
                return Run.ofRankings(entry.name(), found);
            }

            private Map<String, Ranking<String>> found(Benchmark.Entry entry) {
                Map<String, Ranking<String>> found = new LinkedHashMap<>();
                if (REFERENCES.contains(entry.system())) {
                    // Some more, in case the question finds itself.
                    for (BatchSearch.Topic t : topics)
                        found.put(t.id(), answer(references, entry, t.text(), DEPTH + 10));
                    return found;
                }
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
                Run run = collection.search(topics, mode, DEPTH);
                for (String topic : run.topics())
                    run.results(topic).ifPresent(results -> found.put(topic, results.ranking()));
                return found;
            }

            @Override
            public void close() {
                collection.close();
                references.close();
            }
        };
    }

    /// A name for the files of the corpus, the same in every benchmark that reads them: vectors take long to make.
    private static String corpusName(Benchmark benchmark) {
        List<String> files = List.of(benchmark.setting("corpus").split(" "));
        return UUID.nameUUIDFromBytes(benchmark.data().stream()
                        .filter(f -> files.contains(f.path()))
                        .map(Benchmark.DataFile::sha256)
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static List<BatchSearch.Topic> topics(
            Benchmark benchmark, Path data, List<TextCollection.Document> documents, Qrels qrels) throws IOException {
        if (benchmark.settings().containsKey("queries")) {
            List<BatchSearch.Topic> topics = TextCollection.topics(data.resolve(benchmark.setting("queries")));
            topics.removeIf(t -> qrels.judgments(t.id()).isEmpty());
            return topics;
        }
        return documents.stream()
                .filter(d -> qrels.judgments(d.id()).isPresent())
                .map(d -> new BatchSearch.Topic(d.id(), TextCollection.passage(d)))
                .toList();
    }

    /// Whether a document may stand among the answers to a question.
    private static BiPredicate<String, String> eligible(
            Benchmark benchmark, Path data, List<TextCollection.Document> documents, Qrels qrels) throws IOException {
        BiPredicate<String, String> eligible = (_, _) -> true;
        if (!benchmark.settings().containsKey("queries")) eligible = (topic, document) -> !topic.equals(document);
        String citing = benchmark.settings().get("citing");
        if (citing != null) {
            Map<String, String> titles = new HashMap<>();
            for (TextCollection.Document d : documents) titles.put(d.id(), plain(d.title()));
            Map<String, String> from = new HashMap<>();
            for (JsonNode query : DataLines.json(data.resolve(benchmark.setting("queries"))))
                from.put(DataLines.text(query, "_id"), plain(DataLines.text(query, citing)));
            eligible = eligible.and(
                    (topic, document) -> !titles.getOrDefault(document, "").equals(from.getOrDefault(topic, " ")));
        }
        String among = benchmark.settings().get("among");
        if (among != null) {
            if (!among.equals("judged"))
                throw new IllegalArgumentException(
                        benchmark.id() + ": among is \"judged\" where it is set, not \"" + among + "\"");
            eligible = eligible.and((topic, document) ->
                    qrels.judgments(topic).map(j -> j.grade(document) >= 0).orElse(false));
        }
        return eligible;
    }

    private static String plain(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    private static Qrels best(Path file) throws IOException {
        Map<String, Judgments> topics = new HashMap<>();
        for (String line : DataLines.of(file)) {
            String[] fields = line.split("\t");
            topics.put(fields[0], Judgments.of(Map.of(fields[1], 1)));
        }
        return Qrels.of(topics);
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

    private static TextCollection.Document document(JsonNode node) {
        return new TextCollection.Document(
                DataLines.text(node, "_id"), DataLines.text(node, "title"), DataLines.text(node, "text"));
    }
}
