package org.broadsheet.preference.rating;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Comparisons put together for a fit: one row for each pair that met, sorted by its first item, with how
/// often (by weight) each side won. Rows of the first item i are `start[i]` to `start[i + 1]`.
///
/// Where sides matter, a pair has a row for each way it stood; where covariates come with each comparison,
/// every comparison is a row of its own.
final class PairRows {
    final int items;
    final int[] start;
    final int[] other;
    final Counts left;
    final Counts right;
    final @Nullable Counts tie;
    /// `covariateCount` numbers a row.
    final double @Nullable [] covariates;
    final int covariateCount;
    /// Which items are in any row.
    final boolean[] met;

    private PairRows(
            int items,
            int[] start,
            int[] other,
            Counts left,
            Counts right,
            @Nullable Counts tie,
            double @Nullable [] covariates,
            int covariateCount) {
        this.items = items;
        this.start = start;
        this.other = other;
        this.left = left;
        this.right = right;
        this.tie = tie;
        this.covariates = covariates;
        this.covariateCount = covariateCount;
        met = new boolean[items];
        for (int i = 0; i < items; i++) met[i] = start[i] < start[i + 1];
        for (int j : other) met[j] = true;
    }

    int size() {
        return other.length;
    }

    /// @param sided        whether it matters who stood left
    /// @param ties         whether ties are counted by themselves; where not, each is half a win for either
    /// @param covariates   whether to keep covariates
    static PairRows of(Comparisons<?> data, boolean sided, boolean ties, boolean covariates) {
        int n = data.items().size();
        int c = covariates ? data.covariateNames().size() : 0;
        boolean turn = !sided && c == 0;
        int[] order = sorted(data, n, turn);
        int[] start = new int[n + 1];
        int rows = 0;
        int length = 0;
        int longest = 0;
        int lastFirst = -1;
        int lastSecond = -1;
        for (int k : order) {
            int first = first(data, k, turn);
            int second = second(data, k, turn);
            if (c > 0 || first != lastFirst || second != lastSecond) {
                rows++;
                start[first + 1]++;
                lastFirst = first;
                lastSecond = second;
                length = 0;
            }
            longest = Math.max(longest, ++length);
        }
        for (int i = 0; i < n; i++) start[i + 1] += start[i];
        int[] other = new int[rows];
        boolean small = data.weight == null && longest <= Counts.MOST_SMALL;
        Counts left = new Counts(rows, small);
        Counts right = new Counts(rows, small);
        Counts tie = ties ? new Counts(rows, small) : null;
        double[] values = c > 0 ? new double[rows * c] : null;
        int row = -1;
        lastFirst = -1;
        lastSecond = -1;
        for (int k : order) {
            int first = first(data, k, turn);
            int second = second(data, k, turn);
            if (c > 0 || first != lastFirst || second != lastSecond) {
                other[++row] = second;
                lastFirst = first;
                lastSecond = second;
            }
            double w = data.weight(k);
            byte outcome = data.outcome[k];
            if (outcome == Comparisons.TIE) {
                if (tie != null) {
                    tie.add(row, w);
                } else {
                    left.add(row, w / 2);
                    right.add(row, w / 2);
                }
            } else if (outcome == Comparisons.LEFT == (first == data.left[k])) {
                left.add(row, w);
            } else {
                right.add(row, w);
            }
            if (values != null && data.covariates != null) System.arraycopy(data.covariates, k * c, values, row * c, c);
        }
        return new PairRows(n, start, other, left, right, tie, values, c);
    }

    private static int first(Comparisons<?> data, int k, boolean turn) {
        return turn ? Math.min(data.left[k], data.right[k]) : data.left[k];
    }

    private static int second(Comparisons<?> data, int k, boolean turn) {
        return turn ? Math.max(data.left[k], data.right[k]) : data.right[k];
    }

    /// The comparisons' numbers by first item, then second, then as they stand: a counting sort by the first, and
    /// what stands under one of them by itself, so that a second array of all is not needed.
    private static int[] sorted(Comparisons<?> data, int n, boolean turn) {
        int m = data.size;
        int[] end = new int[n + 1];
        for (int k = 0; k < m; k++) end[first(data, k, turn) + 1]++;
        for (int i = 0; i < n; i++) end[i + 1] += end[i];
        int[] order = new int[m];
        for (int k = 0; k < m; k++) order[end[first(data, k, turn)]++] = k;
        long[] keys = new long[16];
        for (int i = 0, from = 0; i < n; from = end[i++]) {
            int length = end[i] - from;
            if (length > keys.length) keys = new long[Math.max(length, keys.length + (keys.length >> 1))];
            for (int k = 0; k < length; k++)
                keys[k] = (long) second(data, order[from + k], turn) << Integer.SIZE | order[from + k];
            Arrays.sort(keys, 0, length);
            for (int k = 0; k < length; k++) order[from + k] = (int) keys[k];
        }
        return order;
    }

    Groups groups() {
        int[] parent = new int[items];
        for (int i = 0; i < items; i++) parent[i] = i;
        for (int i = 0; i < items; i++) for (int k = start[i]; k < start[i + 1]; k++) Groups.join(parent, i, other[k]);
        return Groups.of(parent);
    }

    double tied(int row) {
        return tie == null ? 0 : tie.get(row);
    }
}
