package org.broadsheet.preference.rating;

import org.jspecify.annotations.Nullable;

/// How often something happened in each row, by weight. Few whole and half wins, which is what most data hold, take
/// a byte a row instead of eight.
final class Counts {
    /// Most comparisons of a row whose halves fit into a byte.
    static final int MOST_SMALL = 127;

    private final byte @Nullable [] halves;
    private final double[] values;

    /// @param small whether only halves are added, at most [#MOST_SMALL] wholes a row
    Counts(int rows, boolean small) {
        halves = small ? new byte[rows] : null;
        values = small ? new double[0] : new double[rows];
    }

    double get(int row) {
        return halves == null ? values[row] : (halves[row] & 0xff) / 2.0;
    }

    void add(int row, double value) {
        if (halves == null) values[row] += value;
        else halves[row] += (byte) (2 * value);
    }
}
