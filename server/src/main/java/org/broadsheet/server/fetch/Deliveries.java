package org.broadsheet.server.fetch;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.source.Rhythm;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;

/// What came from each source for an edition beside what was to be expected, so that a quiet day and a broken source
/// are
/// told apart.
public final class Deliveries implements Editions.SourceNotes {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC on' d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Sources sources;
    private final Clock clock;

    public Deliveries(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public List<SourceNote> of(Period.Span span) {
        List<SourceNote> notes = new ArrayList<>();
        for (SourceState s : sources.all()) {
            LocalDate known = LocalDate.ofInstant(s.addedAt(), ZoneOffset.UTC);
            // A source says nothing of the time before it was asked; its first rounds look back a week.
            if (span.to().isBefore(known.minusDays(Sources.FIRST_DAYS))) continue;
            notes.add(span.period() == Period.DAY ? ofDay(s, span.from(), known) : ofDays(s, span));
        }
        return notes;
    }

    /// Of a week or a month only what came is told, and whether the source answers now.
    private SourceNote ofDays(SourceState s, Period.Span span) {
        int came = total(s, span.from(), span.to());
        boolean now = span.holds(today());
        if (now && s.failing()) return note(s, "not known", came, "broken", failure(s));
        return note(s, "not known", came, "good", "");
    }

    private SourceNote ofDay(SourceState s, LocalDate day, LocalDate known) {
        Map<LocalDate, Integer> history = sources.store().came(s.source(), day.minusWeeks(Rhythm.WEEKS), day);
        Rhythm rhythm = new Rhythm(s.source(), history);
        int came = history.getOrDefault(day, 0);
        Optional<Rhythm.Expected> expected = rhythm.expected(day, known);
        String words = expected.map(Rhythm.Expected::toString).orElse("not known yet");
        Optional<String> quiet = rhythm.quiet(day);
        boolean over = day.isBefore(today());
        Instant good = s.goodAt();
        // Whether we have asked, and were answered, after everything of that day had to be there.
        boolean asked = good != null && !good.isBefore(rhythm.due(day));

        if (quiet.isPresent() && came == 0 && !s.failing())
            return note(s, "none", 0, "quiet", sentence(quiet.get() + "."));
        if (s.failing() && !asked) return note(s, words, came, "broken", failure(s));
        if (good == null) return note(s, words, came, "unknown", "It has not been asked yet.");
        if (!asked)
            return note(
                    s,
                    words,
                    came,
                    came > 0 ? "good" : "unknown",
                    over ? "It has not been asked since that day." : "The day is not over.");
        if (expected.isPresent() && came < expected.get().low()) {
            LocalDate newest = s.newestDay();
            return newest != null && newest.isBefore(day)
                    ? note(
                            s,
                            words,
                            came,
                            "stale",
                            "It answered, but its newest paper is of " + DAY.format(newest) + ".")
                    : note(s, words, came, "short", "It answered, with fewer papers than on such a day.");
        }
        if (came == 0) return note(s, words, 0, "quiet", "It answered and had nothing new.");
        return note(s, words, came, "good", "");
    }

    private static SourceNote note(SourceState s, String expected, int came, String verdict, String remark) {
        return new SourceNote(s.source().title(), expected, came, verdict, remark);
    }

    private static String failure(SourceState s) {
        Instant since = s.failingSince();
        Instant good = s.goodAt();
        StringBuilder b = new StringBuilder(sentence(String.valueOf(s.trouble())));
        if (since != null) b.append(", since ").append(TIME.format(since.truncatedTo(ChronoUnit.MINUTES)));
        b.append(good == null ? "; it has never answered." : "; it last answered at " + TIME.format(good) + ".");
        return b.toString();
    }

    private static String sentence(String words) {
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private int total(SourceState s, LocalDate from, LocalDate to) {
        return sources.store().came(s.source(), from, to).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
