package org.broadsheet.evaluation.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.ranking.Ranking;

/// How alike two rankings of any items and any length are, from 0 (nothing in common) to 1 (the same), agreement
/// near the top weighing more (Webber, Moffat and Zobel 2010).
///
/// Rankings go on beyond where they are seen, so that there is a least value, a residual that what is unseen could
/// add, and one extrapolated. Items of equal score are tied: each stands at each place of its group by an equal
/// share, so that the overlap is the mean over all orders of the ties (Corsi and Urbano 2024, RBO-a).
///
/// @param base         the sum over the depths that both rankings have, with nothing assumed beyond
/// @param minimum      the least the overlap of the endless rankings can be
/// @param residual     how much more it can be at most
/// @param extrapolated the overlap if agreement goes on as it was seen
public record RankBiasedOverlap(double base, double minimum, double residual, double extrapolated) {

    /// Overlap of two rankings.
    ///
    /// @param p how much the next depth weighs, between 0 and 1; 0.9 gives the first ten places 86% of the weight
    public static <I> RankBiasedOverlap of(Ranking<I> first, Ranking<I> second, double p) {
        return of(groups(first), groups(second), p);
    }

    /// Overlap of two orders without ties.
    public static <I> RankBiasedOverlap ofOrders(List<I> first, List<I> second, double p) {
        return of(Ranking.ofOrder(first), Ranking.ofOrder(second), p);
    }

    /// The share of the first `k` items that two rankings have in common; k is above 0 and places beyond an end are
    /// empty.
    public static <I> double topOverlap(Ranking<I> first, Ranking<I> second, int k) {
        if (k < 1) throw new IllegalArgumentException("a depth is 1 or above but was " + k);
        Set<I> top = new HashSet<>(first.top(k).items());
        top.retainAll(new HashSet<>(second.top(k).items()));
        return (double) top.size() / k;
    }

    private static <I> List<List<I>> groups(Ranking<I> ranking) {
        List<List<I>> groups = new ArrayList<>();
        double last = Double.NaN;
        for (var scored : ranking) {
            if (scored.score() != last) groups.add(new ArrayList<>());
            groups.getLast().add(scored.item());
            last = scored.score();
        }
        return groups;
    }

    private static <I> RankBiasedOverlap of(List<List<I>> first, List<List<I>> second, double p) {
        if (!(p > 0 && p < 1)) throw new IllegalArgumentException("p is between 0 and 1 but was " + p);
        int sizeFirst = first.stream().mapToInt(List::size).sum();
        int sizeSecond = second.stream().mapToInt(List::size).sum();
        boolean swap = sizeFirst > sizeSecond;
        double[] overlap = overlaps(swap ? second : first, swap ? first : second, Math.max(sizeFirst, sizeSecond));
        return from(overlap, Math.min(sizeFirst, sizeSecond), Math.max(sizeFirst, sizeSecond), p);
    }

    /// @param x overlap at each depth, index 0 for none
    /// @param s length of the shorter ranking
    /// @param l length of the longer
    private static RankBiasedOverlap from(double[] x, int s, int l, double p) {
        if (l == 0) return new RankBiasedOverlap(0, 0, 1, 0);
        double base = 0;
        double power = 1;
        double seen = 0; // sum of x_d p^d / d over the longer
        double lessAtShort = 0; // sum of (x_d - x_s) p^d / d over the shorter
        double beyond = 0; // what the shorter is taken to go on with
        for (int d = 1; d <= l; d++) {
            power *= p;
            seen += x[d] * power / d;
            if (d <= s) {
                base += x[d] * power / d;
                lessAtShort += (x[d] - x[s]) * power / d;
            } else if (s > 0) beyond += x[s] * (d - s) * power / ((double) s * d);
        }
        double scale = (1 - p) / p;
        double minimum = scale * (lessAtShort - x[s] * Math.log1p(-p));
        // Between s and l the longer list is known: items there may still agree with the shorter one's.
        double between = 0;
        power = Math.pow(p, s);
        for (int d = s + 1; d <= l; d++) {
            power *= p;
            between += (x[d] - x[s]) * power / d;
        }
        // Beyond l nothing that was seen is lost, so that x_l stays the least.
        minimum += scale * (between + (x[l] - x[s]) * tail(p, l));
        double extrapolated = scale * (seen + beyond) + ((x[l] - x[s]) / l + (s == 0 ? 0 : x[s] / s)) * power(p, l);
        return new RankBiasedOverlap(
                scale * base, Math.clamp(minimum, 0, 1), residual(x, s, l, p, minimum), Math.clamp(extrapolated, 0, 1));
    }

    private static double power(double p, int n) {
        return Math.pow(p, n);
    }

    /// The sum of p^d / d over all d above n.
    private static double tail(double p, int n) {
        double sum = -Math.log1p(-p);
        double power = 1;
        for (int d = 1; d <= n; d++) {
            power *= p;
            sum -= power / d;
        }
        return Math.max(0, sum);
    }

    /// The most there can be, less the least: every place not seen agrees with something of the other ranking.
    private static double residual(double[] x, int s, int l, double p, double minimum) {
        double scale = (1 - p) / p;
        double most = 0;
        double power = 1;
        double whole = 0;
        int full = l + s - (int) Math.floor(x[l]); // the depth from which on everything can agree
        for (int d = 1; d <= Math.max(full, l); d++) {
            power *= p;
            double possible = d <= s ? x[d] : Math.min(d, d <= l ? x[d] + (d - s) : x[l] + (l - s) + 2.0 * (d - l));
            most += Math.min(d, possible) * power / d;
            whole += power;
        }
        most += p / (1 - p) - whole; // beyond, agreement is 1
        return Math.clamp(scale * most - minimum, 0, 1);
    }

    /// How many items both have down to each depth; of a tied group that is cut, each item counts in part.
    private static <I> double[] overlaps(List<List<I>> shorter, List<List<I>> longer, int depth) {
        Map<I, double[]> places = new HashMap<>();
        note(shorter, places, 0);
        note(longer, places, 2);
        double[] overlap = new double[depth + 1];
        for (double[] at : places.values()) {
            if (at[1] == 0 || at[3] == 0) continue; // in one alone
            int from = (int) Math.max(at[0], at[2]);
            for (int d = from + 1; d <= depth; d++) overlap[d] += part(at[0], at[1], d) * part(at[2], at[3], d);
        }
        return overlap;
    }

    /// The share of a group of `size` that begins after `before` places which the first `depth` places hold.
    private static double part(double before, double size, int depth) {
        return Math.clamp((depth - before) / size, 0, 1);
    }

    private static <I> void note(List<List<I>> groups, Map<I, double[]> places, int offset) {
        int before = 0;
        for (List<I> group : groups) {
            for (I item : group) {
                double[] at = places.computeIfAbsent(item, _ -> new double[4]);
                at[offset] = before;
                at[offset + 1] = group.size();
            }
            before += group.size();
        }
    }
}
