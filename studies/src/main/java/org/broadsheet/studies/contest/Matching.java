package org.broadsheet.studies.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.evaluation.benchmark.ContestKind;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import tools.jackson.databind.JsonNode;

/// Which of some papers a researcher knows most about, from what the researcher wrote. Settings: `papers`,
/// `readers`,
/// `ratings`. Systems: `words` (cosine of TF-IDF vectors with the researcher's papers; parameter `nearest`,
/// how many of
/// them count), and `published` with parameter `column`, the scores that others published with the data.
final class Matching implements ContestKind {
    private record Rating(String reader, String paper, double expertise, Map<String, Double> published) {}

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public Contest open(Benchmark benchmark, Path data, Path scratch) throws IOException {
        WordVectors vectors = new WordVectors();
        for (JsonNode paper : DataLines.json(data.resolve(benchmark.setting("papers"))))
            vectors.add(
                    DataLines.text(paper, "_id"), DataLines.text(paper, "title") + " " + DataLines.text(paper, "text"));
        vectors.weigh();
        Map<String, List<String>> wrote = new HashMap<>();
        for (JsonNode reader : DataLines.json(data.resolve(benchmark.setting("readers")))) {
            List<String> papers = new ArrayList<>();
            reader.get("papers").forEach(p -> papers.add(p.asString()));
            wrote.put(DataLines.text(reader, "_id"), papers);
        }
        List<Rating> ratings = ratings(data.resolve(benchmark.setting("ratings")));
        Qrels qrels = qrels(ratings);
        return new Contest() {
            @Override
            public Qrels qrels(long seed) {
                return qrels;
            }

            @Override
            public Run run(Benchmark.Entry entry, long seed) {
                return switch (entry.system()) {
                    case "words" -> {
                        int nearest = Integer.parseInt(entry.parameters().getOrDefault("nearest", "3"));
                        yield ranked(ratings, (reader, rating) -> {
                            double[] cosines = wrote.getOrDefault(reader, List.of()).stream()
                                    .filter(p -> !p.equals(rating.paper))
                                    .mapToDouble(p -> vectors.cosine(p, rating.paper))
                                    .sorted()
                                    .toArray();
                            return Arrays.stream(cosines, Math.max(0, cosines.length - nearest), cosines.length)
                                    .average()
                                    .orElse(0);
                        });
                    }
                    case "published" -> {
                        String column = entry.parameters().getOrDefault("column", "");
                        yield ranked(ratings, (_, rating) -> {
                            Double score = rating.published.get(column);
                            if (score == null) throw Contests.unknown("published " + column, "a column of the ratings");
                            return score;
                        });
                    }
                    default -> throw Contests.unknown(entry.system(), "words", "published");
                };
            }
        };
    }

    private static Run ranked(List<Rating> ratings, ToDoubleBiFunction<String, Rating> scorer) {
        Map<String, List<Scored<String>>> scored = new TreeMap<>();
        for (Rating rating : ratings)
            scored.computeIfAbsent(rating.reader, _ -> new ArrayList<>())
                    .add(new Scored<>(rating.paper, scorer.applyAsDouble(rating.reader, rating)));
        Map<String, Ranking<String>> topics = new LinkedHashMap<>();
        scored.forEach((reader, papers) -> topics.put(reader, Ranking.of(papers, TieBreaker.descending())));
        return Run.ofRankings("matching", topics);
    }

    /// Grades are quarters from 1 to 5; four times that, less four, is a whole number from 0.
    private static Qrels qrels(List<Rating> ratings) {
        Map<String, Map<String, Integer>> grades = new TreeMap<>();
        for (Rating rating : ratings)
            grades.computeIfAbsent(rating.reader, _ -> new TreeMap<>())
                    .put(rating.paper, (int) Math.round(4 * (rating.expertise - 1)));
        Map<String, Judgments> topics = new HashMap<>();
        grades.forEach((reader, judged) -> topics.put(reader, Judgments.of(judged)));
        return Qrels.of(topics);
    }

    private static List<Rating> ratings(Path file) throws IOException {
        List<String> lines = DataLines.of(file);
        String[] names = lines.getFirst().split("\t");
        List<Rating> ratings = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t");
            Map<String, Double> published = new HashMap<>();
            for (int i = 3; i < fields.length; i++) published.put(names[i], Double.parseDouble(fields[i]));
            ratings.add(new Rating(fields[0], fields[1], Double.parseDouble(fields[2]), published));
        }
        ratings.sort(Comparator.comparing(Rating::reader).thenComparing(Rating::paper));
        return ratings;
    }
}
