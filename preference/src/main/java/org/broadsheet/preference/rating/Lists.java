package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.preference.judgment.Choice;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.RankedPreference;
import org.broadsheet.preference.judgment.Rating;
import org.broadsheet.preference.judgment.Thumb;

/// Ranked lists packed for a fit: the items of all lists behind each other, best first. A list is cut into
/// tiers; of a choice only the first tier was put before the rest.
final class Lists<I> {
    final Roster<I> roster;
    /// List k has the tiers `tiers[k]` to `tiers[k + 1]`, tier t the items `start[t]` to `start[t + 1]`.
    final int[] tiers;
    final int[] start;
    final int[] item;
    final double[] weight;
    /// Whether the last tier of a list says that its items tie, or nothing at all.
    final boolean[] lastTies;
    final String[] judge;

    private Lists(
            Roster<I> roster, int[] tiers, int[] start, int[] item, double[] weight, boolean[] last, String[] judge) {
        this.roster = roster;
        this.tiers = tiers;
        this.start = start;
        this.item = item;
        this.weight = weight;
        this.lastTies = last;
        this.judge = judge;
    }

    int size() {
        return weight.length;
    }

    /// @throws IllegalArgumentException where no two items are compared
    static <I> Lists<I> of(Collection<? extends Judgment<?, I>> judgments) {
        List<I> items = new ArrayList<>();
        Map<I, Integer> numbers = new HashMap<>();
        List<int[][]> lists = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        List<Boolean> ties = new ArrayList<>();
        List<String> judges = new ArrayList<>();
        for (Judgment<?, I> j : judgments) {
            List<List<I>> tiered = switch (j) {
                case PairwisePreference<?, I> p -> Conversions.ranking(p).tiers();
                case RankedPreference<?, I> r -> r.tiers();
                case Choice<?, I> c -> List.of(List.of(c.chosen()), c.passedOver());
                case Thumb<?, I> _, Rating<?, I> _ -> List.of();
            };
            if (tiered.stream().mapToInt(List::size).sum() < 2) continue;
            int[][] numbered = new int[tiered.size()][];
            for (int t = 0; t < numbered.length; t++) {
                numbered[t] = new int[tiered.get(t).size()];
                for (int a = 0; a < numbered[t].length; a++) {
                    I item = tiered.get(t).get(a);
                    Integer known = numbers.putIfAbsent(item, items.size());
                    if (known == null) items.add(item);
                    numbered[t][a] = known == null ? items.size() - 1 : known;
                }
            }
            lists.add(numbered);
            weights.add(j.occasion().weight());
            ties.add(!(j instanceof Choice));
            judges.add(j.occasion().judge());
        }
        return pack(Roster.copy(items), lists, weights, ties, judges);
    }

    /// Each comparison as a list of two.
    static <I> Lists<I> of(Comparisons<I> data) {
        List<int[][]> lists = new ArrayList<>(data.size);
        List<Double> weights = new ArrayList<>(data.size);
        List<String> judges = new ArrayList<>(data.size);
        for (int k = 0; k < data.size; k++) {
            int l = data.left[k];
            int r = data.right[k];
            lists.add(
                    switch (data.outcome[k]) {
                        case Comparisons.LEFT -> new int[][] {{l}, {r}};
                        case Comparisons.RIGHT -> new int[][] {{r}, {l}};
                        default -> new int[][] {{l, r}};
                    });
            weights.add(data.weight(k));
            judges.add(data.judgeOf(k));
        }
        List<Boolean> ties = new ArrayList<>(java.util.Collections.nCopies(lists.size(), true));
        return pack(data.roster(), lists, weights, ties, judges);
    }

    private static <I> Lists<I> pack(
            Roster<I> roster, List<int[][]> lists, List<Double> weights, List<Boolean> ties, List<String> judges) {
        if (lists.isEmpty()) throw Comparisons.nothing();
        int tierCount = lists.stream().mapToInt(l -> l.length).sum();
        int itemCount =
                lists.stream().flatMap(Arrays::stream).mapToInt(t -> t.length).sum();
        int[] tiers = new int[lists.size() + 1];
        int[] start = new int[tierCount + 1];
        int[] item = new int[itemCount];
        boolean[] last = new boolean[lists.size()];
        int tier = 0;
        int at = 0;
        for (int k = 0; k < lists.size(); k++) {
            for (int[] members : lists.get(k)) {
                System.arraycopy(members, 0, item, at, members.length);
                at += members.length;
                start[++tier] = at;
            }
            tiers[k + 1] = tier;
            last[k] = ties.get(k);
        }
        return new Lists<>(
                roster,
                tiers,
                start,
                item,
                weights.stream().mapToDouble(Double::doubleValue).toArray(),
                last,
                judges.toArray(String[]::new));
    }

    Groups groups() {
        int[] parent = new int[roster.items().size()];
        for (int i = 0; i < parent.length; i++) parent[i] = i;
        for (int k = 0; k < size(); k++) {
            int first = item[start[tiers[k]]];
            for (int a = start[tiers[k]]; a < start[tiers[k + 1]]; a++) Groups.join(parent, first, item[a]);
        }
        return Groups.of(parent);
    }

    /// Of each list only the links between neighbouring tiers, along which all others run; what ties goes
    /// both ways.
    WinGraph wins() {
        return WinGraph.of(roster.items().size(), edges -> {
            for (int k = 0; k < size(); k++)
                for (int t = tiers[k]; t < tiers[k + 1]; t++) {
                    boolean last = t + 1 == tiers[k + 1];
                    for (int a = start[t]; a < start[t + 1]; a++) {
                        if (!last) for (int b = start[t + 1]; b < start[t + 2]; b++) edges.add(item[a], item[b]);
                        if (a + 1 < start[t + 1] && (!last || lastTies[k])) {
                            edges.add(item[a], item[a + 1]);
                            edges.add(item[a + 1], item[a]);
                        }
                    }
                }
        });
    }
}
