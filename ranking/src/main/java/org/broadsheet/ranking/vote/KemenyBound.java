package org.broadsheet.ranking.vote;

import java.util.ArrayList;
import java.util.List;

/// What any order of a set of items costs at least: the smaller side of every pair, and for every circle of three
/// majorities the smallest margin in it, because one of the three has to be broken; margins are shared out so that none
/// pays twice. Items can be taken out, last in first out, and put back.
final class KemenyBound {
    private final double[][] against;
    private final boolean[] out;
    private final List<List<Triangle>> triangles = new ArrayList<>();
    private double value;

    private record Triangle(int a, int b, int c, double price) {}

    KemenyBound(double[][] against) {
        this.against = against;
        int n = against.length;
        out = new boolean[n];
        double[][] margin = new double[n][n];
        for (int i = 0; i < n; i++) {
            triangles.add(new ArrayList<>());
            for (int j = 0; j < n; j++) {
                margin[i][j] = Math.max(0, against[j][i] - against[i][j]);
                if (i < j) value += Math.min(against[i][j], against[j][i]);
            }
        }
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                for (int k = j + 1; k < n; k++) {
                    pack(margin, i, j, k);
                    pack(margin, i, k, j);
                }
    }

    private void pack(double[][] margin, int a, int b, int c) {
        double price = Math.min(margin[a][b], Math.min(margin[b][c], margin[c][a]));
        if (price <= 0) return;
        margin[a][b] -= price;
        margin[b][c] -= price;
        margin[c][a] -= price;
        Triangle triangle = new Triangle(a, b, c, price);
        triangles.get(a).add(triangle);
        triangles.get(b).add(triangle);
        triangles.get(c).add(triangle);
        value += price;
    }

    double value() {
        return value;
    }

    void without(int item) {
        value -= share(item);
        out[item] = true;
    }

    void with(int item) {
        out[item] = false;
        value += share(item);
    }

    /// What pairs and triangles of `item` with items that are still in add to the value.
    private double share(int item) {
        double sum = 0;
        for (int j = 0; j < out.length; j++)
            if (j != item && !out[j]) sum += Math.min(against[item][j], against[j][item]);
        for (Triangle t : triangles.get(item)) {
            boolean in = (t.a == item || !out[t.a]) && (t.b == item || !out[t.b]) && (t.c == item || !out[t.c]);
            if (in) sum += t.price;
        }
        return sum;
    }
}
