package org.broadsheet.ranking.fusion;

import java.util.List;

/// How much each ranking of a fusion counts: one number each, or none at all for equal ones.
final class Weights {
    private Weights() {}

    static List<Double> checked(List<Double> weights) {
        for (double w : weights)
            if (!(w >= 0 && Double.isFinite(w)))
                throw new IllegalArgumentException("a weight is finite and 0 or more but was " + w);
        return List.copyOf(weights);
    }

    static void fit(List<Double> weights, int rankings) {
        if (!weights.isEmpty() && weights.size() != rankings)
            throw new IllegalArgumentException(
                    "there are " + weights.size() + " weights for " + rankings + " rankings; give one for each");
    }

    static double of(List<Double> weights, int ranking) {
        return weights.isEmpty() ? 1 : weights.get(ranking);
    }
}
