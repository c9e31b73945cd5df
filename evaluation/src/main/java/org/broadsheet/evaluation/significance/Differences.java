package org.broadsheet.evaluation.significance;

import org.broadsheet.evaluation.PerQueryScores;

/// What two systems differ by, topic by topic.
final class Differences {
    private Differences() {}

    /// `a` minus `b`, in the order of `a`'s topics.
    ///
    /// @throws IllegalArgumentException where they were not measured on the same topics, or on none
    static double[] of(PerQueryScores a, PerQueryScores b) {
        PerQueryScores aligned = b.alignedWith(a);
        if (a.size() == 0)
            throw new IllegalArgumentException(a.system() + " and " + b.system() + " have no topics to be compared on");
        double[] differences = new double[a.size()];
        for (int i = 0; i < differences.length; i++) {
            double x = a.value(i);
            double y = aligned.value(i);
            double d = x - y;
            // 0.61 - 0.60 and 0.31 - 0.30 are not equal as doubles; what is nothing but rounding counts as nothing.
            differences[i] = Math.abs(d) <= 1e-12 * Math.max(Math.abs(x), Math.abs(y)) ? 0 : d;
        }
        return differences;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return values.length == 0 ? 0 : sum / values.length;
    }

    /// The standard deviation of a sample, n - 1 below the line; 0 for fewer than two values.
    static double deviation(double[] values) {
        if (values.length < 2) return 0;
        double mean = mean(values);
        double sum = 0;
        for (double value : values) sum += (value - mean) * (value - mean);
        return Math.sqrt(sum / (values.length - 1));
    }
}
