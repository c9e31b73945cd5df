package org.broadsheet.evaluation.probability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Point;
import org.broadsheet.chart.Series;
import org.broadsheet.chart.Span;
import org.broadsheet.numerics.Stable;

/// Frequency against forecast, bin by bin, with consistency bars: where the frequency of each bin would lie nine
/// times in ten if every forecast were exactly right (Broecker and Smith 2007). A point outside its bar is evidence
/// of miscalibration; one inside is not.
///
/// @param bins lowest forecasts first
/// @param low  lower ends of the bars, one a bin
/// @param high upper ends
public record ReliabilityDiagram(List<Bin> bins, List<Double> low, List<Double> high) {
    private static final double LEVEL = 0.9;

    public ReliabilityDiagram {
        bins = List.copyOf(bins);
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /// @param samples resamples for the bars, at least 1; 1,000 is plenty
    public static ReliabilityDiagram of(Forecasts forecasts, Binning binning, int samples, RandomGenerator random) {
        if (samples < 1) throw new IllegalArgumentException("at least one resample, please, not " + samples);
        int n = forecasts.size();
        int[] cuts = binning.cuts(forecasts);
        List<Bin> bins = binning.bins(forecasts);
        int[] binOf = new int[n];
        for (int b = 0; b < bins.size(); b++) Arrays.fill(binOf, cuts[b], cuts[b + 1], b);
        double[][] seen = new double[bins.size()][samples];
        for (int s = 0; s < samples; s++) {
            int[] count = new int[bins.size()];
            int[] hits = new int[bins.size()];
            for (int i = 0; i < n; i++) {
                int drawn = random.nextInt(n);
                count[binOf[drawn]]++;
                if (random.nextDouble() < forecasts.probability(drawn)) hits[binOf[drawn]]++;
            }
            for (int b = 0; b < bins.size(); b++)
                seen[b][s] = count[b] == 0 ? bins.get(b).forecast() : (double) hits[b] / count[b];
        }
        List<Double> low = new ArrayList<>();
        List<Double> high = new ArrayList<>();
        for (double[] values : seen) {
            Arrays.sort(values);
            low.add(Stable.quantile(values, (1 - LEVEL) / 2));
            high.add(Stable.quantile(values, (1 + LEVEL) / 2));
        }
        return new ReliabilityDiagram(bins, low, high);
    }

    /// How many bins lie outside their bar.
    public int inconsistent() {
        int outside = 0;
        for (int b = 0; b < bins.size(); b++) {
            double f = bins.get(b).frequency();
            if (f < low.get(b) || f > high.get(b)) outside++;
        }
        return outside;
    }

    public Chart chart(String title) {
        List<Span> bars = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (int b = 0; b < bins.size(); b++) {
            double at = bins.get(b).forecast();
            bars.add(new Span(at, low.get(b), Math.clamp(at, low.get(b), high.get(b)), high.get(b)));
            points.add(new Point(at, bins.get(b).frequency()));
        }
        return Chart.of(
                        title,
                        Axis.linear("stated probability").between(0, 1),
                        Axis.linear("share that came true").between(0, 1))
                .describedAs("Of " + bins.size() + " bins of forecasts, " + inconsistent()
                        + " lie outside the bar where nine in ten calibrated forecasters would be.")
                .with(
                        Series.dashed("calibrated", new double[] {0, 1}, new double[] {0, 1}),
                        new Series.Line("observed", points, false),
                        new Series.Intervals("consistent with calibration, 90%", bars));
    }
}
