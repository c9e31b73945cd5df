package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.broadsheet.numerics.Cholesky;
import org.broadsheet.numerics.Differentiable;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.Optimum;
import org.broadsheet.numerics.Stable;
import org.broadsheet.preference.rating.Ratings.Made;

/// Bradley-Terry with judges of unequal quality (Chen and others, WSDM 2013, "CrowdBT"): a judge says
/// what is so with chance q and the contrary with chance 1 - q, so that a comparison of a with b ends for
/// a with chance q sigmoid(a - b) + (1 - q) sigmoid(b - a). Half is guessing, and below half a judge who
/// gets it backwards, from whom one learns as much. Ties are half a win for each.
///
/// Found by maximising the posterior, which has more than one peak in principle; the prior, by which most
/// judges are better than guessing, says which side is up. Standard errors come from its curvature, of
/// items and judges together, up to 2,000 of both; beyond, there are none. Ratings are in log-odds and sum
/// to zero over each group of linked items; what is foretold is what is so, not what some judge would say.
///
/// @param ridge precision of a normal prior of ratings around 0, above 0
/// @param right 1 + so many earlier answers of each judge that were right, at least 1
/// @param wrong 1 + so many that were wrong, at least 1
public record CrowdBradleyTerry(double ridge, double right, double wrong) implements RatingSystem {
    /// A wide prior of ratings; judges as though they had been right four times and wrong once.
    public static final CrowdBradleyTerry DEFAULT = new CrowdBradleyTerry(0.05, 5, 2);

    private static final Lbfgs OPTIMIZER = new Lbfgs(10, 10_000, 1e-12);

    public CrowdBradleyTerry {
        if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)
                || !(right >= 1 && right < Double.POSITIVE_INFINITY)
                || !(wrong >= 1 && wrong < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("CrowdBT needs a ridge above 0 and earlier answers of at least 1, not "
                    + ridge + ", " + right + " and " + wrong);
    }

    /// A judge's line.
    ///
    /// @param judge       empty for those who are not named, who count as one
    /// @param comparisons how many the judge gave
    /// @param quality     chance to say what is so, in (0, 1)
    /// @param error       standard error of the quality; NaN where there is none
    public record Quality(String judge, int comparisons, double quality, double error) {}

    /// Items and those who judged them.
    ///
    /// @param judges best first
    public record Judged<I>(Ratings<I> ratings, List<Quality> judges) {
        public Judged {
            judges = List.copyOf(judges);
        }

        public Optional<Quality> judge(String name) {
            return judges.stream().filter(j -> j.judge().equals(name)).findFirst();
        }
    }

    public CrowdBradleyTerry withRidge(double other) {
        return new CrowdBradleyTerry(other, right, wrong);
    }

    @Override
    public String name() {
        return "crowd-bt";
    }

