package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.broadsheet.corpus.PartialDate;
import org.jspecify.annotations.Nullable;

/// Dates as bibliographies and feeds write them: `2015 Dec 1`, `Mon, 16 Sep 2024 00:00:00 -0400`, `2001/09/00/`,
/// `1999 Spring`, `20160512`, `15 March 2012`. What is not certain (is `3/4/2010` in March or April?) is left out of
/// the result.
final class DateText {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");
    private static final Pattern YEAR = Pattern.compile("[^\\d]?(1[4-9]\\d\\d|2[01]\\d\\d)\\p{L}?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?");
    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private DateText() {}

    /// The date in `text`, as exact as it is there; empty where there is no year.
    static Optional<PartialDate> parse(@Nullable String text) {
        if (text == null || text.length() > 300) return Optional.empty();
        Optional<PartialDate> iso = PartialDate.parse(text);
        if (iso.isPresent()) return iso;
        String t = text.strip();
        if (t.matches("(1[4-9]|2[01])\\d{6}")) return of(t.substring(0, 4), t.substring(4, 6), t.substring(6));
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN.split(t)) if (!word.isEmpty()) words.add(word);
        for (int i = 0; i < words.size(); i++) {
            var year = YEAR.matcher(words.get(i));
            if (year.matches()) return around(Integer.parseInt(year.group(1)), i, words);
        }
        return Optional.empty();
    }

    private static Optional<PartialDate> around(int year, int at, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            int month = month(words.get(i));
            if (month == 0) continue;
            boolean range = i + 1 < words.size() && month(words.get(i + 1)) != 0;
            int day = range ? 0 : dayAt(words, i + 1, at);
            if (day == 0) day = dayAt(words, i - 1, at);
            return date(year, month, day);
        }
        if (at == 0) {
            int month = dayAt(words, 1, at);
            return date(year, month, dayAt(words, 2, at));
        }
        if (at == 1) return date(year, dayAt(words, 0, at), 0);
        int first = dayAt(words, at - 2, at);
        int second = dayAt(words, at - 1, at);
        if (first > 12) return date(year, second, first);
        if (second > 12) return date(year, first, second);
        return date(year, first == second ? first : 0, first == second ? first : 0);
    }

    private static int dayAt(List<String> words, int i, int year) {
        if (i < 0 || i >= words.size() || i == year) return 0;
        var m = DAY.matcher(words.get(i));
        return m.matches() ? Integer.parseInt(m.group(1)) : 0;
    }

    /// As much of the date as there is in the calendar.
    private static Optional<PartialDate> date(int year, int month, int day) {
        if (year < 1400 || year > 2200) return Optional.empty();
        if (month < 1 || month > 12) return Optional.of(PartialDate.ofYear(year));
        try {
            return Optional.of(new PartialDate(year, month, Math.max(0, day)));
        } catch (IllegalArgumentException _) {
            return Optional.of(new PartialDate(year, month, 0));
        }
    }

    /// A date from its parts, each text; the month a number or a name. Empty without a year.
    static Optional<PartialDate> of(@Nullable String year, @Nullable String month, @Nullable String day) {
        Optional<PartialDate> inYear = parse(year);
        if (inYear.isEmpty() || month == null || month.isBlank()) return inYear;
        String first = BETWEEN.matcher(month).replaceAll(" ").strip();
        first = first.substring(0, first.indexOf(' ') < 0 ? first.length() : first.indexOf(' '));
        int m = month(first);
        if (m == 0) m = number(first);
        return date(inYear.get().year(), m, day == null ? 0 : number(day.strip()));
    }

    private static int number(String text) {
        return text.matches("\\d{1,2}") ? Integer.parseInt(text) : 0;
    }

    /// 1 to 12 for the name of a month or its beginning, 0 for anything else.
    static int month(String word) {
        String w = word.toLowerCase(Locale.ROOT);
        if (w.length() < 3) return 0;
        for (int i = 0; i < 12; i++) if (MONTHS.get(i).startsWith(w) || w.equals("sept") && i == 8) return i + 1;
        return 0;
    }

    /// The first of several dates; of a date and a more exact one that it can mean, the more exact. Null where there
    /// is none.
    static @Nullable PartialDate earliest(Collection<PartialDate> dates) {
        PartialDate best = null;
        for (PartialDate d : dates) {
            if (best == null) best = d;
            else if (within(d, best)) best = d;
            else if (!within(best, d) && d.compareTo(best) < 0) best = d;
        }
        return best;
    }

    private static boolean within(PartialDate exact, PartialDate wide) {
        return exact.precision() > wide.precision()
                && !exact.firstDay().isBefore(wide.firstDay())
                && !exact.lastDay().isAfter(wide.lastDay());
    }
}
