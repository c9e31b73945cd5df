package org.broadsheet.evaluation.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.broadsheet.evaluation.JudgedRanking;

/// Measures of how well a ranking serves several intents of one query. They need judgments in groups, a group an
/// intent; intents count alike, and those without a relevant document not at all.
final class IntentMeasures {
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
    static Formula errIa(String name, int k) {
        return mean(name, Formula.share(name, r -> {
            double sum = 0;
            double unsatisfied = 1;
            for (int i = 1; i <= r.relevantRetrieved() && r.relevantPlace(i) <= k; i++) {
                unsatisfied /= 2;
                sum += unsatisfied / r.relevantPlace(i);
            }
            return sum;
        }));
    }

    /// Novelty- and rank-biased precision (Clarke, Kolla and Vechtomova 2009).
    static Formula nrbp(String name, double alpha, double beta) {
        return Formula.share(name, r -> {
            int intents = intents(r).size();
            double[] gains = noveltyGains(r, alpha, r.size());
            double sum = 0;
            double weight = 1;
            for (double gain : gains) {
                sum += weight * gain;
                weight *= beta;
            }
            return RelevanceMeasures.over((1 - (1 - alpha) * beta) * sum, intents);
        });
    }

    /// Gain that falls by 1 - alpha each time an intent is served again, discounted by place (Clarke and others 2008).
    static Formula alphaDcg(String name, double alpha, int k) {
        return Formula.share(name, r -> dcg(noveltyGains(r, alpha, k))).ranging(0, Double.POSITIVE_INFINITY);
    }

    /// Over the same of an ideal ranking, built by always taking the document that gains most next; equal ones in the
    /// order of the judgments. Finding the true ideal is not feasible, so that a value slightly above 1 can occur.
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
                            + " judgments and read them with --groups");
        return r.groups();
    }
}
