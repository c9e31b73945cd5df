package org.broadsheet.studies.rating;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.NelderMead;
import org.broadsheet.numerics.Optimum;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.rating.OnlineRatingSystem;
import org.broadsheet.preference.rating.RatingTable;
import org.broadsheet.studies.rating.Matches.Match;

/// Foretells every match from those before it, and measures how well. Settings and the way from a rating
/// system's chances to the outcomes of this sport are chosen on the years before those that are measured.
///
/// @param tuned  first year on which settings are chosen; all before only feed the ratings
/// @param tested first year that is measured
/// @param ends   last year that is measured
/// @param ties   whether the sport has them
record Forecaster(List<Match> matches, int tuned, int tested, int ends, boolean ties) {
    /// A rating system with settings in some numbers.
    ///
    /// @param start where the search for settings begins
    /// @param size  edge of the first simplex
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Family(String name, Maker maker, double[] start, double size) {}

    /// Makes a system of settings.
    @FunctionalInterface
    interface Maker {
        /// @throws IllegalArgumentException where there is no such system
        Contender of(double[] settings);
    }

    /// A system, and how much each match counts in it.
    record Contender(OnlineRatingSystem system, ToDoubleFunction<Match> weight) {}

    /// How well one did.
    ///
    /// @param logLoss  mean of -ln of the chance given to what happened
    /// @param accuracy share of matches in which the likeliest outcome happened
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Score(String name, double logLoss, double accuracy, double[] losses, double[] settings) {}

    /// Chooses settings by the tuning years and measures the others.
    Score score(Family family, int evaluations) {
        double[] settings = family.start;
        if (evaluations > 1 && settings.length > 0) {
            Optimum best = new NelderMead(evaluations, 1e-5)
                    .minimize(
                            x -> {
                                try {
                                    return tuningLoss(foretold(family.maker.of(x)));
                                } catch (IllegalArgumentException _) {
                                    return Double.POSITIVE_INFINITY;
                                }
                            },
                            settings,
                            family.size);
            settings = best.point();
        }
        double[] ahead = foretold(family.maker.of(settings));
        double[] way = calibrated(ahead);
        int right = 0;
        int from = first(tested);
        int to = first(ends + 1);
        double[] losses = new double[to - from];
        for (int k = from; k < to; k++) {
            double[] p = chances(way, ahead[k], matches.get(k).longer());
            int happened = index(matches.get(k).result().outcome());
            losses[k - from] = -Math.log(p[happened]);
            int likeliest = 0;
            for (int o = 1; o < 3; o++) if (p[o] > p[likeliest]) likeliest = o;
            if (likeliest == happened) right++;
        }
        return new Score(family.name, Stable.mean(losses), (double) right / losses.length, losses, settings.clone());
    }

    private int first(int year) {
        int k = 0;
        while (k < matches.size() && matches.get(k).year() < year) k++;
        return k;
    }

    /// For every match how far the left one was ahead before it, as the log-odds of what it could expect of
    /// a point.
    private double[] foretold(Contender contender) {
        RatingTable<String> table = contender.system.begin();
        double[] ahead = new double[matches.size()];
        for (int k = 0; k < ahead.length; k++) {
            Match m = matches.get(k);
            PairwisePreference<String, String> r = m.result();
            double score = table.predict(r.context(), r.left(), r.right()).leftScore();
            ahead[k] = Stable.logit(Math.clamp(score, 1e-9, 1 - 1e-9));
            double weight = contender.weight.applyAsDouble(m);
            table.update(weight == 1 ? r : r.on(r.occasion().weighing(weight)));
        }
        return ahead;
    }

    private double tuningLoss(double[] ahead) {
        double[] way = calibrated(ahead);
        double loss = 0;
        int from = first(tuned);
        int to = first(tested);
        for (int k = from; k < to; k++) {
            double[] p = chances(way, ahead[k], matches.get(k).longer());
            loss -= Math.log(p[index(matches.get(k).result().outcome())]);
        }
        return loss / (to - from);
    }

    /// The slope, what longer matches add to it, and (ln of) Davidson's nu, as they fit the tuning years
    /// best.
    private double[] calibrated(double[] ahead) {
        int from = first(tuned);
        int to = first(tested);
        int n = ties ? 3 : 2;
        Differentiable loss = new Differentiable() {
            @Override
            public int dimension() {
                return n;
            }

            @Override
            public double valueAndGradient(double[] x, double[] gradient) {
                java.util.Arrays.fill(gradient, 0);
                double sum = 0;
                for (int k = from; k < to; k++) {
                    boolean longer = matches.get(k).longer();
                    double[] p = chances(x, ahead[k], longer);
                    int happened = index(matches.get(k).result().outcome());
                    sum -= Math.log(p[happened]);
                    double slope = (p[0] - p[2]) / 2 - (happened == 0 ? 0.5 : happened == 2 ? -0.5 : 0);
                    gradient[0] += slope * ahead[k];
                    if (longer) gradient[1] += slope * ahead[k];
                    if (ties) gradient[2] += p[1] - (happened == 1 ? 1 : 0);
                }
                return sum;
            }
        };
        double[] start = new double[n];
        start[0] = 1;
        return new Lbfgs(10, 200, 1e-9).minimize(loss, start).point();
    }

    /// Chances of left, tie and right.
    private double[] chances(double[] way, double ahead, boolean longer) {
        double d = ahead * (way[0] + (longer ? way[1] : 0));
        if (!ties) return new double[] {Stable.sigmoid(d), 0, Stable.sigmoid(-d)};
        return Stable.softmax(d / 2, way[2], -d / 2);
    }

    private static int index(Outcome outcome) {
        return switch (outcome) {
            case LEFT -> 0;
            case TIE -> 1;
            case RIGHT -> 2;
        };
    }
}
