package org.broadsheet.ranking.vote;

import java.util.Arrays;

/// The cheapest way to give every row a column of its own: shortest augmenting paths (Jonker and Volgenant 1987),
/// O(n³).
final class Assignment {
    private Assignment() {}

    /// @param cost square, finite
    /// @return the column of each row
    static int[] cheapest(double[][] cost) {
        int n = cost.length;
        double[] rowPrice = new double[n + 1];
        double[] columnPrice = new double[n + 1];
        int[] rowOf = new int[n + 1]; // row (from 1) that holds a column (from 1); 0 is none
        int[] previous = new int[n + 1];
        for (int row = 1; row <= n; row++) {
            rowOf[0] = row;
            double[] distance = new double[n + 1];
            Arrays.fill(distance, Double.POSITIVE_INFINITY);
            boolean[] done = new boolean[n + 1];
            int column = 0;
            do {
                done[column] = true;
                int at = rowOf[column];
                double shortest = Double.POSITIVE_INFINITY;
                int next = 0;
                for (int c = 1; c <= n; c++) {
                    if (done[c]) continue;
                    double through = cost[at - 1][c - 1] - rowPrice[at] - columnPrice[c];
                    if (through < distance[c]) {
                        distance[c] = through;
                        previous[c] = column;
                    }
                    if (distance[c] < shortest) {
                        shortest = distance[c];
                        next = c;
                    }
                }
                for (int c = 0; c <= n; c++) {
                    if (done[c]) {
                        rowPrice[rowOf[c]] += shortest;
                        columnPrice[c] -= shortest;
                    } else distance[c] -= shortest;
                }
                column = next;
            } while (rowOf[column] != 0);
            while (column != 0) {
                rowOf[column] = rowOf[previous[column]];
                column = previous[column];
            }
        }
        int[] columnOf = new int[n];
        for (int c = 1; c <= n; c++) columnOf[rowOf[c] - 1] = c - 1;
        return columnOf;
    }
}
