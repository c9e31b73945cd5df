package org.broadsheet.preference.response;

import org.broadsheet.numerics.Stable;

/// Where the parameters of each item stand in the vector that an optimiser moves: difficulty, ln
/// discrimination and log odds of guessing, item by item; the slope that all items share comes last.
record ItemLayout(ItemModel model, int items) {
    enum Kind {
        DIFFICULTY,
        SLOPE,
        GUESSING
    }

    int size() {
        return model.parameters(items);
    }

    int difficulty(int item) {
        return item * model.perItem();
    }

    int slope(int item) {
        return model == ItemModel.ONE_PARAMETER ? items : item * model.perItem() + 1;
    }

    int guessing(int item) {
        return item * model.perItem() + 2;
    }

    Kind kind(int k) {
        if (model == ItemModel.ONE_PARAMETER) return k < items ? Kind.DIFFICULTY : Kind.SLOPE;
        return Kind.values()[k % model.perItem()];
    }

    boolean guesses() {
        return model == ItemModel.THREE_PARAMETER;
    }

    ItemCurve curve(double[] x, int item) {
        // A line search may look very far away; the curve there is as good as a step.
        double slope = Math.exp(Math.clamp(x[slope(item)], -30, 30));
        return new ItemCurve(
                slope,
                Math.clamp(x[difficulty(item)], -1e6, 1e6),
                guesses() ? Math.min(Stable.sigmoid(x[guessing(item)]), 1 - 1e-12) : 0);
    }

    /// Adds the gradient of `right` ln P + `wrong` ln(1 - P) at an ability, times `sign`.
    void gradient(ItemCurve curve, int item, double ability, double right, double wrong, double sign, double[] g) {
        double slope = curve.slope(ability, right, wrong);
        g[difficulty(item)] -= sign * slope * curve.discrimination();
        g[slope(item)] += sign * slope * curve.logit(ability);
        if (guesses()) g[guessing(item)] += sign * guess(curve, ability, right, wrong);
    }

    /// The derivative of the same by the log odds of guessing.
    static double guess(ItemCurve curve, double ability, double right, double wrong) {
        double unknown = Stable.sigmoid(-curve.logit(ability));
        double c = curve.guessing();
        return c * ((1 - c) * unknown / curve.probability(ability) * right - wrong);
    }

    /// Where to begin: discriminations of 1, and the difficulty that the share of right answers suggests.
    double[] start(int[][] totals, ItemPriors priors) {
        double[] x = new double[size()];
        double guessing = guesses() ? priors.guessingMode() : 0;
        for (int i = 0; i < items; i++) {
            double share = (totals[i][0] + 0.5) / (totals[i][1] + 1);
            double known = Math.clamp((share - guessing) / (1 - guessing), 0.02, 0.98);
            // A normal ability of spread 1 flattens the curve seen by all by about this factor.
            x[difficulty(i)] = -1.2 * Stable.logit(known);
            if (guesses()) x[guessing(i)] = Stable.logit(guessing);
        }
        return x;
    }
}
