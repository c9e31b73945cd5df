package org.broadsheet.preference.elicitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.broadsheet.numerics.Stable;

/// What the answer to a pair is expected to tell, in nats: the entropy of the answer less its expected
/// entropy where the
/// utilities were known, the mutual information of answer and utilities (Lindley 1956; Houlsby and others
/// 2011).
public final class InformationGain {
    private static final int POINTS = 33;
    private static final double REACH = 6;

    private InformationGain() {}

    /// @param mean     of the difference of utilities, in log-odds
    /// @param variance of it, from 0
    /// @return from 0 to ln 2
    public static double of(double mean, double variance) {
        double deviation = Math.sqrt(variance);
        if (deviation == 0) return 0;
        double p = 0;
        double entropy = 0;
        double total = 0;
        for (int k = 0; k < POINTS; k++) {
            double z = REACH * (2.0 * k / (POINTS - 1) - 1);
            double weight = Math.exp(-z * z / 2);
            double one = Stable.sigmoid(mean + deviation * z);
            total += weight;
            p += weight * one;
            entropy += weight * entropy(one);
        }
        return Math.max(0, entropy(p / total) - entropy / total);
    }

    private static double entropy(double p) {
        return -Stable.xLogY(p, p) - Stable.xLogY(1 - p, 1 - p);
    }

    private static double of(Beliefs beliefs, int a, int b) {
        return of(beliefs.mean()[a] - beliefs.mean()[b], beliefs.variance(a, b));
    }

    /// The pair of the largest gain; the first by number among equals.
    static Duel bestPair(Beliefs beliefs) {
        Duel best = new Duel(0, 0);
        double most = -1;
        int n = beliefs.mean().length;
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++) {
                double gain = of(beliefs, a, b);
                if (gain > most) {
                    most = gain;
                    best = new Duel(a, b);
                }
            }
        return best;
    }

    /// As many pairs as items less one that connect all items and together gain most (Prim 1957), largest
    /// gain first.
    static List<Duel> spanningTree(Beliefs beliefs) {
        int n = beliefs.mean().length;
        double[] gain = new double[n];
        int[] to = new int[n];
        boolean[] in = new boolean[n];
        Arrays.fill(gain, -1);
        record Edge(Duel duel, double gain) {}
        List<Edge> tree = new ArrayList<>();
        int last = 0;
        in[0] = true;
        for (int step = 1; step < n; step++) {
            int next = -1;
            for (int i = 0; i < n; i++) {
                if (in[i]) continue;
                double with = of(beliefs, i, last);
                if (with > gain[i]) {
                    gain[i] = with;
                    to[i] = last;
                }
                if (next < 0 || gain[i] > gain[next]) next = i;
            }
            in[next] = true;
            tree.add(new Edge(new Duel(to[next], next), gain[next]));
            last = next;
        }
        tree.sort(Comparator.comparingDouble(Edge::gain).reversed());
        return tree.stream().map(Edge::duel).toList();
    }
}
