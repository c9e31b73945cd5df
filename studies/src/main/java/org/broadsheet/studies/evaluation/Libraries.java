package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.StringTokenizer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.numerics.Stable;
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
    private final List<int[]> citations;
    private final Counts all;
    private final List<List<Integer>> readersOf;
    private final List<int[]> tags;
    private final List<double[]> weights;
    /// For each tag the papers that have it, rising.
    private final int[][] papersWith;
    final List<List<Integer>> held;

    /// @param training  libraries that recommenders learn from
    /// @param held      shuffled libraries of readers held back
    /// @param tagsOf    tags of each paper, rising
    /// @param citations for each paper those it is linked with by a citation, either way
    Libraries(List<int[]> training, List<List<Integer>> held, List<int[]> tagsOf, List<int[]> citations) {
        this.papers = tagsOf.size();
        this.training = training;
        this.held = held;
        this.citations = citations;
        int[] popularity = new int[papers];
        readersOf = new ArrayList<>();
        for (int p = 0; p < papers; p++) readersOf.add(new ArrayList<>());
        for (int r = 0; r < training.size(); r++)
            for (int p : training.get(r)) {
                popularity[p]++;
                readersOf.get(p).add(r);
            }
        all = new Counts(popularity, new boolean[training.size()]);
        // Tags weighted by how rare they are, each paper's vector of length one.
        int[] withTag =
                new int[1 + tagsOf.stream().flatMapToInt(Arrays::stream).max().orElse(0)];
        for (int[] of : tagsOf) for (int t : of) withTag[t]++;
        papersWith = new int[withTag.length][];
        for (int t = 0; t < withTag.length; t++) papersWith[t] = new int[withTag[t]];
        int[] filled = new int[withTag.length];
        for (int p = 0; p < papers; p++) for (int t : tagsOf.get(p)) papersWith[t][filled[t]++] = p;
        tags = tagsOf;
        weights = new ArrayList<>();
        for (int[] of : tagsOf) {
            double[] weight = Arrays.stream(of)
                    .mapToDouble(t -> Math.log((double) papers / withTag[t]))
                    .toArray();
            double length = Math.sqrt(Arrays.stream(weight).map(w -> w * w).sum());
            weights.add(length > 0 ? Arrays.stream(weight).map(w -> w / length).toArray() : weight);
        }
    }

    /// Reads the libraries and holds back `readers` of those with at least twenty papers.
    static Libraries read(Setup setup, int readers, RandomGenerator random) {
        List<int[]> all = new ArrayList<>();
        for (String line : setup.data().lines(DATA, "libraries.tsv.gz")) {
            int tab = line.indexOf('\t');
            if (tab > 0) all.add(numbers(line.substring(tab + 1)).distinct().toArray());
        }
        List<int[]> tagsOf = counted(setup, "item-tag.dat.gz");
        List<int[]> citations = counted(setup, "citations.dat.gz");
        List<int[]> training = new ArrayList<>();
        List<List<Integer>> held = new ArrayList<>();
        for (int[] library : shuffled(all, random)) {
            if (held.size() < readers && library.length >= 20)
                held.add(shuffled(Arrays.stream(library).boxed().toList(), random));
            else training.add(library);
        }
        return new Libraries(training, held, tagsOf, citations);
    }

    /// A line for each paper: how many numbers follow, and these. They are put in order.
    private static List<int[]> counted(Setup setup, String file) {
        List<int[]> lines = new ArrayList<>();
        for (String line : setup.data().lines(DATA, file))
            lines.add(numbers(line).skip(1).distinct().sorted().toArray());
        return lines;
    }

    private static IntStream numbers(String line) {
        StringTokenizer words = new StringTokenizer(line);
        int[] numbers = new int[words.countTokens()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = Integer.parseInt(words.nextToken());
        return Arrays.stream(numbers);
    }

    static <T> List<T> shuffled(List<T> list, RandomGenerator random) {
        List<T> order = new ArrayList<>(list);
        for (int i = order.size() - 1; i > 0; i--) Collections.swap(order, i, random.nextInt(i + 1));
        return order;
    }

    int papers() {
        return papers;
    }

    /// The i-th reader held back, known by its first `seeds` papers.
    Held held(int i, int seeds) {
        List<Integer> library = held.get(i);
        return new Held(library.subList(0, seeds), library.subList(seeds, library.size()));
    }

    /// What all training libraries say.
    Counts all() {
        return all;
    }

    /// What the training libraries say when some of them are taken away: what would be known had their
    /// readers been held back, too.
    Counts without(Collection<Integer> readers) {
        int[] less = all.popularity.clone();
        boolean[] taken = new boolean[training.size()];
        for (int r : readers) {
            if (taken[r]) continue;
            taken[r] = true;
            for (int p : training.get(r)) less[p]--;
        }
        return new Counts(less, taken);
    }

    /// How many libraries are not held back.
    int readers() {
        return training.size();
    }

    /// A training library.
    int[] library(int reader) {
        return training.get(reader);
    }

    /// The papers that cite the paper or are cited by it.
    int[] linked(int paper) {
        return citations.get(paper);
    }

    /// Recommenders over the training libraries, or over some of them.
    final class Counts {
        private final int[] popularity;
        private final boolean[] taken;
        private final int readers;

        private Counts(int[] popularity, boolean[] taken) {
            this.popularity = popularity;
            this.taken = taken;
            int left = 0;
            for (boolean t : taken) if (!t) left++;
            readers = left;
        }

        /// How many of the libraries have the paper.
        int popularity(int paper) {
            return popularity[paper];
        }

        /// How many libraries there are.
        int readers() {
            return readers;
        }

        double[] byPopularity() {
            double[] scores = new double[papers];
            for (int p = 0; p < papers; p++) scores[p] = popularity[p];
            return scores;
        }

        /// With each paper: how many of the libraries have both. With itself: how many have it.
        int[] together(int paper) {
            int[] counts = new int[papers];
            for (int r : readersOf.get(paper)) if (!taken[r]) for (int p : training.get(r)) counts[p]++;
            return counts;
        }

        /// Sum over seeds of how many libraries have both, over the root of the product of how many have
        /// each.
        double[] byPapers(List<Integer> seeds) {
            double[] scores = new double[papers];
            for (int s : seeds)
                for (int r : readersOf.get(s)) {
                    if (taken[r]) continue;
                    for (int p : training.get(r)) scores[p] += 1 / Math.sqrt((double) popularity[s] * popularity[p]);
                }
            return scores;
        }

        /// The fifty libraries that share most seeds for their length, each giving that to its papers.
        double[] byLibraries(List<Integer> seeds) {
            return byLibraries(seeds, NEIGHBOURS);
        }

        /// The same of as many libraries as are said.
        double[] byLibraries(List<Integer> seeds, int neighbours) {
            Map<Integer, Integer> shared = new HashMap<>();
            for (int s : seeds) for (int r : readersOf.get(s)) if (!taken[r]) shared.merge(r, 1, Integer::sum);
            double[] scores = new double[papers];
            shared.keySet().stream()
                    .sorted((a, b) -> {
                        int c = Double.compare(weight(shared, b), weight(shared, a));
                        return c != 0 ? c : Integer.compare(a, b);
                    })
                    .limit(neighbours)
                    .forEach(r -> {
                        for (int p : training.get(r)) scores[p] += weight(shared, r);
                    });
            return scores;
        }

        private double weight(Map<Integer, Integer> shared, int reader) {
            return shared.getOrDefault(reader, 0) / Math.sqrt(training.get(reader).length);
        }

        /// Sum of scores brought to mean 0 and deviation 1 over all papers; popularity settles ties.
        double[] blend(double[]... parts) {
            double[] scores = new double[papers];
            for (double[] part : parts) {
                double[] z = standardized(part);
                for (int p = 0; p < papers; p++) scores[p] += z[p] / parts.length;
            }
            for (int p = 0; p < papers; p++) scores[p] += 1e-9 * popularity[p];
            return scores;
        }
    }

    /// What the first stage says of every paper.
    ///
    /// @param items by item-kNN
    /// @param lists by list-kNN
    /// @param tags  by tags
    /// @param blend of the three
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record FirstStage(double[] items, double[] lists, double[] tags, double[] blend) {}

    /// The first stage for a reader known by seeds.
    FirstStage firstStage(Counts counts, List<Integer> seeds) {
        double[] items = counts.byPapers(seeds);
        double[] lists = counts.byLibraries(seeds);
        double[] tagged = byTags(seeds);
        return new FirstStage(items, lists, tagged, counts.blend(items, lists, tagged));
    }

    /// The scores brought to mean 0 and deviation 1 over all papers; all 0 where they do not differ.
    static double[] standardized(double[] scores) {
        double mean = Stable.mean(scores);
        double square = 0;
        for (double v : scores) square += (v - mean) * (v - mean) / scores.length;
        double scale = 1 / Math.max(Math.sqrt(square), 1e-9);
        double[] z = new double[scores.length];
        for (int p = 0; p < z.length; p++) z[p] = (scores[p] - mean) * scale;
        return z;
    }

    /// Cosine of the tags with those of all seeds together, but for the length of the latter.
    double[] byTags(List<Integer> seeds) {
        double[] sum = tagged(seeds);
        boolean[] seen = new boolean[papers];
        double[] scores = new double[papers];
        for (int s : seeds)
            for (int t : tags.get(s))
                for (int p : papersWith[t]) {
                    if (!seen[p]) scores[p] = alike(sum, p);
                    seen[p] = true;
                }
        return scores;
    }

    /// Cosine of the tags of two papers, in [0, 1].
    double alike(int a, int b) {
        int[] of = tags.get(a);
        int[] others = tags.get(b);
        double dot = 0;
        for (int i = 0, j = 0; i < of.length && j < others.length; ) {
            if (of[i] == others[j]) dot += weights.get(a)[i++] * weights.get(b)[j++];
            else if (of[i] < others[j]) i++;
            else j++;
        }
        return dot;
    }

    /// The sum of the papers' vectors of tags.
    double[] tagged(List<Integer> some) {
        double[] sum = new double[papersWith.length];
        for (int p : some) for (int k = 0; k < tags.get(p).length; k++) sum[tags.get(p)[k]] += weights.get(p)[k];
        return sum;
    }

    /// Sum of the cosines of a paper's tags with those whose vectors were summed.
    double alike(double[] sum, int paper) {
        int[] of = tags.get(paper);
        double[] weight = weights.get(paper);
        double dot = 0;
        for (int k = 0; k < of.length; k++) dot += weight[k] * sum[of[k]];
        return dot;
    }

    /// How many tags the paper has.
    int tags(int paper) {
        return tags.get(paper).length;
    }

    /// The `k` best papers without the seeds; equal scores in the order of the papers.
    List<Integer> best(double[] scores, List<Integer> seeds, int k) {
        double[] open = scores.clone();
        for (int s : seeds) open[s] = Double.NEGATIVE_INFINITY;
        // A heap of the k best: its head is the worst of them.
        PriorityQueue<Integer> top = new PriorityQueue<>((a, b) -> {
            int c = Double.compare(open[a], open[b]);
            return c != 0 ? c : Integer.compare(b, a);
        });
        for (int p = 0; p < papers; p++) {
            if (open[p] == Double.NEGATIVE_INFINITY) continue;
            // A later paper of equal score is worse, so it has to be above the head.
            if (top.size() == k && (k == 0 || open[p] <= open[top.element()])) continue;
            top.add(p);
            if (top.size() > k) top.poll();
        }
        List<Integer> list = new ArrayList<>(top);
        list.sort(top.comparator().reversed());
        return list;
    }
}
