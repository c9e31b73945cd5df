package org.broadsheet.preference.values;

import java.util.Arrays;
import java.util.List;

/// Ranks nodes by where a walk over weighted links ends up (Page et al. 1999): each round every node
/// keeps a base of (1 - damping) / n and hands `damping` of its rank on along its links, by their
/// weights.
///
/// A node without links hands nothing on, so ranks sum to less than 1. Handing its rank to all nodes
/// alike instead, as many programs do, multiplies all ranks by the same number and so changes neither
/// order nor shares.
///
/// @param damping    from 0 to below 1
/// @param iterations rounds, at least 1; the rest left over falls with damping^iterations
public record WeightedPageRank(double damping, int iterations) {
    public static final WeightedPageRank DEFAULT = new WeightedPageRank(0.85, 100);

    /// @param weight above 0, finite
    public record Link(int from, int to, double weight) {
        public Link {
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException("a link has a weight above 0, not " + weight);
        }
    }

    public WeightedPageRank {
        if (!(damping >= 0 && damping < 1))
            throw new IllegalArgumentException("damping lies from 0 to below 1 but was " + damping + "; 0.85 is usual");
        if (iterations < 1) throw new IllegalArgumentException("at least one round, not " + iterations);
    }

    /// The rank of each node.
    ///
    /// @param nodes numbered from 0
    /// @param links several between the same nodes add up
    public double[] ranks(int nodes, List<Link> links) {
        double[] out = new double[nodes];
        for (Link l : links) {
            if (l.from() < 0 || l.from() >= nodes || l.to() < 0 || l.to() >= nodes)
                throw new IllegalArgumentException(
                        "a link from " + l.from() + " to " + l.to() + " leaves the " + nodes + " nodes");
            out[l.from()] += l.weight();
        }
        double[] rank = new double[nodes];
        Arrays.fill(rank, 1.0 / nodes);
        for (int i = 0; i < iterations; i++) {
            double[] next = new double[nodes];
            Arrays.fill(next, (1 - damping) / nodes);
            for (Link l : links) next[l.to()] += damping * rank[l.from()] * l.weight() / out[l.from()];
            rank = next;
        }
        return rank;
    }
}
