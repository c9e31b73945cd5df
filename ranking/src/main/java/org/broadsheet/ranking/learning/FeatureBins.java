package org.broadsheet.ranking.learning;

import java.util.Arrays;

/// A feature's values in at most 256 bins of about equally many rows, so that the best split is found by
/// one pass over bins. No loss where a feature has no more distinct values than bins.
///
/// @param edges the largest value of every bin but the last, rising
@SuppressWarnings("ArrayRecordComponent") // never compared
record FeatureBins(double[] edges) {
    static final int MOST = 256;

    /// @param values finite, at least one; sorted here
    static FeatureBins of(double[] values, int most) {
        Arrays.sort(values);
        int n = values.length;
        double[] edges = new double[most];
        int bins = 0;
        int distinct = 1;
        for (int i = 1; i < n; i++) if (values[i] != values[i - 1]) distinct++;
        boolean all = distinct <= most;
        int taken = 0;
        for (int from = 0; from < n; ) {
            int to = from + 1;
            while (to < n && values[to] == values[from]) to++;
            taken += to - from;
            // A value that many rows share fills a bin alone; the others are made smaller for it.
            boolean full = all || (double) taken * (most - bins) >= n - (to - taken);
            if (to < n && full && bins < most - 1) {
                edges[bins++] = between(values[to - 1], values[to]);
                taken = 0;
            }
            from = to;
        }
        return new FeatureBins(Arrays.copyOf(edges, bins));
    }

    /// Halfway between two neighbours, but never the larger one.
    private static double between(double low, double high) {
        double middle = low / 2 + high / 2;
        return middle >= low && middle < high ? middle : low;
    }

    int bins() {
        return edges.length + 1;
    }

    /// The bin of a value: how many edges lie below it.
    int of(double value) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
