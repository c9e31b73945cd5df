package org.broadsheet.studies.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.broadsheet.ranking.learning.GradedList;
import org.broadsheet.ranking.learning.LambdaMart;
import org.broadsheet.ranking.learning.TreeEnsemble;
import org.broadsheet.studies.evaluation.Libraries.Counts;
import org.broadsheet.studies.evaluation.Libraries.FirstStage;
import org.broadsheet.studies.frame.Setup;

/// The second stage of list continuation: trees that re-rank the first candidates of the blend, learned
/// from readers who are not held back.
///
/// A library is learned from as it will be met: shuffled, the first papers taken as seeds, the rest as
/// targets, its reader in no count. It would not do to leave each reader out of its own counts alone: a
/// paper would then be counted once less exactly where it is a target, and trees that recognise it by its
/// tags or citations would learn that instead. So readers are learned from in parts, each part left out
/// whole and with trees of its own; what is added to the order of the blend is the mean over parts.
final class SecondStage {
    private static final int LEAST = 20;
    private static final int BATCH = 50;

    private final Libraries libraries;
    private final List<TreeEnsemble> parts;
    private final List<String> features;
    private final int candidates;

    private SecondStage(Libraries libraries, List<TreeEnsemble> parts, List<String> features, int candidates) {
        this.libraries = libraries;
        this.parts = parts;
        this.features = features;
        this.candidates = candidates;
    }

    /// How much to learn from.
    ///
    /// @param parts    of the readers, from 1
    /// @param learning readers of a part whose libraries are learned from
    /// @param watching further readers of a part, who decide how many trees are kept
    /// @param learned  candidates of each list that are learned from
    /// @param ranked   candidates that are re-ranked
    /// @param trees    how trees are grown
    record Size(int parts, int learning, int watching, int learned, int ranked, LambdaMart trees) {}

    /// Told how far the work is.
    @FunctionalInterface
    interface Step {
        void done(long steps, long of) throws InterruptedException;
    }

    /// @param seeds of each library a list is made with each of these numbers of seeds
    /// @throws IllegalArgumentException where there are fewer readers with at least twenty papers than
    /// wanted
    static SecondStage learn(Libraries libraries, Size size, int[] seeds, Setup setup, Step step)
            throws InterruptedException {
        RandomGenerator random = setup.random(2);
        List<Integer> readers = Libraries.shuffled(
                IntStream.range(0, libraries.readers())
                        .filter(r -> libraries.library(r).length >= LEAST)
                        .boxed()
                        .toList(),
                random);
        int each = size.learning() + size.watching();
        if (readers.size() < size.parts() * each)
            throw new IllegalArgumentException("the second stage learns from " + size.parts() + " times " + each
                    + " readers with at least " + LEAST + " papers, but there are " + readers.size());
        List<TreeEnsemble> parts = new ArrayList<>();
        // A tree takes about as long as the candidates of eight readers.
        long work = each + 8L * size.trees().trees();
        for (int part = 0; part < size.parts(); part++) {
            List<Integer> mine = readers.subList(part * each, (part + 1) * each);
            Counts counts = libraries.without(mine);
            List<List<Integer>> shuffled = new ArrayList<>();
            for (int r : mine)
                shuffled.add(Libraries.shuffled(
                        Arrays.stream(libraries.library(r)).boxed().toList(), random));
            long before = part * work;
            List<GradedList> lists = new ArrayList<>();
            for (int from = 0; from < each; from += BATCH) {
                int to = Math.min(each, from + BATCH);
                lists.addAll(shuffled.subList(from, to).parallelStream()
                        .flatMap(library ->
                                Arrays.stream(seeds).mapToObj(n -> list(libraries, counts, library, n, size.learned())))
                        .toList());
                step.done(before + to, size.parts() * work);
            }
            int learning = size.learning() * seeds.length;
            parts.add(size.trees()
                    .fit(
                            lists.subList(0, learning),
                            lists.subList(learning, lists.size()),
                            setup.random(3 + part),
                            (grown, _, _) -> step.done(before + each + 8L * grown, size.parts() * work)));
        }
        Candidates sample = Candidates.of(libraries, libraries.all(), List.of(0), 1);
        return new SecondStage(libraries, parts, List.copyOf(sample.features().keySet()), size.ranked());
    }

    /// A library as a list whose first papers are known, by counts without its reader.
    static GradedList list(Libraries libraries, Counts counts, List<Integer> library, int seeds, int most) {
        Candidates candidates = Candidates.of(libraries, counts, library.subList(0, seeds), most);
        Set<Integer> targets = new HashSet<>(library.subList(seeds, library.size()));
        int[] grades = candidates.papers().stream()
                .mapToInt(p -> targets.contains(p) ? 1 : 0)
                .toArray();
        return new GradedList(candidates.rows(), grades, start(grades.length));
    }

    /// The order of the blend as scores to begin with: the odds that a candidate belongs fall about as its
    /// place rises.
    private static double[] start(int candidates) {
        return IntStream.range(0, candidates).mapToDouble(i -> -Math.log1p(i)).toArray();
    }

    /// The candidates for a reader who is in no training library, best first; equal scores stay in the
    /// order of the blend.
    ///
    /// @param stage what the first stage says by all training libraries
    List<Integer> best(List<Integer> seeds, FirstStage stage, int k) {
        Candidates found = Candidates.of(libraries, libraries.all(), seeds, stage, candidates);
        double[][] rows = found.rows();
        double[] scores = start(rows.length);
        for (int i = 0; i < scores.length; i++)
            for (TreeEnsemble trees : parts) scores[i] += trees.score(rows[i]) / parts.size();
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .limit(k)
                .map(found.papers()::get)
                .toList();
    }

    /// How many trees were kept.
    int trees() {
        return parts.stream().mapToInt(TreeEnsemble::size).sum();
    }

    /// The share of what the trees gain that each feature has, the largest first; all 0 where no tree was
    /// kept.
    Map<String, Double> importance() {
        double[] shares = new double[features.size()];
        for (TreeEnsemble trees : parts) {
            double[] some = trees.importance();
            for (int f = 0; f < shares.length; f++) shares[f] += some[f] / parts.size();
        }
        Map<String, Double> map = new LinkedHashMap<>();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(f -> -shares[f]))
                .forEach(f -> map.put(features.get(f), shares[f]));
        return map;
    }
}
