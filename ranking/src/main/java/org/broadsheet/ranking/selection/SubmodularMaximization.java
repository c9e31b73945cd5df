package org.broadsheet.ranking.selection;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.broadsheet.ranking.selection.IndependenceSystem.Growing;
import org.broadsheet.ranking.selection.SetFunction.Growth;

/// Finds a largest allowed set of high value for a monotone submodular function: first greedily, with gains
/// looked at
/// again only where they could matter (Minoux 1978), then, within `effort`, by branch and bound for the
/// best set there
/// is, and where that does not end by exchanging single items.
///
/// The greedy choice alone is worth at least 1 - 1/e of the best under a bound on size (Nemhauser, Wolsey
/// and Fisher
/// 1978), at least half under a matroid (Fisher, Nemhauser and Wolsey 1978), and all of it for an additive
/// function
/// under
/// a matroid. What is promised of one result is often more: gains only fall, so those seen on the way bound
/// the best.
///
/// @param effort gains looked at beyond the greedy choice, from 0; 0 leaves it at that
public record SubmodularMaximization(int effort) {
    public static final SubmodularMaximization DEFAULT = new SubmodularMaximization(300_000);
    public static final SubmodularMaximization GREEDY = new SubmodularMaximization(0);

    /// Differences of this share are rounding.
    private static final double ROUNDING = 1e-12;

    public SubmodularMaximization {
        if (effort < 0) throw new IllegalArgumentException("the effort is not below 0 but was " + effort);
    }

    /// A set and what is known of it.
    ///
    /// @param items     in the order chosen
    /// @param value     its worth
    /// @param bound     no allowed set is worth more
    /// @param guarantee the share of the best that theory promises, from 0 (nothing) to 1 (it is the best)
    @SuppressWarnings("ArrayRecordComponent") // handed on as it is, never compared
    public record Maximum(int[] items, double value, double bound, double guarantee) {
        /// Whether no allowed set is worth more.
        public boolean proven() {
            return guarantee == 1;
        }
    }

    /// The best set found; equal gains go to the item with the smaller number.
    public Maximum maximize(SetFunction function, IndependenceSystem allowed) {
        Search search = new Search(function, allowed);
        search.greedy();
        boolean sure = function.additive() && allowed.structure() != IndependenceSystem.Structure.ANY;
        if (!sure && effort > 0) {
            sure = search.branch();
            if (!sure) search.exchange();
        }
        double value = search.value;
        double promised = switch (allowed.structure()) {
            case UNIFORM -> 1 - 1 / Math.E;
            case MATROID -> 0.5;
            case ANY -> 0;
        };
        double bound = sure ? value : Math.max(value, search.bound);
        if (bound - value <= ROUNDING * Math.abs(bound)) return new Maximum(search.best, value, value, 1);
        return new Maximum(search.best, value, bound, promised);
    }

    private record Candidate(int item, double gain, int seen) {}

    private final class Search {
        private static final Comparator<Candidate> MOST_FIRST =
                Comparator.comparingDouble(Candidate::gain).reversed().thenComparingInt(Candidate::item);

        private final SetFunction function;
        private final IndependenceSystem allowed;
        private final int size;
        private final int[] chosen;
        private int[] best = {};
        private double value;
        private double bound;
        private int looked;
        private double open; // the most that a branch not followed could be worth

        Search(SetFunction function, IndependenceSystem allowed) {
            this.function = function;
            this.allowed = allowed;
            this.size = allowed.rank();
            this.chosen = new int[size];
        }

