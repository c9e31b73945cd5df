package org.broadsheet.evaluation.measure;

/// Logarithms to the base of 2, exact for powers of 2.
final class Logs {
    /// 1 / ln 2 in two parts, so that the quotient is rounded once.
    private static final double INVERSE = 1.4426950408889634;

    private static final double INVERSE_REST = 2.0355273740931033e-17;
    private static final double[] FIRST = new double[2048];

    static {
        for (int i = 1; i < FIRST.length; i++) FIRST[i] = compute(i);
    }

    private Logs() {}

    static double log2(int x) {
        return x < FIRST.length ? FIRST[x] : compute(x);
    }

    static double log2(double x) {
        return compute(x);
    }

    private static double compute(double x) {
        int exponent = Math.getExponent(x);
        double ln = Math.log(Math.scalb(x, -exponent));
        double product = ln * INVERSE;
        return exponent + (product + (Math.fma(ln, INVERSE, -product) + ln * INVERSE_REST));
    }
}
