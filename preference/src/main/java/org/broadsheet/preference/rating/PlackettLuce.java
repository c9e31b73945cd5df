package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.broadsheet.numerics.Cholesky;
import org.broadsheet.numerics.ConjugateGradients;
import org.broadsheet.numerics.NewtonCg;
import org.broadsheet.numerics.Optimum;
import org.broadsheet.numerics.TwiceDifferentiable;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.rating.Ratings.Made;

/// Plackett and Luce: a ranked list is a series of choices, each in proportion to e to the ratings of what
/// is left (Luce 1959; Plackett 1975), fitted by maximum likelihood with Newton's method. Lists may be
/// parts of all items; choices and pairs are lists too; tied items share their places after Efron (1977).
/// Of pairs without ties it is Bradley and Terry's model. Ratings are in log-odds and sum to zero over each
/// group of linked items.
///
/// Where no finite ratings fit best (somebody is first of every list) a prior of precision 0.01 steps in
/// and a warning says so.
///
/// @param ridge  precision of a normal prior of ratings around 0; 0 for none
/// @param errors sandwich errors take each judge, or each list where judges are not named, as one
public record PlackettLuce(double ridge, StandardErrors errors) implements RatingSystem {
    private static final int DRAWS = 32;
    private static final int MOST_PRODUCTS = 400;

    public static final PlackettLuce PLAIN = new PlackettLuce(0, StandardErrors.HESSIAN);

    public PlackettLuce {
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a prior's precision is finite and at least 0 but was " + ridge);
    }

    @Override
    public String name() {
        return "plackett-luce";
    }

    @Override
    public <I> Ratings<I> fit(Comparisons<I> comparisons) {
        comparisons.needsSome();
        return fit(Lists.of(comparisons));
    }

    @Override
    public <I> Ratings<I> fit(Collection<? extends Judgment<?, I>> judgments) {
        return fit(Lists.of(judgments));
    }

    private <I> Ratings<I> fit(Lists<I> lists) {
        List<String> warnings = new ArrayList<>();
        List<I> items = lists.roster.items();
        Groups groups = lists.groups();
        groups.warning(i -> String.valueOf(items.get(i))).ifPresent(warnings::add);
        double prior = ridge;
        if (ridge == 0 && !lists.wins().bounded(groups)) {
            prior = PairFit.FALLBACK_RIDGE;
            warnings.add(
                    "some items are before or behind all others of their lists, directly or along chains, so that no"
                            + " finite rating fits best; a prior (ridge) of " + prior + " keeps ratings finite");
        }
        ListLikelihood likelihood = new ListLikelihood(lists, prior);
        Optimum best = NewtonCg.DEFAULT.minimize(likelihood, new double[items.size()]);
        if (!best.converged())
            warnings.add("the fit did not settle within " + best.iterations()
                    + " steps: a prior (ridge) of 0.01 or more may help");
        double[] rating = best.point().clone();
        groups.centre(rating);
        TwiceDifferentiable.Local local = likelihood.at(rating);
        double[] own = likelihood.curvature();
        for (int i = 0; i < rating.length; i++) if (!(own[i] > prior)) rating[i] = Double.NaN;
        Made<I> made = new Made<>(
                name(),
                lists.roster,
                rating,
                groups,
                (l, r, _) -> new PairModel.Logistic().predict(rating[l] - rating[r], 0));
        made.across = ridge > 0;
        made.warnings.addAll(warnings);
        made.logLikelihood = likelihood.logLikelihood();
        double[] error = new double[rating.length];
        Arrays.fill(error, Double.NaN);
        if (errors != StandardErrors.NONE && rating.length <= PairErrors.DENSE) dense(likelihood, groups, made, error);
        else if (errors != StandardErrors.NONE) sampled(likelihood, local, groups, error);
        for (int i = 0; i < rating.length; i++) if (Double.isNaN(rating[i])) error[i] = Double.NaN;
        return made.errors(error).ratings();
    }

    private void dense(ListLikelihood likelihood, Groups groups, Made<?> made, double[] error) {
        Optional<Cholesky> factor = Cholesky.of(PairErrors.pinned(likelihood.matrix(), groups, likelihood.ridge > 0));
        if (factor.isEmpty()) {
            made.warn("there are no standard errors, for the lists do not tell all items apart");
            return;
        }
        double[][] inverse = factor.get().inverse();
        if (errors == StandardErrors.SANDWICH) inverse = PairErrors.sandwich(inverse, scatter(likelihood, made));
        PairErrors.centre(inverse, groups);
        for (int i = 0; i < error.length; i++) error[i] = Math.sqrt(Math.max(0, inverse[i][i]));
        made.covariance = inverse;
    }

    private static double[][] scatter(ListLikelihood likelihood, Made<?> made) {
        int n = likelihood.dimension();
        double[][] scatter = new double[n][n];
        Map<String, double[]> said = new HashMap<>();
        for (int k = 0; k < likelihood.lists.size(); k++) {
            String judge = likelihood.lists.judge[k];
            // Where nobody is named each list stands for itself.
            String who = judge.isEmpty() ? "list " + k : "judge " + judge;
            likelihood.addSlope(k, said.computeIfAbsent(who, _ -> new double[n]));
        }
        for (double[] g : said.values())
            for (int i = 0; i < n; i++) if (g[i] != 0) for (int j = 0; j < n; j++) scatter[i][j] += g[i] * g[j];
        boolean named = Arrays.stream(likelihood.lists.judge).anyMatch(j -> !j.isEmpty());
        Scatter.widen(scatter, named, said.size(), made.warnings);
        return scatter;
    }

    private static void sampled(
            ListLikelihood likelihood, TwiceDifferentiable.Local local, Groups groups, double[] error) {
        double[] square = new double[error.length];
        SplittableRandom random = new SplittableRandom(1);
        for (int d = 0; d < DRAWS; d++) {
            double[] noise = likelihood.noise(random);
            double size = 0;
            for (double v : noise) size += v * v;
            double[] drawn = ConjugateGradients.solve(local, noise, 1e-3 * Math.sqrt(size), MOST_PRODUCTS);
            groups.centre(drawn);
            for (int i = 0; i < square.length; i++) square[i] += drawn[i] * drawn[i];
        }
        double[] pooled = PairErrors.pooled(square, likelihood.curvature(), square.length, DRAWS);
        System.arraycopy(pooled, 0, error, 0, error.length);
    }
}
