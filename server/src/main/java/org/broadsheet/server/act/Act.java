package org.broadsheet.server.act;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.reader.ReaderId;

/// What one link does.
///
/// @param reader   for whom
/// @param deed     what
/// @param paper    to which paper
/// @param source   where the link stands: a mail or a feed
/// @param place    which one, for learning: up to 40 of a-z, 0-9 and hyphens, such as `day-2024-09-10`
/// @param position the paper's place in it, from 1
/// @param until    last day, in UTC, on which the link works
public record Act(
        ReaderId reader,
        Deed deed,
        PaperId paper,
        Occasion.Source source,
        String place,
        int position,
        LocalDate until) {
    /// What links do.
    public enum Deed {
        UP,
        SAVE,
        /// Not for this reader.
        NO;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Deed> ofKey(String key) {
            for (Deed d : values()) if (d.key().equals(key)) return Optional.of(d);
            return Optional.empty();
        }
    }

    public Act {
        if (source != Occasion.Source.MAIL && source != Occasion.Source.FEED)
            throw new IllegalArgumentException("a link that acts stands in a mail or a feed, not in " + source);
        if (!place.matches("[a-z0-9-]{0,40}"))
            throw new IllegalArgumentException("a place is up to 40 of a-z, 0-9 and - but was '" + place + "'");
        if (position < 1 || position > 10_000)
            throw new IllegalArgumentException("a position is from 1 to 10000 but was " + position);
    }

    Occasion occasion() {
        return new Occasion(source, source.key() + "/" + place, OptionalInt.of(position), OptionalDouble.empty());
    }
}
