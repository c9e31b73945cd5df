package org.broadsheet.evaluation.curve;

import java.util.List;
import java.util.stream.IntStream;

/// Several curves, each weighted by how well the data support it.
///
/// @param curves  at least one
/// @param weights not negative, one a curve, summing to 1
public record AveragedCurve(List<FittedCurve> curves, List<Double> weights) implements LearningCurve {
    public AveragedCurve {
        curves = List.copyOf(curves);
        weights = List.copyOf(weights);
        if (curves.isEmpty() || curves.size() != weights.size())
            throw new IllegalArgumentException("as many weights as curves and at least one, please: " + curves.size()
                    + " curves, " + weights.size() + " weights");
    }

    @Override
    public double at(double size) {
        double sum = 0;
        for (int i = 0; i < curves.size(); i++)
            if (weights.get(i) > 0) sum += weights.get(i) * curves.get(i).at(size);
        return sum;
    }

    /// The curve with the largest weight.
    public FittedCurve best() {
        int best = IntStream.range(0, curves.size())
                .reduce((i, j) -> weights.get(j) > weights.get(i) ? j : i)
                .orElse(0);
        return curves.get(best);
    }
}
