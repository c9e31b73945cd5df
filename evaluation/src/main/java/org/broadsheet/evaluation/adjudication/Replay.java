package org.broadsheet.evaluation.adjudication;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.broadsheet.evaluation.Evaluation;
import org.broadsheet.evaluation.Judgments;
import org.broadsheet.evaluation.Measure;
import org.broadsheet.evaluation.PerQueryScores;
import org.broadsheet.evaluation.Qrels;
import org.broadsheet.evaluation.Run;
import org.broadsheet.evaluation.TopicResults;
import org.broadsheet.evaluation.agreement.RankAgreement;
import org.broadsheet.evaluation.significance.MultipleComparisons;
import org.broadsheet.evaluation.significance.SignificanceTest;

/// Plays an adjudication method on runs whose documents are all judged, and compares what its few judgments
/// say of the
/// systems with what all judgments say. A document without a judgment is not relevant, on both sides.
public final class Replay {
    private final List<Run> runs;
    private final Qrels full;
    private final Measure measure;
    private final Protocol protocol;
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Conclusions gold;

    /// How systems are compared.
    ///
    /// @param depth      of each run that goes into the pool; 1 or more
    /// @param test       for each pair of systems
    /// @param correction over all pairs
    /// @param alpha      level of significance, between 0 and 1
    public record Protocol(int depth, SignificanceTest test, MultipleComparisons correction, double alpha) {
        /// The best 100 of each run, paired t-tests with Benjamini and Hochberg's correction at 0.05.
        public static final Protocol DEFAULT =
                new Protocol(100, new SignificanceTest.PairedT(), MultipleComparisons.BENJAMINI_HOCHBERG, 0.05);

        public Protocol {
            if (depth < 1) throw new IllegalArgumentException("the depth of the pool is 1 or more but was " + depth);
            if (!(alpha > 0 && alpha < 1))
                throw new IllegalArgumentException("alpha lies between 0 and 1 but was " + alpha);
        }

        public Protocol withDepth(int other) {
            return new Protocol(other, test, correction, alpha);
        }
    }

    /// What a set of judgments says: the mean of each system, and for each pair whether the first is
    /// significantly better
    /// (1), worse (-1) or neither (0).
    private record Conclusions(List<Double> means, List<Integer> pairs) {}

    /// @param runs    at least two
    /// @param full    all judgments; topics without a run's results count 0 for it
    /// @param measure to compare by
    public Replay(List<Run> runs, Qrels full, Measure measure, Protocol protocol) {
        if (runs.size() < 2)
            throw new IllegalArgumentException("systems are compared in pairs, but there is " + runs.size() + " run");
        this.runs = List.copyOf(runs);
        this.full = full;
        this.measure = measure;
        this.protocol = protocol;
        for (String topic : full.topics())
            pools.put(topic, new Pool(runs.stream().map(r -> top(r, topic)).toList()));
        this.gold = conclusions(full);
    }

    private List<String> top(Run run, String topic) {
        List<String> documents = run.results(topic).map(TopicResults::documents).orElse(List.of());
        return documents.subList(0, Math.min(protocol.depth, documents.size()));
    }

    /// Documents in all pools.
    public int pooled() {
        return pools.values().stream().mapToInt(p -> p.documents().size()).sum();
    }

    /// Pairs of systems that the full judgments tell apart.
    public long significantPairs() {
        return gold.pairs.stream().filter(p -> p != 0).count();
    }

