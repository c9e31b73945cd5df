package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.broadsheet.numerics.Cholesky;
import org.broadsheet.preference.rating.Ratings.Made;

/// Ratings from where a random walk over the comparisons spends its time. Ratings are in log-odds and sum
/// to zero over each group of linked items; ties are half a win for each.
///
/// Where the walk cannot return from somewhere (somebody never lost, or never won), each pair that met gets
/// a tenth of a win for either side, and a warning says so.
///
/// @param kind   which walk
/// @param pseudo wins that each side of each pair that met gets beforehand, from 0
public record Spectral(Kind kind, double pseudo) implements RatingSystem {
    /// Which walk it is.
    public enum Kind {
        /// From an item to one that beat it, by the share of their comparisons that it lost (Negahban, Oh
        /// and Shah 2012).
        RANK_CENTRALITY,
        /// By the number lost over the sum of both strengths, again and again with the strengths found: the
        /// maximum likelihood of Bradley and Terry (Maystre and Grossglauser 2015).
        ITERATED_LUCE
    }

    /// Wins for either side where the walk cannot return.
    static final double FALLBACK = 0.1;

    private static final int MOST_ROUNDS = 1_000;
    private static final double ENOUGH = 1e-10;

    public static final Spectral RANK_CENTRALITY = new Spectral(Kind.RANK_CENTRALITY, 0);

    public static final Spectral ITERATED_LUCE = new Spectral(Kind.ITERATED_LUCE, 0);

    public Spectral {
        if (!(pseudo >= 0 && pseudo < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("wins given beforehand are finite and at least 0 but were " + pseudo);
    }

    @Override
    public String name() {
        return kind == Kind.RANK_CENTRALITY ? "rank-centrality" : "i-lsr";
    }

    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        comparisons.needsSome();
        PairRows rows = PairRows.of(comparisons, false, false, false);
        Groups groups = rows.groups();
        boolean bounded = WinGraph.of(rows).bounded(groups);
        double given = pseudo == 0 && !bounded ? FALLBACK : pseudo;
        double[] rating = new double[rows.items];
        double[] share = new double[rows.items];
        Arrays.fill(share, 1.0 / rows.items);
        double logLikelihood;
        if (kind == Kind.RANK_CENTRALITY) {
            walk(rows, given).settle(share, groups);
            logs(share, rating, groups);
        } else {
            iterate(rows, given, share, rating, groups);
        }
        PairLikelihood likelihood = new PairLikelihood(rows, new PairModel.Logistic(), false, 0);
        likelihood.at(rating);
        logLikelihood = likelihood.logLikelihood();
        PairErrors.Found found = kind == Kind.RANK_CENTRALITY
                ? errors(rows, rating, groups)
                : PairErrors.of(likelihood, rating, comparisons, groups, StandardErrors.HESSIAN, new ArrayList<>());
        double[] errors = Arrays.copyOf(found.error(), rating.length);
        for (int i = 0; i < rating.length; i++)
            if (!rows.met[i]) {
                rating[i] = Double.NaN;
                errors[i] = Double.NaN;
            }
        Made<I> made = new Made<>(
                name(),
                comparisons.roster(),
                rating,
                groups,
                (l, r, _) -> new PairModel.Logistic().predict(rating[l] - rating[r], 0));
        groups.warning(i -> String.valueOf(comparisons.items().get(i))).ifPresent(made::warn);
        if (pseudo == 0 && !bounded)
            made.warn("somebody never lost or never won, directly or along chains, so that no finite ratings fit; each"
                    + " pair that met was given a tenth of a win either way");
        made.logLikelihood = logLikelihood;
        made.covariance = found.covariance();
        return made.errors(errors).ratings();
    }

    /// A rate of the share of comparisons lost.
    private static MarkovChain walk(PairRows rows, double given) {
        return new MarkovChain(rows, new MarkovChain.Rates() {
            @Override
            public double toFirst(int first, int row) {
                return (rows.left.get(row) + given) / (rows.left.get(row) + rows.right.get(row) + 2 * given);
            }

            @Override
            public double toSecond(int first, int row) {
                return (rows.right.get(row) + given) / (rows.left.get(row) + rows.right.get(row) + 2 * given);
            }
        });
    }

    private static void iterate(PairRows rows, double given, double[] share, double[] rating, Groups groups) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] now = rating.clone();
            new MarkovChain(rows, new MarkovChain.Rates() {
                        @Override
                        public double toFirst(int first, int row) {
                            return (rows.left.get(row) + given) / both(first, row);
                        }

                        @Override
                        public double toSecond(int first, int row) {
                            return (rows.right.get(row) + given) / both(first, row);
                        }

                        private double both(int first, int row) {
                            return Math.exp(now[first]) + Math.exp(now[rows.other[row]]);
                        }
                    })
                    .settle(share, groups);
            logs(share, rating, groups);
            double moved = 0;
            for (int i = 0; i < rating.length; i++) moved = Math.max(moved, Math.abs(rating[i] - now[i]));
            if (moved <= ENOUGH) return;
        }
    }

    private static void logs(double[] share, double[] rating, Groups groups) {
        for (int i = 0; i < share.length; i++) rating[i] = share[i] > 0 ? Math.log(share[i]) : 0;
        groups.centre(rating);
    }

    /// Standard errors of rank centrality, by the delta method. The flow over each pair, which sums to zero
    /// at each item, is e^(a + b) / (e^a + e^b) times a difference of ratings to first order, and its
    /// chance has a variance of e^(a + b) / n; with L and V the Laplacians of these weights the covariance
    /// is L^+ V L^+. Beyond some hundred items only each item's own terms are used.
    private static PairErrors.Found errors(PairRows rows, double[] rating, Groups groups) {
        int n = rows.items;
        boolean dense = n <= PairErrors.DENSE / 2;
        double[][] l = dense ? new double[n][n] : new double[0][];
        double[][] v = dense ? new double[n][n] : new double[0][];
        double[] ownL = new double[n];
        double[] ownV = new double[n];
        for (int i = 0; i < n; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int j = rows.other[k];
                double a = Math.exp(rating[i]);
                double b = Math.exp(rating[j]);
                double flow = a * b / (a + b);
                double chance = a * b / (rows.left.get(k) + rows.right.get(k));
                ownL[i] += flow;
                ownL[j] += flow;
                ownV[i] += chance;
                ownV[j] += chance;
                if (dense) {
                    l[i][j] -= flow;
                    l[j][i] -= flow;
                    v[i][j] -= chance;
                    v[j][i] -= chance;
                }
            }
        double[] own = new double[n];
        for (int i = 0; i < n; i++) own[i] = ownL[i] > 0 ? Math.sqrt(ownV[i]) / ownL[i] : Double.NaN;
        if (!dense) return new PairErrors.Found(own, null);
        for (int i = 0; i < n; i++) {
            l[i][i] = ownL[i] > 0 ? ownL[i] : 1;
            v[i][i] = ownV[i];
        }
        Optional<Cholesky> factor = Cholesky.of(PairErrors.pinned(l, groups, false));
        if (factor.isEmpty()) return new PairErrors.Found(own, null);
        double[][] covariance = PairErrors.sandwich(factor.get().inverse(), v);
        PairErrors.centre(covariance, groups);
        return new PairErrors.Found(PairErrors.deviations(covariance), covariance);
    }
}
