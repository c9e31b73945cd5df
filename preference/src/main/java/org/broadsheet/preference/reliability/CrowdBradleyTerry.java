package org.broadsheet.preference.reliability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.broadsheet.numerics.Cholesky;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.Optimum;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Conversions.PairWeight;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.PairwisePreference;

/// Bradley-Terry with judges of unequal quality (Chen and others, WSDM 2013, "CrowdBT"): a judge says
/// what is so with chance q and the contrary with chance 1 - q, so that a comparison of a with b ends for
/// a with chance q sigmoid(a - b) + (1 - q) sigmoid(b - a). Half is guessing, and below half a judge who
/// gets it backwards, from whom one learns as much. Ties are half a win for each.
///
/// Found by maximising the posterior, which has more than one peak in principle; the prior, by which most
/// judges are better than guessing, says which side is up. Standard errors come from its curvature, of
/// items and judges together, up to 2,000 of both; beyond, there are none.
///
/// @param ridge     precision of a normal prior of ratings around 0, above 0
/// @param right     1 + so many earlier answers of each judge that were right, at least 1
/// @param wrong     1 + so many that were wrong, at least 1
/// @param optimizer of the posterior
public record CrowdBradleyTerry(double ridge, double right, double wrong, Lbfgs optimizer) {
    private static final int MOST_FOR_ERRORS = 2_000;

    /// A wide prior of ratings; judges as though they had been right four times and wrong once.
    public static final CrowdBradleyTerry DEFAULT = new CrowdBradleyTerry(0.05, 5, 2, Lbfgs.DEFAULT);

    public CrowdBradleyTerry {
        if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)
                || !(right >= 1 && right < Double.POSITIVE_INFINITY)
                || !(wrong >= 1 && wrong < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("CrowdBT needs a ridge above 0 and earlier answers of at least 1, not "
                    + ridge + ", " + right + " and " + wrong);
    }

    /// An item's line.
    ///
    /// @param rating in log-odds; all sum to zero
    /// @param error  standard error against the mean of all; NaN where there is none
    public record Rated<I>(I item, double rating, double error) {}

    /// A judge's line.
    ///
    /// @param judge       empty for those who are not named, who count as one
    /// @param comparisons how many the judge gave
    /// @param quality     chance to say what is so, in (0, 1)
    /// @param error       standard error of the quality; NaN where there is none
    public record Quality(String judge, int comparisons, double quality, double error) {}

    /// What was found.
    ///
    /// @param items         best first
    /// @param judges        best first
    /// @param logLikelihood of the comparisons, without the prior
    /// @param groups        items that chains of comparisons link; ratings of different groups cannot be
    ///                      set against each other
    /// @param converged     whether the optimiser arrived
    public record Fit<I>(
            List<Rated<I>> items, List<Quality> judges, double logLikelihood, List<List<I>> groups, boolean converged) {
        public Fit {
            items = List.copyOf(items);
            judges = List.copyOf(judges);
            groups = List.copyOf(groups);
        }

        public Optional<Rated<I>> item(I item) {
            return items.stream().filter(r -> r.item().equals(item)).findFirst();
        }

        public Optional<Quality> judge(String name) {
            return judges.stream().filter(j -> j.judge().equals(name)).findFirst();
        }
    }

    /// Rates the items and judges of all comparisons that judgments say; lists count as all their pairs.
    ///
    /// @throws IllegalArgumentException where nothing is compared
    public <I> Fit<I> fit(Collection<? extends Judgment<?, I>> judgments) {
        Posterior<I> posterior = new Posterior<>(this);
        for (Judgment<?, I> j : judgments)
            for (PairwisePreference<?, I> p : Conversions.pairs(j, PairWeight.EACH)) posterior.add(p);
        if (posterior.pairs.isEmpty())
            throw new IllegalArgumentException("there is nothing to rate: no judgment compares two items");
        Optimum optimum = optimizer.minimize(posterior, new double[posterior.dimension()]);
        return posterior.fit(optimum.point(), optimum.converged());
    }

