package org.broadsheet.numerics;

/// Elementary functions written so that neither large nor small arguments overflow, underflow or lose their digits.
public final class Stable {
    private static final double LN_2 = Math.log(2);

    private Stable() {}

    /// 1 / (1 + e^-x), in [0, 1] for every x.
    public static double sigmoid(double x) {
        if (x >= 0) return 1 / (1 + Math.exp(-x));
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /// ln sigmoid(x) = -softplus(-x), never above 0 and finite for every finite x.
    public static double logSigmoid(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// ln(1 + e^x).
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /// ln(p / (1 - p)); infinite at 0 and 1.
    ///
    /// @throws IllegalArgumentException where `p` is not within [0, 1]
    public static double logit(double p) {
        if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("a probability lies between 0 and 1 but was " + p);
        return Math.log(p) - Math.log1p(-p);
    }

    /// ln(1 - e^x) for x <= 0, accurate near 0 and far from it (Maechler 2012).
    ///
    /// @throws IllegalArgumentException where `x` is above 0
    public static double log1mExp(double x) {
        if (!(x <= 0)) throw new IllegalArgumentException("log1mExp is defined for x <= 0 but x was " + x);
        return x > -LN_2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
    }

    /// ln(e^a + e^b).
    public static double logAddExp(double a, double b) {
        if (a == b) return a + LN_2;
        double high = Math.max(a, b);
        return high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }

    /// ln of the sum of e^x over all values; negative infinity for none.
    public static double logSumExp(double... x) {
        double high = Double.NEGATIVE_INFINITY;
        for (double v : x) high = Math.max(high, v);
        if (Double.isInfinite(high) || Double.isNaN(high)) return high;
        double sum = 0;
        for (double v : x) sum += Math.exp(v - high);
        return high + Math.log(sum);
    }

    /// e^x_i / sum of all e^x_j, a new array of the same length; sums to 1 unless empty.
    public static double[] softmax(double... x) {
        double total = logSumExp(x);
        double[] p = new double[x.length];
        for (int i = 0; i < x.length; i++) p[i] = Math.exp(x[i] - total);
        return p;
    }

    /// x ln y, which is 0 wherever x is 0 (also for y = 0).
    public static double xLogY(double x, double y) {
        return x == 0 ? 0 : x * Math.log(y);
    }

    /// The sum with Neumaier's compensation: the error does not grow with the number of terms.
    public static double sum(double... x) {
        double sum = 0;
        double lost = 0;
        for (double v : x) {
            double next = sum + v;
            lost += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
            sum = next;
        }
        return Double.isFinite(sum) ? sum + lost : sum;
    }

    /// The arithmetic mean; NaN for no value.
    public static double mean(double... x) {
        return sum(x) / x.length;
    }

    /// The quantile `p` of `sorted` (ascending) with linear interpolation between the two nearest order statistics
    /// (Hyndman and Fan 1996, type 7; what NumPy and R do by default); NaN for no value.
    ///
    /// @throws IllegalArgumentException where `p` is not within [0, 1]
    public static double quantile(double[] sorted, double p) {
        if (!(p >= 0 && p <= 1)) throw new IllegalArgumentException("a quantile lies between 0 and 1 but was " + p);
        if (sorted.length == 0) return Double.NaN;
        double at = p * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = Math.min(below + 1, sorted.length - 1);
        double part = at - below;
        return part == 0 ? sorted[below] : sorted[below] + part * (sorted[above] - sorted[below]);
    }
}
