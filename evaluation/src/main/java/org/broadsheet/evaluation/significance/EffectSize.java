package org.broadsheet.evaluation.significance;

import org.broadsheet.evaluation.PerQueryScores;

/// How large a difference is, whatever the number of topics.
///
/// @param mean       of the differences, in the measure's own unit
/// @param dz         mean over the deviation of the differences (Cohen); what the power of a paired test depends
///                   on. 0
///                   where there is no difference, infinite where all topics agree on one
/// @param dominance  share of topics won minus share lost, -1 to 1
public record EffectSize(double mean, double dz, double dominance) {
    /// `a` minus `b`.
    public static EffectSize of(PerQueryScores a, PerQueryScores b) {
        double[] d = Differences.of(a, b);
        double mean = Differences.mean(d);
        double sign = 0;
        for (double x : d) sign += Math.signum(x);
        return new EffectSize(mean, mean == 0 ? 0 : mean / Differences.deviation(d), sign / d.length);
    }
}
