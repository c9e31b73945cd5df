package org.broadsheet.evaluation.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How forecasts are put into bins. Figures from different binnings, or different numbers of forecasts, cannot be
/// compared.
public sealed interface Binning {
    /// Where bins start in the sorted forecasts, ascending, first 0; the last number is the count of forecasts. No
    /// bin is empty.
    int[] cuts(Forecasts forecasts);

    /// The bins, lowest probabilities first; empty ones are left out.
    default List<Bin> bins(Forecasts forecasts) {
        int[] cuts = cuts(forecasts);
        List<Bin> bins = new ArrayList<>(cuts.length - 1);
        for (int b = 0; b + 1 < cuts.length; b++) {
            double p = 0;
            double y = 0;
            for (int i = cuts[b]; i < cuts[b + 1]; i++) {
                p += forecasts.probability(i);
                y += forecasts.truth(i);
            }
            int n = cuts[b + 1] - cuts[b];
            bins.add(new Bin(n, p / n, y / n));
        }
        return bins;
    }

    /// Bins of equal width over [0, 1].
    ///
    /// @param count       how many, from 1
    /// @param rightClosed whether a probability on an inner edge belongs to the lower bin, as in scikit-learn's
    ///                    `calibration_curve`; else to the upper one
    record EqualWidth(int count, boolean rightClosed) implements Binning {
        public EqualWidth {
            positive(count);
        }

        /// Right-closed.
        public EqualWidth(int count) {
            this(count, true);
        }

        @Override
        public int[] cuts(Forecasts forecasts) {
            int n = forecasts.size();
            int[] cuts = new int[count + 1];
            int i = 0;
            for (int b = 1; b < count; b++) {
                double edge = (double) b / count;
                while (i < n && (rightClosed ? forecasts.probability(i) <= edge : forecasts.probability(i) < edge)) i++;
                cuts[b] = i;
            }
            cuts[count] = n;
            return distinct(cuts);
        }
    }

    /// Bins of equally many forecasts, as near as equal probabilities allow: those are never torn apart.
    ///
    /// @param count most bins, from 1
    record EqualMass(int count) implements Binning {
        public EqualMass {
            positive(count);
        }

        @Override
        public int[] cuts(Forecasts forecasts) {
            int n = forecasts.size();
            int[] cuts = new int[count + 1];
            for (int b = 1; b < count; b++) {
                int at = (int) Math.max(cuts[b - 1], Math.round((double) b * n / count));
                while (at > 0 && at < n && forecasts.probability(at) == forecasts.probability(at - 1)) at++;
                cuts[b] = at;
            }
            cuts[count] = n;
            return distinct(cuts);
        }
    }

    /// As many bins of equal mass as keep the observed frequency from falling anywhere (Roelofs et al., AISTATS
    /// 2022): the number adapts to how much the data can tell.
    record Adaptive() implements Binning {
        @Override
        public int[] cuts(Forecasts forecasts) {
            int n = forecasts.size();
            int[] hits = new int[n + 1];
            for (int i = 0; i < n; i++) hits[i + 1] = hits[i] + (forecasts.outcome(i) ? 1 : 0);
            int[] best = new int[] {0, n};
            for (int count = 2; count <= n; count++) {
                int[] cuts = new EqualMass(count).cuts(forecasts);
                double last = 0;
                for (int b = 0; b + 1 < cuts.length; b++) {
                    double frequency = (double) (hits[cuts[b + 1]] - hits[cuts[b]]) / (cuts[b + 1] - cuts[b]);
                    if (frequency < last) return best;
                    last = frequency;
                }
                best = cuts;
            }
            return best;
        }
    }

    private static void positive(int count) {
        if (count < 1) throw new IllegalArgumentException("at least one bin, please, not " + count);
    }

    private static int[] distinct(int[] cuts) {
        return Arrays.stream(cuts).distinct().toArray();
    }
}
