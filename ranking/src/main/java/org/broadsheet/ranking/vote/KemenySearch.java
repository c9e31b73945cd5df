package org.broadsheet.ranking.vote;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Orders of one group of items, numbered from 0 within the group. `against[a][b]` is what it costs to put `a` before
/// `b`: the weight of the voters who have `b` before `a`.
final class KemenySearch {
    private static final double ROUNDING = 1e-9;

    private final int n;
    private final double[][] against;

    @SuppressWarnings("ArrayRecordComponent") // never leaves the package, never compared
    record Result(int[] order, double cost, double bound) {}

    KemenySearch(MajorityGraph<?> graph, int[] group) {
        n = group.length;
        against = new double[n][n];
        for (int a = 0; a < n; a++)
            for (int b = 0; b < n; b++) if (a != b) against[a][b] = graph.support(group[b], group[a]);
    }

    double cost(int[] order) {
        double sum = 0;
        for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) sum += against[order[i]][order[j]];
        return sum;
    }

    /// The best order of each subset from the best orders of those with one item less, which stands last.
    Result bySubsets() {
        double[] best = new double[1 << n];
        byte[] last = new byte[1 << n];
        for (int set = 1; set < best.length; set++) {
            best[set] = Double.POSITIVE_INFINITY;
            for (int rest = set; rest != 0; rest &= rest - 1) {
                int item = Integer.numberOfTrailingZeros(rest);
                int before = set & ~(1 << item);
                double cost = best[before];
                for (int b = before; b != 0; b &= b - 1) cost += against[Integer.numberOfTrailingZeros(b)][item];
                if (cost <= best[set]) { // of equals the highest number last, so that lower numbers come first
                    best[set] = cost;
                    last[set] = (byte) item;
                }
            }
        }
        int[] order = new int[n];
        int set = best.length - 1;
        for (int place = n - 1; place >= 0; place--) {
            order[place] = last[set];
            set &= ~(1 << last[set]);
        }
        double cost = cost(order);
        return new Result(order, cost, cost);
    }

    /// Moves single items to where they cost least until no move helps, from the order of fewest objections and from
    /// shaken copies of the best order so far.
    Result local(int restarts, long seed) {
        int[] best = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Arrays.stream(against[i]).sum()))
                .mapToInt(Integer::intValue)
                .toArray();
        descend(best);
        double cost = cost(best);
        SplittableRandom random = new SplittableRandom(seed);
        for (int restart = 0; restart < restarts; restart++) {
            int[] shaken = best.clone();
            for (int swap = 0; swap < Math.max(3, n / 6); swap++) {
                int a = random.nextInt(n);
                int b = Math.min(n - 1, a + random.nextInt(1, 6));
                int item = shaken[a];
                shaken[a] = shaken[b];
                shaken[b] = item;
            }
            descend(shaken);
            double now = cost(shaken);
            if (now < cost) {
                cost = now;
                best = shaken;
            }
        }
        return new Result(best, cost, Double.NaN);
    }

    private void descend(int[] order) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int from = 0; from < n; from++) {
                int item = order[from];
                double gain = 0;
                double most = ROUNDING;
                int to = from;
                for (int place = from - 1; place >= 0; place--) {
                    gain += against[order[place]][item] - against[item][order[place]];
                    if (gain > most) {
                        most = gain;
                        to = place;
                    }
                }
                gain = 0;
                for (int place = from + 1; place < n; place++) {
                    gain += against[item][order[place]] - against[order[place]][item];
                    if (gain > most) {
                        most = gain;
                        to = place;
                    }
                }
                if (to == from) continue;
                if (to < from) System.arraycopy(order, to, order, to + 1, from - to);
                else System.arraycopy(order, from + 1, order, from, to - from);
                order[to] = item;
                moved = true;
            }
        }
    }

    /// Tries to prove `start` best or to better it, in at most `nodes` steps. The bound of the result is its cost where
    /// that succeeded, else that of [KemenyBound].
    Result branchAndBound(Result start, long nodes) {
        KemenyBound bound = new KemenyBound(against);
        double root = bound.value();
        if (start.cost <= root + slack(start.cost)) return new Result(start.order, start.cost, start.cost);
        BranchAndBound search = new BranchAndBound(bound, start, nodes);
        boolean finished = search.place(0, 0);
        return new Result(search.best, search.cost, finished ? search.cost : Math.min(root, search.cost));
    }

    private static double slack(double cost) {
        return ROUNDING * Math.max(1, cost);
    }

    private final class BranchAndBound {
        private final KemenyBound bound;
        private final int[] prefix = new int[n];
        private final boolean[] used = new boolean[n];
        private int[] best;
        private double cost;
        private long nodes;

        BranchAndBound(KemenyBound bound, Result start, long nodes) {
            this.bound = bound;
            this.best = start.order;
            this.cost = start.cost;
            this.nodes = nodes;
        }

        /// Tries every item that may stand at `depth`.
        ///
        /// @param spent cost of all pairs with an item of the prefix
        /// @return whether every order with this prefix was looked at or ruled out
        boolean place(int depth, double spent) {
            if (depth == n) {
                if (spent < cost - slack(cost)) {
                    cost = spent;
                    best = prefix.clone();
                }
                return true;
            }
            double[] price = new double[n];
            for (int i = 0; i < n; i++)
                if (!used[i]) for (int j = 0; j < n; j++) if (!used[j] && j != i) price[i] += against[i][j];
            int[] candidates = IntStream.range(0, n)
                    .filter(i -> !used[i])
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> price[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int item : candidates) {
                // In a best order no neighbours would do better the other way round.
                if (depth > 0 && against[prefix[depth - 1]][item] > against[item][prefix[depth - 1]] + ROUNDING)
                    continue;
                if (nodes-- <= 0) return false;
                bound.without(item);
                boolean finished = true;
                if (spent + price[item] + bound.value() < cost - slack(cost)) {
                    prefix[depth] = item;
                    used[item] = true;
                    finished = place(depth + 1, spent + price[item]);
                    used[item] = false;
                }
                bound.with(item);
                if (!finished) return false;
            }
            return true;
        }
    }
}
