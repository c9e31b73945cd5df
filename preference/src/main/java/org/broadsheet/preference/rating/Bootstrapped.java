package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.rating.Ratings.Made;

/// A rating system whose errors and intervals come from rating the data again and again, each time drawn
/// anew with repetition (Efron 1979): errors are standard deviations, intervals the middle 95% of what came
/// out. Ratings stay those of the data themselves.
///
/// Where judges are named, whole judges can be drawn instead of comparisons, for what one judge says hangs
/// together; so may everything else that the name of a judge stands for, such as a prompt.
///
/// @param system  what rates
/// @param samples how often, from 20
/// @param unit    what is drawn
/// @param seed    of the draws
public record Bootstrapped(RatingSystem system, int samples, Unit unit, long seed) implements RatingSystem {
    private static final int FEW_JUDGES = 10;

    /// What is drawn.
    public enum Unit {
        COMPARISON,
        JUDGE
    }

    public Bootstrapped {
        if (samples < 20 || samples > 1_000_000)
            throw new IllegalArgumentException(
                    "samples are from 20 to 1000000 but were " + samples + "; 200 give errors, 1000 intervals");
    }

    @Override
    public String name() {
        return system.name();
    }

    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        Ratings<I> whole = system.fit(comparisons);
        int n = comparisons.items().size();
        double[][] seen = new double[n][samples];
        int[][] blocks = unit == Unit.JUDGE ? judges(comparisons) : new int[0][];
        SplittableRandom random = new SplittableRandom(seed);
        for (int s = 0; s < samples; s++) {
            Ratings<I> again = system.fit(comparisons.choose(
                    unit == Unit.JUDGE ? judges(blocks, random) : singles(comparisons.size(), random)));
            for (int i = 0; i < n; i++) seen[i][s] = again.values()[i];
        }
        double[] error = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        List<String> rare = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double[] rated = Arrays.stream(seen[i])
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            if (rated.length < samples / 2) {
                error[i] = low[i] = high[i] = Double.NaN;
                if (!Double.isNaN(whole.values()[i]))
                    rare.add(String.valueOf(comparisons.items().get(i)));
                continue;
            }
            double mean = Stable.mean(rated);
            double square = 0;
            for (double v : rated) square += (v - mean) * (v - mean);
            error[i] = Math.sqrt(square / (rated.length - 1));
            low[i] = Math.min(whole.values()[i], Stable.quantile(rated, 0.025));
            high[i] = Math.max(whole.values()[i], Stable.quantile(rated, 0.975));
        }
        Made<I> made = whole.made(name(), whole.values(), whole.predictor());
        made.covariance = n <= PairErrors.DENSE ? covariance(seen) : null;
        made.error = error;
        made.low = low;
        made.high = high;
        if (unit == Unit.JUDGE && blocks.length < FEW_JUDGES)
            made.warn("errors from drawing " + blocks.length
                    + " judges anew are rough; ten and more tell how they differ");
        if (!rare.isEmpty())
            made.warn("too few comparisons for an interval: "
                    + String.join(", ", rare.subList(0, Math.min(5, rare.size()))) + (rare.size() > 5 ? ", ..." : ""));
        return made.ratings();
    }

    /// Of each two items over the samples in which both have a rating; NaN where there are not two of these.
    private static double[][] covariance(double[][] seen) {
        double[][] covariance = new double[seen.length][seen.length];
        for (int i = 0; i < seen.length; i++)
            for (int j = 0; j <= i; j++) {
                int both = 0;
                double meanI = 0;
                double meanJ = 0;
                double sum = 0;
                for (int s = 0; s < seen[i].length; s++) {
                    double ahead = seen[i][s] - meanI;
                    if (Double.isNaN(ahead) || Double.isNaN(seen[j][s])) continue;
                    both++;
                    meanI += ahead / both;
                    meanJ += (seen[j][s] - meanJ) / both;
                    sum += ahead * (seen[j][s] - meanJ);
                }
                covariance[i][j] = covariance[j][i] = both < 2 ? Double.NaN : sum / (both - 1);
            }
        return covariance;
    }

    private static int[][] judges(Comparisons<?> comparisons) {
        int[][] judges = comparisons.byJudge();
        if (!comparisons.namesJudges() || judges.length < 2)
            throw new IllegalArgumentException("judges can be drawn anew where at least two of them are named, but "
                    + (comparisons.namesJudges() ? "there is one" : "nobody is") + "; draw comparisons instead");
        return judges;
    }

    private static int[] singles(int n, SplittableRandom random) {
        int[] drawn = new int[n];
        for (int k = 0; k < n; k++) drawn[k] = random.nextInt(n);
        // In the order of the data, so that an online system meets them as they came.
        Arrays.sort(drawn);
        return drawn;
    }

    private static int[] judges(int[][] blocks, SplittableRandom random) {
        int size = 0;
        int[][] drawn = new int[blocks.length][];
        for (int b = 0; b < drawn.length; b++) {
            drawn[b] = blocks[random.nextInt(blocks.length)];
            size += drawn[b].length;
        }
        int[] all = new int[size];
        int at = 0;
        for (int[] block : drawn) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        Arrays.sort(all);
        return all;
    }
}
