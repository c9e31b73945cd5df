package org.broadsheet.corpus.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// When arXiv announces: on Sundays to Thursdays at 20:00 in New York, but for its holidays. What is
/// announced in an evening there is stamped with the next day, so its lists are those of Monday to Friday.
///
/// Schedule and holidays are those of arXiv's help page on availability. Years that it has not announced
/// yet get the holidays that every year had: a day wrongly taken for quiet costs less than a false alarm.
final class ArxivCalendar {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime ANNOUNCED = LocalTime.of(20, 0);
    /// Harvesters are given an announcement some two and a half hours later; the rest is for good measure.
    private static final int HOURS_TO_ARRIVE = 5;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final Set<LocalDate> LISTED = listed();
    private static final Set<Integer> LISTED_YEARS =
            LISTED.stream().map(LocalDate::getYear).collect(Collectors.toUnmodifiableSet());
    private static final Set<MonthDay> FIXED =
            Set.of(MonthDay.of(1, 1), MonthDay.of(6, 19), MonthDay.of(7, 4), MonthDay.of(12, 25));

    private ArxivCalendar() {}

    private static Set<LocalDate> listed() {
        try (InputStream in = Objects.requireNonNull(
                        ArxivCalendar.class.getResourceAsStream("arxiv-holidays.txt"), "arxiv-holidays.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(LocalDate::parse)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Why no list has this day, as a sentence without its full stop; empty where one has.
    static Optional<String> quiet(LocalDate day) {
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY)
            return Optional.of("arXiv announces nothing on Friday and Saturday nights");
        LocalDate evening = day.minusDays(1);
        return isHoliday(evening)
                ? Optional.of("arXiv had a holiday and announced nothing on the evening of " + DAY.format(evening))
                : Optional.empty();
    }

    private static boolean isHoliday(LocalDate evening) {
        if (LISTED_YEARS.contains(evening.getYear())) return LISTED.contains(evening);
        return FIXED.contains(MonthDay.from(evening))
                || evening.equals(evening.withMonth(1).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.MONDAY)))
                || evening.equals(evening.withMonth(9).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)))
                || evening.equals(
                        evening.withMonth(11).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY)));
    }

    /// When the list of a day must have arrived.
    static Instant due(LocalDate day) {
        return day.minusDays(1)
                .atTime(ANNOUNCED)
                .atZone(NEW_YORK)
                .plusHours(HOURS_TO_ARRIVE)
                .toInstant();
    }
}
