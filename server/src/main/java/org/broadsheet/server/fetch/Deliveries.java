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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.source.Rhythm;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.jspecify.annotations.Nullable;

/// What came from each source for an edition beside what was to be expected, so that a quiet day and a
/// broken source are told apart. Counted once for each state of the library and of its sources.
public final class Deliveries implements Editions.SourceNotes {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC on' d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /// Most spans remembered.
    private static final int MOST_COUNTED = 500;

    private static final int MOST_ARRIVALS = 3_000;

    private final Sources sources;
    private final Clock clock;
    private final AtomicReference<@Nullable Counted> counted = new AtomicReference<>();

    /// What was counted while nothing changed.
    private record Counted(
            long revision, LocalDate today, List<SourceState> states, Map<Period.Span, List<SourceNote>> notes) {}

    public Deliveries(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    @Override
    public List<SourceNote> of(Period.Span span) {
        long revision = sources.library().store().revision();
        LocalDate today = today();
        List<SourceState> states = sources.all();
        Counted now = counted.get();
        if (now == null
                || now.revision != revision
                || !now.today.equals(today)
                || !now.states.equals(states)
                || now.notes.size() >= MOST_COUNTED) {
            now = new Counted(revision, today, states, new ConcurrentHashMap<>());
            counted.set(now);
        }
        return now.notes.computeIfAbsent(span, s -> count(s, states));
    }

    @Override
    public Map<PaperId, Editions.Arrival> arrivals(Period.Span span) {
        return sources.store().arrivals(span.from(), span.to(), MOST_ARRIVALS);
    }

    private List<SourceNote> count(Period.Span span, List<SourceState> states) {
        List<SourceNote> notes = new ArrayList<>();
        for (SourceState s : states) {
            LocalDate known = LocalDate.ofInstant(s.addedAt(), ZoneOffset.UTC);
            // A source says nothing of the time before it was asked; its first rounds look back a week.
            if (span.to().isBefore(known.minusDays(Sources.FIRST_DAYS))) continue;
            notes.add(span.period() == Period.DAY ? ofDay(s, span.from(), known) : ofDays(s, span, known));
        }
        return List.copyOf(notes);
    }

    /// Of a week or a month: all its days together; of one that is not over, those whose papers had to be
    /// there when the source last answered.
    private SourceNote ofDays(SourceState s, Period.Span span, LocalDate known) {
        Map<LocalDate, Integer> history =
                sources.store().came(s.source(), span.from().minusWeeks(Rhythm.WEEKS), span.to());
        Rhythm rhythm = new Rhythm(s.source(), history);
        int came = total(history, span.from(), span.to());
        boolean now = span.holds(today());
        Instant good = s.goodAt();
        List<LocalDate> due = span.from()
                .datesUntil(span.to().plusDays(1))
                .filter(d -> good != null && !good.isBefore(rhythm.due(d)))
                .toList();
        Optional<Rhythm.Expected> expected = together(rhythm, due, known);
        String words = expected.map(e -> now ? e + " so far" : e.toString()).orElse("not known yet");
        if (now && s.failing()) return note(s, words, came, "broken", failure(s));
        if (expected.isPresent()
                && total(history, due.getFirst(), due.getLast())
                        < expected.get().low())
            return note(s, words, came, "short", "It answered, with fewer papers than in such a time.");
        return note(s, words, came, "good", "");
    }

    /// What was expected of days together; empty where it is not known of one of them, or there are none.
    private static Optional<Rhythm.Expected> together(Rhythm rhythm, List<LocalDate> days, LocalDate known) {
        return days.stream()
                .map(d -> rhythm.expected(d, known))
                .reduce((a, b) -> a.flatMap(x -> b.map(x::plus)))
                .flatMap(e -> e);
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

    private static int total(Map<LocalDate, Integer> history, LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1))
                .mapToInt(d -> history.getOrDefault(d, 0))
                .sum();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