    /// Parameters: a rating an item, then a number a judge whose sigmoid, added to the prior's own, is
    /// the quality.
    private static final class Posterior<I> implements Differentiable {
        private record Pair(int left, int right, int judge, double score, double weight) {}

        private final CrowdBradleyTerry settings;
        private final double centre;
        private final Map<I, Integer> items = new LinkedHashMap<>();
        private final Map<String, Integer> judges = new LinkedHashMap<>();
        private final List<Pair> pairs = new ArrayList<>();

        Posterior(CrowdBradleyTerry settings) {
            this.settings = settings;
            // So that 0 is where a judge of whom nothing is known stands.
            this.centre = Math.log(settings.right / settings.wrong);
        }

        void add(PairwisePreference<?, I> p) {
            pairs.add(new Pair(
                    items.computeIfAbsent(p.left(), _ -> items.size()),
                    items.computeIfAbsent(p.right(), _ -> items.size()),
                    judges.computeIfAbsent(p.occasion().judge(), _ -> judges.size()),
                    p.outcome().leftScore(),
                    p.occasion().weight()));
        }

        @Override
        public int dimension() {
            return items.size() + judges.size();
        }

        private double quality(double[] x, int judge) {
            return Stable.sigmoid(centre + x[items.size() + judge]);
        }

        /// The chance that this judge says the left one where it is ahead by so much.
        private static double chance(double quality, double ahead) {
            double won = Stable.sigmoid(ahead);
            return Math.clamp(quality * won + (1 - quality) * (1 - won), 1e-300, 1);
        }

        private double logLikelihood(double[] x) {
            double sum = 0;
            for (Pair p : pairs) {
                double quality = quality(x, p.judge);
                double ahead = x[p.left] - x[p.right];
                if (p.score > 0) sum += p.weight * p.score * Math.log(chance(quality, ahead));
                if (p.score < 1) sum += p.weight * (1 - p.score) * Math.log(chance(quality, -ahead));
            }
            return sum;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0);
            double value = -logLikelihood(x);
            for (Pair p : pairs) {
                double quality = quality(x, p.judge);
                double won = Stable.sigmoid(x[p.left] - x[p.right]);
                double share = p.weight
                        * (p.score / chance(quality, x[p.left] - x[p.right])
                                - (1 - p.score) / chance(quality, x[p.right] - x[p.left]));
                double byAhead = share * (2 * quality - 1) * won * (1 - won);
                gradient[p.left] -= byAhead;
                gradient[p.right] += byAhead;
                gradient[items.size() + p.judge] -= share * (2 * won - 1) * quality * (1 - quality);
            }
            for (int i = 0; i < items.size(); i++) {
                value += settings.ridge * x[i] * x[i] / 2;
                gradient[i] += settings.ridge * x[i];
            }
            for (int j = 0; j < judges.size(); j++) {
                double at = centre + x[items.size() + j];
                value -= settings.right * Stable.logSigmoid(at) + settings.wrong * Stable.logSigmoid(-at);
                double quality = Stable.sigmoid(at);
                gradient[items.size() + j] -= settings.right * (1 - quality) - settings.wrong * quality;
            }
            return value;
        }

        /// The matrix of second derivatives of the negative logarithm of the posterior, lower triangle.
        private double[][] curvature(double[] x) {
            int n = items.size();
            double[][] matrix = new double[dimension()][];
            for (int k = 0; k < matrix.length; k++) matrix[k] = new double[k + 1];
            for (Pair p : pairs) {
                if (p.score > 0) bend(matrix, x, p.left, p.right, p.judge, p.weight * p.score);
                if (p.score < 1) bend(matrix, x, p.right, p.left, p.judge, p.weight * (1 - p.score));
            }
            for (int i = 0; i < n; i++) matrix[i][i] += settings.ridge;
            for (int j = 0; j < judges.size(); j++) {
                double quality = quality(x, j);
                matrix[n + j][n + j] += (settings.right + settings.wrong) * quality * (1 - quality);
            }
            return matrix;
        }

