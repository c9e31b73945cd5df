package org.broadsheet.ranking.learning;

import java.util.Arrays;

/// nDCG of one list as its scores change, and which way each score should move to raise it.
///
/// Items with equal scores stand in random order: what is computed is the expectation over all orders, so
/// that nothing depends on the order in which items were handed in. An item of grade g at place r (from 1)
/// adds (2^g - 1) / log2(r + 1) where r is within the cutoff, and nothing beyond.
final class ListGain {
    private final int[] grades;
    /// Of the places from 0, 0 beyond the cutoff.
    private final double[] discount;
    /// Sum of the discounts of the places before this one.
    private final double[] before;
    private final double ideal;

    ListGain(int[] grades, int cutoff) {
        this.grades = grades;
        int n = grades.length;
        discount = new double[n];
        before = new double[n + 1];
        for (int r = 0; r < n; r++) {
            discount[r] = r < cutoff ? 1 / (Math.log(r + 2) / Math.log(2)) : 0;
            before[r + 1] = before[r] + discount[r];
        }
        int[] best = grades.clone();
        Arrays.sort(best);
        double sum = 0;
        for (int r = 0; r < n; r++) sum += gain(best[n - 1 - r]) * discount[r];
        ideal = sum;
    }

    private static double gain(int grade) {
        return (1L << grade) - 1;
    }

    /// Whether any item is worth more than nothing; where none is there is nothing to rank.
    boolean any() {
        return ideal > 0;
    }

    /// Expected nDCG in [0, 1]; 0 where no item is worth anything.
    double value(double[] scores, int from) {
        if (!any()) return 0;
        Places places = places(scores, from);
        double sum = 0;
        for (int i = 0; i < grades.length; i++)
            if (grades[i] > 0) sum += gain(grades[i]) * places.discount(places.group[i]);
        return sum / ideal;
    }

    /// The lambdas of LambdaRank: for each pair of a better item i and a worse one j, by how much nDCG
    /// would change if the two changed places, times the logistic slope 1 / (1 + e^(s_i - s_j)), added to i
    /// and taken from j. Curvatures are the same with slope * (1 - slope), added to both.
    ///
    /// @param scores     of all rows, this list's from `from` on
    /// @param gradient   written from `from` on; positive where the score should rise
    /// @param curvature  written from `from` on, not negative
    void gradients(double[] scores, int from, double[] gradient, double[] curvature) {
        int n = grades.length;
        Arrays.fill(gradient, from, from + n, 0);
        Arrays.fill(curvature, from, from + n, 0);
        if (!any()) return;
        Places places = places(scores, from);
        for (int i = 0; i < n; i++) {
            if (grades[i] == 0) continue;
            int at = places.group[i];
            double mean = places.discount(at);
            double pull = 0;
            double bend = 0;
            for (int j = 0; j < n; j++) {
                if (grades[j] >= grades[i]) continue;
                int other = places.group[j];
                double apart = at == other ? places.within(at) : Math.abs(mean - places.discount(other));
                if (apart == 0) continue;
                double weight = (gain(grades[i]) - gain(grades[j])) * apart / ideal;
                double slope = 1 / (1 + Math.exp(scores[from + i] - scores[from + j]));
                double lambda = weight * slope;
                double second = lambda * (1 - slope);
                pull += lambda;
                bend += second;
                gradient[from + j] -= lambda;
                curvature[from + j] += second;
            }
            gradient[from + i] += pull;
            curvature[from + i] += bend;
        }
    }

    /// Groups of equal scores, best first.
    private Places places(double[] scores, int from) {
        int n = grades.length;
        double[] sorted = Arrays.copyOfRange(scores, from, from + n);
        Arrays.sort(sorted);
        int[] end = new int[n];
        double[] level = new double[n];
        int groups = 0;
        for (int r = 0; r < n; r++) {
            double s = sorted[n - 1 - r];
            if (groups == 0 || s != level[groups - 1]) level[groups++] = s;
            end[groups - 1] = r + 1;
        }
        int[] group = new int[n];
        for (int i = 0; i < n; i++) group[i] = find(level, groups, scores[from + i]);
        return new Places(group, end, groups);
    }

    /// Where `score` stands in `level`, which falls.
    private static int find(double[] level, int groups, double score) {
        int low = 0;
        int high = groups - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (level[middle] > score) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// Which places the items share with those of equal score.
    private final class Places {
        private final int[] group;
        private final double[] mean;
        private final double[] spread;

        /// @param group  of each item
        /// @param end    the place after the last of each group
        /// @param groups how many
        Places(int[] group, int[] end, int groups) {
            this.group = group;
            mean = new double[groups];
            spread = new double[groups];
            for (int g = 0; g < mean.length; g++) {
                int first = g == 0 ? 0 : end[g - 1];
                int size = end[g] - first;
                mean[g] = (before[end[g]] - before[first]) / size;
                double sum = 0;
                for (int k = 0; k < size; k++) sum += discount[first + k] * (size - 1 - 2.0 * k);
                spread[g] = size < 2 ? 0 : sum / (size * (size - 1) / 2.0);
            }
        }

        /// The expected discount of an item of this group.
        double discount(int g) {
            return mean[g];
        }

        /// The expected distance between the discounts of two items of this group.
        double within(int g) {
            return spread[g];
        }
    }
}
