package org.broadsheet.evaluation.measure;

import org.broadsheet.evaluation.JudgedRanking;
import org.broadsheet.evaluation.Judgments;

/// Measures that tell what is not judged from what is judged not relevant, and measures of how much is judged.
final class IncompleteMeasures {
    private static final double EPSILON = 0.00001;

    private IncompleteMeasures() {}

    /// The share of preferences between relevant documents and as many judged not relevant that the ranking keeps
    /// (Buckley and Voorhees 2004). What is not judged is passed over.
    static Formula bpref() {
        return Formula.share("bpref", r -> {
            int most = r.relevant();
            int bound = Math.min(r.nonrelevant(), most);
            int above = 0;
            double sum = 0;
            for (int place = 1; place <= r.size(); place++) {
                if (r.grade(place) < 0) continue;
                if (!r.relevant(place)) above++;
                else sum += above > 0 ? 1 - (double) Math.min(above, most) / bound : 1;
            }
            return RelevanceMeasures.over(sum, most);
        });
    }

    /// Average precision estimated from a pool of which a random part is judged (Yilmaz and Aslam 2006).
    static Formula inferredAveragePrecision() {
        return Formula.share("infAP", r -> {
            int relevant = 0;
            int nonrelevant = 0;
            int unjudged = 0;
            double sum = 0;
            for (int place = 1; place <= r.size(); place++) {
                int grade = r.grade(place);
                if (grade == Judgments.NONPOOL) continue;
                if (grade == Judgments.UNJUDGED) unjudged++;
                else if (!r.relevant(place)) nonrelevant++;
                else {
                    double above = place - 1;
                    sum += above == 0
                            ? 1
                            : 1 / (above + 1)
                                    + above
                                            / (above + 1)
                                            * ((relevant + nonrelevant + unjudged) / above)
                                            * ((relevant + EPSILON) / (relevant + nonrelevant + 2 * EPSILON));
                    relevant++;
                }
            }
            return RelevanceMeasures.over(sum, r.relevant());
        });
    }

    /// The share of the first k places that hold a document without judgment.
    static Formula unjudged(int k) {
        return Formula.share("unj_" + k, r -> (double) unjudgedWithin(r, k) / k).lowerIsBetter();
    }

    /// The share of the documents in the first k places that the judgments name, judged or only pooled.
    static Formula judged(String name, int k) {
        return Formula.share(name, r -> {
            int last = Math.min(k, r.size());
            int named = 0;
            for (int place = 1; place <= last; place++) if (r.grade(place) != Judgments.NONPOOL) named++;
            return RelevanceMeasures.over(named, last);
        });
    }

    /// The share of pairs of a relevant and another document retrieved that stand in the right order; what is not
    /// judged is not relevant. 0 where there is no such pair.
    static Formula accuracy(String name) {
        return Formula.share(name, r -> {
            double right = 0;
            double above = 0;
            double relevant = 0;
            for (int place = r.size(); place >= 1; place--) {
                if (r.relevant(place)) {
                    relevant++;
                    right += above;
                } else above++;
            }
            return RelevanceMeasures.over(right, relevant * above);
        });
    }

    static int unjudgedWithin(JudgedRanking r, int k) {
        int count = 0;
        for (int place = 1; place <= Math.min(k, r.size()); place++) if (r.grade(place) < 0) count++;
        return count;
    }
}
