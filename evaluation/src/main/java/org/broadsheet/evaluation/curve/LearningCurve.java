package org.broadsheet.evaluation.curve;

import java.util.OptionalDouble;

/// A curve that rises with the size, fitted to observations.
public sealed interface LearningCurve permits FittedCurve, AveragedCurve {
    /// The expected score at a size above 0; at infinity the asymptote.
    double at(double size);

    /// What the score tends to.
    default double asymptote() {
        return at(Double.POSITIVE_INFINITY);
    }

    /// The size at which the curve reaches a score, to twelve digits; nothing where it never does, or only beyond
    /// 1e18.
    default OptionalDouble sizeFor(double score) {
        double low = 1e-9;
        double high = 1e18;
        if (!(at(high) >= score)) return OptionalDouble.empty();
        if (at(low) >= score) return OptionalDouble.of(low);
        while (high / low > 1 + 1e-12) {
            double middle = Math.sqrt(low) * Math.sqrt(high);
            if (at(middle) >= score) high = middle;
            else low = middle;
        }
        return OptionalDouble.of(high);
    }
}
