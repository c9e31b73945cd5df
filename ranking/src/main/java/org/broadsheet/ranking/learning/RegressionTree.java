package org.broadsheet.ranking.learning;

/// A tree of questions "is this feature at most that", with a value at each end. Nodes are numbered from
/// the root, 0.
///
/// @param feature   asked about at each node, -1 at a leaf
/// @param threshold values up to it go left
/// @param left      the next node, 0 at a leaf
/// @param right     the next node, 0 at a leaf
/// @param value     at a leaf what it adds to the score
/// @param gain      what the split of each node gained in the objective when it was grown, 0 at a leaf
@SuppressWarnings("ArrayRecordComponent") // never compared
record RegressionTree(int[] feature, double[] threshold, int[] left, int[] right, double[] value, double[] gain) {
    double value(double[] row) {
        int node = 0;
        while (feature[node] >= 0) node = row[feature[node]] <= threshold[node] ? left[node] : right[node];
        return value[node];
    }
}
