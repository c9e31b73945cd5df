package org.broadsheet.evaluation.probability;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.broadsheet.numerics.Stable;

/// Figures for stated probabilities p of outcomes y (1 or 0).
///
/// Brier score and log loss are proper: nobody gains by saying another probability than the one believed in.
/// Calibration errors and the Balance score are not, so never choose a forecaster by them alone.
public final class ProbabilityMeasures {
    private static final double LEAST = Math.ulp(1.0);

    private ProbabilityMeasures() {}

    /// Mean (p - y)^2, in [0, 1], lower is better (Brier 1950).
    public static double brier(Forecasts forecasts) {
        return mean(forecasts, i -> square(forecasts.probability(i) - forecasts.truth(i)));
    }

    /// Mean -ln of the probability given to what happened, lower is better. Probabilities of what happened are at
    /// least 2^-52, as in scikit-learn, so one certain error costs 36.04 and not infinity.
    public static double logLoss(Forecasts forecasts) {
        return mean(forecasts, i -> {
            double p = Math.clamp(forecasts.probability(i), LEAST, 1 - LEAST);
            return forecasts.outcome(i) ? -Math.log(p) : -Math.log1p(-p);
        });
    }

    /// The share of forecasts on the right side of 1/2; exactly 1/2 counts as saying yes.
    public static double accuracy(Forecasts forecasts) {
        return mean(forecasts, i -> (forecasts.probability(i) >= 0.5) == forecasts.outcome(i) ? 1 : 0);
    }

    /// Accuracy minus mean confidence max(p, 1 - p), in [-1, 1/2]: above 0 too cautious, below 0 too sure, without
    /// bins.
    /// Over- and under-confidence cancel, so 0 alone does not show calibration (Balance score).
    public static double balance(Forecasts forecasts) {
        return mean(forecasts, i -> {
            double p = forecasts.probability(i);
            return ((p >= 0.5) == forecasts.outcome(i) ? 1 : 0) - Math.max(p, 1 - p);
        });
    }

    /// Expected calibration error: the mean over forecasts of |mean forecast - frequency| in their bin, in [0, 1].
    public static double expectedCalibrationError(Forecasts forecasts, Binning binning) {
        List<Bin> bins = binning.bins(forecasts);
        return bins.stream().mapToDouble(b -> b.count() * gap(b)).sum() / forecasts.size();
    }

    /// The root of the mean over forecasts of the squared gap in their bin, in [0, 1].
    public static double rootMeanSquareCalibrationError(Forecasts forecasts, Binning binning) {
        List<Bin> bins = binning.bins(forecasts);
        return Math.sqrt(
                bins.stream().mapToDouble(b -> b.count() * square(gap(b))).sum() / forecasts.size());
    }

    /// Maximum calibration error: the largest gap of any bin, in [0, 1]. Small bins make it large by chance.
    public static double maximumCalibrationError(Forecasts forecasts, Binning binning) {
        return binning.bins(forecasts).stream()
                .mapToDouble(ProbabilityMeasures::gap)
                .max()
                .orElse(0);
    }

    /// An interval by the percentile bootstrap over forecasts.
    ///
    /// @param level   wanted coverage, in (0, 1)
    /// @param samples resamples, at least 1
    /// @return lower and upper end
    public static double[] interval(
            Forecasts forecasts,
            ToDoubleFunction<Forecasts> measure,
            double level,
            int samples,
            RandomGenerator random) {
        if (!(level > 0 && level < 1) || samples < 1)
            throw new IllegalArgumentException(
                    "an interval needs a level in (0, 1) and samples >= 1, not " + level + " and " + samples);
        double[] values = new double[samples];
        for (int s = 0; s < samples; s++) values[s] = measure.applyAsDouble(forecasts.resampled(random));
        Arrays.sort(values);
        return new double[] {Stable.quantile(values, (1 - level) / 2), Stable.quantile(values, 1 - (1 - level) / 2)};
    }

    private static double gap(Bin bin) {
        return Math.abs(bin.forecast() - bin.frequency());
    }

    private static double square(double v) {
        return v * v;
    }

    private interface Term {
        double of(int i);
    }

    private static double mean(Forecasts forecasts, Term term) {
        double sum = 0;
        for (int i = 0; i < forecasts.size(); i++) sum += term.of(i);
        return sum / forecasts.size();
    }
}
