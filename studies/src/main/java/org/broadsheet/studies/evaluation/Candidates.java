package org.broadsheet.studies.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.broadsheet.studies.evaluation.Libraries.Counts;
import org.broadsheet.studies.evaluation.Libraries.FirstStage;

/// The first papers of the blend as continuations of a list, with what a second stage may know of each.
///
/// No figure depends on how many candidates there are beyond the first twenty, so one can learn from few
/// and re-rank many.
///
/// @param papers   in the order of the blend
/// @param features by name, a figure for each paper
@SuppressWarnings("ArrayRecordComponent") // never compared
record Candidates(List<Integer> papers, Map<String, double[]> features) {
    /// So many of the first stand for what the list is about where its seeds are few.
    private static final int FIRST = 20;

    /// @param libraries papers with their tags and citations
    /// @param counts    what is known of readers; without the one whose list this is
    /// @param seeds     at least one
    /// @param most      most candidates
    static Candidates of(Libraries libraries, Counts counts, List<Integer> seeds, int most) {
        return of(libraries, counts, seeds, libraries.firstStage(counts, seeds), most);
    }

    /// The same where the first stage has been asked.
    static Candidates of(Libraries libraries, Counts counts, List<Integer> seeds, FirstStage stage, int most) {
        double[] items = Libraries.standardized(stage.items());
        double[] lists = Libraries.standardized(stage.lists());
        double[] tags = Libraries.standardized(stage.tags());
        double[] blend = stage.blend();
        List<Integer> best = libraries.best(blend, seeds, most);
        List<Integer> first = best.subList(0, Math.min(FIRST, best.size()));
        Columns columns = new Columns(best);

        columns.add("blend", p -> blend[p]);
        columns.count("place in the blend");
        columns.add("item-kNN", p -> items[p]);
        columns.add("list-kNN", p -> lists[p]);
        columns.add("tags", p -> tags[p]);
        double[] every = Libraries.standardized(counts.byLibraries(seeds, Integer.MAX_VALUE));
        columns.add("all lists that share a seed", p -> every[p]);

        Seeds likeness = new Seeds(seeds.size(), best.size());
        Seeds given = new Seeds(seeds.size(), best.size());
        Seeds alike = new Seeds(seeds.size(), best.size());
        Seeds coupled = new Seeds(seeds.size(), best.size());
        double[] seedsLike = new double[seeds.size()];
        double[] seedsAlike = new double[seeds.size()];
        int[] links = new int[libraries.papers()];
        for (int s : seeds) {
            int[] together = counts.together(s);
            int own = counts.popularity(s);
            double[] tagged = libraries.tagged(List.of(s));
            int[] common = new int[libraries.papers()];
            for (int middle : libraries.linked(s)) {
                links[middle]++;
                for (int p : libraries.linked(middle)) common[p]++;
            }
            for (int i = 0; i < best.size(); i++) {
                int p = best.get(i);
                likeness.add(i, share(together[p], own, counts.popularity(p)));
                given.add(i, own == 0 ? 0 : (double) together[p] / own);
                alike.add(i, libraries.alike(tagged, p));
                coupled.add(i, share(common[p], libraries.linked(s).length, libraries.linked(p).length));
            }
            for (int j = 0; j < seeds.size(); j++) {
                int other = seeds.get(j);
                if (other == s) continue;
                seedsLike[j] += share(together[other], own, counts.popularity(other)) / (seeds.size() - 1);
                seedsAlike[j] += libraries.alike(tagged, other) / (seeds.size() - 1);
            }
        }
        columns.put("largest likeness to a seed", likeness.most);
        columns.put("share of seeds ever seen with it", likeness.share);
        columns.put("largest chance given a seed", given.most);
        columns.put("mean chance given a seed", given.mean);
        columns.put("largest likeness of tags", alike.most);
        columns.put("mean likeness of tags", alike.mean);
        columns.put("largest coupling by citations", coupled.most);
        columns.put("mean coupling by citations", coupled.mean);
        columns.add("citation links to seeds", p -> links[p]);

        columns.add("popularity", p -> (double) counts.popularity(p) / counts.readers());
        columns.add("how many tags", libraries::tags);
        columns.add("how many citation links", p -> libraries.linked(p).length);

        double[] firstItems = Libraries.standardized(counts.byPapers(first));
        double[] firstTags = libraries.tagged(first);
        columns.add("item-kNN from the first twenty", p -> firstItems[p]);
        columns.add("tags of the first twenty", p -> libraries.alike(firstTags, p) / first.size());

        double popular = seeds.stream()
                .mapToDouble(s -> Math.log((counts.popularity(s) + 1.0) / counts.readers()))
                .average()
                .orElse(0);
        double like = mean(seedsLike);
        double same = mean(seedsAlike);
        double top = best.isEmpty() ? 0 : blend[best.getFirst()];
        columns.add("list: seeds", _ -> seeds.size());
        columns.add("list: likeness of its seeds", _ -> like);
        columns.add("list: likeness of their tags", _ -> same);
        columns.add("list: popularity of its seeds", _ -> popular);
        columns.add("list: highest blend", _ -> top);
        return new Candidates(best, columns.columns);
    }

    /// A row for each candidate, in the order of [#features].
    double[][] rows() {
        double[][] rows = new double[papers.size()][features.size()];
        int f = 0;
        for (double[] column : features.values()) {
            for (int i = 0; i < rows.length; i++) rows[i][f] = column[i];
            f++;
        }
        return rows;
    }

    /// Cosine of two sets by how much they share.
    private static double share(int both, int one, int other) {
        return both == 0 ? 0 : both / Math.sqrt((double) one * other);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        return values.length == 0 ? 0 : sum / values.length;
    }

    /// What single seeds say of each candidate: the most, the mean, and how many say anything.
    private static final class Seeds {
        private final int seeds;
        private final double[] most;
        private final double[] mean;
        private final double[] share;

        Seeds(int seeds, int candidates) {
            this.seeds = seeds;
            most = new double[candidates];
            mean = new double[candidates];
            share = new double[candidates];
        }

        void add(int candidate, double value) {
            most[candidate] = Math.max(most[candidate], value);
            mean[candidate] += value / seeds;
            if (value > 0) share[candidate] += 1.0 / seeds;
        }
    }

    /// Features by name, in the order they are put.
    private static final class Columns {
        private final Map<String, double[]> columns = new LinkedHashMap<>();
        private final List<Integer> papers;

        Columns(List<Integer> papers) {
            this.papers = papers;
        }

        void add(String name, IntToDoubleFunction ofPaper) {
            put(name, papers.stream().mapToDouble(ofPaper::applyAsDouble).toArray());
        }

        /// 0, 1, 2, ...
        void count(String name) {
            double[] places = new double[papers.size()];
            for (int i = 0; i < places.length; i++) places[i] = i;
            put(name, places);
        }

        void put(String name, double[] column) {
            columns.put(name, column);
        }
    }
}
