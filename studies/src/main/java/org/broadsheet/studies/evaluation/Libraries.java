package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.broadsheet.studies.frame.Setup;

/// Readers' libraries of papers, some of them held back but for a few seeds, and simple recommenders over
/// the others:
/// each scores every paper for a reader who is known by seeds alone.
final class Libraries {
    static final String DATA = "citeulike-a";
    private static final int NEIGHBOURS = 50;

    /// A reader held back.
    ///
    /// @param seeds   papers the recommenders may see
    /// @param targets the rest of the library
    record Held(List<Integer> seeds, List<Integer> targets) {}

    private final int papers;
    private final List<int[]> training;
    private final int[] popularity;
    private final List<List<Integer>> readersOf;
    private final List<Map<Integer, Double>> tags;
    private final List<List<Integer>> papersWithTag;
    final List<List<Integer>> held;

    private Libraries(List<int[]> training, List<List<Integer>> held, List<int[]> tagsOf) {
        this.papers = tagsOf.size();
        this.training = training;
        this.held = held;
        popularity = new int[papers];
        readersOf = new ArrayList<>();
        for (int p = 0; p < papers; p++) readersOf.add(new ArrayList<>());
        for (int r = 0; r < training.size(); r++)
            for (int p : training.get(r)) {
                popularity[p]++;
                readersOf.get(p).add(r);
            }
        // Tags weighted by how rare they are, each paper's vector of length one.
        Map<Integer, List<Integer>> byTag = new LinkedHashMap<>();
        for (int p = 0; p < papers; p++)
            for (int t : tagsOf.get(p))
                byTag.computeIfAbsent(t, _ -> new ArrayList<>()).add(p);
        papersWithTag = new ArrayList<>();
        Map<Integer, Integer> index = new HashMap<>();
        byTag.forEach((tag, list) -> {
            index.put(tag, papersWithTag.size());
            papersWithTag.add(list);
        });
        tags = new ArrayList<>();
        for (int p = 0; p < papers; p++) {
            Map<Integer, Double> vector = new LinkedHashMap<>();
            double square = 0;
            for (int t : tagsOf.get(p)) {
                int i = index.getOrDefault(t, 0);
                double weight = Math.log((double) papers / papersWithTag.get(i).size());
                vector.put(i, weight);
                square += weight * weight;
            }
            double length = Math.sqrt(square);
            if (length > 0) vector.replaceAll((_, w) -> w / length);
            tags.add(vector);
        }
    }

    /// Reads the libraries and holds back `readers` of those with at least twenty papers.
    static Libraries read(Setup setup, int readers, RandomGenerator random) {
        List<int[]> all = new ArrayList<>();
        for (String line : setup.data().lines(DATA, "libraries.tsv.gz")) {
            int tab = line.indexOf('\t');
            if (tab > 0)
                all.add(Arrays.stream(line.substring(tab + 1).strip().split("\\s+"))
                        .mapToInt(Integer::parseInt)
                        .distinct()
                        .toArray());
        }
        List<int[]> tagsOf = new ArrayList<>();
        for (String line : setup.data().lines(DATA, "item-tag.dat.gz"))
            tagsOf.add(Arrays.stream(line.strip().split("\\s+"))
                    .skip(1) // how many follow
                    .mapToInt(Integer::parseInt)
                    .distinct()
                    .toArray());
        List<int[]> training = new ArrayList<>();
        List<List<Integer>> held = new ArrayList<>();
        for (int[] library : shuffled(all, random)) {
            if (held.size() < readers && library.length >= 20)
                held.add(shuffled(Arrays.stream(library).boxed().toList(), random));
            else training.add(library);
        }
        return new Libraries(training, held, tagsOf);
    }

