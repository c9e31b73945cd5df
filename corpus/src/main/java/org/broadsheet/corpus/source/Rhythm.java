package org.broadsheet.corpus.source;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// What may be expected of a source on a day: from the announcement calendar where there is one, and from how many
/// papers
/// came on the same day of the week before. Robust against single odd days: the range goes from half the lower
/// quartile
/// to twice the upper one of at least three days.
public final class Rhythm {
    /// Weeks looked back.
    public static final int WEEKS = 8;

    private static final int ENOUGH = 3;

    private final Source source;
    private final Map<LocalDate, Integer> came;

    /// @param came papers that came for each day of the last [#WEEKS] weeks; a day that is missing had none
    public Rhythm(Source source, Map<LocalDate, Integer> came) {
        this.source = source;
        this.came = Map.copyOf(came);
    }

    /// How many may be expected.
    ///
    /// @param low  fewer is too few; 0 or more
    /// @param high more is unusual; at least `low`
    public record Expected(int low, int high) {
        @Override
        public String toString() {
            return low == high ? Integer.toString(low) : low + " to " + high;
        }
    }

    /// Why nothing is expected on a day, as the end of a sentence; empty where the calendar knows no reason.
    public Optional<String> quiet(LocalDate day) {
        return source.kind() == Source.Kind.ARXIV ? ArxivCalendar.quiet(day) : Optional.empty();
    }

    /// When what belongs to a day must have come.
    public Instant due(LocalDate day) {
        return source.kind() == Source.Kind.ARXIV
                ? ArxivCalendar.due(day)
                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// What to expect on a day; empty where too little is known yet.
    ///
    /// @param known the first day for which what came is known
    public Optional<Expected> expected(LocalDate day, LocalDate known) {
        if (quiet(day).isPresent()) return Optional.of(new Expected(0, 0));
        DayOfWeek weekday = day.getDayOfWeek();
        int[] counts = new int[WEEKS];
        int n = 0;
        for (int w = 1; w <= WEEKS; w++) {
            LocalDate before = day.minusWeeks(w);
            if (before.isBefore(known)
                    || before.getDayOfWeek() != weekday
                    || quiet(before).isPresent()) continue;
            counts[n++] = came.getOrDefault(before, 0);
        }
        if (n < ENOUGH) return Optional.empty();
        int[] sorted = Arrays.copyOf(counts, n);
        Arrays.sort(sorted);
        int lower = sorted[(n - 1) / 4];
        int upper = sorted[n - 1 - (n - 1) / 4];
        return Optional.of(new Expected(lower / 2, 2 * upper));
    }
}
