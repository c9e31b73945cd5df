package org.broadsheet.preference.rating;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.broadsheet.preference.judgment.Conversions;
import org.broadsheet.preference.judgment.Conversions.PairWeight;
import org.broadsheet.preference.judgment.Judgment;
import org.broadsheet.preference.judgment.Occasion;
import org.broadsheet.preference.judgment.Outcome;
import org.broadsheet.preference.judgment.PairwisePreference;
import org.jspecify.annotations.Nullable;

/// Many comparisons of pairs, packed: 9 bytes each, and more only where weights, margins, times, judges or
/// covariates are given. Immutable; made by a [Builder].
public final class Comparisons<I> {
    static final byte LEFT = 0;
    static final byte TIE = 1;
    static final byte RIGHT = 2;
    /// The time of a comparison without one.
    static final long UNTIMED = Long.MIN_VALUE;

    private final Roster<I> roster;
    private final List<String> covariateNames;
    private final List<String> judges;
    final int size;
    final int[] left;
    final int[] right;
    final byte[] outcome;
    final double @Nullable [] weight;
    final double @Nullable [] margin;
    final long @Nullable [] time;
    final int @Nullable [] judge;
    final double @Nullable [] covariates;

    /// Shares the builder's arrays, which are only ever written beyond `size`.
    private Comparisons(Builder<I> b) {
        roster = Roster.copy(b.items);
        covariateNames = b.covariateNames;
        judges = List.copyOf(b.judges);
        size = b.size;
        left = b.left;
        right = b.right;
        outcome = b.outcome;
        weight = b.weight;
        margin = b.margin;
        time = b.time;
        judge = b.judge;
        covariates = b.covariates;
    }

    /// Some of the comparisons of another, over the same items.
    private Comparisons(Comparisons<I> of, int[] chosen, boolean timeless) {
        roster = of.roster;
        covariateNames = of.covariateNames;
        judges = of.judges;
        size = chosen.length;
        left = IntStream.of(chosen).map(k -> of.left[k]).toArray();
        right = IntStream.of(chosen).map(k -> of.right[k]).toArray();
        outcome = new byte[size];
        for (int i = 0; i < size; i++) outcome[i] = of.outcome[chosen[i]];
        weight = chosen(of.weight, chosen, 1);
        margin = chosen(of.margin, chosen, 1);
        time = of.time == null || timeless
                ? null
                : IntStream.of(chosen).mapToLong(k -> of.time[k]).toArray();
        judge = of.judge == null
                ? null
                : IntStream.of(chosen).map(k -> of.judge[k]).toArray();
        covariates = chosen(of.covariates, chosen, covariateNames.size());
    }

    private static double @Nullable [] chosen(double @Nullable [] values, int[] chosen, int each) {
        if (values == null) return null;
        double[] some = new double[chosen.length * each];
        for (int i = 0; i < chosen.length; i++) System.arraycopy(values, chosen[i] * each, some, i * each, each);
        return some;
    }

    /// Everything that is compared in `judgments`; see [Conversions#pairs]. Lists count as all their pairs,
    /// each of the whole weight. A comparison speaks of its own two items, so exposure propensities are not
    /// looked at.
    public static <I> Comparisons<I> of(Collection<? extends Judgment<?, I>> judgments) {
        Builder<I> builder = builder();
        for (Judgment<?, I> j : judgments) builder.add(j);
        return builder.build();
    }

    public static <I> Builder<I> builder() {
        return new Builder<>(List.of());
    }

    /// @param covariates names of the numbers that come with every comparison
    public static <I> Builder<I> builder(List<String> covariates) {
        return new Builder<>(List.copyOf(covariates));
    }

    /// The items by number, in the order in which they were first named.
    public List<I> items() {
        return roster.items();
    }

    /// An item's place in [#items].
    public Optional<Integer> number(I item) {
        return roster.number(item);
    }

    Roster<I> roster() {
        return roster;
    }

    public int size() {
        return size;
    }

    public List<String> covariateNames() {
        return covariateNames;
    }

