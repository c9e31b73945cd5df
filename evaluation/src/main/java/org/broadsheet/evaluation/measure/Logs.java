package org.broadsheet.evaluation.measure;

/// Logarithms to the base of 2, exact for powers of 2.
final class Logs {
    private static final double LN_2 = Math.log(2);
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
        return exponent + Math.log(Math.scalb(x, -exponent)) / LN_2;
    }
}
