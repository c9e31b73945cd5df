package org.broadsheet.preference.rating;

import java.time.Duration;
import java.util.Arrays;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.Ratings.Made;

/// Glicko-2: ratings with deviations and volatilities (Glickman 2012, "Example of the Glicko-2 system").
/// Results of one rating period count together; who does not play becomes less sure with every period. A
/// rating's standard error is its deviation.
///
/// Comparisons without a time all belong to one period. Predictions take in what the running period has
/// brought so far.
///
/// @param start      points of a newcomer
/// @param deviation  of a newcomer, in points; also the most there is
/// @param volatility of a newcomer, in log-odds a period
/// @param tau        how far volatilities may move; 0.3 to 1.2
/// @param period     length of a rating period; one in which people play some ten times is usual
/// @param grouping   whether results wait for the end of their period
/// @param home       points that the left one is ahead by standing left
public record Glicko2(
        double start, double deviation, double volatility, double tau, Duration period, Grouping grouping, Home home)
        implements OnlineRatingSystem {
    /// When a result counts.
    public enum Grouping {
        /// With all others of its period, against opponents as they were when it began: Glickman's
        /// procedure.
        PERIOD,
        /// At once; deviations grow with the time since the last result alone, by its share of a period.
        SINGLE
    }

    /// Points of one unit of log-odds: 400 / ln 10, as Glickman rounds it.
    static final double POINTS = 173.7178;

    private static final double ENOUGH = 1e-6;

    /// 1500, 350, 0.06 and 0.5, periods of thirty days.
    public static final Glicko2 STANDARD =
            new Glicko2(1500, 350, 0.06, 0.5, Duration.ofDays(30), Grouping.PERIOD, Home.NONE);

    public Glicko2 {
        if (!Double.isFinite(start))
            throw new IllegalArgumentException("start is finite but was " + start + "; 1500 is usual");
        if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "a deviation is finite and above 0 but was " + deviation + "; 350 is usual");
        if (!(volatility > 0 && volatility < Double.POSITIVE_INFINITY && tau > 0 && tau < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("volatility and tau are finite and above 0 but were " + volatility
                    + " and " + tau + "; 0.06 and 0.5 are usual");
        if (period.toMillis() < 1)
            throw new IllegalArgumentException("a period is at least a millisecond, not " + period);
    }

    public Glicko2 withPeriod(Duration length, Grouping when) {
        return new Glicko2(start, deviation, volatility, tau, length, when, home);
    }

    public Glicko2 withNewcomer(double deviationPoints, double volatile1) {
        return new Glicko2(start, deviationPoints, volatile1, tau, period, grouping, home);
    }

    public Glicko2 withTau(double other) {
        return new Glicko2(start, deviation, volatility, other, period, grouping, home);
    }

    public Glicko2 withHome(double points) {
        return withHome(Home.of(points));
    }

    public Glicko2 withHome(Home other) {
        return new Glicko2(start, deviation, volatility, tau, period, grouping, other);
    }

    @Override
    public String name() {
        return "glicko-2";
    }

    @Override
    public <I> RatingTable<I> begin() {
        return new Table<>(this);
    }

    /// How much an opponent of this deviation (log-odds) tells (step 3).
    static double g(double phi) {
        return 1 / Math.sqrt(1 + 3 * phi * phi / (Math.PI * Math.PI));
    }

    /// One item's numbers, in log-odds.
    record Standing(double mu, double phi, double sigma) {}

    /// Steps 3 to 8 for one item.
    ///
    /// @param mu    the opponents' ratings less one's own home advantage, if any
    /// @param phi   their deviations
    /// @param score 1, 1/2 or 0
    /// @param weight of each result
    Standing after(Standing own, double[] mu, double[] phi, double[] score, double[] weight, int size) {
        double information = 0;
        double gain = 0;
        for (int i = 0; i < size; i++) {
            double g = g(phi[i]);
            double e = 1 / (1 + Math.exp(-g * (own.mu - mu[i])));
            information += weight[i] * g * g * e * (1 - e);
            gain += weight[i] * g * (score[i] - e);
        }
        if (!(information > 0)) return own;
        double v = 1 / information;
        double sigma = volatility(own, v, v * gain);
        // Alone, the time since the last result has widened the deviation already.
        double widened = own.phi * own.phi + (grouping == Grouping.PERIOD ? sigma * sigma : 0);
        double kept = 1 / (1 / widened + information);
        return new Standing(own.mu + kept * gain, Math.sqrt(kept), sigma);
    }

    /// Step 5, by the Illinois method.
    private double volatility(Standing own, double v, double delta) {
        double a = Math.log(own.sigma * own.sigma);
        double phi2 = own.phi * own.phi;
        java.util.function.DoubleUnaryOperator f = x -> {
            double e = Math.exp(x);
            double all = phi2 + v + e;
            return e * (delta * delta - all) / (2 * all * all) - (x - a) / (tau * tau);
        };
        double low = a;
        double high;
        if (delta * delta > phi2 + v) {
            high = Math.log(delta * delta - phi2 - v);
        } else {
            int k = 1;
            while (f.applyAsDouble(a - k * tau) < 0) k++;
            high = a - k * tau;
        }
        double atLow = f.applyAsDouble(low);
        double atHigh = f.applyAsDouble(high);
        while (Math.abs(high - low) > ENOUGH) {
            double next = low + (low - high) * atLow / (atHigh - atLow);
            double at = f.applyAsDouble(next);
            if (at * atHigh <= 0) {
                low = high;
                atLow = atHigh;
            } else {
                atLow /= 2;
            }
            high = next;
            atHigh = at;
        }
        return Math.exp(low / 2);
    }

    private static final class Table<I> extends OnlineTable<I> {
        private final Glicko2 system;
        private final double most;
        private double[] mu = new double[0];
        private double[] phi = new double[0];
        private double[] sigma = new double[0];
        private double[] since = new double[0]; // in periods; the deviation counts as of then
        private Results[] waiting = new Results[0];
        private int[] played = new int[0]; // who has results waiting
        private int playing;
        private double running = Double.NaN; // the period that the waiting results belong to

        Table(Glicko2 system) {
            super(system.name());
            this.system = system;
            most = system.deviation / POINTS;
        }

        /// Results of one item in the running period.
        private static final class Results {
            private int[] opponent = new int[4];
            private double[] mu = new double[4];
            private double[] phi = new double[4];
            private double[] score = new double[4];
            private double[] weight = new double[4];
            private int size;

            void add(int who, double rating, double deviation, double points, double weighs) {
                if (size == opponent.length) {
                    opponent = Arrays.copyOf(opponent, 2 * size);
                    mu = Arrays.copyOf(mu, 2 * size);
                    phi = Arrays.copyOf(phi, 2 * size);
                    score = Arrays.copyOf(score, 2 * size);
                    weight = Arrays.copyOf(weight, 2 * size);
                }
                opponent[size] = who;
                mu[size] = rating;
                phi[size] = deviation;
                score[size] = points;
                weight[size++] = weighs;
            }
        }

        @Override
        void enter(int number) {
            mu = room(mu, number, 0);
            phi = room(phi, number, most);
            sigma = room(sigma, number, system.volatility);
            since = room(since, number, Double.NaN);
            if (number >= waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * number + 16);
                played = Arrays.copyOf(played, waiting.length);
            }
            waiting[number] = new Results();
        }

        /// Time in periods: their number where results wait for its end, else with fractions.
        private double clock(long when) {
            if (when == Comparisons.UNTIMED) return 0;
            double periods = (double) when / system.period.toMillis();
            return system.grouping == Grouping.PERIOD ? Math.floor(periods) : periods;
        }

        /// An item's numbers as the period `at` begins.
        private Standing standing(int i, double at) {
            if (i == NEWCOMER) return new Standing(0, most, system.volatility);
            double idle = Double.isNaN(since[i]) ? 0 : Math.max(0, at - since[i]);
            double wide = Math.sqrt(phi[i] * phi[i] + sigma[i] * sigma[i] * idle);
            return new Standing(mu[i], Math.min(most, wide), sigma[i]);
        }

        @Override
        void learn(int left, int right, PairwisePreference<?, I> p, long now) {
            double at = clock(now);
            double weight = p.occasion().weight();
            double points = p.outcome().leftScore();
            double home = system.home.in(p.context()) / POINTS;
            if (system.grouping == Grouping.SINGLE) {
                Standing l = standing(left, at);
                Standing r = standing(right, at);
                keep(left, alone(l, r.mu - home, r.phi, points, weight), at);
                keep(right, alone(r, l.mu + home, l.phi, 1 - points, weight), at);
                return;
            }
            if (at != running) close();
            running = at;
            Standing l = standing(left, at);
            Standing r = standing(right, at);
            wait(left, right, r.mu - home, r.phi, points, weight);
            wait(right, left, l.mu + home, l.phi, 1 - points, weight);
        }

        private void wait(int who, int against, double rating, double deviation, double points, double weight) {
            if (waiting[who].size == 0) played[playing++] = who;
            waiting[who].add(against, rating, deviation, points, weight);
        }

        private Standing alone(Standing own, double rating, double deviation, double points, double weight) {
            return system.after(
                    own,
                    new double[] {rating},
                    new double[] {deviation},
                    new double[] {points},
                    new double[] {weight},
                    1);
        }

        /// Where the running period leaves an item as far as it has got.
        private Standing provisional(int i, double at) {
            Standing own = standing(i, at);
            if (i == NEWCOMER || waiting[i].size == 0) return own;
            Results w = waiting[i];
            return system.after(standing(i, running), w.mu, w.phi, w.score, w.weight, w.size);
        }

        private void close() {
            // All of the period at once: nobody's new rating counts in it.
            for (int k = 0; k < playing; k++) {
                int i = played[k];
                keep(i, provisional(i, running), running + 1);
                waiting[i] = new Results();
            }
            playing = 0;
        }

        private void keep(int i, Standing s, double at) {
            mu[i] = s.mu;
            phi[i] = Math.min(most, s.phi);
            sigma[i] = s.sigma;
            since[i] = at;
        }

        @Override
        Prediction predict(int left, int right, Object context, long now) {
            double at = clock(now);
            return system.predict(provisional(left, at), provisional(right, at), system.home.in(context));
        }

        @Override
        Made<I> made(Roster<I> roster, Groups groups, long now) {
            int n = size();
            double at = clock(now);
            Standing[] all = new Standing[n];
            double[] rating = new double[n];
            double[] errors = new double[n];
            for (int i = 0; i < n; i++) {
                all[i] = provisional(i, at);
                rating[i] = system.start + POINTS * all[i].mu;
                errors[i] = POINTS * Math.min(most, all[i].phi);
            }
            return new Made<>(
                            system(),
                            roster,
                            rating,
                            groups,
                            (l, r, _) -> system.predict(all[l], all[r], system.home.points()))
                    .errors(errors);
        }
    }

    private Prediction predict(Standing left, Standing right, double ahead) {
        double both = Math.sqrt(left.phi * left.phi + right.phi * right.phi);
        double d = g(both) * (left.mu - right.mu + ahead / POINTS);
        return new PairModel.Logistic().predict(d, 0);
    }
}
