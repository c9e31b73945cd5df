package org.broadsheet.server.digest;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.broadsheet.server.edition.Period;

/// When which edition is due.
///
/// A daily one comes at the chosen time of each chosen day; a time that the clock jumps over comes as much
/// later as it
/// jumps, one that it shows twice comes the first time. Its edition is that of the day which at that time
/// has begun in
/// UTC, as editions count days, under every offset that the zone has within a year: so that each day has
/// its own
/// edition and no edition comes twice or is left out when clocks change. The week's comes on Monday and the
/// month's on
/// the first, at the chosen time, or once the week or month is over in UTC where that is later.
///
/// @param at   when
/// @param span of which edition
record Due(Instant at, Period.Span span) {
    private static final Duration YEAR = Duration.ofDays(366);

    /// The first one after a time.
    static Due after(Choices c, Instant time) {
        LocalDate day =
                LocalDate.ofInstant(time, c.zone().getRules().getOffset(time)).minusDays(1);
        while (true) {
            Optional<Due> due = on(c, day);
            if (due.isPresent() && due.get().at.isAfter(time)) return due.get();
            day = day.plusDays(1);
        }
    }

    /// The last one at or before a time.
    static Due before(Choices c, Instant time) {
        LocalDate day =
                LocalDate.ofInstant(time, c.zone().getRules().getOffset(time)).plusDays(1);
        while (true) {
            Optional<Due> due = on(c, day);
            if (due.isPresent() && !due.get().at.isAfter(time)) return due.get();
            day = day.minusDays(1);
        }
    }

    private static Optional<Due> on(Choices c, LocalDate day) {
        LocalDateTime local = day.atTime(c.at());
        Instant at = local.atZone(c.zone()).toInstant();
        return switch (c.period()) {
            case DAY ->
                c.days().contains(day.getDayOfWeek())
                        ? Optional.of(new Due(at, Period.DAY.of(begun(c.zone().getRules(), at, local))))
                        : Optional.empty();
            case WEEK ->
                day.getDayOfWeek() == DayOfWeek.MONDAY
                        ? Optional.of(over(at, Period.WEEK.of(day.minusDays(1))))
                        : Optional.empty();
            case MONTH ->
                day.equals(day.with(TemporalAdjusters.firstDayOfMonth()))
                        ? Optional.of(over(at, Period.MONTH.of(day.minusDays(1))))
                        : Optional.empty();
        };
    }

    private static Due over(Instant at, Period.Span span) {
        Instant end = span.to().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Due(at.isBefore(end) ? end : at, span);
    }

    /// The day in UTC at a local time under the offset that is furthest ahead.
    private static LocalDate begun(ZoneRules rules, Instant at, LocalDateTime local) {
        ZoneOffset furthest = rules.getOffset(at);
        for (ZoneOffsetTransition t = rules.nextTransition(at.minus(YEAR));
                t != null && t.getInstant().isBefore(at.plus(YEAR));
                t = rules.nextTransition(t.getInstant())) {
            if (t.getOffsetBefore().getTotalSeconds() > furthest.getTotalSeconds()) furthest = t.getOffsetBefore();
            if (t.getOffsetAfter().getTotalSeconds() > furthest.getTotalSeconds()) furthest = t.getOffsetAfter();
        }
        return LocalDate.ofInstant(local.toInstant(furthest), ZoneOffset.UTC);
    }
}
