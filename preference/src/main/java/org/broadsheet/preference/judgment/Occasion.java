package org.broadsheet.preference.judgment;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// Who judged, when, how much it counts, and how it came about.
///
/// @param judge      any name, the same for the same judge; empty where unknown
/// @param time       when, where that is known
/// @param weight     how much it counts beside other judgments; finite, above 0; 1 is one plain judgment
/// @param source     what kind of judge it was
/// @param propensity the chance with which this judgment could come about at all (that the item was shown);
///     in (0, 1], 1 where everything was
public record Occasion(String judge, Optional<Instant> time, double weight, Source source, double propensity) {
    /// Nothing is known of it.
    public static final Occasion UNKNOWN = new Occasion("", Optional.empty(), 1, Source.PERSON, 1);

    /// What kind of judge.
    public enum Source {
        /// A person who was asked.
        PERSON,
        /// A program.
        MODEL,
        /// A person who was not asked: read from clicks, dwell, purchases.
        IMPLICIT;

        /// As it is written in files.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Source> ofKey(String key) {
            for (Source s : values()) if (s.key().equalsIgnoreCase(key)) return Optional.of(s);
            return Optional.empty();
        }
    }

    public Occasion {
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "a judgment's weight is finite and above 0 but was " + weight + "; leave out what does not count");
        if (!(propensity > 0 && propensity <= 1))
            throw new IllegalArgumentException("a propensity is above 0 and at most 1 but was " + propensity);
    }

    /// By this judge, else unknown.
    public static Occasion by(String judge) {
        return new Occasion(judge, Optional.empty(), 1, Source.PERSON, 1);
    }

    public Occasion at(Instant when) {
        return new Occasion(judge, Optional.of(when), weight, source, propensity);
    }

    public Occasion weighing(double other) {
        return new Occasion(judge, time, other, source, propensity);
    }

    public Occasion from(Source other) {
        return new Occasion(judge, time, weight, other, propensity);
    }

    public Occasion withPropensity(double other) {
        return new Occasion(judge, time, weight, source, other);
    }

    /// The weight with which it stands for all judgments that could not come about: weight / propensity
    /// (inverse propensity scoring, Horvitz and Thompson 1952). For means over items; what a comparison
    /// says of its own two items needs no such correction.
    public double inversePropensityWeight() {
        return weight / propensity;
    }
}
