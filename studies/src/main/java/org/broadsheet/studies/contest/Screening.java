package org.broadsheet.studies.contest;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.TopicResults;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.evaluation.benchmark.ContestKind;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.retrieval.BatchSearch;
import org.broadsheet.retrieval.SearchRequest.Mode;

/// The records of systematic reviews, to be read in an order that shows the included ones early. Each
/// setting names a
/// file (below `screening`, without `.csv.gz`) and gives the words that the review is about. All records
/// are ranked, those
/// that share no word with the question last, in the order of the file. Systems: `words`, `file-order`.
final class Screening implements ContestKind {
    private record Review(List<TextCollection.Document> records, Judgments judgments, String question) {}

    @Override
    public String name() {
        return "screening";
    }

    @Override
    public Contest open(Benchmark benchmark, Path data, Path scratch) throws IOException {
        Map<String, Review> reviews = new LinkedHashMap<>();
        for (var setting : benchmark.settings().entrySet())
            reviews.put(
                    setting.getKey(),
                    read(data.resolve("screening").resolve(setting.getKey() + ".csv.gz"), setting.getValue()));
        Map<String, Judgments> judgments = new HashMap<>();
        reviews.forEach((name, review) -> judgments.put(name, review.judgments));
        Qrels qrels = Qrels.of(judgments);
        return new Contest() {
            @Override
            public Qrels qrels(long seed) {
                return qrels;
            }

            @Override
            public Run run(Benchmark.Entry entry, long seed) {
                boolean words = switch (entry.system()) {
                    case "words" -> true;
                    case "file-order" -> false;
                    default -> throw Contests.unknown(entry.system(), "words", "file-order");
                };
                Map<String, Ranking<String>> topics = new LinkedHashMap<>();
                reviews.forEach((name, review) -> {
                    List<String> order = new ArrayList<>();
                    if (words) order.addAll(found(review, scratch.resolve(benchmark.id() + "-" + name)));
                    for (TextCollection.Document record : review.records)
                        if (!order.contains(record.id())) order.add(record.id());
                    topics.put(name, Ranking.ofOrder(order));
                });
                return Run.ofRankings(entry.name(), topics);
            }
        };
    }

    private static List<String> found(Review review, Path scratch) {
        try (TextCollection collection = new TextCollection(review.records, scratch)) {
            return collection
                    .search(List.of(new BatchSearch.Topic("q", review.question)), Mode.WORDS, 1000)
                    .results("q")
                    .map(TopicResults::documents)
                    .orElse(List.of());
        }
    }

    private static Review read(Path file, String question) throws IOException {
        List<TextCollection.Document> records = new ArrayList<>();
        Map<String, Integer> grades = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader in = DataLines.open(file);
                CSVParser parser = CSVParser.parse(in, format)) {
            for (CSVRecord record : parser) {
                String id = record.get("record_id");
                records.add(new TextCollection.Document(id, record.get("title"), record.get("abstract")));
                grades.put(id, record.get("label_included").startsWith("1") ? 1 : 0);
            }
        }
        return new Review(List.copyOf(records), Judgments.of(grades), question);
    }
}
