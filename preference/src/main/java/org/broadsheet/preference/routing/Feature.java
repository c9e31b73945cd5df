package org.broadsheet.preference.routing;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.broadsheet.numerics.Stable;

/// A named property that an item has or has not.
///
/// @param <I> kind of item
public sealed interface Feature<I> {
    /// Unique among the features of one router.
    String name();

    boolean has(I item);

    /// A tag, such as a subject or a safety concern.
    record Tag<I>(String name, Predicate<? super I> test) implements Feature<I> {
        public Tag {
            named(name);
        }

        @Override
        public boolean has(I item) {
            return test.test(item);
        }
    }

    /// A measure within [from, to). The cut points are part of the feature, so that items which come
    /// later are cut at the same places.
    ///
    /// @param from the lowest value inside, or negative infinity
    /// @param to   the lowest value above, or positive infinity
    record Range<I>(String name, ToDoubleFunction<? super I> measure, double from, double to) implements Feature<I> {
        public Range {
            named(name);
            if (!(from <= to)) throw new IllegalArgumentException(name + " cannot run from " + from + " to " + to);
        }

        /// @throws IllegalArgumentException where the measure is not a number
        @Override
        public boolean has(I item) {
            double value = measure.applyAsDouble(item);
            if (Double.isNaN(value))
                throw new IllegalArgumentException("the measure behind " + name + " is not a number for " + item
                        + "; give every item a value, or use a tag");
            return value >= from && value < to;
        }
    }

    static <I> Feature<I> tag(String name, Predicate<? super I> test) {
        return new Tag<>(name, test);
    }

    /// Three ranges with about a third of the sample each: `name: low`, `name: middle`, `name: high`.
    /// For measures without bounds, such as lengths. Equal values stay together, so with few distinct
    /// values a range may be empty.
    ///
    /// @param sample at least three items, from which the cut points are taken
    static <I> List<Feature<I>> thirds(
            String name, ToDoubleFunction<? super I> measure, Collection<? extends I> sample) {
        if (sample.size() < 3)
            throw new IllegalArgumentException(
                    "three ranges of " + name + " need a sample of at least three items, not " + sample.size());
        double[] values = sample.stream().mapToDouble(measure).sorted().toArray();
        for (double v : values)
            if (!Double.isFinite(v))
                throw new IllegalArgumentException(
                        "the measure " + name + " is " + v + " in the sample; it must be" + " finite for every item");
        return ranges(name, measure, Stable.quantile(values, 1.0 / 3), Stable.quantile(values, 2.0 / 3));
    }

    /// Three ranges of equal width between the bounds of a measure that has them, such as a similarity
    /// from 0 to 1.
    static <I> List<Feature<I>> equalWidths(String name, ToDoubleFunction<? super I> measure, double low, double high) {
        if (!(low < high && Double.isFinite(high - low)))
            throw new IllegalArgumentException(name + " cannot run from " + low + " to " + high);
        double width = (high - low) / 3;
        return ranges(name, measure, low + width, low + 2 * width);
    }

    private static <I> List<Feature<I>> ranges(
            String name, ToDoubleFunction<? super I> measure, double first, double second) {
        return List.of(
                new Range<>(name + ": low", measure, Double.NEGATIVE_INFINITY, first),
                new Range<>(name + ": middle", measure, first, second),
                new Range<>(name + ": high", measure, second, Double.POSITIVE_INFINITY));
    }

    private static void named(String name) {
        if (name.isBlank()) throw new IllegalArgumentException("a feature has a name");
    }
}