    /// Whether any comparison ended in a tie.
    public boolean hasTies() {
        for (int k = 0; k < size; k++) if (outcome[k] == TIE) return true;
        return false;
    }

    double weight(int k) {
        return weight == null ? 1 : weight[k];
    }

    double margin(int k) {
        if (outcome[k] == TIE) return 0;
        return margin == null ? 1 : margin[k];
    }

    long time(int k) {
        return time == null ? UNTIMED : time[k];
    }

    /// The comparison with this number, from 0, in the order in which they were added.
    public PairwisePreference<String, I> at(int k) {
        Occasion occasion =
                Occasion.by(judge == null ? "" : judges.get(judge[k])).weighing(weight(k));
        if (time(k) != UNTIMED) occasion = occasion.at(Instant.ofEpochMilli(time(k)));
        return new PairwisePreference<>(
                "", items().get(left[k]), items().get(right[k]), outcomeOf(outcome[k]), margin(k), occasion);
    }

    /// Whether any comparison names its judge.
    boolean namesJudges() {
        return judge != null;
    }

    /// The judge's name, empty where there is none.
    String judgeOf(int k) {
        return judge == null ? "" : judges.get(judge[k]);
    }

    static Outcome outcomeOf(byte code) {
        return code == LEFT ? Outcome.LEFT : code == TIE ? Outcome.TIE : Outcome.RIGHT;
    }

