package org.broadsheet.preference.response;

import java.util.Locale;

/// Ways to estimate an ability from answers to items of known parameters.
public enum AbilityEstimator {
    /// The mean of the posterior under a standard normal prior (Bock and Mislevy 1982); its error is the
    /// posterior's standard deviation.
    EAP,
    /// The mode of the same posterior; its error is from the information, prior included.
    MAP,
    /// Maximum likelihood without a prior; its error is from the information. Infinite where all answers
    /// were right, or all wrong (and with guessing sometimes where nearly all were wrong).
    ML;

    private static final double REACH = 12;
    private static final int STEPS = 241;

    /// `eap`, `map` or `ml`, in either case.
    ///
    /// @throws IllegalArgumentException for any other name
    public static AbilityEstimator named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "eap" -> EAP;
            case "map" -> MAP;
            case "ml" -> ML;
            default ->
                throw new IllegalArgumentException(
                        "there is no ability estimate \"" + name + "\"; there are eap, map, ml");
        };
    }

    /// @param curves   of the items that were tried
    /// @param right    right answers to each
    /// @param attempts attempts at each, not fewer
    Ability of(ItemCurve[] curves, int[] right, int[] attempts) {
        return this == EAP ? mean(curves, right, attempts) : peak(curves, right, attempts);
    }

    private static double likelihood(ItemCurve[] curves, int[] right, int[] attempts, double ability) {
        double sum = 0;
        for (int i = 0; i < curves.length; i++) {
            if (right[i] > 0) sum += right[i] * curves[i].logRight(ability);
            if (attempts[i] > right[i]) sum += (attempts[i] - right[i]) * curves[i].logWrong(ability);
        }
        return sum;
    }

    private static Ability mean(ItemCurve[] curves, int[] right, int[] attempts) {
        double informed = 0;
        for (int i = 0; i < curves.length; i++)
            informed += attempts[i] * curves[i].discrimination() * curves[i].discrimination() / 4;
        // Points closer than the posterior can be narrow: its spread is at least 1 / sqrt(1 +
        // information).
        Quadrature grid = Quadrature.even(Math.clamp(2 * (int) Math.ceil(8 * Math.sqrt(1 + informed)) + 1, 61, 2_001));
        double[] log = new double[grid.size()];
        double high = Double.NEGATIVE_INFINITY;
        for (int q = 0; q < log.length; q++) {
            log[q] = Math.log(grid.weights()[q]) + likelihood(curves, right, attempts, grid.points()[q]);
            high = Math.max(high, log[q]);
        }
        double total = 0;
        double mean = 0;
        for (int q = 0; q < log.length; q++) {
            double weight = Math.exp(log[q] - high);
            total += weight;
            mean += weight * grid.points()[q];
        }
        mean /= total;
        double variance = 0;
        for (int q = 0; q < log.length; q++)
            variance += Math.exp(log[q] - high) / total * Math.pow(grid.points()[q] - mean, 2);
        return new Ability(mean, Math.sqrt(variance));
    }

    private Ability peak(ItemCurve[] curves, int[] right, int[] attempts) {
        double prior = this == MAP ? 1 : 0;
        int answers = 0;
        int correct = 0;
        for (int i = 0; i < curves.length; i++) {
            answers += attempts[i];
            correct += right[i];
        }
        if (this == ML && answers == 0) return new Ability(Double.NaN, Double.NaN);
        if (this == ML && correct == answers) return new Ability(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        if (this == ML && correct == 0) return new Ability(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        // With guessing there can be several peaks, so the highest of a grid is taken and refined.
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s < STEPS; s++) {
            double at = at(s);
            double value = likelihood(curves, right, attempts, at) - prior * at * at / 2;
            if (value > highest) {
                highest = value;
                best = s;
            }
        }
        if (best == 0) return new Ability(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        if (best == STEPS - 1) return new Ability(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        double low = at(best - 1);
        double high = at(best + 1);
        for (int step = 0; step < 60 && high - low > 1e-12; step++) {
            double middle = (low + high) / 2;
            if (rises(curves, right, attempts, middle, prior)) low = middle;
            else high = middle;
        }
        double peak = (low + high) / 2;
        double information = prior;
        for (int i = 0; i < curves.length; i++) information += attempts[i] * curves[i].information(peak);
        return new Ability(peak, 1 / Math.sqrt(information));
    }

    private static double at(int step) {
        return -REACH + 2 * REACH * step / (STEPS - 1);
    }

    private static boolean rises(ItemCurve[] curves, int[] right, int[] attempts, double at, double prior) {
        double slope = -prior * at;
        for (int i = 0; i < curves.length; i++)
            slope += curves[i].discrimination() * curves[i].slope(at, right[i], attempts[i] - right[i]);
        return slope > 0;
    }
}
