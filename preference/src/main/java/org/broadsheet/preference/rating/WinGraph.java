package org.broadsheet.preference.rating;

import java.util.Arrays;
import java.util.function.Consumer;

/// Who beat whom, and the strongly connected classes of that graph. Within a class everyone beat everyone,
/// directly or along a chain; a likelihood has a highest point exactly where every group of linked items is
/// one class (Ford 1957).
final class WinGraph {
    private final int count;

    private WinGraph(int count) {
        this.count = count;
    }

    /// A tie is a win for both.
    static WinGraph of(PairRows rows) {
        return of(rows.items, edges -> {
            for (int i = 0; i < rows.items; i++)
                for (int k = rows.start[i]; k < rows.start[i + 1]; k++) {
                    if (rows.left.get(k) > 0 || rows.tied(k) > 0) edges.add(i, rows.other[k]);
                    if (rows.right.get(k) > 0 || rows.tied(k) > 0) edges.add(rows.other[k], i);
                }
        });
    }

    /// Who beat whom, one pair a call.
    interface Edges {
        void add(int winner, int loser);
    }

    /// @param wins names every edge; called twice, with the same edges in the same order
    static WinGraph of(int items, Consumer<Edges> wins) {
        int[] start = new int[items + 1];
        wins.accept((winner, _) -> start[winner + 1]++);
        for (int i = 0; i < items; i++) start[i + 1] += start[i];
        int[] beaten = new int[start[items]];
        int[] next = start.clone();
        wins.accept((winner, loser) -> beaten[next[winner]++] = loser);
        return classes(items, start, beaten);
    }

    /// Tarjan 1972, with a stack of its own instead of calls.
    private static WinGraph classes(int n, int[] start, int[] to) {
        int[] seen = new int[n]; // 0 before it is seen, then its order from 1
        int[] low = new int[n];
        int[] classOf = new int[n];
        Arrays.fill(classOf, -1);
        int[] open = new int[n]; // items whose class is not known yet
        int[] path = new int[n];
        int[] next = Arrays.copyOf(start, n);
        int opened = 0;
        int order = 0;
        int count = 0;
        for (int root = 0; root < n; root++) {
            if (seen[root] > 0) continue;
            int depth = 0;
            path[depth] = root;
            seen[root] = low[root] = ++order;
            open[opened++] = root;
            while (depth >= 0) {
                int i = path[depth];
                if (next[i] < start[i + 1]) {
                    int j = to[next[i]++];
                    if (seen[j] == 0) {
                        seen[j] = low[j] = ++order;
                        open[opened++] = j;
                        path[++depth] = j;
                    } else if (classOf[j] < 0) {
                        low[i] = Math.min(low[i], seen[j]);
                    }
                    continue;
                }
                if (low[i] == seen[i]) {
                    int j;
                    do {
                        j = open[--opened];
                        classOf[j] = count;
                    } while (j != i);
                    count++;
                }
                if (--depth >= 0) low[path[depth]] = Math.min(low[path[depth]], low[i]);
            }
        }
        return new WinGraph(count);
    }

    /// Whether each of the groups is one class.
    boolean bounded(Groups groups) {
        return count == groups.count();
    }
}
