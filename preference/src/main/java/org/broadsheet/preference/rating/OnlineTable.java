package org.broadsheet.preference.rating;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.preference.judgment.Choice;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Conversions.PairWeight;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.broadsheet.preference.judgment.RankedPreference;
import org.broadsheet.preference.judgment.Rating;
import org.broadsheet.preference.judgment.Thumb;
import org.broadsheet.preference.rating.Ratings.Made;

/// What all tables share: the items' numbers, which of them are linked, and what time it is.
abstract class OnlineTable<I> implements RatingTable<I> {
    /// The number of an item nobody knows.
    static final int NEWCOMER = -1;

    private final String system;
    private final List<I> items = new ArrayList<>();
    private final Map<I, Integer> numbers = new HashMap<>();
    private int[] parent = new int[16];
    private long now = Comparisons.UNTIMED;

    OnlineTable(String system) {
        this.system = system;
    }

    /// Makes room for an item with this number, the next after those before.
    abstract void enter(int number);

    /// @param now the time, in milliseconds since 1970, or [Comparisons#UNTIMED] as long as there was none
    abstract void learn(int left, int right, PairwisePreference<?, I> comparison, long now);

    /// @param tiers the items' numbers, best tier first
    void learn(int[][] tiers, RankedPreference<?, I> list, long when) {
        for (PairwisePreference<?, I> p : Conversions.pairs(list, PairWeight.EACH))
            learn(number(p.left()), number(p.right()), p, when);
    }

    /// Numbers of items, or [#NEWCOMER].
    abstract Prediction predict(int left, int right, Object context, long when);

    /// Ratings and errors, to be finished.
    abstract Made<I> made(Roster<I> roster, Groups groups, long when);

    @Override
    public final void enter(I item) {
        number(item);
    }

    @Override
    public final void update(Judgment<?, I> judgment) {
        judgment.occasion().time().ifPresent(t -> now = Math.max(now, t.toEpochMilli()));
        switch (judgment) {
            case PairwisePreference<?, I> p -> {
                int l = number(p.left());
                int r = number(p.right());
                Groups.join(parent, l, r);
                learn(l, r, p, now);
            }
            case RankedPreference<?, I> r -> {
                List<I> named = r.items();
                for (I item : named) Groups.join(parent, number(named.getFirst()), number(item));
                if (named.size() > 1)
                    learn(
                            r.tiers().stream()
                                    .map(t -> t.stream().mapToInt(this::number).toArray())
                                    .toArray(int[][]::new),
                            r,
                            now);
            }
            case Choice<?, I> c -> {
                for (PairwisePreference<?, I> p : Conversions.pairs(c, PairWeight.EACH)) update(p);
            }
            case Thumb<?, I> _, Rating<?, I> _ -> {}
        }
    }

    @Override
    public final Prediction predict(Object context, I left, I right) {
        if (left.equals(right))
            throw new IllegalArgumentException("a comparison is of two items, not of " + left + " with itself");
        return predict(numbers.getOrDefault(left, NEWCOMER), numbers.getOrDefault(right, NEWCOMER), context, now);
    }

    @Override
    public final Ratings<I> ratings() {
        Groups groups = Groups.of(Arrays.copyOf(parent, items.size()));
        Made<I> made = made(Roster.copy(items), groups, now);
        made.across = true;
        groups.warning(i -> String.valueOf(items.get(i))).ifPresent(made::warn);
        return made.ratings();
    }

    final String system() {
        return system;
    }

    final int number(I item) {
        Integer known = numbers.putIfAbsent(item, items.size());
        if (known != null) return known;
        int number = items.size();
        items.add(item);
        if (number == parent.length) parent = Arrays.copyOf(parent, 2 * number);
        parent[number] = number;
        enter(number);
        return number;
    }

    final int size() {
        return items.size();
    }

    /// The array with room for `number`, filled with `value` there.
    static double[] room(double[] values, int number, double value) {
        double[] roomy = number < values.length ? values : Arrays.copyOf(values, 2 * number + 16);
        roomy[number] = value;
        return roomy;
    }
}
