package org.broadsheet.corpus;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date as exactly as a source knows it: a year, a month of a year, or a day.
///
/// @param year  1400 to 2200
/// @param month 1 to 12, or 0 where only the year is known
/// @param day   1 to 31, or 0 where only the month is known
public record PartialDate(int year, int month, int day) implements Comparable<PartialDate> {
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})(?:[-/.](\\d{1,2})(?:[T ].*)?)?)?", Pattern.DOTALL);

    public PartialDate {
        if (year < 1400 || year > 2200)
            throw new IllegalArgumentException("a year is from 1400 to 2200 but was " + year);
        if (month < 0 || month > 12)
            throw new IllegalArgumentException("a month is from 1 to 12, or 0 for unknown, but was " + month);
        if (day != 0) {
            if (month == 0) throw new IllegalArgumentException("a day needs its month");
            try {
                var _ = LocalDate.of(year, month, day);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("there is no day " + year + "-" + month + "-" + day, e);
            }
        }
    }

    public static PartialDate ofYear(int year) {
        return new PartialDate(year, 0, 0);
    }

    public static PartialDate of(LocalDate date) {
        return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /// Reads `2024`, `2024-09`, `2024-09-10` (also with `/` or `.`), and any ISO instant that begins so; empty for
    /// everything else.
    public static Optional<PartialDate> parse(String text) {
        Matcher m = ISO.matcher(text.strip());
        if (!m.matches()) return Optional.empty();
        try {
            int month = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
            int day = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
            return Optional.of(new PartialDate(Integer.parseInt(m.group(1)), month, month == 0 ? 0 : day));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// The first day this date can mean.
    public LocalDate firstDay() {
        return LocalDate.of(year, Math.max(1, month), Math.max(1, day));
    }

    /// The last day this date can mean.
    public LocalDate lastDay() {
        if (day != 0) return firstDay();
        return month == 0
                ? LocalDate.of(year, 12, 31)
                : YearMonth.of(year, month).atEndOfMonth();
    }

    /// How much is known: 1 a year, 2 a month, 3 a day.
    public int precision() {
        return day != 0 ? 3 : month != 0 ? 2 : 1;
    }

    /// By the first day, then the less exact first.
    @Override
    public int compareTo(PartialDate other) {
        int byDay = firstDay().compareTo(other.firstDay());
        return byDay != 0 ? byDay : Integer.compare(precision(), other.precision());
    }

    /// ISO 8601, as long as it is known: `2024`, `2024-09`, `2024-09-10`.
    @Override
    public String toString() {
        return switch (precision()) {
            case 1 -> "%04d".formatted(year);
            case 2 -> "%04d-%02d".formatted(year, month);
            default -> "%04d-%02d-%02d".formatted(year, month, day);
        };
    }
}
