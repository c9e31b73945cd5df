package org.broadsheet.server.edition;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an edition covers: a day, an ISO week (Monday to Sunday) or a month.
public enum Period {
    DAY(24),
    WEEK(40),
    MONTH(60);

    private static final Pattern WEEK_FORM = Pattern.compile("([0-9]{4})-W([0-9]{2})");
    private static final Pattern DAY_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MONTH_FORM = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private final int size;

    Period(int size) {
        this.size = size;
    }

    /// Most papers in such an edition: it ends.
    public int size() {
        return size;
    }

    /// The name used in addresses: lower case.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Period> ofKey(String key) {
        for (Period p : values()) if (p.key().equalsIgnoreCase(key)) return Optional.of(p);
        return Optional.empty();
    }

    /// A stretch of days of one period.
    ///
    /// @param label as in addresses: `2024-09-10`, `2024-W37`, `2024-09`
    public record Span(Period period, LocalDate from, LocalDate to, String label) {
        /// The span before this one.
        public Span previous() {
            return period.of(from.minusDays(1));
        }

        /// The span after this one.
        public Span next() {
            return period.of(to.plusDays(1));
        }

        /// Whether a day lies in it.
        public boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /// The span that holds a day.
    public Span of(LocalDate day) {
        return switch (this) {
            case DAY -> new Span(this, day, day, day.toString());
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Span(
                        this,
                        monday,
                        monday.plusDays(6),
                        String.format(
                                Locale.ROOT,
                                "%04d-W%02d",
                                day.get(IsoFields.WEEK_BASED_YEAR),
                                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
            }
            case MONTH -> {
                YearMonth month = YearMonth.from(day);
                yield new Span(this, month.atDay(1), month.atEndOfMonth(), month.toString());
            }
        };
    }

    /// Reads a span as it stands in addresses; empty where it is none.
    public Optional<Span> parse(String label) {
        try {
            return switch (this) {
                case DAY ->
                    DAY_FORM.matcher(label).matches() ? Optional.of(of(LocalDate.parse(label))) : Optional.empty();
                case MONTH ->
                    MONTH_FORM.matcher(label).matches()
                            ? Optional.of(of(YearMonth.parse(label).atDay(1)))
                            : Optional.empty();
                case WEEK -> {
                    Matcher m = WEEK_FORM.matcher(label);
                    if (!m.matches()) yield Optional.empty();
                    int week = Integer.parseInt(m.group(2));
                    LocalDate day = LocalDate.of(Integer.parseInt(m.group(1)), 1, 4)
                            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .plusWeeks(week - 1L);
                    Span span = of(day);
                    yield span.label().equals(label) ? Optional.of(span) : Optional.empty();
                }
            };
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
