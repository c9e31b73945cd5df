package org.broadsheet.evaluation.measure;

import java.util.Arrays;
import java.util.Map;
import org.broadsheet.evaluation.JudgedRanking;

/// Measures that add up what each document is worth: discounted cumulative gain and its kin (Järvelin and Kekäläinen
/// 2002). What is not judged is worth nothing. Where there is nothing to gain the value is 0.
final class GainMeasures {
    private GainMeasures() {}

    /// What a grade is worth.
    interface Gain {
        double of(int grade);

        /// The grade itself.
        Gain GRADE = grade -> grade;
        /// 2^grade - 1 (Burges and others 2005).
        Gain EXPONENTIAL = grade -> Math.scalb(1.0, grade) - 1;

        /// Given gains for some grades, the grade itself for others.
        static Gain custom(Map<Integer, Double> gains) {
            return grade -> {
                Double gain = gains.get(grade);
                return gain == null ? grade : gain;
            };
        }
    }

    static Formula ndcg(String name, Gain gain) {
        return Formula.share(name, r -> {
            double[] ideal = ideal(r, gain);
            return RelevanceMeasures.over(dcg(r, gain, r.size()), dcg(ideal, ideal.length));
        });
    }

    static Formula ndcg(String name, Gain gain, int k) {
        return Formula.share(name, r -> RelevanceMeasures.over(dcg(r, gain, k), dcg(ideal(r, gain), k)));
    }

    static Formula dcg(String name, Gain gain) {
        return Formula.share(name, r -> dcg(r, gain, r.size()))
                .ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Formula dcg(String name, Gain gain, int k) {
        return Formula.share(name, r -> dcg(r, gain, k)).ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Formula idealDcg(String name, Gain gain) {
        return Formula.share(name, r -> {
                    double[] ideal = ideal(r, gain);
                    return dcg(ideal, ideal.length);
                })
                .ranging(0, Double.POSITIVE_INFINITY);
    }

    /// nDCG averaged over relevant documents, those not retrieved counting as found at the end.
    static Formula ndcgAtRelevant(String name, Gain gain) {
        return Formula.share(name, r -> {
                    double[] ideal = ideal(r, gain);
                    if (ideal.length == 0) return 0;
                    double sum = 0;
                    double dcg = 0;
                    double best = 0;
                    int found = 0;
                    for (int i = 0; i < Math.max(r.size(), ideal.length); i++) {
                        double got = i < r.size() ? worth(r, i + 1, gain) : 0;
                        dcg += got / Logs.log2(i + 2);
                        if (i < ideal.length) best += ideal[i] / Logs.log2(i + 2);
                        if (got > 0) {
                            sum += dcg / best;
                            found++;
                        }
                    }
                    sum += (ideal.length - found) * dcg / best;
                    return Math.max(0, sum / ideal.length);
                })
                .ranging(0, Double.POSITIVE_INFINITY);
    }

    /// nDCG averaged over the places where the ideal gain changes.
    static Formula ndcgAtChanges(String name, Gain gain) {
        return Formula.share(name, r -> {
                    double[] ideal = ideal(r, gain);
                    if (ideal.length == 0 || r.relevant() == 0) return 0;
                    double sum = 0;
                    int changes = 0;
                    double dcg = 0;
                    double best = 0;
                    for (int i = 0; i <= ideal.length; i++) {
                        double next = i < ideal.length ? ideal[i] : 0;
                        if (i > 0 && next != ideal[i - 1]) {
                            sum += dcg / best;
                            changes++;
                        }
                        if (i < r.size()) dcg += worth(r, i + 1, gain) / Logs.log2(i + 2);
                        best += next / Logs.log2(i + 2);
                    }
                    if (r.size() > ideal.length + 1) {
                        sum += dcg(r, gain, r.size()) / best;
                        changes++;
                    }
                    return sum / changes;
                })
                .ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// Gain discounted by how much more could have been gained before (trec_eval's G).
    static Formula g(String name, Gain gain) {
        return Formula.share(name, r -> {
                    double[] ideal = ideal(r, gain);
                    double gained = 0;
                    double possible = 0;
                    double sum = 0;
                    for (int i = 0; i < r.size(); i++) {
                        double got = worth(r, i + 1, gain);
                        gained += got;
                        possible += Math.max(1, i < ideal.length ? ideal[i] : 0);
                        if (got != 0) sum += got / Logs.log2(2 + possible - gained);
                    }
                    return RelevanceMeasures.over(sum, Arrays.stream(ideal).sum());
                })
                .ranging(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static double worth(JudgedRanking r, int place, Gain gain) {
        int grade = r.grade(place);
        return grade < 0 ? 0 : gain.of(grade);
    }

    private static double dcg(JudgedRanking r, Gain gain, int k) {
        double sum = 0;
        int last = Math.min(k, r.size());
        for (int place = 1; place <= last; place++) {
            int grade = r.grade(place);
            if (grade < 0) continue;
            double worth = gain.of(grade);
            if (worth != 0) sum += worth / Logs.log2(place + 1);
        }
        return sum;
    }

    private static double dcg(double[] gains, int k) {
        double sum = 0;
        for (int i = 0; i < Math.min(k, gains.length); i++) sum += gains[i] / Logs.log2(i + 2);
        return sum;
    }

    /// Every gain above 0 that there is, the largest first.
    private static double[] ideal(JudgedRanking r, Gain gain) {
        int highest = r.highestGrade();
        int count = 0;
        for (int grade = 0; grade <= highest; grade++) if (gain.of(grade) > 0) count += r.atGrade(grade);
        double[] ideal = new double[count];
        int i = 0;
        boolean sorted = true;
        for (int grade = highest; grade >= 0; grade--) {
            double worth = gain.of(grade);
            if (!(worth > 0) || r.atGrade(grade) == 0) continue;
            if (i > 0 && worth > ideal[i - 1]) sorted = false;
            Arrays.fill(ideal, i, i += r.atGrade(grade), worth);
        }
        if (!sorted) {
            Arrays.sort(ideal);
            for (int a = 0, b = count - 1; a < b; a++, b--) {
                double swap = ideal[a];
                ideal[a] = ideal[b];
                ideal[b] = swap;
            }
        }
        return ideal;
    }
}
