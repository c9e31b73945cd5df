package org.broadsheet.preference.rating;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.broadsheet.ranking.Ranking;
import org.broadsheet.ranking.Scored;
import org.broadsheet.ranking.TieBreaker;
import org.jspecify.annotations.Nullable;

/// What a rating system made of comparisons: a rating for each item, how sure it is, and what it foretells.
/// Immutable.
///
/// An item that was never compared has the rating NaN unless the system says what to think of a newcomer.
/// Errors are of a rating against the mean of the group that it can be compared with, unless the system
/// says otherwise.
public final class Ratings<I> {
    /// Standard errors that an interval of 95% reaches to each side.
    static final double NORMAL_95 = 1.959963984540054;

    /// One item's line.
    ///
    /// @param rating NaN where the item was never compared
    /// @param error  standard error; NaN where there is none
    /// @param low    lower end of the 95% interval, perhaps minus infinity; NaN where there is none
    /// @param high   upper end, perhaps infinity
    public record Rated<I>(I item, double rating, double error, double low, double high) {}

    /// What the two numbers of items end in; covariates may be empty, which means all zero and at home.
    @FunctionalInterface
    interface Predictor {
        Prediction predict(int left, int right, double[] covariates);
    }

    private final String system;
    private final Roster<I> roster;
    private final double[] rating;
    private final double[] error;
    private final double[] low;
    private final double[] high;
    private final double @Nullable [][] covariance;
    private final Groups groups;
    private final boolean across;
    private final Predictor predictor;
    private final Map<String, Estimate> parameters;
    private final double logLikelihood;
    private final List<String> warnings;

    Ratings(Made<I> made) {
        system = made.system;
        roster = made.roster;
        rating = made.rating;
        error = made.error;
        low = made.low;
        high = made.high;
        covariance = made.covariance;
        groups = made.groups;
        across = made.across;
        predictor = made.predictor;
        parameters = Collections.unmodifiableMap(new TreeMap<>(made.parameters));
        logLikelihood = made.logLikelihood;
        warnings = List.copyOf(made.warnings);
    }

    /// The name of the system.
    public String system() {
        return system;
    }

    /// In the order in which they were first named.
    public List<I> items() {
        return roster.items();
    }

    /// @throws IllegalArgumentException for an item that is not here
    public double rating(I item) {
        return rating[number(item)];
    }

    /// The standard error of the rating; NaN where there is none.
    public double error(I item) {
        return error[number(item)];
    }

    public Rated<I> rated(I item) {
        return line(number(item));
    }

    /// How much better `a` is than `b`, with the standard error of the difference: from the covariances
    /// where the fit has them, and as if the two were independent where it has not. NaN where nothing links
    /// the two.
    public Estimate difference(I a, I b) {
        int i = number(a);
        int j = number(b);
        if (i == j) return new Estimate(0, 0);
        if (!comparable(i, j)) return new Estimate(Double.NaN, Double.NaN);
        double variance = covariance == null
                ? error[i] * error[i] + error[j] * error[j]
                : covariance[i][i] + covariance[j][j] - 2 * covariance[i][j];
        return new Estimate(rating[i] - rating[j], Math.sqrt(Math.max(0, variance)));
    }

    /// All items, best first; those never compared are last. Equal ratings stand in the order of [#items].
    public List<Rated<I>> table() {
        return IntStream.range(0, rating.length)
                .boxed()
                .sorted((a, b) -> {
                    boolean lost = Double.isNaN(rating[a]);
                    if (lost != Double.isNaN(rating[b])) return lost ? 1 : -1;
                    return lost
                            ? a.compareTo(b)
                            : rating[a] == rating[b] ? a.compareTo(b) : Double.compare(rating[b], rating[a]);
                })
                .map(this::line)
                .toList();
    }

    /// The items that have a rating, best first.
    public Ranking<I> ranking(TieBreaker<I> ties) {
        return Ranking.of(
                table().stream()
                        .filter(r -> !Double.isNaN(r.rating()))
                        .map(r -> new Scored<>(r.item(), r.rating()))
                        .toList(),
                ties);
    }

    /// What a comparison of the two would end in, with covariates of zero, and with the left one at home
    /// where the system knows a home advantage.
    public Prediction predict(I left, I right) {
        return predict(left, right, new double[0]);
    }

    /// @param covariates one a covariate of the fit; none at all means zero
    public Prediction predict(I left, I right, double... covariates) {
        int l = number(left);
        int r = number(right);
        if (l == r) throw new IllegalArgumentException("a comparison is of two items, not of " + left + " with itself");
        if (!comparable(l, r)) return new Prediction(Double.NaN, Double.NaN, Double.NaN);
        return predictor.predict(l, r, covariates);
    }

