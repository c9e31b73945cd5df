package org.broadsheet.preference.rating;

import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.Ratings.Made;

/// Elo ratings: after each comparison both ratings move by K times what happened less what was expected
/// (Elo 1978). The sum of ratings does not change where both sides have the same K.
///
/// The standard error is that of the true rating around this one under small steps: what was not known of a
/// newcomer fades, and what the last comparisons' chance leaves stays, so that a constant K never gets
/// surer than the square root of half of K (in units of log-odds).
///
/// @param k     most points that one comparison of weight 1 moves a rating
/// @param scale difference in points that means odds of ten to one; 400 in chess
/// @param start points of a newcomer; 1500 is usual
/// @param home  points that the left one is ahead by standing left
/// @param ties  how readily two tie: nu of Davidson (1970), 0 where ties are not foretold and count as half
///     a win. With ties, what is expected is that of Szczecinski and Djebbi (2020)
public record Elo(KFactor k, double scale, double start, Home home, double ties) implements OnlineRatingSystem {
    /// Standard error of a newcomer, in scales of 400.
    private static final double NEWCOMER_ERROR = 350.0 / 400;

    /// K of 32, scale 400, start 1500, no home advantage, ties as half wins.
    public static final Elo STANDARD = new Elo(KFactor.constant(32), 400, 1500, Home.NONE, 0);

    public Elo {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("scale is finite and above 0 but was " + scale + "; 400 is usual");
        if (!Double.isFinite(start))
            throw new IllegalArgumentException("start is finite but was " + start + "; 1500 is usual");
        if (!(ties >= 0 && ties < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("ties is finite and at least 0 but was " + ties + "; 0 foretells none");
    }

    public Elo with(KFactor other) {
        return new Elo(other, scale, start, home, ties);
    }

    public Elo withHome(double points) {
        return withHome(Home.of(points));
    }

    public Elo withHome(Home other) {
        return new Elo(k, scale, start, other, ties);
    }

    public Elo withTies(double nu) {
        return new Elo(k, scale, start, home, nu);
    }

    @Override
    public String name() {
        return "elo";
    }

    /// What comes of a left item that is `ahead` points better, the home advantage included in them.
    public Prediction expected(double ahead) {
        double d = ahead / scale * Math.log(10);
        return ties == 0 ? new PairModel.Logistic().predict(d, 0) : new PairModel.Davidson().predict(d, Math.log(ties));
    }

    @Override
    public <I> RatingTable<I> begin() {
        return new Table<>(this);
    }

    private static final class Table<I> extends OnlineTable<I> {
        private final Elo elo;
        private double[] rating = new double[0];
        private double[] variance = new double[0]; // of the true rating around it, in log-odds
        private double[] games = new double[0];

        Table(Elo elo) {
            super(elo.name());
            this.elo = elo;
        }

        @Override
        void enter(int number) {
            rating = room(rating, number, elo.start);
            variance = room(variance, number, Math.pow(NEWCOMER_ERROR * Math.log(10), 2));
            games = room(games, number, 0);
        }

        @Override
        void learn(int left, int right, PairwisePreference<?, I> p, long now) {
            Prediction expected = elo.expected(rating[left] - rating[right] + elo.home.in(p.context()));
            double more = p.outcome().leftScore() - expected.leftScore();
            double weight = p.occasion().weight();
            double kl = weight * elo.k.k((int) games[left], rating[left], p);
            double kr = weight * elo.k.k((int) games[right], rating[right], p);
            rating[left] += kl * more;
            rating[right] -= kr * more;
            games[left]++;
            games[right]++;
            double bend = expected.left() + expected.tie() / 4 - expected.leftScore() * expected.leftScore();
            double unit = Math.log(10) / elo.scale;
            double before = variance[left];
            variance[left] = after(before, variance[right], kl * unit, bend);
            variance[right] = after(variance[right], before, kr * unit, bend);
        }

        /// The variance of one's own error after a step of `gain` towards a result of variance `bend`.
        private static double after(double own, double other, double gain, double bend) {
            double kept = 1 - gain * bend;
            return kept * kept * own + gain * gain * bend * bend * other + gain * gain * bend;
        }

        @Override
        Prediction predict(int left, int right, Object context, long now) {
            double l = left == NEWCOMER ? elo.start : rating[left];
            double r = right == NEWCOMER ? elo.start : rating[right];
            return elo.expected(l - r + elo.home.in(context));
        }

        @Override
        Made<I> made(Roster<I> roster, Groups groups, long now) {
            int n = size();
            double[] now1 = java.util.Arrays.copyOf(rating, n);
            double[] errors = new double[n];
            for (int i = 0; i < n; i++) errors[i] = Math.sqrt(variance[i]) * elo.scale / Math.log(10);
            return new Made<>(
                            system(),
                            roster,
                            now1,
                            groups,
                            (l, r, _) -> elo.expected(now1[l] - now1[r] + elo.home.points()))
                    .errors(errors);
        }
    }
}
