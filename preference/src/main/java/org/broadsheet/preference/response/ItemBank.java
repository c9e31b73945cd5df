package org.broadsheet.preference.response;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Items with their parameters, and how well these fit the answers they came from.
///
/// @param model         how many parameters an item has
/// @param items         one estimate an item, in the order of the answers
/// @param logLikelihood of the answers, priors left out; marginal or joint, as it was estimated
/// @param respondents   how many there were
/// @param converged     whether the optimiser arrived; if not, some parameters may run away, so look at
///                      their errors
public record ItemBank(
        ItemModel model, List<ItemEstimate> items, double logLikelihood, int respondents, boolean converged) {
    public ItemBank {
        items = List.copyOf(items);
    }

    /// Akaike's criterion, for comparing models estimated in the same way on the same answers; less is
    /// better.
    public double aic() {
        return 2.0 * model.parameters(items.size()) - 2 * logLikelihood;
    }

    /// Schwarz's criterion with the number of respondents as sample size; less is better.
    public double bic() {
        return Math.log(respondents) * model.parameters(items.size()) - 2 * logLikelihood;
    }

    public Optional<ItemEstimate> item(String name) {
        return items.stream().filter(i -> i.item().equals(name)).findFirst();
    }

    /// The ability of every respondent of a matrix, in its order. The matrix need not be the one that was
    /// fitted.
    ///
    /// @throws IllegalArgumentException where it has an item that is not in the bank
    public List<Ability> abilities(ResponseMatrix responses, AbilityEstimator estimator) {
        Map<String, ItemCurve> known = new HashMap<>();
        items.forEach(i -> known.put(i.item(), i.curve()));
        ItemCurve[] curves = new ItemCurve[responses.items().size()];
        for (int i = 0; i < curves.length; i++) {
            String name = responses.items().get(i);
            ItemCurve curve = known.get(name);
            if (curve == null)
                throw new IllegalArgumentException("the item \"" + name + "\" has no parameters here; estimate it"
                        + " together with the other " + items.size() + ", or leave its answers out");
            curves[i] = curve;
        }
        List<Ability> abilities = new ArrayList<>();
        for (int p = 0; p < responses.respondents().size(); p++) {
            int n = responses.end(p) - responses.start(p);
            ItemCurve[] tried = new ItemCurve[n];
            int[] right = new int[n];
            int[] attempts = new int[n];
            for (int k = 0; k < n; k++) {
                int cell = responses.start(p) + k;
                tried[k] = curves[responses.itemAt(cell)];
                right[k] = responses.rightAt(cell);
                attempts[k] = responses.attemptsAt(cell);
            }
            abilities.add(estimator.of(tried, right, attempts));
        }
        return abilities;
    }

    /// Information of all items together about an ability, one answer each.
    public double information(double ability) {
        return items.stream().mapToDouble(i -> i.curve().information(ability)).sum();
    }

    static ItemBank of(
            ResponseMatrix responses,
            ItemLayout layout,
            double[] x,
            double[] variances,
            double likelihood,
            boolean converged) {
        int[][] totals = responses.totals();
        List<ItemEstimate> items = new ArrayList<>();
        for (int i = 0; i < layout.items(); i++) {
            ItemCurve curve = layout.curve(x, i);
            // The slope was estimated as a logarithm, guessing as log odds: errors by the first
            // derivative.
            items.add(new ItemEstimate(
                    responses.items().get(i),
                    curve,
                    curve.discrimination() * Math.sqrt(variances[layout.slope(i)]),
                    Math.sqrt(variances[layout.difficulty(i)]),
                    layout.guesses()
                            ? curve.guessing() * (1 - curve.guessing()) * Math.sqrt(variances[layout.guessing(i)])
                            : 0,
                    totals[i][1],
                    totals[i][0]));
        }
        return new ItemBank(
                layout.model(), items, likelihood, responses.respondents().size(), converged);
    }

    /// @throws NotEstimable where difficulties have no prior and an item was answered rightly by all or
    ///                      by none
    static void requireEstimable(ResponseMatrix responses, ItemPriors priors) {
        if (priors.finite()) return;
        int[][] totals = responses.totals();
        List<String> extreme = new ArrayList<>();
        for (int i = 0; i < totals.length; i++)
            if (totals[i][0] == 0 || totals[i][0] == totals[i][1])
                extreme.add(responses.items().get(i));
        if (!extreme.isEmpty()) throw new NotEstimable(extreme);
    }
}