    /// The items that chains of comparisons link; more than one group means that ratings of different
    /// groups cannot be set against each other. The largest first; items never compared are groups of their
    /// own.
    public List<List<I>> groups() {
        return groups.lists().stream()
                .map(group -> group.stream().map(items()::get).toList())
                .toList();
    }

    /// What the system estimated besides ratings: `tie`, `home`, and the covariates by name.
    public Map<String, Estimate> parameters() {
        return parameters;
    }

    /// Of the comparisons under the fit, without any prior; NaN for systems without a likelihood.
    public double logLikelihood() {
        return logLikelihood;
    }

    /// What the reader of the ratings should know, in sentences.
    public List<String> warnings() {
        return warnings;
    }

    /// Whether a chain of comparisons links the two.
    public boolean linked(I a, I b) {
        return groups.linked(number(a), number(b));
    }

    /// A prior makes comparable what no comparison links.
    private boolean comparable(int i, int j) {
        return across || groups.linked(i, j);
    }

    private Rated<I> line(int i) {
        return new Rated<>(items().get(i), rating[i], error[i], low[i], high[i]);
    }

    private int number(I item) {
        return roster.number(item)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no rating of " + item + "; it was in none of the comparisons"));
    }

    /// The same ratings in other units, so that a difference of 1 becomes `scale` and the mean of all moves
    /// to `centre`; predictions stay as they are.
    ///
    /// @param scale  above 0, such as 400 / ln 10 = 173.7 for log-odds as Elo points
    /// @param centre added to each, such as 1500
    public Ratings<I> rescaled(double scale, double centre) {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY) || !Double.isFinite(centre))
            throw new IllegalArgumentException(
                    "a scale is finite and above 0 and a centre finite, not " + scale + " and " + centre);
        Made<I> other = made(system, moved(rating, scale, centre), predictor);
        other.error = moved(error, scale, 0);
        other.low = moved(low, scale, centre);
        other.high = moved(high, scale, centre);
        if (covariance != null) {
            double[][] scaled = new double[covariance.length][];
            for (int i = 0; i < scaled.length; i++) scaled[i] = moved(covariance[i], scale * scale, 0);
            other.covariance = scaled;
        }
        return other.ratings();
    }

    private static double[] moved(double[] values, double scale, double by) {
        double[] moved = new double[values.length];
        for (int i = 0; i < moved.length; i++) moved[i] = values[i] * scale + by;
        return moved;
    }

    /// Other ratings of the same items with the same groups and warnings, to be finished.
    Made<I> made(String name, double[] ratings, Predictor predicts) {
        Made<I> made = new Made<>(name, roster, ratings, groups, predicts);
        made.across = across;
        made.parameters = new TreeMap<>(parameters);
        made.logLikelihood = logLikelihood;
        made.warnings.addAll(warnings);
        return made;
    }

    Predictor predictor() {
        return predictor;
    }

    /// The ratings by number; not to be changed.
    double[] values() {
        return rating;
    }

    /// What a system puts together before it becomes ratings.
    static final class Made<I> {
        final String system;
        final Roster<I> roster;
        final Groups groups;
        final Predictor predictor;
        final double[] rating;
        /// Whether ratings of different groups can be set against each other all the same, by a prior that
        /// all share.
        boolean across;
        double[] error;
        double[] low;
        double[] high;
        double @Nullable [][] covariance;
        Map<String, Estimate> parameters = new TreeMap<>();
        double logLikelihood = Double.NaN;
        final List<String> warnings = new java.util.ArrayList<>();

        Made(String system, Roster<I> roster, double[] rating, Groups groups, Predictor predictor) {
            this.system = system;
            this.roster = roster;
            this.rating = rating;
            this.groups = groups;
            this.predictor = predictor;
            error = new double[rating.length];
            java.util.Arrays.fill(error, Double.NaN);
            low = error;
            high = error;
        }

        /// Standard errors, and with them symmetric intervals of 95%.
        Made<I> errors(double[] errors) {
            error = errors;
            low = new double[errors.length];
            high = new double[errors.length];
            for (int i = 0; i < errors.length; i++) {
                low[i] = rating[i] - NORMAL_95 * errors[i];
                high[i] = rating[i] + NORMAL_95 * errors[i];
            }
            return this;
        }

        Made<I> warn(String sentence) {
            warnings.add(sentence);
            return this;
        }

        Ratings<I> ratings() {
            return new Ratings<>(this);
        }
    }
}