    /// Plays a method once for each seed and takes the mean. Runs of equal merit are taken in an order
    /// drawn from the seed.
    ///
    /// @param budgets judgments a topic at most, each 0 or more
    /// @param seeds   at least one
    /// @return for each budget, in the order given
    public List<Preservation> play(AdjudicationMethod method, List<Integer> budgets, List<Long> seeds) {
        List<double[]> sums = new ArrayList<>();
        for (int i = 0; i < budgets.size(); i++) sums.add(new double[9]);
        int most = budgets.stream().mapToInt(i -> i).max().orElse(0);
        for (long seed : seeds) {
            Map<String, List<String>> orders = orders(method, most, seed);
            for (int i = 0; i < budgets.size(); i++) {
                double[] once = compare(orders, budgets.get(i));
                for (int k = 0; k < once.length; k++) sums.get(i)[k] += once[k] / seeds.size();
            }
        }
        List<Preservation> all = new ArrayList<>();
        for (int i = 0; i < budgets.size(); i++) {
            double[] s = sums.get(i);
            all.add(new Preservation(
                    method.name(), budgets.get(i), s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8]));
        }
        return all;
    }

    private Map<String, List<String>> orders(AdjudicationMethod method, int most, long seed) {
        Map<String, List<String>> orders = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        pools.forEach((topic, pool) -> {
            SplittableRandom own = random.split();
            Adjudicator adjudicator = method.start(pool.shuffled(own), own);
            List<String> order = new ArrayList<>();
            for (Optional<String> next = adjudicator.next();
                    next.isPresent() && order.size() < most;
                    next = adjudicator.next()) {
                order.add(next.get());
                adjudicator.judged(next.get(), grade(topic, next.get()) > 0);
            }
            orders.put(topic, order);
        });
        return orders;
    }

    private int grade(String topic, String document) {
        return Math.max(0, full.judgments(topic).orElseThrow().grade(document));
    }

    private double[] compare(Map<String, List<String>> orders, int budget) {
        Map<String, Judgments> few = new LinkedHashMap<>();
        int judged = 0;
        int relevant = 0;
        for (String topic : full.topics()) {
            Map<String, Integer> grades = new LinkedHashMap<>();
            List<String> order = orders.getOrDefault(topic, List.of());
            for (String document : order.subList(0, Math.min(budget, order.size()))) {
                int grade = grade(topic, document);
                grades.put(document, grade);
                judged++;
                if (grade > 0) relevant++;
            }
            few.put(topic, Judgments.of(grades));
        }
        Conclusions cheap = conclusions(Qrels.of(few));
        double[] counts = new double[5];
        for (int i = 0; i < gold.pairs.size(); i++) {
            int all = gold.pairs.get(i);
            int some = cheap.pairs.get(i);
            if (all != 0 && some != 0) counts[all == some ? 0 : 1]++;
            else if (all != 0) counts[2]++;
            else if (some != 0) counts[3]++;
            else counts[4]++;
        }
        double[] means = cheap.means.stream().mapToDouble(d -> d).toArray();
        double[] truth = gold.means.stream().mapToDouble(d -> d).toArray();
        return new double[] {
            judged,
            relevant,
            RankAgreement.KENDALL_TAU_B.of(means, truth),
            RankAgreement.TAU_AP.of(means, truth),
            counts[0],
            counts[1],
            counts[2],
            counts[3],
            counts[4]
        };
    }

    private Conclusions conclusions(Qrels qrels) {
        List<PerQueryScores> scores = runs.stream()
                .map(run -> Evaluation.of(run, qrels, Evaluation.Plan.of(List.of(measure)))
                        .scores(0))
                .toList();
        int n = scores.size();
        double[] p = new double[n * (n - 1) / 2];
        int[] direction = new int[p.length];
        int pair = 0;
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++) {
                p[pair] = protocol.test.test(scores.get(a), scores.get(b)).p();
                direction[pair++] =
                        Double.compare(scores.get(a).mean(), scores.get(b).mean());
            }
        double[] adjusted = protocol.correction.adjust(p);
        List<Integer> pairs = new ArrayList<>(p.length);
        for (int i = 0; i < p.length; i++) pairs.add(adjusted[i] < protocol.alpha ? direction[i] : 0);
        return new Conclusions(scores.stream().map(PerQueryScores::mean).toList(), pairs);
    }
}
