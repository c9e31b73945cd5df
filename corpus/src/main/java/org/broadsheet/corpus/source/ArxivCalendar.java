package org.broadsheet.corpus.source;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/// When arXiv announces: on Sundays to Thursdays at 20:00 in New York, but for its holidays. In UTC, by which
/// editions
/// count, that is the morning of Monday to Friday.
final class ArxivCalendar {
    /// Days without a mailing as arXiv's help page on availability lists them for 2026; later years are learned from
    /// what
    /// comes.
    private static final Set<LocalDate> HOLIDAYS = Set.of(
            LocalDate.of(2026, 1, 1),
            LocalDate.of(2026, 1, 19),
            LocalDate.of(2026, 6, 19),
            LocalDate.of(2026, 7, 3),
            LocalDate.of(2026, 9, 7),
            LocalDate.of(2026, 11, 26),
            LocalDate.of(2026, 12, 25),
            LocalDate.of(2026, 12, 29),
            LocalDate.of(2026, 12, 31));

    /// By this time of the day, UTC, an announcement is in the metadata that harvesters are given: 22:30 in New York,
    /// and
    /// two hours for good measure.
    private static final LocalTime BY = LocalTime.of(6, 0);

    private ArxivCalendar() {}

    /// Why nothing is announced on a day (UTC), as the end of a sentence; empty where something is.
    static Optional<String> quiet(LocalDate day) {
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY)
            return Optional.of("arXiv announces nothing on Friday and Saturday nights");
        // The evening before, in New York, belongs to the mailing of this day.
        if (HOLIDAYS.contains(day) || HOLIDAYS.contains(day.minusDays(1)) && isHolidayEvening(day.minusDays(1)))
            return Optional.of("arXiv has a holiday");
        return Optional.empty();
    }

    /// On a holiday nothing is announced in the evening either, so the UTC day after it has nothing; unless that
    /// evening
    /// has no announcement anyway.
    private static boolean isHolidayEvening(LocalDate holiday) {
        return holiday.getDayOfWeek() != DayOfWeek.FRIDAY;
    }

    /// When the announcement of a day must have arrived.
    static Instant due(LocalDate day) {
        return day.atTime(BY).toInstant(ZoneOffset.UTC);
    }
}
