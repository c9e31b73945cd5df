package org.broadsheet.evaluation.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleBiFunction;

/// What lists are like beside being right: how much of the catalogue they show, how new, varied and personal
/// they
/// are. Computed from the lists of all users at once, so compare systems at equal numbers of users and equal
/// lengths.
/// Users with an empty list are left out of means.
public final class BeyondAccuracy {
    private final List<List<String>> lists;
    private final Map<String, Integer> popularity;
    private final Map<String, Integer> shown = new HashMap<>();
    private final int places;
    private final long total;

    /// @param lists      a list of distinct items a user; at least one not empty
    /// @param popularity how many users met each item in training; the catalogue is what it names, with 0
    /// for items
    ///                   nobody met
    /// @throws IllegalArgumentException where nothing is recommended, or something outside the catalogue is
    public BeyondAccuracy(Collection<List<String>> lists, Map<String, Integer> popularity) {
        this.lists = lists.stream().map(List::copyOf).filter(l -> !l.isEmpty()).toList();
        this.popularity = Map.copyOf(popularity);
        if (this.lists.isEmpty()) throw new IllegalArgumentException("nobody is recommended anything");
        int n = 0;
        for (List<String> list : this.lists) {
            if (new HashSet<>(list).size() < list.size())
                throw new IllegalArgumentException("a list names each item once, but not this one: " + list);
            for (String item : list) {
                if (!popularity.containsKey(item))
                    throw new IllegalArgumentException(
                            "the catalogue does not have " + item + ", which is recommended");
                shown.merge(item, 1, Integer::sum);
                n++;
            }
        }
        places = n;
        total = popularity.values().stream().mapToLong(Integer::longValue).sum();
    }

    /// The share of the catalogue that anybody is shown, in (0, 1]. Random lists of length k reach
    /// 1 - (1 - k / items)^users.
    public double catalogueCoverage() {
        return (double) shown.size() / popularity.size();
    }

    /// The entropy of what is shown, in bits: 0 where all see one item, log2 of the catalogue where all
    /// items are
    /// shown equally often.
    public double distributionalCoverage() {
        double bits = 0;
        for (int n : shown.values()) {
            double p = (double) n / places;
            bits -= p * Math.log(p) / Math.log(2);
        }
        return bits;
    }

    /// How unevenly items are shown, those never shown included: 0 for all alike, near 1 where one takes
    /// everything.
    ///
    /// @param corrected whether it is scaled by n / (n - 1) so that 1 can be reached; 0 for a catalogue of
    /// one
    public double gini(boolean corrected) {
        int n = popularity.size();
        double[] frequencies = new double[n];
        int i = 0;
        for (int f : shown.values()) frequencies[i++] = f;
        Arrays.sort(frequencies);
        double sum = 0;
        for (int rank = 1; rank <= n; rank++) sum += (2.0 * rank - n - 1) * frequencies[rank - 1];
        double gini = sum / ((double) n * places);
        if (!corrected) return gini;
        return n == 1 ? 0 : gini * n / (n - 1);
    }

    /// Mean surprise of what is shown, -log2 of the item's share of all interactions, in bits.
    ///
    /// @param smoothed whether one interaction is added to every item, without which items nobody met are
    /// infinitely
    ///                 new
    /// @throws IllegalArgumentException where it is not smoothed and an item shown was met by nobody
    public double novelty(boolean smoothed) {
        double extra = smoothed ? 1 : 0;
        double bits = 0;
        for (Map.Entry<String, Integer> e : shown.entrySet()) {
            double count = popularityOf(e.getKey()) + extra;
            if (count == 0)
                throw new IllegalArgumentException(
                        "nobody met " + e.getKey() + ", so it is infinitely new; ask for the" + " smoothed novelty");
            bits -= e.getValue() * Math.log(count / (total + extra * popularity.size())) / Math.log(2);
        }
        return bits / places;
    }

    /// Mean popularity of what is shown, in interactions an item, first within each list.
    public double averagePopularity() {
        return perList(
                list -> list.stream().mapToInt(this::popularityOf).average().orElse(0));
    }

    /// Mean share of each list that comes from the long tail, in [0, 1].
    ///
    /// @param tail whether an item belongs to it
    public double longTailShare(Predicate<String> tail) {
        return perList(list -> (double) list.stream().filter(tail).count() / list.size());
    }

