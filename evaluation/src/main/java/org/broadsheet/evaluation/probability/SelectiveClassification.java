package org.broadsheet.evaluation.probability;

import java.util.Arrays;
import java.util.Comparator;

/// Does confidence tell which answers are right? Confidences are on any scale, only their order counts.
/// Equal ones are taken in every order alike, which is what coarse confidences pay for.
///
/// @param confidence one an answer, finite
/// @param correct    whether the answer is right; as many, at least one
@SuppressWarnings("ArrayRecordComponent") // never compared; copied on the way in
public record SelectiveClassification(double[] confidence, boolean[] correct) {
    public SelectiveClassification {
        if (confidence.length != correct.length || confidence.length == 0)
            throw new IllegalArgumentException("there is one confidence an answer and at least one answer, but "
                    + confidence.length + " confidences and " + correct.length + " answers");
        for (double c : confidence)
            if (!Double.isFinite(c)) throw new IllegalArgumentException("a confidence is finite but was " + c);
        confidence = confidence.clone();
        correct = correct.clone();
    }

    /// The share of right answers among the k surest, for k = 1, 2, ..., n: what is right when only that
    /// many are answered. Within a run of equal confidences each answer counts as the run's mean.
    public double[] accuracyByCoverage() {
        int n = confidence.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> -confidence[i]));
        double[] accuracy = new double[n];
        double right = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            double run = 0;
            while (to < n && confidence[order[to]] == confidence[order[from]]) run += correct[order[to++]] ? 1 : 0;
            for (int k = from; k < to; k++) {
                right += run / (to - from);
                accuracy[k] = right / (k + 1);
            }
            from = to;
        }
        return accuracy;
    }

    /// The mean of [#accuracyByCoverage]; the overall share of right answers where confidence tells
    /// nothing.
    public double selectiveArea() {
        return Arrays.stream(accuracyByCoverage()).average().orElse(Double.NaN);
    }

    /// The chance that a right answer has more confidence than a wrong one, ties counting half; NaN where
    /// all answers are right or all wrong.
    public double areaUnderRoc() {
        int n = confidence.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> confidence[i]));
        double below = 0;
        double wins = 0;
        double right = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            double rights = 0;
            while (to < n && confidence[order[to]] == confidence[order[from]]) rights += correct[order[to++]] ? 1 : 0;
            double wrongs = to - from - rights;
            wins += rights * (below + wrongs / 2);
            below += wrongs;
            right += rights;
            from = to;
        }
        return wins / (right * (n - right));
    }
}
