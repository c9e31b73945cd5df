package org.broadsheet.evaluation.significance;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.broadsheet.evaluation.PerQueryScores;

/// A two-sided test of whether two systems differ, paired over topics.
///
/// Where no topic tells the two apart p is 1.
public sealed interface SignificanceTest {
    /// As it is printed.
    String label();

    /// @throws IllegalArgumentException where the two were not measured on the same topics, or on none
    default Outcome test(PerQueryScores a, PerQueryScores b) {
        return test(Differences.of(a, b));
    }

    /// @param differences one for each topic; at least one
    Outcome test(double[] differences);

    /// @param statistic the test's own: t, W, the number of topics won, the mean difference
    /// @param p         chance of a difference as large or larger, were there none in truth; from 0 to 1
    /// @param exact     whether p is computed from every possible case, and not by sampling or approximation
    record Outcome(double statistic, double p, boolean exact) {}

    /// Student's paired t: mean over standard error, n - 1 degrees of freedom.
    ///
    /// Where all differences are the same and not 0 the statistic is infinite and p is 0; one topic alone has p 1.
    record PairedT() implements SignificanceTest {
        @Override
        public String label() {
            return "paired t";
        }

        @Override
        public Outcome test(double[] differences) {
            int n = differences.length;
            double mean = Differences.mean(differences);
            if (n < 2 || mean == 0) return new Outcome(0, 1, true);
            double t = mean / (Differences.deviation(differences) / Math.sqrt(n));
            if (Double.isInfinite(t)) return new Outcome(t, 0, true);
            double p = 2 * TDistribution.of(n - 1).survivalProbability(Math.abs(t));
            return new Outcome(t, p, true);
        }
    }

    /// Wilcoxon's signed ranks: zeros are dropped, equal sizes share their ranks. Exact up to 500 topics that
    /// differ, from the distribution over all signs of these very ranks; beyond by the normal approximation,
    /// corrected for ties.
    ///
    /// The statistic is the smaller of the two rank sums.
    record Wilcoxon() implements SignificanceTest {
        private static final int EXACT = 500;

        @Override
        public String label() {
            return "Wilcoxon signed rank";
        }

        @Override
        public Outcome test(double[] differences) {
            double[] d = nonzero(differences);
            if (d.length == 0) return new Outcome(0, 1, true);
            int[] doubled = doubledRanks(d);
            long positive = 0;
            long total = 0;
            for (int i = 0; i < d.length; i++) {
                total += doubled[i];
                if (d[i] > 0) positive += doubled[i];
            }
            long least = Math.min(positive, total - positive);
            double p = d.length <= EXACT ? exact(doubled, total, least) : normal(doubled, total, least);
            return new Outcome(least / 2.0, p, d.length <= EXACT);
        }

        /// Twice the mid-rank of each size, which is a whole number.
        private static int[] doubledRanks(double[] d) {
            Integer[] order = new Integer[d.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, (a, b) -> Double.compare(Math.abs(d[a]), Math.abs(d[b])));
            int[] ranks = new int[d.length];
            for (int from = 0; from < d.length; ) {
                int to = from + 1;
                double size = Math.abs(d[order[from]]);
                while (to < d.length && Math.abs(d[order[to]]) - size <= 1e-12) to++;
                for (int i = from; i < to; i++) ranks[order[i]] = from + 1 + to;
                from = to;
            }
            return ranks;
        }

        private static double exact(int[] ranks, long total, long least) {
            double[] chance = new double[(int) total + 1];
            chance[0] = 1;
            int reached = 0;
            for (int rank : ranks) {
                for (int sum = reached; sum >= 0; sum--) {
                    double half = chance[sum] / 2;
                    chance[sum] = half;
                    chance[sum + rank] += half;
                }
                reached += rank;
            }
            double below = 0;
            for (int sum = 0; sum <= least; sum++) below += chance[sum];
            return Math.min(1, 2 * below);
        }

        private static double normal(int[] ranks, long total, long least) {
            double squares = 0;
            for (int rank : ranks) squares += (double) rank * rank;
            double z = (least - total / 2.0) / (Math.sqrt(squares) / 2);
            return Math.min(1, 2 * NormalDistribution.of(0, 1).cumulativeProbability(z));
        }
    }

    /// How many topics each system wins, ties dropped, by the binomial distribution. The statistic is the number of
    /// topics that the first wins.
    record Sign() implements SignificanceTest {
        @Override
        public String label() {
            return "sign";
        }

        @Override
        public Outcome test(double[] differences) {
            int n = 0;
            int won = 0;
            for (double d : differences) {
                if (d != 0) n++;
                if (d > 0) won++;
            }
            if (n == 0) return new Outcome(0, 1, true);
            double below = BinomialDistribution.of(n, 0.5).cumulativeProbability(Math.min(won, n - won));
            return new Outcome(won, Math.min(1, 2 * below), true);
        }
    }

    /// Fisher's randomisation: how often the mean difference is as large when each topic's sign is drawn anew.
    ///
    /// Every pattern of signs is tried where at most 20 topics differ; else `samples` are drawn, and p is
    /// (as large + 1) / (samples + 1), so that it is never 0.
    ///
    /// @param samples how many patterns to draw; at least 1,000
    /// @param seed    the same seed gives the same p
    record Randomization(int samples, long seed) implements SignificanceTest {
        private static final int EXACT = 20;
        /// 100,000 samples: near p = 0.05 the error is below 0.0015.
        public static final Randomization DEFAULT = new Randomization(100_000, 1);

        public Randomization {
            if (samples < 1000)
                throw new IllegalArgumentException("a randomisation test takes at least 1000 samples, not " + samples);
        }

        @Override
        public String label() {
            return "randomisation";
        }

        @Override
        public Outcome test(double[] differences) {
            double mean = Differences.mean(differences);
            double[] d = nonzero(differences);
            double observed = 0;
            double size = 0;
            for (double x : d) {
                observed += x;
                size += Math.abs(x);
            }
            double bound = Math.abs(observed) - 1e-12 * size;
            if (d.length == 0 || bound <= 0) return new Outcome(mean, 1, d.length <= EXACT);
            if (d.length <= EXACT) return new Outcome(mean, exact(d, observed, bound), true);
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int asLarge = 0;
            for (int s = 0; s < samples; s++) {
                double sum = 0;
                long bits = 0;
                for (int i = 0; i < d.length; i++) {
                    if ((i & 63) == 0) bits = random.nextLong();
                    sum += (bits & 1) == 0 ? d[i] : -d[i];
                    bits >>>= 1;
                }
                if (Math.abs(sum) >= bound) asLarge++;
            }
            return new Outcome(mean, (asLarge + 1.0) / (samples + 1.0), false);
        }

        /// Goes through all patterns so that each differs from the one before in one sign.
        private static double exact(double[] d, double observed, double bound) {
            double[] signed = d.clone();
            double sum = observed;
            long asLarge = Math.abs(sum) >= bound ? 1 : 0;
            long patterns = 1L << d.length;
            for (long pattern = 1; pattern < patterns; pattern++) {
                int flip = Long.numberOfTrailingZeros(pattern);
                sum -= 2 * signed[flip];
                signed[flip] = -signed[flip];
                if (Math.abs(sum) >= bound) asLarge++;
            }
            return (double) asLarge / patterns;
        }
    }

    private static double[] nonzero(double[] differences) {
        return Arrays.stream(differences).filter(d -> d != 0).toArray();
    }
}
