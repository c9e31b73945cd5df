package org.broadsheet.evaluation.probability;

import java.util.List;

/// The Brier score taken apart: `reliability - resolution + uncertainty + withinVariance - withinCovariance`,
/// exactly, whatever the bins (Murphy 1973; the last two terms, which vanish when all forecasts of a bin are equal,
/// from Stephenson, Coelho and Jolliffe 2008).
///
/// @param reliability      mean squared gap between forecast and frequency of a bin; lower is better
/// @param resolution       mean squared distance of the bins' frequencies from the base rate; higher is better
/// @param uncertainty      base rate times (1 - base rate): what the world leaves open
/// @param withinVariance   variance of forecasts inside bins
/// @param withinCovariance twice the covariance of forecasts and outcomes inside bins
public record BrierDecomposition(
        double reliability, double resolution, double uncertainty, double withinVariance, double withinCovariance) {
    public static BrierDecomposition of(Forecasts forecasts, Binning binning) {
        int n = forecasts.size();
        int[] cuts = binning.cuts(forecasts);
        List<Bin> bins = binning.bins(forecasts);
        double base = 0;
        for (Bin b : bins) base += b.count() * b.frequency() / n;
        double reliability = 0;
        double resolution = 0;
        double variance = 0;
        double covariance = 0;
        for (int k = 0; k < bins.size(); k++) {
            Bin b = bins.get(k);
            reliability += b.count() * (b.forecast() - b.frequency()) * (b.forecast() - b.frequency()) / n;
            resolution += b.count() * (b.frequency() - base) * (b.frequency() - base) / n;
            for (int i = cuts[k]; i < cuts[k + 1]; i++) {
                double off = forecasts.probability(i) - b.forecast();
                variance += off * off / n;
                covariance += 2 * off * (forecasts.truth(i) - b.frequency()) / n;
            }
        }
        return new BrierDecomposition(reliability, resolution, base * (1 - base), variance, covariance);
    }

    /// The Brier score again.
    public double sum() {
        return reliability - resolution + uncertainty + withinVariance - withinCovariance;
    }
}
