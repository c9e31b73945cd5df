package org.broadsheet.evaluation.measure;

import org.broadsheet.evaluation.JudgedRanking;

/// Measures that know a document as relevant or not, and what is not judged as not relevant.
///
/// Notation: R relevant documents there were to find, n documents retrieved. Where R or n is 0 the value is 0. A
/// cut-off beyond n finds nothing more there. Definitions are those of trec_eval 10.
final class RelevanceMeasures {
    private RelevanceMeasures() {}

    /// Share of relevant documents among the first k.
    static Formula precision(int k) {
        return Formula.share("P_" + k, r -> (double) r.relevantWithin(k) / k);
    }

    /// Share of the relevant documents that are among the first k.
    static Formula recall(int k) {
        return Formula.share("recall_" + k, r -> over(r.relevantWithin(k), r.relevant()));
    }

    /// 1 where any of the first k is relevant.
    static Formula success(int k) {
        return Formula.share("success_" + k, r -> r.relevantWithin(k) > 0 ? 1 : 0);
    }

    /// Share of what the first k places could hold at best.
    static Formula relativePrecision(int k) {
        return Formula.share("relative_P_" + k, r -> over(r.relevantWithin(k), Math.min(k, r.relevant())));
    }

    /// One over the place of the first relevant document.
    static Formula reciprocalRank() {
        return Formula.share("recip_rank", r -> r.relevantRetrieved() == 0 ? 0 : 1.0 / r.relevantPlace(1));
    }

    /// The sum of the precisions at each relevant document retrieved, over R.
    static Formula averagePrecision() {
        return Formula.share("map", r -> over(precisionSum(r, r.size()), r.relevant()));
    }

    /// Average precision of the first k places, still over R.
    static Formula averagePrecision(int k) {
        return Formula.share("map_cut_" + k, r -> over(precisionSum(r, k), r.relevant()));
    }

    /// Precision at R.
    static Formula rPrecision() {
        return Formula.share("Rprec", r -> over(r.relevantWithin(r.relevant()), r.relevant()));
    }

    /// Precision at `multiple` times R, rounded up from a tenth on.
    static Formula rPrecision(double multiple) {
        return Formula.share("Rprec_mult_" + twoDecimals(multiple), r -> {
            int k = (int) (multiple * r.relevant() + 0.9);
            return k <= 0 ? 0 : (double) r.relevantWithin(k) / k;
        });
    }

    /// The best precision at or beyond the place where `recall` is reached.
    static Formula interpolatedPrecision(double recall) {
        return Formula.share("iprec_at_recall_" + twoDecimals(recall), r -> interpolated(r, recall));
    }

    /// The mean of interpolated precisions at several recalls.
    static Formula meanInterpolatedPrecision(String name, double[] recalls) {
        return Formula.share(name, r -> {
            double sum = 0;
            for (int i = recalls.length - 1; i >= 0; i--) sum += interpolated(r, recalls[i]);
            return sum / recalls.length;
        });
    }

    private static double interpolated(JudgedRanking r, double recall) {
        long least = Math.round(recall * r.relevant());
        double best = 0;
        for (int i = r.relevantRetrieved(); i >= Math.max(1, least); i--)
            best = Math.max(best, (double) i / r.relevantPlace(i));
        return best;
    }

    static Formula setPrecision() {
        return Formula.share("set_P", r -> over(r.relevantRetrieved(), r.size()));
    }

    static Formula setRecall() {
        return Formula.share("set_recall", r -> over(r.relevantRetrieved(), r.relevant()));
    }

    static Formula setRelativePrecision() {
        return Formula.share("set_relative_P", r -> over(r.relevantRetrieved(), Math.min(r.size(), r.relevant())));
    }

    /// Precision times recall of the set.
    static Formula setAveragePrecision() {
        return Formula.share(
                "set_map", r -> over(r.relevantRetrieved(), r.size()) * over(r.relevantRetrieved(), r.relevant()));
    }

    /// (x + 1) P R / (R + x P); x is what is often written as beta squared.
    static Formula setF(String name, double x) {
        return Formula.share(name, r -> {
            if (r.relevantRetrieved() == 0) return 0;
            double precision = (double) r.relevantRetrieved() / r.size();
            double recall = (double) r.relevantRetrieved() / r.relevant();
            return (x + 1) * precision * recall / (x * precision + recall);
        });
    }

    /// a, b, c, d for each document that is relevant and retrieved, retrieved alone, relevant alone, neither.
    ///
    /// An empty ranking has 0, as missing topics have in trec_eval; the last needs the size of the collection.
    static Formula utility(String name, double a, double b, double c, double d) {
        return Formula.share(name, r -> {
                    int found = r.relevantRetrieved();
                    return r.size() == 0
                            ? 0
                            : a * found
                                    + b * (r.size() - found)
                                    + c * (r.relevant() - found)
                                    + d * (r.judging().collectionSize() + found - r.size() - r.relevant());
                })
                .ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// The mean over relevant documents of one over log2 of 2 and the documents above that are not relevant.
    static Formula binaryG() {
        return Formula.share("binG", r -> {
            double sum = 0;
            for (int i = 1; i <= r.relevantRetrieved(); i++) sum += 1 / Logs.log2(2 + r.relevantPlace(i) - i);
            return over(sum, r.relevant());
        });
    }

    /// ln((1 + s) / (1 + R - s)), s the sum of the precisions at relevant documents: average precision on a scale that
    /// has no ends (Robertson's yaAP).
    static Formula logitAveragePrecision() {
        return Formula.share("yaap", r -> {
                    double sum = precisionSum(r, r.size());
                    return Math.log((1 + sum) / (1 + r.relevant() - sum));
                })
                .ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// The mean over groups of judgments of another measure: a judge each, not an intent.
    static Formula overGroups(String name, Formula each) {
        return Formula.share(name, r -> {
            if (r.groups().isEmpty()) return each.value(r);
            double sum = 0;
            for (JudgedRanking group : r.groups()) sum += each.value(group);
            return sum / r.groups().size();
        });
    }

    private static double precisionSum(JudgedRanking r, int k) {
        double sum = 0;
        for (int i = 1; i <= r.relevantRetrieved() && r.relevantPlace(i) <= k; i++)
            sum += (double) i / r.relevantPlace(i);
        return sum;
    }

    static double over(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    static String twoDecimals(double value) {
        return String.format(java.util.Locale.ROOT, "%.2f", value);
    }
}
