package org.broadsheet.server.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.broadsheet.server.edition.Period;
import org.junit.jupiter.api.Test;

/// Times at which an edition is due, also on days on which clocks change.
class DueTest {
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

    private static Choices choices(Period period, String at, String zone, Set<DayOfWeek> days) {
        return new Choices(period, LocalTime.parse(at), ZoneId.of(zone), days, List.of(), 10, true, true);
    }

    private static Due after(Choices c, String time) {
        return Due.after(c, Instant.parse(time));
    }

    private static void check(Due due, String at, String label) {
        assertThat(due.at()).isEqualTo(Instant.parse(at));
        assertThat(due.span().label()).isEqualTo(label);
    }

    @Test
    void sevenInLisbonIsSevenInLisbonInSummerAndWinter() {
        Choices c = choices(Period.DAY, "07:00", "Europe/Lisbon", ALL);
        check(after(c, "2024-03-29T12:00:00Z"), "2024-03-30T07:00:00Z", "2024-03-30");
        check(after(c, "2024-03-30T07:00:00Z"), "2024-03-31T06:00:00Z", "2024-03-31");
        check(after(c, "2024-10-26T06:00:00Z"), "2024-10-27T07:00:00Z", "2024-10-27");
    }

    @Test
    void aTimeThatTheClockJumpsOverComesAsMuchLaterAndOneThatItShowsTwiceComesOnce() {
        Choices c = choices(Period.DAY, "01:30", "Europe/Lisbon", ALL);
        check(after(c, "2024-03-30T12:00:00Z"), "2024-03-31T01:30:00Z", "2024-03-31");
        check(after(c, "2024-10-26T12:00:00Z"), "2024-10-27T00:30:00Z", "2024-10-27");
        check(after(c, "2024-10-27T00:30:00Z"), "2024-10-28T01:30:00Z", "2024-10-28");
        Choices york = choices(Period.DAY, "02:30", "America/New_York", ALL);
        check(after(york, "2024-03-09T12:00:00Z"), "2024-03-10T07:30:00Z", "2024-03-10");
        check(after(york, "2024-11-02T12:00:00Z"), "2024-11-03T07:30:00Z", "2024-11-03");
    }

    @Test
    void daysThatWereNotChosenAreLeftOut() {
        Choices c = choices(Period.DAY, "07:00", "UTC", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        check(after(c, "2024-09-13T07:00:00Z"), "2024-09-16T07:00:00Z", "2024-09-16");
    }

    @Test
    void whereTheDayIsAheadOfUtcTheEditionIsOfTheDayThatHasBegunThere() {
        check(
                after(choices(Period.DAY, "07:00", "Pacific/Auckland", ALL), "2024-09-10T12:00:00Z"),
                "2024-09-10T19:00:00Z",
                "2024-09-10");
        check(
                after(choices(Period.DAY, "18:00", "Pacific/Auckland", ALL), "2024-09-10T12:00:00Z"),
                "2024-09-11T06:00:00Z",
                "2024-09-11");
        check(
                after(choices(Period.DAY, "07:00", "Pacific/Honolulu", ALL), "2024-09-10T12:00:00Z"),
                "2024-09-10T17:00:00Z",
                "2024-09-10");
    }

    @Test
    void theWeeksComesOnMondayAndTheMonthsOnTheFirstButNotBeforeTheyAreOver() {
        check(
                after(choices(Period.WEEK, "07:00", "Europe/Lisbon", ALL), "2024-09-10T12:00:00Z"),
                "2024-09-16T06:00:00Z",
                "2024-W37");
        check(
                after(choices(Period.WEEK, "07:00", "Pacific/Auckland", ALL), "2024-09-10T12:00:00Z"),
                "2024-09-16T00:00:00Z",
                "2024-W37");
        check(
                after(choices(Period.MONTH, "07:00", "America/New_York", ALL), "2024-12-10T12:00:00Z"),
                "2025-01-01T12:00:00Z",
                "2024-12");
        check(
                after(choices(Period.MONTH, "00:00", "Asia/Kolkata", ALL), "2024-02-10T12:00:00Z"),
                "2024-03-01T00:00:00Z",
                "2024-02");
    }

    /// Whatever the zone and time: each day's edition is due once, in order, when it has begun.
    @Test
    void noEditionIsDueTwiceAndNoneIsLeftOut() {
        Random random = new Random(20240910);
        List<String> zones = List.of(
                "UTC",
                "Europe/Lisbon",
                "Europe/Dublin",
                "Europe/Berlin",
                "America/New_York",
                "America/St_Johns",
                "America/Santiago",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Auckland",
                "Pacific/Chatham",
                "Pacific/Kiritimati",
                "Pacific/Honolulu",
                "Antarctica/Troll",
                "Africa/Casablanca");
        for (String zone : zones)
            for (int i = 0; i < 8; i++) {
                LocalTime at = i < 4 ? LocalTime.of(i, 0) : LocalTime.of(random.nextInt(24), random.nextInt(60));
                Choices c = choices(Period.DAY, at.toString(), zone, ALL);
                Due last = Due.after(c, Instant.parse("2026-01-10T00:00:00Z"));
                for (int day = 0; day < 500; day++) {
                    Due next = Due.after(c, last.at());
                    String what = zone + " " + at + " after " + last;
                    assertThat(next.at()).as(what).isAfter(last.at());
                    assertThat(next.span()).as(what).isEqualTo(last.span().next());
                    LocalDate begun = LocalDate.ofInstant(next.at(), ZoneOffset.UTC);
                    assertThat(next.span().from()).as(what).isIn(begun, begun.minusDays(1));
                    assertThat(Due.before(c, next.at())).as(what).isEqualTo(next);
                    assertThat(Due.before(c, next.at().minusSeconds(1)))
                            .as(what)
                            .isEqualTo(last);
                    last = next;
                }
            }
    }
}