    /// The items that together make up the last `share` of all interactions, least popular first: a usual
    /// long tail.
    public Set<String> longTail(double share) {
        List<String> items = new ArrayList<>(popularity.keySet());
        items.sort((a, b) -> {
            int c = Integer.compare(popularityOf(a), popularityOf(b));
            return c != 0 ? c : a.compareTo(b);
        });
        Set<String> tail = new HashSet<>();
        long sum = 0;
        for (String item : items) {
            sum += popularityOf(item);
            if (sum > share * total) break;
            tail.add(item);
        }
        return tail;
    }

    /// Mean over lists of 1 minus the mean similarity of their pairs (intra-list diversity). Lists of one
    /// item have
    /// no pair and are left out; 0 where that leaves none.
    ///
    /// @param similarity symmetric, 1 for the same
    public double diversity(ToDoubleBiFunction<String, String> similarity) {
        double sum = 0;
        int counted = 0;
        for (List<String> list : lists) {
            if (list.size() < 2) continue;
            double alike = 0;
            for (int i = 0; i < list.size(); i++)
                for (int j = 0; j < i; j++) alike += similarity.applyAsDouble(list.get(i), list.get(j));
            sum += 1 - alike / (list.size() * (list.size() - 1) / 2.0);
            counted++;
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /// 1 minus the mean overlap of two users' lists, |A and B| / sqrt(|A| |B|), over all pairs of users; 0
    /// for one
    /// user. Takes time in the number of places and of distinct items, not of pairs.
    public double personalisation() {
        int n = lists.size();
        if (n < 2) return 0;
        // The sum over pairs of the cosine is half of (|sum of unit vectors|^2 - n).
        Map<String, Double> sums = new HashMap<>();
        for (List<String> list : lists) {
            double weight = 1 / Math.sqrt(list.size());
            for (String item : list) sums.merge(item, weight, Double::sum);
        }
        double square = 0;
        for (double s : sums.values()) square += s * s;
        return 1 - (square - n) / ((double) n * (n - 1));
    }

    private int popularityOf(String item) {
        return popularity.getOrDefault(item, 0);
    }

    private interface ListValue {
        double of(List<String> list);
    }

    private double perList(ListValue value) {
        double sum = 0;
        for (List<String> list : lists) sum += value.of(list);
        return sum / lists.size();
    }

    /// How unexpected and yet right one user's list is: the mean over its items of relevance times 1 minus
    /// the mean
    /// similarity to what the user knows. 0 for an empty list or history.
    public static double serendipity(
            List<String> list,
            Collection<String> history,
            ToDoubleBiFunction<String, String> similarity,
            Predicate<String> relevant) {
        if (list.isEmpty() || history.isEmpty()) return 0;
        double sum = 0;
        for (String item : list) {
            if (!relevant.test(item)) continue;
            double known = history.stream()
                    .mapToDouble(h -> similarity.applyAsDouble(item, h))
                    .average()
                    .orElse(0);
            sum += 1 - known;
        }
        return sum / list.size();
    }

    /// How far the mix of kinds in a list is from that of the history: the Kullback-Leibler divergence of
    /// the history
    /// from the list, the list smoothed with a hundredth of the history (Steck, RecSys 2018). 0 for the same
    /// mix.
    ///
    /// @param history share of each kind, summing to 1
    /// @param list    share of each kind, summing to 1
    public static double miscalibration(Map<String, Double> history, Map<String, Double> list) {
        double divergence = 0;
        for (Map.Entry<String, Double> e : history.entrySet()) {
            double p = e.getValue();
            if (p > 0) divergence += p * Math.log(p / (0.99 * list.getOrDefault(e.getKey(), 0.0) + 0.01 * p));
        }
        return Math.max(0, divergence);
    }

    /// The share of the attention that a group's items get, where the i-th place gets 1 / log2(i + 1), in
    /// [0, 1].
    public double exposure(Predicate<String> group) {
        double theirs = 0;
        double all = 0;
        for (List<String> list : lists)
            for (int i = 0; i < list.size(); i++) {
                double attention = Math.log(2) / Math.log(i + 2.0);
                all += attention;
                if (group.test(list.get(i))) theirs += attention;
            }
        return theirs / all;
    }
}