    /// The numbers of the comparisons by time, those without a time first and equal times as they stand.
    int[] inOrderOfTime() {
        IntStream all = IntStream.range(0, size);
        if (time == null) return all.toArray();
        boolean sorted = true;
        for (int k = 1; k < size && sorted; k++) sorted = time[k - 1] <= time[k];
        if (sorted) return all.toArray();
        return all.boxed()
                .sorted(Comparator.comparingLong(k -> time[k]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// These comparisons, some of them perhaps more than once, over the same items.
    ///
    /// @param chosen their numbers
    public Comparisons<I> choose(int... chosen) {
        return new Comparisons<>(this, chosen, false);
    }

    /// The same, with nothing known of when.
    Comparisons<I> withoutTimes() {
        return time == null
                ? this
                : new Comparisons<>(this, IntStream.range(0, size).toArray(), true);
    }

    /// The numbers of what each judge said; without a named judge every comparison is by itself.
    int[][] byJudge() {
        if (judge == null)
            return IntStream.range(0, size).mapToObj(k -> new int[] {k}).toArray(int[][]::new);
        int[] count = new int[judges.size()];
        for (int k = 0; k < size; k++) count[judge[k]]++;
        int[][] said = new int[count.length][];
        for (int j = 0; j < said.length; j++) said[j] = new int[count[j]];
        for (int k = size - 1; k >= 0; k--) said[judge[k]][--count[judge[k]]] = k;
        return Arrays.stream(said).filter(s -> s.length > 0).toArray(int[][]::new);
    }

    void needsSome() {
        if (size == 0) throw nothing();
    }

    static IllegalArgumentException nothing() {
        return new IllegalArgumentException("there is nothing to rate: not one comparison of two items was given");
    }

    /// Collects comparisons; grows as needed.
    public static final class Builder<I> {
        private final List<I> items = new ArrayList<>();
        private final Map<I, Integer> numbers = new HashMap<>();
        private final List<String> covariateNames;
        private final List<String> judges = new ArrayList<>();
        private final Map<String, Integer> judgeNumbers = new HashMap<>();
        private int size;
        private int[] left = new int[16];
        private int[] right = new int[16];
        private byte[] outcome = new byte[16];
        private double @Nullable [] weight;
        private double @Nullable [] margin;
        private long @Nullable [] time;
        private int @Nullable [] judge;
        private double @Nullable [] covariates;

        private Builder(List<String> covariateNames) {
            this.covariateNames = covariateNames;
        }

        /// Makes an item known although it may never be compared.
        public Builder<I> item(I item) {
            number(item);
            return this;
        }

        /// A plain comparison: weight 1, margin 1, no time.
        public Builder<I> add(I left, I right, Outcome outcome) {
            return add(left, right, outcome, 1, outcome == Outcome.TIE ? 0 : 1, null, "");
        }

        /// All comparisons that `judgment` says.
        public Builder<I> add(Judgment<?, I> judgment) {
            for (PairwisePreference<?, I> p : Conversions.pairs(judgment, PairWeight.EACH)) addPair(p);
            return this;
        }

        /// @param values one a covariate, all finite: what of the left one's was more than of the right
        ///     one's
        public Builder<I> add(PairwisePreference<?, I> pair, double... values) {
            return addPair(pair, values);
        }

        private Builder<I> addPair(PairwisePreference<?, I> p, double... values) {
            Occasion o = p.occasion();
            return add(
                    p.left(),
                    p.right(),
                    p.outcome(),
                    o.weight(),
                    p.margin(),
                    o.time().orElse(null),
                    o.judge(),
                    values);
        }

        private Builder<I> add(
                I leftItem,
                I rightItem,
                Outcome result,
                double weighs,
                double by,
                @Nullable Instant when,
                String who,
                double... values) {
            if (leftItem.equals(rightItem))
                throw new IllegalArgumentException("a comparison is of two items, not of " + leftItem + " with itself");
            if (values.length != covariateNames.size())
                throw new IllegalArgumentException("a comparison here comes with " + covariateNames.size()
                        + " covariates " + covariateNames + " but came with " + values.length);
            for (double v : values)
                if (!Double.isFinite(v))
                    throw new IllegalArgumentException(
                            "a covariate is finite but was " + v + " for " + leftItem + " against " + rightItem);
            int l = number(leftItem);
            int r = number(rightItem);
            if (size == left.length) grow();
            left[size] = l;
            right[size] = r;
            outcome[size] = result == Outcome.LEFT ? LEFT : result == Outcome.TIE ? TIE : RIGHT;
            if (weight == null && weighs != 1) weight = ones(left.length);
            if (weight != null) weight[size] = weighs;
            if (margin == null && by != 1 && result != Outcome.TIE) margin = ones(left.length);
            if (margin != null) margin[size] = by;
            if (time == null && when != null) {
                time = new long[left.length];
                Arrays.fill(time, UNTIMED);
            }
            if (time != null) time[size] = when == null ? UNTIMED : when.toEpochMilli();
            if (judges.isEmpty()) judge("");
            if (judge == null && !who.isEmpty()) judge = new int[left.length];
            if (judge != null) judge[size] = judge(who);
            if (covariates == null && values.length > 0) covariates = new double[left.length * values.length];
            if (covariates != null) System.arraycopy(values, 0, covariates, size * values.length, values.length);
            size++;
            return this;
        }

        private static double[] ones(int n) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            return ones;
        }

        private void grow() {
            if (size >= 1 << 30)
                throw new IllegalArgumentException("more than " + (1 << 30) + " comparisons do not fit");
            resize(Math.max(16, size + (size >> 1)));
        }

        /// One array after another, so that no more than one is there twice.
        private void resize(int n) {
            left = Arrays.copyOf(left, n);
            right = Arrays.copyOf(right, n);
            outcome = Arrays.copyOf(outcome, n);
            if (weight != null) weight = Arrays.copyOf(weight, n);
            if (margin != null) margin = Arrays.copyOf(margin, n);
            if (time != null) time = Arrays.copyOf(time, n);
            if (judge != null) judge = Arrays.copyOf(judge, n);
            if (covariates != null) covariates = Arrays.copyOf(covariates, n * covariateNames.size());
        }

        private int number(I item) {
            Integer known = numbers.putIfAbsent(item, items.size());
            if (known != null) return known;
            items.add(item);
            return items.size() - 1;
        }

        private int judge(String name) {
            Integer known = judgeNumbers.putIfAbsent(name, judges.size());
            if (known != null) return known;
            judges.add(name);
            return judges.size() - 1;
        }

        /// The builder may be used on; what it built does not change.
        public Comparisons<I> build() {
            if (size < left.length) resize(size);
            return new Comparisons<>(this);
        }
    }
}
