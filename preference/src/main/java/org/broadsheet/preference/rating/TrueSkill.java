package org.broadsheet.preference.rating;

import java.util.Arrays;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.RankedPreference;
import org.broadsheet.preference.rating.Ratings.Made;

/// TrueSkill: each rating is a normal belief; performances scatter around it, and the better performance
/// wins (Herbrich, Minka and Graepel 2006). Pairs are exact moment matching; a ranked list is one game of
/// all its items, solved by expectation propagation along the order. A rating's standard error is the
/// deviation of the belief.
///
/// @param start     mean of a newcomer
/// @param deviation of a newcomer
/// @param beta      deviation of a performance around the rating
/// @param drift     what each game adds to the deviation (tau of the paper)
/// @param ties      share of ties between equals; from 0 to below 1
/// @param home      points that the left one of a pair is ahead by standing left; lists know no sides
public record TrueSkill(double start, double deviation, double beta, double drift, double ties, Home home)
        implements OnlineRatingSystem {
    private static final double ENOUGH = 1e-10;
    private static final int MOST_SWEEPS = 200;

    /// Mean 25, deviation 25/3, and the paper's shares of it; one tie in ten.
    public static final TrueSkill STANDARD = new TrueSkill(25, 25.0 / 3, 25.0 / 6, 25.0 / 300, 0.1, Home.NONE);

    public TrueSkill {
        if (!Double.isFinite(start)) throw new IllegalArgumentException("start is finite but was " + start);
        if (!(deviation > 0 && beta > 0 && deviation < Double.POSITIVE_INFINITY && beta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "deviation and beta are finite and above 0 but were " + deviation + " and " + beta);
        if (!(drift >= 0 && drift < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("drift is finite and at least 0 but was " + drift);
        if (!(ties >= 0 && ties < 1))
            throw new IllegalArgumentException("the share of ties is from 0 to below 1 but was " + ties);
    }

    public TrueSkill withTies(double share) {
        return new TrueSkill(start, deviation, beta, drift, share, home);
    }

    public TrueSkill withHome(double points) {
        return withHome(Home.of(points));
    }

    public TrueSkill withHome(Home other) {
        return new TrueSkill(start, deviation, beta, drift, ties, other);
    }

    public TrueSkill withDrift(double other) {
        return new TrueSkill(start, deviation, beta, other, ties, home);
    }

    @Override
    public String name() {
        return "trueskill";
    }

    @Override
    public <I> RatingTable<I> begin() {
        return new Table<>(this);
    }

    /// How close two performances are that tie: equals tie in a share of `ties`.
    double margin() {
        return Normal.quantile((1 + ties) / 2) * Math.sqrt(2) * beta;
    }

    private Prediction predict(double ahead, double variance) {
        double spread = Math.sqrt(2 * beta * beta + variance);
        double t = ahead / spread;
        double e = margin() / spread;
        double left = Normal.below(t - e);
        double right = Normal.below(-t - e);
        return new Prediction(left, ties == 0 ? 0 : 1 - left - right, right);
    }

    /// Mean of what a standard normal exceeds t by, given that it does (paper, section 4).
    private static double shift(double t, double e, boolean tie) {
        if (!tie) return Normal.hazard(t - e);
        double mass = Normal.between(-e - t, e - t);
        if (mass < 1e-290) return t < 0 ? -t - e : -t + e;
        return (Normal.density(-e - t) - Normal.density(e - t)) / mass;
    }

    /// By how much that shrinks the variance, as a share.
    private static double shrink(double t, double e, boolean tie, double v) {
        if (!tie) return Math.clamp(v * (v + t - e), 0, 1);
        double mass = Normal.between(-e - t, e - t);
        if (mass < 1e-290) return 1;
        return Math.clamp(v * v + ((e - t) * Normal.density(e - t) + (e + t) * Normal.density(e + t)) / mass, 0, 1);
    }

    private static final class Table<I> extends OnlineTable<I> {
        private final TrueSkill system;
        private double[] mean = new double[0];
        private double[] variance = new double[0];

        Table(TrueSkill system) {
            super(system.name());
            this.system = system;
        }

        @Override
        void enter(int number) {
            mean = room(mean, number, system.start);
            variance = room(variance, number, system.deviation * system.deviation);
        }

        @Override
        void learn(int left, int right, PairwisePreference<?, I> p, long now) {
            boolean tie = p.outcome() == Outcome.TIE;
            int winner = p.outcome() == Outcome.RIGHT ? right : left;
            int loser = winner == left ? right : left;
            double drift = system.drift * system.drift;
            double a = variance[winner] + drift;
            double b = variance[loser] + drift;
            // A weight counts as that many games at once: performances average.
            double noise = 2 * system.beta * system.beta / p.occasion().weight();
            double spread = Math.sqrt(noise + a + b);
            double ahead = mean[winner] - mean[loser] + (winner == left ? 1 : -1) * system.home.in(p.context());
            double e = tie && system.ties == 0 ? 1e-9 : system.margin() / spread;
            double v = shift(ahead / spread, e, tie);
            double w = shrink(ahead / spread, e, tie, v);
            mean[winner] += a / spread * v;
            mean[loser] -= b / spread * v;
            variance[winner] = a * (1 - a / (spread * spread) * w);
            variance[loser] = b * (1 - b / (spread * spread) * w);
        }

        /// Expectation propagation: performances are linked along the order, neighbours by a win or a tie;
        /// messages run down and up until nothing moves.
        @Override
        void learn(int[][] tiers, RankedPreference<?, I> list, long now) {
            int[] order = Arrays.stream(tiers).flatMapToInt(Arrays::stream).toArray();
            int n = order.length;
            boolean[] tied = new boolean[n - 1];
            for (int t = 0, at = 0; t < tiers.length; t++) {
                for (int i = 0; i + 1 < tiers[t].length; i++) tied[at + i] = true;
                at += tiers[t].length;
            }
            double noise = system.beta * system.beta / list.occasion().weight();
            double[] before = new double[n];
            Gaussians performance = new Gaussians(n);
            for (int i = 0; i < n; i++) {
                before[i] = variance[order[i]] + system.drift * system.drift;
                performance.set(i, mean[order[i]], before[i] + noise);
            }
            // What each link said last to the performance above it and below it.
            Gaussians up = new Gaussians(n - 1);
            Gaussians down = new Gaussians(n - 1);
            double margin = system.ties == 0 ? 1e-9 : system.margin();
            for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
                double moved = 0;
                for (int k = 0; k < n - 1; k++)
                    moved = Math.max(moved, link(performance, up, down, k, tied[k], margin));
                for (int k = n - 3; k >= 0; k--)
                    moved = Math.max(moved, link(performance, up, down, k, tied[k], margin));
                if (moved < ENOUGH) break;
            }
            for (int i = 0; i < n; i++) {
                double said = 0;
                double asked = 0;
                if (i < n - 1) {
                    said += up.precision[i];
                    asked += up.mass[i];
                }
                if (i > 0) {
                    said += down.precision[i - 1];
                    asked += down.mass[i - 1];
                }
                // From the performance back to the rating: the noise lies between.
                double part = 1 / (1 + noise * said);
                double precision = 1 / before[i] + said * part;
                mean[order[i]] = (mean[order[i]] / before[i] + asked * part) / precision;
                variance[order[i]] = 1 / precision;
            }
        }

        /// One link between neighbours k and k + 1 of the order.
        ///
        /// @return by how much a mean moved
        private static double link(
                Gaussians performance, Gaussians up, Gaussians down, int k, boolean tie, double margin) {
            double upperPrecision = performance.precision[k] - up.precision[k];
            double upperMass = performance.mass[k] - up.mass[k];
            double lowerPrecision = performance.precision[k + 1] - down.precision[k];
            double lowerMass = performance.mass[k + 1] - down.mass[k];
            double upperVariance = 1 / upperPrecision;
            double lowerVariance = 1 / lowerPrecision;
            double ahead = upperMass * upperVariance - lowerMass * lowerVariance;
            double spread2 = upperVariance + lowerVariance;
            double spread = Math.sqrt(spread2);
            double v = shift(ahead / spread, margin / spread, tie);
            double w = Math.clamp(shrink(ahead / spread, margin / spread, tie, v), 1e-12, 1 - 1e-12);
            // The difference after, and what the link says of it.
            double after = ahead + spread * v;
            double afterVariance = spread2 * (1 - w);
            double precision = 1 / afterVariance - 1 / spread2;
            double mass = after / afterVariance - ahead / spread2;
            double said = mass / precision;
            double saidVariance = 1 / precision;
            double before = performance.mass[k] / performance.precision[k];
            up.set(k, said + lowerMass * lowerVariance, saidVariance + lowerVariance);
            down.set(k, upperMass * upperVariance - said, saidVariance + upperVariance);
            performance.precision[k] = upperPrecision + up.precision[k];
            performance.mass[k] = upperMass + up.mass[k];
            performance.precision[k + 1] = lowerPrecision + down.precision[k];
            performance.mass[k + 1] = lowerMass + down.mass[k];
            return Math.abs(performance.mass[k] / performance.precision[k] - before);
        }

        @Override
        Prediction predict(int left, int right, Object context, long now) {
            double all = system.deviation * system.deviation;
            return system.predict(
                    (left == NEWCOMER ? system.start : mean[left])
                            - (right == NEWCOMER ? system.start : mean[right])
                            + system.home.in(context),
                    (left == NEWCOMER ? all : variance[left]) + (right == NEWCOMER ? all : variance[right]));
        }

        @Override
        Made<I> made(Roster<I> roster, Groups groups, long now) {
            double[] means = Arrays.copyOf(mean, size());
            double[] variances = Arrays.copyOf(variance, size());
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

    /// Normal distributions by precision and precision times mean; 0 and 0 say nothing.
    private static final class Gaussians {
        private final double[] precision;
        private final double[] mass;

        Gaussians(int n) {
            precision = new double[n];
            mass = new double[n];
        }

        void set(int i, double mean, double variance) {
            precision[i] = 1 / variance;
            mass[i] = mean / variance;
        }
    }
}
