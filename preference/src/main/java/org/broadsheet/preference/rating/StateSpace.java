package org.broadsheet.preference.rating;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.Ratings.Made;

/// Ratings that wander with time and are seen through margins: each is a normal belief whose variance grows
/// while the clock runs, and each comparison a noisy measurement of a difference, taken in by Kalman's
/// filter (Glickman and Stern 1998, for American football). Learns from how clearly somebody won, so it
/// suits results with a score.
///
/// What is measured is plus or minus (bonus + margin^power), 0 for a tie. A rating may differ by context -
/// a surface, a task - by an offset of its own that is learned beside it; correlations between ratings are
/// not kept. A weight divides the variance of the measurement. A rating's standard error is the deviation
/// of the belief.
///
/// @param start     mean of a newcomer; 0 is that of the first
/// @param deviation of a newcomer; also the most there is
/// @param drift     deviation that a year adds
/// @param offset    deviation of a newcomer's offset in a context; 0 where contexts do not matter
/// @param noise     deviation of a measured margin
/// @param luck      deviation of what decides who wins, beside what is not known of the ratings
/// @param power     of margins; 0 where only the winner counts, 1 for margins as they are
/// @param bonus     what winning counts beside the margin
/// @param ties      two tie that are closer than this when it is decided; 0 where ties are not foretold
/// @param home      how far the left one is ahead by standing left
public record StateSpace(
        double start,
        double deviation,
        double drift,
        double offset,
        double noise,
        double luck,
        double power,
        double bonus,
        double ties,
        Home home)
        implements OnlineRatingSystem {
    private static final double YEAR = Duration.ofDays(365).toMillis();

    /// Margins as square roots, in units of which a newcomer's deviation is one.
    public static final StateSpace STANDARD = new StateSpace(0, 1, 0.2, 0, 1.5, 1.5, 0.5, 0, 0, Home.NONE);

    public StateSpace {
        if (!Double.isFinite(start) || !Double.isFinite(bonus))
            throw new IllegalArgumentException("start and bonus are finite but were " + start + " and " + bonus);
        above("deviation", deviation);
        above("noise", noise);
        above("luck", luck);
        notBelow("drift", drift);
        notBelow("offset", offset);
        notBelow("power", power);
        notBelow("ties", ties);
    }

    private static void above(String what, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(what + " is finite and above 0 but was " + value);
    }

    private static void notBelow(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(what + " is finite and at least 0 but was " + value);
    }

    @Override
    public String name() {
        return "state-space";
    }

    @Override
    public <I> RatingTable<I> begin() {
        return new Table<>(this);
    }

    /// What a comparison measures of the left one's lead.
    double measured(PairwisePreference<?, ?> p) {
        if (p.outcome() == Outcome.TIE) return 0;
        double won = bonus + Math.pow(p.margin(), power);
        return p.outcome() == Outcome.LEFT ? won : -won;
    }

    private Prediction predict(double ahead, double variance) {
        double spread = Math.sqrt(variance + luck * luck);
        double left = Normal.below((ahead - ties) / spread);
        double right = Normal.below((-ahead - ties) / spread);
        return new Prediction(left, ties == 0 ? 0 : Math.max(0, 1 - left - right), right);
    }

    private static final class Table<I> extends OnlineTable<I> {
        private final StateSpace system;
        private double[] mean = new double[0];
        private double[] variance = new double[0];
        private long[] since = new long[16];
        private final Map<Object, Offsets> offsets = new HashMap<>();

        Table(StateSpace system) {
            super(system.name());
            this.system = system;
        }

        /// How items differ from their ratings in one context.
        private static final class Offsets {
            private final double wide;
            private double[] mean = new double[0];
            private double[] variance = new double[0];

            Offsets(double deviation) {
                wide = deviation * deviation;
            }

            double mean(int i) {
                return i >= 0 && i < mean.length ? mean[i] : 0;
            }

            double variance(int i) {
                return i >= 0 && i < mean.length ? variance[i] : wide;
            }

            void learn(int i, double gain) {
                if (i >= mean.length) {
                    int before = mean.length;
                    mean = Arrays.copyOf(mean, 2 * i + 16);
                    variance = Arrays.copyOf(variance, mean.length);
                    Arrays.fill(variance, before, variance.length, wide);
                }
                mean[i] += variance[i] * gain;
            }
        }

        @Override
        void enter(int number) {
            mean = room(mean, number, system.start);
            variance = room(variance, number, system.deviation * system.deviation);
            if (number >= since.length) since = Arrays.copyOf(since, 2 * number);
            since[number] = Comparisons.UNTIMED;
        }

        /// The variance of a belief as of now.
        private double variance(int i, long now) {
            double most = system.deviation * system.deviation;
            if (i == NEWCOMER) return most;
            if (since[i] == Comparisons.UNTIMED || now == Comparisons.UNTIMED) return variance[i];
            return Math.min(most, variance[i] + system.drift * system.drift * (now - since[i]) / YEAR);
        }

        private double mean(int i) {
            return i == NEWCOMER ? system.start : mean[i];
        }

        @Override
        void learn(int left, int right, PairwisePreference<?, I> p, long now) {
            double l = variance(left, now);
            double r = variance(right, now);
            Offsets by =
                    system.offset == 0 ? null : offsets.computeIfAbsent(p.context(), _ -> new Offsets(system.offset));
            double ahead = mean[left] - mean[right] + system.home.in(p.context());
            double all = l + r + system.noise * system.noise / p.occasion().weight();
            if (by != null) {
                ahead += by.mean(left) - by.mean(right);
                all += by.variance(left) + by.variance(right);
            }
            double gain = (system.measured(p) - ahead) / all;
            mean[left] += l * gain;
            mean[right] -= r * gain;
            variance[left] = l - l * l / all;
            variance[right] = r - r * r / all;
            since[left] = now;
            since[right] = now;
            if (by != null) {
                by.learn(left, gain);
                by.learn(right, -gain);
                by.variance[left] -= by.variance[left] * by.variance[left] / all;
                by.variance[right] -= by.variance[right] * by.variance[right] / all;
            }
        }

        @Override
        Prediction predict(int left, int right, Object context, long now) {
            double ahead = mean(left) - mean(right) + system.home.in(context);
            double all = variance(left, now) + variance(right, now);
            Offsets by = offsets.get(context);
            if (by != null) {
                ahead += by.mean(left) - by.mean(right);
                all += by.variance(left) + by.variance(right);
            }
            return system.predict(ahead, all);
        }

        @Override
        Made<I> made(Roster<I> roster, Groups groups, long now) {
            int n = size();
            double[] means = Arrays.copyOf(mean, n);
            double[] variances = new double[n];
            for (int i = 0; i < n; i++) variances[i] = variance(i, now);
            return new Made<>(
                            system(),
                            roster,
                            means,
                            groups,
                            (l, r, _) -> system.predict(
                                    means[l] - means[r] + system.home.points(), variances[l] + variances[r]))
                    .errors(Arrays.stream(variances).map(Math::sqrt).toArray());
        }
    }
}
