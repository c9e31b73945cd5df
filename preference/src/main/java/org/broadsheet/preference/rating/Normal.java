package org.broadsheet.preference.rating;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.numbers.gamma.InverseErfc;

/// The standard normal distribution, accurate in both tails.
final class Normal {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);

    private Normal() {}

    static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    static double below(double x) {
        return Erfc.value(-x * ROOT_HALF) / 2;
    }

    /// Where a share of `p` lies below; p within (0, 1).
    static double quantile(double p) {
        return -InverseErfc.value(2 * p) / ROOT_HALF;
    }

    static double between(double a, double b) {
        return a > 0 ? below(-a) - below(-b) : below(b) - below(a);
    }

    static double logBelow(double x) {
        if (x > -1) return Math.log(below(x));
        return Math.log(Erfcx.value(-x * ROOT_HALF) / 2) - x * x / 2;
    }

    /// density / below.
    static double hazard(double x) {
        return x > 5 ? density(x) / below(x) : ROOT_TWO_OVER_PI / Erfcx.value(-x * ROOT_HALF);
    }
}
