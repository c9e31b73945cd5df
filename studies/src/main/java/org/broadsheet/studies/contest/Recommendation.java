package org.broadsheet.studies.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.benchmark.Benchmark;
import org.broadsheet.evaluation.benchmark.Contest;
import org.broadsheet.evaluation.benchmark.ContestKind;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;

/// Which papers a reader will save, from those saved before. Settings: `libraries` (a line a reader: id,
/// tab, papers parted
/// by blanks), `leastReaders` of a paper, `leastPapers` of a reader, `held` (share of pairs kept back, by a
/// hash of seed,
/// reader and paper, so that the order of the file does not matter). All papers that the reader has not
/// saved are ranked;
/// the best 100 count. Systems: `popularity`, `item-knn` (cosine of co-occurrence; parameter `neighbours`,
/// 0 for all).
final class Recommendation implements ContestKind {
    private static final int DEPTH = 100;

    @Override
    public String name() {
        return "recommendation";
    }

    @Override
    public Contest open(Benchmark benchmark, Path data, Path scratch) throws IOException {
        Map<String, List<String>> libraries = new LinkedHashMap<>();
        for (String line : DataLines.of(data.resolve(benchmark.setting("libraries")))) {
            int tab = line.indexOf('\t');
            if (tab > 0)
                libraries.put(
                        line.substring(0, tab),
                        List.of(line.substring(tab + 1).strip().split(" +")));
        }
        Map<String, List<String>> kept = filtered(
                libraries,
                Integer.parseInt(benchmark.setting("leastReaders")),
                Integer.parseInt(benchmark.setting("leastPapers")));
        double held = Double.parseDouble(benchmark.setting("held"));
        return new Contest() {
            @Override
            public Qrels qrels(long seed) {
                return Split.of(kept, held, seed).qrels();
            }

            @Override
            public Run run(Benchmark.Entry entry, long seed) {
                Split split = Split.of(kept, held, seed);
                return switch (entry.system()) {
                    case "popularity" -> split.popularity();
                    case "item-knn" ->
                        split.itemNeighbours(Integer.parseInt(entry.parameters().getOrDefault("neighbours", "0")));
                    default -> throw Contests.unknown(entry.system(), "popularity", "item-knn");
                };
            }
        };
    }

    private static Map<String, List<String>> filtered(
            Map<String, List<String>> libraries, int leastReaders, int leastPapers) {
        Map<String, Integer> readers = new HashMap<>();
        for (List<String> papers : libraries.values())
            for (String paper : papers) readers.merge(paper, 1, Integer::sum);
        Map<String, List<String>> kept = new TreeMap<>();
        libraries.forEach((reader, papers) -> {
            List<String> popular = papers.stream()
                    .distinct()
                    .filter(p -> readers.getOrDefault(p, 0) >= leastReaders)
                    .toList();
            if (popular.size() >= leastPapers) kept.put(reader, popular);
        });
        return kept;
    }

    /// Pairs to learn from and pairs kept back, papers by number.
    private static final class Split {
        private final List<String> papers;
        private final Map<String, int[]> known = new TreeMap<>();
        private final Map<String, List<String>> hidden = new TreeMap<>();
        private final int[] readers;

        private Split(List<String> papers) {
            this.papers = papers;
            this.readers = new int[papers.size()];
        }

        static Split of(Map<String, List<String>> libraries, double held, long seed) {
            List<String> papers = libraries.values().stream()
                    .flatMap(List::stream)
                    .distinct()
                    .sorted()
                    .toList();
            Map<String, Integer> numbers = new HashMap<>();
            for (String paper : papers) numbers.put(paper, numbers.size());
            Split split = new Split(papers);
            libraries.forEach((reader, library) -> {
                List<String> back = new ArrayList<>();
                List<Integer> kept = new ArrayList<>();
                for (String paper : library) {
                    if (share(seed, reader, paper) < held) back.add(paper);
                    else kept.add(numbers.getOrDefault(paper, -1));
                }
                if (back.isEmpty() || kept.isEmpty()) return;
                split.hidden.put(reader, back);
                split.known.put(reader, kept.stream().mapToInt(i -> i).sorted().toArray());
                for (int paper : kept) split.readers[paper]++;
            });
            return split;
        }

        /// From 0 to 1, the same on every machine.
        private static double share(long seed, String reader, String paper) {
            long h = seed * 0x9E3779B97F4A7C15L;
            for (char c : (reader + "\t" + paper).toCharArray()) h = (h ^ c) * 0x100000001b3L;
            h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
            h = (h ^ h >>> 27) * 0x94d049bb133111ebL;
            return ((h ^ h >>> 31) >>> 11) * 0x1.0p-53;
        }

        Qrels qrels() {
            Map<String, Judgments> topics = new HashMap<>();
            hidden.forEach((reader, back) -> {
                Map<String, Integer> grades = new TreeMap<>();
                back.forEach(paper -> grades.put(paper, 1));
                topics.put(reader, Judgments.of(grades));
            });
            return Qrels.of(topics);
        }

        Run popularity() {
            double[] scores = Arrays.stream(readers).asDoubleStream().toArray();
            return ranked((_, sums) -> System.arraycopy(scores, 0, sums, 0, sums.length));
        }

        Run itemNeighbours(int neighbours) {
            Map<Integer, double[]> rows = new HashMap<>();
            Map<Integer, List<String>> savers = new HashMap<>();
            known.forEach((reader, library) -> {
                for (int paper : library)
                    savers.computeIfAbsent(paper, _ -> new ArrayList<>()).add(reader);
            });
            savers.forEach((paper, who) -> rows.put(paper, similarities(paper, who, neighbours)));
            return ranked((library, sums) -> {
                for (int paper : library) {
                    double[] row = rows.getOrDefault(paper, new double[0]);
                    for (int i = 0; i < row.length; i++) sums[i] += row[i];
                }
            });
        }

        private double[] similarities(int paper, List<String> who, int neighbours) {
            double[] row = new double[readers.length];
            for (String reader : who) for (int other : known.getOrDefault(reader, new int[0])) row[other]++;
            row[paper] = 0;
            for (int i = 0; i < row.length; i++)
                if (row[i] > 0) row[i] /= Math.sqrt((double) readers[paper] * readers[i]);
            if (neighbours > 0 && neighbours < row.length) {
                double[] sorted = row.clone();
                Arrays.sort(sorted);
                double least = sorted[row.length - neighbours];
                for (int i = 0; i < row.length; i++) if (row[i] < least) row[i] = 0;
            }
            return row;
        }

        private interface Sums {
            void add(int[] library, double[] sums);
        }

        private Run ranked(Sums scorer) {
            Map<String, Ranking<String>> topics = new LinkedHashMap<>();
            known.forEach((reader, library) -> {
                double[] sums = new double[papers.size()];
                scorer.add(library, sums);
                Set<Integer> seen = new HashSet<>();
                for (int paper : library) seen.add(paper);
                List<Scored<String>> scored = IntStream.range(0, sums.length)
                        .filter(i -> sums[i] > 0 && !seen.contains(i))
                        .mapToObj(i -> new Scored<>(papers.get(i), sums[i]))
                        .toList();
                topics.put(reader, Ranking.of(scored, TieBreaker.descending()).top(DEPTH));
            });
            return Run.ofRankings("recommendation", topics);
        }
    }
}
