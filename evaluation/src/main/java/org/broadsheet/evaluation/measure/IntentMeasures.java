package org.broadsheet.evaluation.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.broadsheet.evaluation.JudgedRanking;

/// Measures of how well a ranking serves several intents of one query. They need judgments in groups, a
/// group an intent; intents count alike, and those without a relevant document not at all.
final class IntentMeasures {
    private static final int MOST = 1000;

    private IntentMeasures() {}

    /// The mean of a measure over the intents.
    static Formula mean(String name, Formula each) {
        return Formula.share(name, r -> {
            List<JudgedRanking> intents = intents(r);
            double sum = 0;
            for (JudgedRanking intent : intents) sum += each.value(intent);
            return RelevanceMeasures.over(sum, intents.size());
        });
    }

    /// The share of intents that any of the first k documents serves.
    static Formula subtopicRecall(String name, int k) {
        return Formula.share(name, r -> {
            List<JudgedRanking> intents = intents(r);
            return RelevanceMeasures.over(
                    (double) intents.stream()
                            .filter(i -> i.relevantWithin(k) > 0)
                            .count(),
                    intents.size());
        });
    }

    /// ERR with a satisfaction of 1/2 by any relevant document, averaged over intents.
    ///
    /// @param normalize whether it is divided by what serving every intent at every place would have, as
    ///                  ndeval prints it
    static Formula errIa(String name, int k, boolean normalize) {
        return Formula.share(name, r -> {
            double sum = err(noveltyGains(r, 0.5, k));
            int intents = intents(r).size();
            return RelevanceMeasures.over(sum, normalize ? intents * err(best(0.5, k)) : intents);
        });
    }

    /// Over the same of an ideal ranking, see [#alphaNdcg].
    static Formula normalizedErrIa(String name, int k) {
        return Formula.share(
                        name, r -> RelevanceMeasures.over(err(noveltyGains(r, 0.5, k)), err(idealGains(r, 0.5, k))))
                .ranging(0, Double.POSITIVE_INFINITY);
    }

    private static double err(double[] gains) {
        double sum = 0;
        for (int i = 0; i < gains.length; i++) sum += gains[i] / 2 / (i + 1);
        return sum;
    }

    /// The gains of one intent that is served at every place; beyond the 100th they are too small to count.
    private static double[] best(double alpha, int k) {
        double[] gains = new double[Math.min(k, alpha >= 0.5 ? 100 : MOST)];
        double left = 1;
        for (int i = 0; i < gains.length; i++) {
            gains[i] = left;
            left *= 1 - alpha;
        }
        return gains;
    }

    /// Novelty- and rank-biased precision (Clarke, Kolla and Vechtomova 2009).
    static Formula nrbp(String name, double alpha, double beta) {
        return Formula.share(
                name,
                r -> RelevanceMeasures.over(
                        (1 - (1 - alpha) * beta) * rankBiased(noveltyGains(r, alpha, r.size()), beta),
                        intents(r).size()));
    }

    /// Over the same of an ideal ranking, see [#alphaNdcg].
    static Formula normalizedNrbp(String name, double alpha, double beta) {
        return Formula.share(
                        name,
                        r -> RelevanceMeasures.over(
                                rankBiased(noveltyGains(r, alpha, r.size()), beta),
                                rankBiased(idealGains(r, alpha, Integer.MAX_VALUE), beta)))
                .ranging(0, Double.POSITIVE_INFINITY);
    }

    private static double rankBiased(double[] gains, double beta) {
        double sum = 0;
        double weight = 1;
        for (double gain : gains) {
            sum += weight * gain;
            weight *= beta;
        }
        return sum;
    }

    /// Gain that falls by 1 - alpha each time an intent is served again, discounted by place (Clarke and
    /// others 2008).
    ///
    /// @param normalize as for [#errIa]
    static Formula alphaDcg(String name, double alpha, int k, boolean normalize) {
        return Formula.share(name, r -> {
                    double sum = dcg(noveltyGains(r, alpha, k));
                    return normalize ? RelevanceMeasures.over(sum, intents(r).size() * dcg(best(alpha, k))) : sum;
                })
                .ranging(0, Double.POSITIVE_INFINITY);
    }

    /// Over the same of an ideal ranking, built by always taking the document that gains most next; of
    /// equal ones the one with the highest id. Finding the true ideal is not feasible, so that a value
    /// slightly above 1 can occur.
    static Formula alphaNdcg(String name, double alpha, int k) {
        return Formula.share(
                        name, r -> RelevanceMeasures.over(dcg(noveltyGains(r, alpha, k)), dcg(idealGains(r, alpha, k))))
                .ranging(0, Double.POSITIVE_INFINITY);
    }

    private static double dcg(double[] gains) {
        double sum = 0;
        for (int i = 0; i < gains.length; i++) sum += gains[i] / Logs.log2(i + 2);
        return sum;
    }

    private static double[] noveltyGains(JudgedRanking r, double alpha, int k) {
        List<JudgedRanking> groups = groups(r);
        double[] left = full(groups.size());
        double[] gains = new double[Math.min(k, r.size())];
        for (int i = 0; i < gains.length; i++) {
            int place = i + 1;
            gains[i] = take(
                    left,
                    alpha,
                    r.judging().relevanceLevel(),
                    g -> groups.get(g).grade(place));
        }
        return gains;
    }

    private static double[] idealGains(JudgedRanking r, double alpha, int k) {
        int level = r.judging().relevanceLevel();
        List<List<Integer>> pool = new ArrayList<>(r.groupPool());
        pool.removeIf(grades -> grades.stream().noneMatch(g -> g >= level));
        double[] left = full(groups(r).size());
        double[] gains = new double[Math.min(k, pool.size())];
        for (int i = 0; i < gains.length; i++) {
            int best = 0;
            double most = -1;
            for (int d = 0; d < pool.size(); d++) {
                double gain = 0;
                for (int g = 0; g < left.length; g++) if (pool.get(d).get(g) >= level) gain += left[g];
                if (gain > most) {
                    most = gain;
                    best = d;
                }
            }
            List<Integer> chosen = pool.remove(best);
            gains[i] = take(left, alpha, level, chosen::get);
        }
        return gains;
    }

    /// What a document gains, given what is `left` of each intent, which falls by that.
    private static double take(double[] left, double alpha, int level, IntUnaryOperator grade) {
        double gain = 0;
        for (int g = 0; g < left.length; g++) {
            if (grade.applyAsInt(g) < level) continue;
            gain += left[g];
            left[g] *= 1 - alpha;
        }
        return gain;
    }

    private static double[] full(int groups) {
        double[] left = new double[groups];
        java.util.Arrays.fill(left, 1);
        return left;
    }

    private static List<JudgedRanking> intents(JudgedRanking r) {
        return groups(r).stream().filter(g -> g.relevant() > 0).toList();
    }

    private static List<JudgedRanking> groups(JudgedRanking r) {
        if (r.groups().isEmpty())
            throw new IllegalArgumentException(
                    "intent-aware measures need judgments in groups; name the intent in the second field of the"
                            + " judgments and read them with -R qrels_jg");
        return r.groups();
    }
}