        /// Adds what one comparison that `better` won bends.
        private void bend(double[][] matrix, double[] x, int better, int worse, int judge, double weight) {
            double quality = quality(x, judge);
            double ahead = x[better] - x[worse];
            double won = Stable.sigmoid(ahead);
            double chance = chance(quality, ahead);
            double slope = won * (1 - won);
            double byAhead = (2 * quality - 1) * slope / chance;
            double byJudge = quality * (1 - quality) * (2 * won - 1) / chance;
            double both = 2 * quality * (1 - quality) * slope / chance;
            double aheadTwice = byAhead * byAhead - (2 * quality - 1) * slope * (1 - 2 * won) / chance;
            double judgeTwice = byJudge * byJudge - byJudge * (1 - 2 * quality);
            double mixed = byAhead * byJudge - both;
            int j = items.size() + judge;
            matrix[better][better] += weight * aheadTwice;
            matrix[worse][worse] += weight * aheadTwice;
            matrix[Math.max(better, worse)][Math.min(better, worse)] -= weight * aheadTwice;
            matrix[j][better] += weight * mixed;
            matrix[j][worse] -= weight * mixed;
            matrix[j][j] += weight * judgeTwice;
        }

        Fit<I> fit(double[] x, boolean converged) {
            int n = items.size();
            double[] errors = new double[dimension()];
            Arrays.fill(errors, Double.NaN);
            if (dimension() <= MOST_FOR_ERRORS) Cholesky.of(curvature(x)).ifPresent(f -> errors(f.inverse(), errors));
            double mean = Stable.mean(Arrays.copyOf(x, n));
            List<Rated<I>> rated = new ArrayList<>();
            items.forEach((item, i) -> rated.add(new Rated<>(item, x[i] - mean, errors[i])));
            rated.sort(Comparator.comparingDouble((Rated<I> r) -> r.rating()).reversed());
            int[] given = new int[judges.size()];
            for (Pair p : pairs) given[p.judge]++;
            List<Quality> qualities = new ArrayList<>();
            judges.forEach((name, j) -> {
                double quality = quality(x, j);
                qualities.add(new Quality(name, given[j], quality, quality * (1 - quality) * errors[n + j]));
            });
            qualities.sort(Comparator.comparingDouble(Quality::quality).reversed());
            return new Fit<>(rated, qualities, logLikelihood(x), groups(), converged);
        }

        /// Of ratings against their mean: what moves all alike is no error.
        private void errors(double[][] covariance, double[] errors) {
            int n = items.size();
            double[] rows = new double[n];
            double all = 0;
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++) {
                    rows[i] += covariance[i][j] / n;
                    all += covariance[i][j] / n / n;
                }
            for (int i = 0; i < n; i++) errors[i] = Math.sqrt(Math.max(0, covariance[i][i] - 2 * rows[i] + all));
            for (int j = n; j < errors.length; j++) errors[j] = Math.sqrt(covariance[j][j]);
        }

        private List<List<I>> groups() {
            int[] root = IntStream.range(0, items.size()).toArray();
            for (Pair p : pairs) root[find(root, p.left)] = find(root, p.right);
            Map<Integer, List<I>> groups = new LinkedHashMap<>();
            items.forEach((item, i) -> groups.computeIfAbsent(find(root, i), _ -> new ArrayList<>())
                    .add(item));
            return groups.values().stream()
                    .map(List::copyOf)
                    .sorted(Comparator.comparingInt((List<I> g) -> -g.size()))
                    .toList();
        }

        private static int find(int[] root, int i) {
            int at = i;
            while (root[at] != at) {
                root[at] = root[root[at]];
                at = root[at];
            }
            return at;
        }
    }
}
