package org.broadsheet.corpus.source;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// What may be expected of a source on a day: from the announcement calendar where there is one, and from
/// how many papers came before, on the same day of the week as soon as there are four such days, until then
/// on any working day or any day of a weekend.
///
/// The range is the median plus and minus three spreads. The spread is the largest of the median absolute
/// deviation times 1.4826 (which makes it the standard deviation where counts are normal), the square root
/// of the median (what chance alone does to counts) and a tenth of the median: single days on which a
/// source failed, or delivered for two, do not move it.
public final class Rhythm {
    /// Weeks looked back.
    public static final int WEEKS = 8;

    private static final int ENOUGH = 4;
    private static final double SPREADS = 3;

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
        static final Expected NONE = new Expected(0, 0);

        /// This and another together.
        public Expected plus(Expected o) {
            return new Expected(low + o.low, high + o.high);
        }

        @Override
        public String toString() {
            return high == 0 ? "none" : low == high ? Integer.toString(low) : "%,d to %,d".formatted(low, high);
        }
    }

    /// Why nothing is expected on a day, as a sentence without its full stop; empty where the calendar knows
    /// no reason.
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
        if (quiet(day).isPresent()) return Optional.of(Expected.NONE);
        int[] counts = counts(day, known, d -> d.getDayOfWeek() == day.getDayOfWeek());
        if (counts.length < ENOUGH) counts = counts(day, known, d -> weekend(d) == weekend(day));
        return counts.length < ENOUGH ? Optional.empty() : Optional.of(range(counts));
    }

    private int[] counts(LocalDate day, LocalDate known, Predicate<LocalDate> alike) {
        return IntStream.rangeClosed(1, 7 * WEEKS)
                .mapToObj(day::minusDays)
                .filter(d -> !d.isBefore(known) && alike.test(d) && quiet(d).isEmpty())
                .mapToInt(d -> came.getOrDefault(d, 0))
                // An announced list is never empty: on such a day the source, or we, failed.
                .filter(n -> n > 0 || source.kind() != Source.Kind.ARXIV)
                .toArray();
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static Expected range(int[] counts) {
        double middle = median(Arrays.stream(counts).asDoubleStream().toArray());
        double deviation = median(
                Arrays.stream(counts).mapToDouble(n -> Math.abs(n - middle)).toArray());
        double spread = Math.max(1.4826 * deviation, Math.max(Math.sqrt(middle), middle / 10));
        double low = Math.max(0, middle - SPREADS * spread);
        double high = middle + SPREADS * spread;
        int step = step(high);
        return new Expected(step * (int) Math.floor(low / step), step * (int) Math.ceil(high / step));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
    }

    /// Ranges are for people: rounded outwards.
    private static int step(double high) {
        return high < 20 ? 1 : high < 100 ? 5 : high < 1_000 ? 10 : 100;
    }
}
