package org.broadsheet.server.judgment;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Where and how a paper was shown when it was judged: what learning needs to weigh a judgment fairly.
///
/// @param source     the door it came through
/// @param place      the page or list, `edition/day/2024-09-10`, `search`, `paper`; at most 200 printable characters;
/// may be empty
/// @param position   place in that list, from 1
/// @param propensity chance that this paper was shown there, above 0 and at most 1, where it is known
public record Occasion(Source source, String place, OptionalInt position, OptionalDouble propensity) {
    private static final Pattern UNPRINTABLE = Pattern.compile("\\p{Cntrl}");

    /// The doors judgments come through.
    public enum Source {
        WEB,
        API,
        MAIL,
        FEED,
        ASSISTANT,
        ARCHIVE;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Source> ofKey(String key) {
            for (Source s : values()) if (s.key().equalsIgnoreCase(key)) return Optional.of(s);
            return Optional.empty();
        }
    }

    public Occasion {
        if (place.length() > 200) place = place.substring(0, 200);
        place = UNPRINTABLE.matcher(place).replaceAll(" ").strip();
        if (position.isPresent() && (position.getAsInt() < 1 || position.getAsInt() > 100_000))
            throw new IllegalArgumentException(
                    "a position is from 1 to 100000 but was " + position.getAsInt() + "; leave out what is not known");
        if (propensity.isPresent() && !(propensity.getAsDouble() > 0 && propensity.getAsDouble() <= 1))
            throw new IllegalArgumentException("a propensity is above 0 and at most 1 but was "
                    + propensity.getAsDouble() + "; leave out what is not known");
    }

    /// At a place, with nothing known of how it came there.
    public static Occasion at(Source source, String place) {
        return new Occasion(source, place, OptionalInt.empty(), OptionalDouble.empty());
    }
}
