package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.broadsheet.numerics.Lbfgs;
import org.broadsheet.numerics.NewtonCg;
import org.broadsheet.numerics.Optimum;
import org.broadsheet.preference.rating.Ratings.Made;

/// Fits a model of pairs to comparisons by maximum likelihood, and says how sure the estimates are and what
/// is wrong with the data.
///
/// @param ridge precision of a normal prior of the ratings around 0; 0 for none
record PairFit(
        String name,
        PairModel model,
        boolean home,
        boolean covariates,
        double ridge,
        Solver solver,
        StandardErrors errors) {
    /// The prior that stands in where the likelihood has no highest point.
    static final double FALLBACK_RIDGE = 0.01;

    private static final int NAMED = 5;

    PairFit {
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("a prior's precision is finite and at least 0 but was " + ridge);
    }

    <I> Ratings<I> fit(Comparisons<I> data) {
        data.needsSome();
        List<String> warnings = new ArrayList<>();
        PairModel used = usable(data, warnings);
        PairRows rows = PairRows.of(data, home, used.ties(), covariates);
        Groups groups = rows.groups();
        groups.warning(i -> String.valueOf(data.items().get(i))).ifPresent(warnings::add);
        double prior = ridge;
        WinGraph wins = WinGraph.of(rows);
        if (ridge == 0 && !wins.bounded(groups)) {
            prior = FALLBACK_RIDGE;
            warnings.add(unbounded(data, rows));
        }
        PairLikelihood likelihood = new PairLikelihood(rows, used, home, prior);
        Optimum best = solve(likelihood);
        if (!best.converged())
            warnings.add("the fit did not settle within " + best.iterations()
                    + " steps: a prior (ridge) of 0.01 or more may help");
        double[] x = best.point();
        double[] rating = Arrays.copyOf(x, rows.items);
        groups.centre(rating);
        likelihood.at(x);
        for (int i = 0; i < rating.length; i++) if (!rows.met[i]) rating[i] = Double.NaN;
        double lead = home ? x[likelihood.homeAt()] : 0;
        double[] slopes = Arrays.copyOfRange(x, likelihood.slopesAt(), likelihood.slopesAt() + rows.covariateCount);
        double tie = likelihood.tie(x);
        Made<I> made = new Made<>(name, data.roster(), rating, groups, (l, r, values) -> {
            double d = rating[l] - rating[r] + lead;
            if (values.length > 0) {
                if (values.length != slopes.length)
                    throw new IllegalArgumentException(
                            "the fit has " + slopes.length + " covariates, not " + values.length);
                for (int c = 0; c < slopes.length; c++) d += slopes[c] * values[c];
            }
            return used.predict(d, tie);
        });
        made.warnings.addAll(warnings);
        made.across = ridge > 0;
        made.logLikelihood = likelihood.logLikelihood();
        PairErrors.Found found = PairErrors.of(likelihood, x, data, groups, errors, made.warnings);
        for (int i = 0; i < rating.length; i++) if (Double.isNaN(rating[i])) found.error()[i] = Double.NaN;
        made.errors(Arrays.copyOf(found.error(), rating.length));
        made.covariance = found.covariance();
        if (home) made.parameters.put("home", new Estimate(lead, found.error()[likelihood.homeAt()]));
        for (int c = 0; c < slopes.length; c++)
            made.parameters.put(
                    data.covariateNames().get(c), new Estimate(slopes[c], found.error()[likelihood.slopesAt() + c]));
        if (used.ties()) made.parameters.put("tie", new Estimate(tie, found.error()[likelihood.tieAt()]));
        return made.ratings();
    }

    private PairModel usable(Comparisons<?> data, List<String> warnings) {
        if (!model.ties()) return model;
        boolean ties = false;
        boolean wins = false;
        for (int k = 0; k < data.size; k++) {
            ties |= data.outcome[k] == Comparisons.TIE;
            wins |= data.outcome[k] != Comparisons.TIE;
        }
        if (ties && wins) return model;
        warnings.add(
                ties
                        ? "every comparison ended in a tie, so that all that were compared come out equal"
                        : "no comparison ended in a tie, so that the fit foretells none");
        return model.withoutTies();
    }

    private Optimum solve(PairLikelihood likelihood) {
        double[] start = likelihood.start();
        // The prior that steps in is no part of MM.
        Solver able = likelihood.ridge > 0 && solver == Solver.MM ? Solver.NEWTON : solver;
        return switch (able) {
            case NEWTON -> NewtonCg.DEFAULT.minimize(likelihood, start);
            case LBFGS -> new Lbfgs(10, 10_000, 1e-13).minimize(likelihood, start);
            case MM -> Minorization.DEFAULT.minimize(likelihood, start);
        };
    }

    private static String unbounded(Comparisons<?> data, PairRows rows) {
        boolean[] won = new boolean[rows.items];
        boolean[] lost = new boolean[rows.items];
        for (int i = 0; i < rows.items; i++)
            for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                int j = rows.other[k];
                boolean tie = rows.tied(k) > 0;
                won[i] |= rows.left.get(k) > 0 || tie;
                lost[j] |= rows.left.get(k) > 0 || tie;
                won[j] |= rows.right.get(k) > 0 || tie;
                lost[i] |= rows.right.get(k) > 0 || tie;
            }
        List<Object> always = new ArrayList<>();
        List<Object> never = new ArrayList<>();
        for (int i = 0; i < rows.items; i++) {
            if (won[i] && !lost[i]) always.add(data.items().get(i));
            if (!won[i] && lost[i]) never.add(data.items().get(i));
        }
        StringBuilder said = new StringBuilder();
        if (!always.isEmpty()) said.append(names(always)).append(" never lost");
        if (!never.isEmpty())
            said.append(said.isEmpty() ? "" : " and ").append(names(never)).append(" never won");
        if (said.isEmpty()) said.append("no chain of wins leads from some items to others");
        return said.append(", so that no finite rating fits best; a prior (ridge) of " + FALLBACK_RIDGE
                        + " keeps ratings finite, and what it says of them is mostly the prior's")
                .toString();
    }

    private static String names(List<Object> items) {
        List<String> some = items.stream().limit(NAMED).map(String::valueOf).toList();
        return String.join(", ", some) + (items.size() > NAMED ? " and " + (items.size() - NAMED) + " more" : "");
    }
}