        void greedy() {
            Growth growth = function.empty();
            Growing growing = allowed.empty();
            int n = function.items();
            double[] atMost = new double[n]; // gains only fall, so an old one bounds the new one
            PriorityQueue<Candidate> queue = new PriorityQueue<>(Math.max(1, n), MOST_FIRST);
            for (int item = 0; item < n; item++) {
                if (!growing.canAdd(item)) continue;
                atMost[item] = growth.gain(item);
                queue.add(new Candidate(item, atMost[item], 0));
            }
            bound = growth.value() + most(atMost, size);
            for (int step = 0; step < size; ) {
                Candidate next = queue.remove();
                if (!growing.canAdd(next.item)) continue; // nor later; but the best set may hold it
                if (next.seen == step) {
                    growth.add(next.item);
                    growing.add(next.item);
                    atMost[next.item] = 0;
                    chosen[step++] = next.item;
                    bound = Math.min(bound, growth.value() + most(atMost, size));
                } else {
                    atMost[next.item] = growth.gain(next.item);
                    queue.add(new Candidate(next.item, atMost[next.item], step));
                }
            }
            best = chosen.clone();
            value = function.value(best);
        }

        private static double most(double[] gains, int count) {
            double[] sorted = gains.clone();
            Arrays.sort(sorted);
            double sum = 0;
            for (int i = 0; i < count && i < sorted.length; i++) sum += sorted[sorted.length - 1 - i];
            return sum;
        }

        /// @return whether all sets have been looked at or ruled out
        boolean branch() {
            int[] all = new int[function.items()];
            Arrays.setAll(all, i -> i);
            open = Double.NEGATIVE_INFINITY;
            descend(function.empty(), allowed.empty(), all, all.length, 0);
            bound = Math.min(bound, Math.max(open, value));
            return open <= value;
        }

        private void descend(Growth growth, Growing growing, int[] items, int count, int depth) {
            if (depth == size) {
                keep(chosen);
                return;
            }
            Candidate[] candidates = new Candidate[count];
            int n = 0;
            for (int i = 0; i < count; i++)
                if (growing.canAdd(items[i])) candidates[n++] = new Candidate(items[i], growth.gain(items[i]), depth);
            looked += count;
            Arrays.sort(candidates, 0, n, MOST_FIRST);
            int[] rest = new int[n];
            for (int i = 0; i < n; i++) rest[i] = candidates[i].item;
            int left = size - depth;
            for (int i = 0; i + left <= n; i++) {
                double reach = growth.value();
                for (int j = i; j < i + left; j++) reach += candidates[j].gain;
                if (reach <= value + ROUNDING * Math.abs(value)) return;
                if (looked > effort) {
                    open = Math.max(open, reach);
                    return;
                }
                Growth more = growth.copy();
                Growing larger = growing.copy();
                more.add(rest[i]);
                larger.add(rest[i]);
                chosen[depth] = rest[i];
                descend(more, larger, Arrays.copyOfRange(rest, i + 1, n), n - i - 1, depth + 1);
            }
        }

        private void keep(int[] set) {
            double worth = function.value(set);
            if (worth <= value + ROUNDING * Math.abs(value)) return;
            value = worth;
            best = set.clone();
        }

        /// Exchanges one item at a time for as long as that gains something and effort is left.
        void exchange() {
            looked = 0;
            for (boolean better = true; better && looked <= effort; ) {
                better = false;
                for (int out = 0; out < size && !better; out++) better = exchanged(out);
            }
        }

        private boolean exchanged(int out) {
            Growth growth = function.empty();
            Growing growing = allowed.empty();
            boolean[] in = new boolean[function.items()];
            for (int i = 0; i < size; i++) {
                in[best[i]] = true;
                if (i == out) continue;
                growth.add(best[i]);
                growing.add(best[i]);
            }
            Candidate found = null;
            for (int item = 0; item < in.length; item++) {
                if (in[item] || !growing.canAdd(item)) continue;
                looked++;
                Candidate candidate = new Candidate(item, growth.gain(item), out);
                if (found == null || MOST_FIRST.compare(candidate, found) < 0) found = candidate;
            }
            if (found == null) return false;
            double before = value;
            int[] set = best.clone();
            set[out] = found.item;
            keep(set);
            return value > before;
        }
    }
}
