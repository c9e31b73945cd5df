package org.broadsheet.preference.judgment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A number for one item on a declared scale.
///
/// @param scale      what the numbers run between
/// @param value      overall; on the scale
/// @param attributes what it is in particular (clarity, novelty, ...), each on the scale; may be empty
public record Rating<C, I>(
        C context, I item, Scale scale, double value, Map<String, Double> attributes, Occasion occasion)
        implements Judgment<C, I> {
    /// The lowest and highest number that can be given; more is better.
    public record Scale(double low, double high) {
        /// One to five stars.
        public static final Scale STARS = new Scale(1, 5);

        public Scale {
            if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high))
                throw new IllegalArgumentException(
                        "a scale runs between two finite numbers, the lower first, but not from " + low + " to "
                                + high);
        }

        void holds(String what, double value) {
            if (!(value >= low && value <= high))
                throw new IllegalArgumentException(
                        what + " is from " + low + " to " + high + " on this scale but was " + value);
        }

        /// The value's place on the scale, from 0 to 1.
        public double share(double value) {
            return (value - low) / (high - low);
        }
    }

    public Rating {
        scale.holds("a rating", value);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        for (Map.Entry<String, Double> a : attributes.entrySet()) scale.holds(a.getKey(), a.getValue());
    }

    public static <C, I> Rating<C, I> of(C context, I item, Scale scale, double value) {
        return new Rating<>(context, item, scale, value, Map.of(), Occasion.UNKNOWN);
    }

    /// The value's place on its scale, from 0 to 1.
    public double share() {
        return scale.share(value);
    }

    @Override
    public Rating<C, I> on(Occasion other) {
        return new Rating<>(context, item, scale, value, attributes, other);
    }

    @Override
    public List<I> items() {
        return List.of(item);
    }
}
