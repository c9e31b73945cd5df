package org.broadsheet.evaluation.significance;

import java.util.Arrays;

/// Corrections of the p-values of several tests made at once, so that one that is small by chance among many is not
/// taken for a finding.
public enum MultipleComparisons {
    /// No correction.
    NONE,
    /// m p: the chance of any false finding is held.
    BONFERRONI,
    /// 1 - (1 - p)^m; the same for independent tests.
    SIDAK,
    /// Step down (Holm 1979): as safe as Bonferroni and never less powerful.
    HOLM,
    /// Step up (Hochberg 1988), for independent or positively dependent tests.
    HOCHBERG,
    /// The share of false ones among findings is held (Benjamini and Hochberg 1995).
    BENJAMINI_HOCHBERG,
    /// The same under any dependence (Benjamini and Yekutieli 2001).
    BENJAMINI_YEKUTIELI;

    /// Adjusted p-values in the order given, each to be compared with the level as if it were alone; from 0 to 1.
    ///
    /// @param p each from 0 to 1
    public double[] adjust(double[] p) {
        int m = p.length;
        for (double value : p)
            if (!(value >= 0 && value <= 1))
                throw new IllegalArgumentException("a p-value is from 0 to 1 but was " + value);
        double[] sorted = new double[m];
        Integer[] order = new Integer[m];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
        double harmonic = 0;
        for (int i = 1; i <= m; i++) harmonic += 1.0 / i;
        for (int i = 0; i < m; i++) {
            double value = p[order[i]];
            sorted[i] = switch (this) {
                case NONE -> value;
                case BONFERRONI -> m * value;
                case SIDAK -> -Math.expm1(m * Math.log1p(-value));
                case HOLM, HOCHBERG -> (m - i) * value;
                case BENJAMINI_HOCHBERG -> value * m / (i + 1);
                case BENJAMINI_YEKUTIELI -> harmonic * value * m / (i + 1);
            };
        }
        switch (this) {
            case NONE, BONFERRONI, SIDAK -> {}
            case HOLM -> {
                for (int i = 1; i < m; i++) sorted[i] = Math.max(sorted[i], sorted[i - 1]);
            }
            case HOCHBERG, BENJAMINI_HOCHBERG, BENJAMINI_YEKUTIELI -> {
                for (int i = m - 2; i >= 0; i--) sorted[i] = Math.min(sorted[i], sorted[i + 1]);
            }
        }
        double[] adjusted = new double[m];
        for (int i = 0; i < m; i++) adjusted[order[i]] = Math.min(1, sorted[i]);
        return adjusted;
    }
}