    /// The quality of judge ann is the parameter `judge ann`.
    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        return judged(comparisons).ratings();
    }

    /// Rates the items and the judges.
    ///
    /// @throws IllegalArgumentException where there is no comparison at all
    public <I> Judged<I> judged(Comparisons<I> comparisons) {
        comparisons.needsSome();
        return new Posterior<>(this, comparisons).fit();
    }

    /// Parameters: a rating an item, then a number a judge whose sigmoid, added to the prior's own, is
    /// the quality.
    private static final class Posterior<I> implements Differentiable {
        private final CrowdBradleyTerry settings;
        private final Comparisons<I> data;
        private final double centre;
        private final int items;
        private final List<String> judges;
        private final int[] judge;

        Posterior(CrowdBradleyTerry settings, Comparisons<I> data) {
            this.settings = settings;
            this.data = data;
            // So that 0 is where a judge of whom nothing is known stands.
            this.centre = Math.log(settings.right / settings.wrong);
            this.items = data.items().size();
            this.judges = IntStream.range(0, data.size())
                    .mapToObj(data::judgeOf)
                    .distinct()
                    .toList();
            Map<String, Integer> numbers = new HashMap<>();
            for (String name : judges) numbers.put(name, numbers.size());
            this.judge = IntStream.range(0, data.size())
                    .map(k -> numbers.getOrDefault(data.judgeOf(k), 0))
                    .toArray();
        }

        private double score(int k) {
            return Comparisons.outcomeOf(data.outcome[k]).leftScore();
        }

        @Override
        public int dimension() {
            return items + judges.size();
        }

        private double quality(double[] x, int judge) {
            return Stable.sigmoid(centre + x[items + judge]);
        }

        /// The chance that this judge says the left one where it is ahead by so much.
        private static double chance(double quality, double ahead) {
            double won = Stable.sigmoid(ahead);
            return Math.clamp(quality * won + (1 - quality) * (1 - won), 1e-300, 1);
        }

        private double logLikelihood(double[] x) {
            double sum = 0;
            for (int k = 0; k < judge.length; k++) {
                double quality = quality(x, judge[k]);
                double ahead = x[data.left[k]] - x[data.right[k]];
                double score = score(k);
                if (score > 0) sum += data.weight(k) * score * Math.log(chance(quality, ahead));
                if (score < 1) sum += data.weight(k) * (1 - score) * Math.log(chance(quality, -ahead));
            }
            return sum;
        }

        @Override
        public double valueAndGradient(double[] x, double[] gradient) {
            Arrays.fill(gradient, 0);
            double value = -logLikelihood(x);
            for (int k = 0; k < judge.length; k++) {
                int left = data.left[k];
                int right = data.right[k];
                double quality = quality(x, judge[k]);
                double ahead = x[left] - x[right];
                double won = Stable.sigmoid(ahead);
                double share =
                        data.weight(k) * (score(k) / chance(quality, ahead) - (1 - score(k)) / chance(quality, -ahead));
                double byAhead = share * (2 * quality - 1) * won * (1 - won);
                gradient[left] -= byAhead;
                gradient[right] += byAhead;
                gradient[items + judge[k]] -= share * (2 * won - 1) * quality * (1 - quality);
            }
            for (int i = 0; i < items; i++) {
                value += settings.ridge * x[i] * x[i] / 2;
                gradient[i] += settings.ridge * x[i];
            }
            for (int j = 0; j < judges.size(); j++) {
                double at = centre + x[items + j];
                value -= settings.right * Stable.logSigmoid(at) + settings.wrong * Stable.logSigmoid(-at);
                double quality = Stable.sigmoid(at);
                gradient[items + j] -= settings.right * (1 - quality) - settings.wrong * quality;
            }
            return value;
        }

        /// The matrix of second derivatives of the negative logarithm of the posterior, lower triangle.
        private double[][] curvature(double[] x) {
            double[][] matrix = new double[dimension()][];
            for (int i = 0; i < matrix.length; i++) matrix[i] = new double[i + 1];
            for (int k = 0; k < judge.length; k++) {
                double score = score(k);
                if (score > 0) bend(matrix, x, data.left[k], data.right[k], judge[k], data.weight(k) * score);
                if (score < 1) bend(matrix, x, data.right[k], data.left[k], judge[k], data.weight(k) * (1 - score));
            }
            for (int i = 0; i < items; i++) matrix[i][i] += settings.ridge;
            for (int j = 0; j < judges.size(); j++) {
                double quality = quality(x, j);
                matrix[items + j][items + j] += (settings.right + settings.wrong) * quality * (1 - quality);
            }
            return matrix;
        }

        /// Adds what one comparison that `better` won bends.
        private void bend(double[][] matrix, double[] x, int better, int worse, int who, double weight) {
            double quality = quality(x, who);
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
            int j = items + who;
            matrix[better][better] += weight * aheadTwice;
            matrix[worse][worse] += weight * aheadTwice;
            matrix[Math.max(better, worse)][Math.min(better, worse)] -= weight * aheadTwice;
            matrix[j][better] += weight * mixed;
            matrix[j][worse] -= weight * mixed;
            matrix[j][j] += weight * judgeTwice;
        }

        Judged<I> fit() {
            Optimum optimum = OPTIMIZER.minimize(this, new double[dimension()]);
            double[] x = optimum.point();
            Groups groups = Groups.of(items, data.left, data.right, data.size());
            double[] rating = Arrays.copyOf(x, items);
            boolean[] met = new boolean[items];
            int[] given = new int[judges.size()];
            for (int k = 0; k < judge.length; k++) {
                met[data.left[k]] = true;
                met[data.right[k]] = true;
                given[judge[k]]++;
            }
            for (int i = 0; i < items; i++) if (!met[i]) rating[i] = Double.NaN;
            groups.centre(rating);
            Made<I> made = new Made<>(
                    settings.name(),
                    data.roster(),
                    rating,
                    groups,
                    (l, r, _) -> new PairModel.Logistic().predict(rating[l] - rating[r], 0));
            groups.warning(i -> String.valueOf(data.items().get(i))).ifPresent(made::warn);
            warnOfTheUnnamed(made, given);
            if (!optimum.converged())
                made.warn("the fit did not settle within " + optimum.iterations() + " steps: a larger ridge may help");
            double[] errors = errors(x, groups, made);
            made.logLikelihood = logLikelihood(x);
            List<Quality> qualities = new ArrayList<>();
            for (int j = 0; j < given.length; j++) {
                double quality = quality(x, j);
                double error = quality * (1 - quality) * errors[items + j];
                qualities.add(new Quality(judges.get(j), given[j], quality, error));
                String name = judges.get(j).isEmpty() ? "judges without a name" : "judge " + judges.get(j);
                made.parameters.put(name, new Estimate(quality, error));
            }
            qualities.sort(Comparator.comparingDouble(Quality::quality).reversed());
            for (int i = 0; i < items; i++) if (!met[i]) errors[i] = Double.NaN;
            return new Judged<>(made.errors(Arrays.copyOf(errors, items)).ratings(), qualities);
        }

        private void warnOfTheUnnamed(Made<I> made, int[] given) {
            int unnamed = judges.indexOf("");
            if (unnamed < 0) return;
            made.warn(
                    judges.size() == 1
                            ? "no comparison names its judge, so that all count as one judge's; bradley-terry does without"
                            : given[unnamed] + " of " + judge.length
                                    + " comparisons name no judge and count as one judge's");
        }

        /// Of ratings against the mean of their group, for what moves all alike is no error; then of judges.
        private double[] errors(double[] x, Groups groups, Made<I> made) {
            double[] none = new double[dimension()];
            Arrays.fill(none, Double.NaN);
            if (none.length > PairErrors.DENSE) {
                made.warn("with more than " + PairErrors.DENSE + " items and judges there are no standard errors; draw"
                        + " the comparisons anew (bootstrap) for them");
                return none;
            }
            Optional<Cholesky> factor = Cholesky.of(curvature(x));
            if (factor.isEmpty()) {
                made.warn("there are no standard errors, for the data do not tell items and judges apart");
                return none;
            }
            double[][] covariance = factor.get().inverse();
            PairErrors.centre(covariance, groups);
            made.covariance = covariance;
            return PairErrors.deviations(covariance);
        }
    }
}
