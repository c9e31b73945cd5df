package org.broadsheet.evaluation.measure;

import java.util.Arrays;
import org.broadsheet.evaluation.JudgedRanking;

/// Measures made from a model of when a reader stops (the C/W/L frame of Moffat, Thomas and Scholer): the
/// gains down the ranking weighted by how likely each place is read.
///
/// Each has a residual: how much the value could rise if every document without judgment, and every place
/// after the last, turned out to be worth all it can be. The truth lies between the value and the value
/// plus the residual.
final class UserModels {
    /// Places beyond the end of a list count as empty down to here.
    static final int DEPTH = 1000;

    private UserModels() {}

    /// A value computed from gains between 0 and 1, best place first; the array has at least [#DEPTH]
    /// places.
    interface Model {
        double of(double[] gains);
    }

    /// How a grade becomes a gain between 0 and 1.
    interface Scale {
        double of(int grade, JudgedRanking ranking);

        /// 1 from the relevance level on.
        Scale BINARY = (grade, r) -> grade >= r.judging().relevanceLevel() ? 1 : 0;
        /// The grade over the topic's highest grade.
        Scale HIGHEST = (grade, r) -> grade <= 0 ? 0 : (double) grade / Math.max(1, r.highestGrade());

        static Scale between(int low, int high) {
            return (grade, _) -> Math.clamp((double) (grade - low) / (high - low), 0, 1);
        }
    }

    static Formula measure(String name, Model model, Scale scale) {
        return Formula.share(name, r -> model.of(gains(r, scale, 0)));
    }

    static Formula residual(String name, Model model, Scale scale) {
        return Formula.share(name, r -> model.of(gains(r, scale, 1)) - model.of(gains(r, scale, 0)))
                .ranging(-1, 1)
                .lowerIsBetter();
    }

    private static double[] gains(JudgedRanking r, Scale scale, double unknown) {
        double[] gains = new double[Math.max(DEPTH, r.size())];
        Arrays.fill(gains, unknown);
        for (int place = 1; place <= r.size(); place++)
            if (r.grade(place) >= 0) gains[place - 1] = scale.of(r.grade(place), r);
        return gains;
    }

    /// Rank-biased precision (Moffat and Zobel 2008): the next place is read with probability p. An
    /// endless list, so that weights need no norm.
    static Formula rbp(String name, double p, Scale scale) {
        return Formula.share(name, r -> {
            double sum = 0;
            double weight = 1;
            for (int place = 1; place <= r.size(); place++) {
                if (r.grade(place) >= 0) sum += weight * scale.of(r.grade(place), r);
                weight *= p;
            }
            return (1 - p) * sum;
        });
    }

    static Formula rbpResidual(String name, double p) {
        return Formula.share(name, r -> {
                    double sum = 0;
                    double weight = 1;
                    for (int place = 1; place <= r.size(); place++) {
                        if (r.grade(place) < 0) sum += weight;
                        weight *= p;
                    }
                    return (1 - p) * sum + weight;
                })
                .lowerIsBetter();
    }

    /// The residual as trec_eval prints it: 0 where every document retrieved is judged, though unseen
    /// places remain.
    static Formula trecRbpResidual(String name, double p) {
        Formula whole = rbpResidual(name, p);
        return Formula.share(name, r -> IncompleteMeasures.unjudgedWithin(r, r.size()) == 0 ? 0 : whole.value(r))
                .lowerIsBetter();
    }

    /// Expected reciprocal rank (Chapelle and others 2009): a document of grade g satisfies with
    /// probability (2^g - 1) / 2^max.
    static Formula err(String name, int highest, int k) {
        return Formula.share(name, r -> {
            double scale = Math.scalb(1.0, Math.max(highest, r.highestGrade()));
            double sum = 0;
            double unsatisfied = 1;
            for (int place = 1; place <= Math.min(k, r.size()) && unsatisfied > 0; place++) {
                if (r.grade(place) <= 0) continue;
                double satisfied = (Math.scalb(1.0, r.grade(place)) - 1) / scale;
                sum += unsatisfied * satisfied / place;
                unsatisfied *= 1 - satisfied;
            }
            return sum;
        });
    }

    /// How likely a reader goes on from a place, counted from 1.
    private interface Continuation {
        /// @param gain   at this place
        /// @param gained at this place and all before
        double of(int place, double gain, double gained);
    }