    static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
        List<T> order = new ArrayList<>(list);
        for (int i = order.size() - 1; i > 0; i--) java.util.Collections.swap(order, i, random.nextInt(i + 1));
        return order;
    }

    int papers() {
        return papers;
    }

    /// How many training libraries have the paper.
    int popularity(int paper) {
        return popularity[paper];
    }

    /// The i-th reader held back, known by its first `seeds` papers.
    Held held(int i, int seeds) {
        List<Integer> library = held.get(i);
        return new Held(library.subList(0, seeds), library.subList(seeds, library.size()));
    }

    double[] byPopularity() {
        return Arrays.stream(popularity).asDoubleStream().toArray();
    }

    /// Sum over seeds of how many libraries have both, over the root of the product of how many have each.
    double[] byPapers(List<Integer> seeds) {
        double[] scores = new double[papers];
        for (int s : seeds)
            for (int r : readersOf.get(s))
                for (int p : training.get(r)) scores[p] += 1 / Math.sqrt((double) popularity[s] * popularity[p]);
        return scores;
    }

    /// The fifty libraries that share most seeds for their length, each giving that to its papers.
    double[] byLibraries(List<Integer> seeds) {
        Map<Integer, Integer> shared = new HashMap<>();
        for (int s : seeds) for (int r : readersOf.get(s)) shared.merge(r, 1, Integer::sum);
        double[] scores = new double[papers];
        shared.keySet().stream()
                .sorted((a, b) -> {
                    int c = Double.compare(weight(shared, b), weight(shared, a));
                    return c != 0 ? c : Integer.compare(a, b);
                })
                .limit(NEIGHBOURS)
                .forEach(r -> {
                    for (int p : training.get(r)) scores[p] += weight(shared, r);
                });
        return scores;
    }

    private double weight(Map<Integer, Integer> shared, int reader) {
        return shared.getOrDefault(reader, 0) / Math.sqrt(training.get(reader).length);
    }

    /// Cosine of the tags with those of all seeds together.
    double[] byTags(List<Integer> seeds) {
        double[] scores = new double[papers];
        for (int s : seeds)
            tags.get(s).forEach((tag, weight) -> {
                for (int p : papersWithTag.get(tag))
                    scores[p] += weight * tags.get(p).getOrDefault(tag, 0.0);
            });
        return scores;
    }

    /// Cosine of the tags of two papers, in [0, 1].
    double alike(int a, int b) {
        boolean first = tags.get(a).size() <= tags.get(b).size();
        Map<Integer, Double> shorter = tags.get(first ? a : b);
        Map<Integer, Double> longer = tags.get(first ? b : a);
        double sum = 0;
        for (Map.Entry<Integer, Double> e : shorter.entrySet())
            sum += e.getValue() * longer.getOrDefault(e.getKey(), 0.0);
        return sum;
    }

    /// Sum of scores brought to mean 0 and deviation 1 over all papers; popularity settles ties.
    double[] blend(double[]... parts) {
        double[] scores = new double[papers];
        for (double[] part : parts) {
            double mean = Arrays.stream(part).average().orElse(0);
            double square = 0;
            for (double v : part) square += (v - mean) * (v - mean) / papers;
            double scale = 1 / Math.max(Math.sqrt(square), 1e-9);
            for (int p = 0; p < papers; p++) scores[p] += (part[p] - mean) * scale / parts.length;
        }
        for (int p = 0; p < papers; p++) scores[p] += 1e-9 * popularity[p];
        return scores;
    }

    /// The `k` best papers without the seeds; equal scores in the order of the papers.
    List<Integer> best(double[] scores, List<Integer> seeds, int k) {
        double[] open = scores.clone();
        for (int s : seeds) open[s] = Double.NEGATIVE_INFINITY;
        // A heap of the k best: its head is the worst of them.
        java.util.PriorityQueue<Integer> top = new java.util.PriorityQueue<>((a, b) -> {
            int c = Double.compare(open[a], open[b]);
            return c != 0 ? c : Integer.compare(b, a);
        });
        for (int p = 0; p < papers; p++) {
            if (open[p] == Double.NEGATIVE_INFINITY) continue;
            top.add(p);
            if (top.size() > k) top.poll();
        }
        List<Integer> list = new ArrayList<>(top);
        list.sort(top.comparator().reversed());
        return list;
    }
}
