package org.broadsheet.preference.difficulty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.broadsheet.chart.Axis;
import org.broadsheet.chart.Chart;
import org.broadsheet.chart.Series;
import org.broadsheet.chart.Span;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.LogisticLoss;

/// Success along difficulty: where somebody, or some system, stops succeeding. Fit the difficulties on
/// other respondents than the one who is profiled, or the profile shows its own making.
///
/// @param bins     of about as many attempts each, easiest first
/// @param halfway  the difficulty at which half of the attempts succeed, by logistic regression; nothing
///                 where success does not fall with difficulty or lies outside the range that was tried
/// @param area     mean share of success over the range of difficulty that was tried, in [0, 1]
public record DifficultyProfile(List<Bin> bins, OptionalDouble halfway, double area) {
    private static final double NORMAL_95 = 1.959964;

    /// A part of the scale.
    ///
    /// @param from     least difficulty in it
    /// @param to       greatest difficulty in it
    /// @param attempts at least 1
    /// @param share    of them that succeeded
    /// @param low      lower end of the 95% Wilson interval of the share
    /// @param high     upper end
    public record Bin(double from, double to, int attempts, double share, double low, double high) {
        static Bin of(double from, double to, int attempts, int right) {
            double n = attempts;
            double share = right / n;
            double z = NORMAL_95 * NORMAL_95 / n;
            double middle = (share + z / 2) / (1 + z);
            double half = NORMAL_95 * Math.sqrt(share * (1 - share) / n + z / (4 * n)) / (1 + z);
            return new Bin(from, to, attempts, share, Math.max(0, middle - half), Math.min(1, middle + half));
        }
    }

    public DifficultyProfile {
        bins = List.copyOf(bins);
    }

    private record Try(double difficulty, boolean right) {}

    /// @param attempts of the one who is profiled, whatever their names; those at items of unknown
    ///                 difficulty are left out
    /// @param bins     at most so many, at least 1
    /// @throws IllegalArgumentException where no attempt is left
    public static DifficultyProfile of(DifficultyTable table, List<Attempt> attempts, int bins) {
        if (bins < 1) throw new IllegalArgumentException("a profile has at least 1 bin, not " + bins);
        Map<String, Double> ratings = new HashMap<>();
        for (DifficultyTable.ItemDifficulty i : table.items())
            if (Double.isFinite(i.rating())) ratings.put(i.item(), i.rating());
        List<Try> tries = new ArrayList<>();
        for (Attempt a : attempts) {
            Double difficulty = ratings.get(a.item());
            if (difficulty != null) tries.add(new Try(difficulty, a.right()));
        }
        if (tries.isEmpty())
            throw new IllegalArgumentException("none of the " + attempts.size()
                    + " attempts is at an item of known difficulty; the table has " + ratings.size() + " items");
        tries.sort(Comparator.comparingDouble(Try::difficulty));
        List<Bin> made = new ArrayList<>();
        int n = Math.min(bins, tries.size());
        int from = 0;
        for (int b = 0; b < n && from < tries.size(); b++) {
            int to = Math.max(from + 1, (int) Math.round((b + 1.0) * tries.size() / n));
            // Items of one difficulty stand in one bin.
            while (to < tries.size() && tries.get(to).difficulty == tries.get(to - 1).difficulty) to++;
            int right = 0;
            for (Try t : tries.subList(from, to)) if (t.right) right++;
            made.add(Bin.of(tries.get(from).difficulty, tries.get(to - 1).difficulty, to - from, right));
            from = to;
        }
        return new DifficultyProfile(made, halfway(tries), area(made));
    }

    private static OptionalDouble halfway(List<Try> tries) {
        double[][] rows =
                tries.stream().map(t -> new double[] {t.difficulty, 1}).toArray(double[][]::new);
        double[] labels = tries.stream().mapToDouble(t -> t.right ? 1 : 0).toArray();
        double[] weights = new double[labels.length];
        Arrays.fill(weights, 1);
        // A touch of ridge: success that ends at a sharp edge has no finite slope.
        double[] fit = Lbfgs.DEFAULT
                .minimize(new LogisticLoss(rows, labels, weights, new double[] {1e-3, 0}), new double[2])
                .point();
        double at = -fit[1] / fit[0];
        return fit[0] < 0 && at >= tries.getFirst().difficulty && at <= tries.getLast().difficulty
                ? OptionalDouble.of(at)
                : OptionalDouble.empty();
    }

    /// Trapezes between the middles of the bins, level beyond them.
    private static double area(List<Bin> bins) {
        double low = bins.getFirst().from();
        double high = bins.getLast().to();
        if (high == low) return bins.getFirst().share();
        double sum = 0;
        double at = low;
        double value = bins.getFirst().share();
        for (Bin b : bins) {
            double middle = (b.from() + b.to()) / 2;
            sum += (middle - at) * (value + b.share()) / 2;
            at = middle;
            value = b.share();
        }
        return (sum + (high - at) * value) / (high - low);
    }

    /// The profile as a picture: a share with its interval for each bin.
    public Chart chart(String name) {
        return Chart.of(
                        "Success by difficulty: " + name,
                        Axis.linear("difficulty"),
                        Axis.linear("share solved").between(0, 1))
                .describedAs(
                        "The share of attempts that succeeded in each part of the difficulty scale, with 95% intervals.")
                .with(new Series.Intervals(
                        "share solved",
                        bins.stream()
                                .map(b -> new Span(
                                        (b.from() + b.to()) / 2,
                                        Math.min(b.low(), b.share()),
                                        b.share(),
                                        Math.max(b.high(), b.share())))
                                .toList()));
    }
}