    /// The expected gain a document read: gains weighted by how likely a reader comes to them.
    private static Model weighted(Continuation continuation) {
        return gains -> {
            double weight = 1;
            double sum = 0;
            double total = 0;
            double gained = 0;
            for (int i = 1; i <= DEPTH && weight > 0; i++) {
                double gain = gains[i - 1];
                sum += weight * gain;
                total += weight;
                gained += gain;
                weight *= continuation.of(i, gain, gained);
            }
            return sum / total;
        };
    }

    /// INSQ (Moffat, Scholer and Thomas 2012): readers who want T relevant documents, whatever they have
    /// found.
    static Model insq(double t) {
        return weighted((i, _, _) -> squared((i + 2 * t - 1) / (i + 2 * t)));
    }

    /// INST (Moffat, Bailey, Scholer and Thomas 2015): what has been found makes reading on less likely.
    static Model inst(double t) {
        return weighted((i, _, gained) -> {
            double left = t - gained;
            return squared((i + t + left - 1) / (i + t + left));
        });
    }

    private static double squared(double x) {
        return x * x;
    }

    /// Nearly ERR (Azzopardi, Mackenzie and Moffat 2021, equation 8): readers stop at what they like, and
    /// at k.
    static Model nearlyErr(int k) {
        return weighted((i, gain, _) -> i < k ? 1 - gain : 0);
    }

    /// Equation 9: also ever less likely to go on with the rank, as in ERR.
    static Model nearlyErrDiscounted(int k) {
        return weighted((i, gain, _) -> i < k ? i / (i + 1.0) * (1 - gain) : 0);
    }

    /// Equation 10: RBP's patience instead of a last rank.
    static Model nearlyErrPatient(double p) {
        return weighted((_, gain, _) -> p * (1 - gain));
    }

    /// Equation 11: INSQ's patience instead of a last rank.
    static Model nearlyErrWanting(double t) {
        return weighted((i, gain, _) -> squared((i + 2 * t - 1) / (i + 2 * t)) * (1 - gain));
    }

    /// The Bejeweled player (Zhang and others 2017), static: reads until the gain reaches T or K places
    /// are read.
    static Model bpm(double t, int k) {
        return gains -> {
            double gained = 0;
            int read = 0;
            while (read < Math.min(k, gains.length)) {
                gained += gains[read++];
                if (gained >= t) break;
            }
            return gained / read;
        };
    }

    /// DCG's discounts as weights that add up to 1 over k places.
    static Model sdcg(int k) {
        return gains -> {
            double sum = 0;
            double total = 0;
            for (int i = 0; i < Math.min(k, gains.length); i++) {
                sum += gains[i] / Logs.log2(i + 2);
                total += 1 / Logs.log2(i + 2);
            }
            return sum / total;
        };
    }

    /// How alike the ranking is to the nearest ideal one by rank-biased overlap (Clarke, Vtyurina and
    /// Smucker 2020).
    ///
    /// The ideal ranking has the documents graded above 0, best grade first and among equals in the order
    /// of the ranking.
    static Formula compatibility(String name, double p, boolean normalize) {
        return Formula.share(name, r -> {
            // The place in the ideal of each document retrieved; 0 where it has none.
            int[] idealPlace = new int[r.size() + 1];
            int ideal = 0;
            for (int grade = r.highestGrade(); grade > 0; grade--) {
                int found = 0;
                for (int place = 1; place <= r.size(); place++)
                    if (r.grade(place) == grade) idealPlace[place] = ideal + ++found;
                ideal += r.atGrade(grade);
            }
            if (ideal == 0) return 0;
            int depth = Math.max(ideal, r.size());
            int[] joins = new int[depth + 1]; // how many documents are in both prefixes from this depth on
            for (int place = 1; place <= r.size(); place++)
                if (idealPlace[place] > 0) joins[Math.max(place, idealPlace[place])]++;
            double sum = 0;
            double best = 0;
            double total = 0;
            double weight = 1;
            int overlap = 0;
            for (int d = 1; d <= depth; d++) {
                overlap += joins[d];
                sum += weight * overlap / d;
                best += weight * Math.min(d, ideal) / d;
                total += weight;
                weight *= p;
            }
            return normalize ? sum / best : sum / total;
        });
    }
}
