package org.broadsheet.ranking.learning;

import java.util.List;

/// A sum of regression trees over features. Immutable, safe to share between threads.
public final class TreeEnsemble {
    private final int features;
    private final List<RegressionTree> trees;

    TreeEnsemble(int features, List<RegressionTree> trees) {
        this.features = features;
        this.trees = List.copyOf(trees);
    }

    /// What an item with these features adds to the score it starts with, which may be 0; only the order of
    /// the sums means something.
    ///
    /// @throws IllegalArgumentException where there are not as many features as were learned from
    public double score(double[] row) {
        if (row.length != features)
            throw new IllegalArgumentException(
                    "the trees were grown on " + features + " features but the row has " + row.length);
        double sum = 0;
        for (RegressionTree tree : trees) sum += tree.value(row);
        return sum;
    }

    /// How many trees.
    public int size() {
        return trees.size();
    }

    /// The first `n` trees alone: what was known after `n` steps of learning.
    public TreeEnsemble top(int n) {
        return new TreeEnsemble(features, trees.subList(0, Math.min(n, trees.size())));
    }

    /// For each feature, which share of what all splits gained was gained by asking about it; they sum to
    /// 1, or are all 0 where nothing was split.
    public double[] importance() {
        double[] gained = new double[features];
        double sum = 0;
        for (RegressionTree tree : trees)
            for (int node = 0; node < tree.feature().length; node++)
                if (tree.feature()[node] >= 0) {
                    gained[tree.feature()[node]] += tree.gain()[node];
                    sum += tree.gain()[node];
                }
        if (sum > 0) for (int f = 0; f < features; f++) gained[f] /= sum;
        return gained;
    }

    RegressionTree tree(int i) {
        return trees.get(i);
    }
}
