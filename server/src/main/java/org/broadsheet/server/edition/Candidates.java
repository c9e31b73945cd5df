package org.broadsheet.server.edition;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.recommendation.edition.Candidate;
import org.broadsheet.server.library.Library;

/// Which papers could be in an edition.
///
/// A paper has one day: that of the first dated list it was on, else of its publication, else, where a
/// source brought it without a full date, the day on which it came. It belongs to the edition of that day,
/// week or month. One that came after that edition was closed without it belongs to the edition of the day
/// on which it came, unless its day was over before its source was asked at all. No paper is in two
/// editions of one period.
final class Candidates {
    private final Library library;
    private final Map<PaperId, Editions.Arrival> arrivals;
    private final Function<Set<Period.Span>, Map<Period.Span, Set<PaperId>>> closed;

    /// @param arrivals papers that sources brought in the edition's time
    /// @param closed   the papers of those of the given editions that are closed
    Candidates(
            Library library,
            Map<PaperId, Editions.Arrival> arrivals,
            Function<Set<Period.Span>, Map<Period.Span, Set<PaperId>>> closed) {
        this.library = library;
        this.arrivals = arrivals;
        this.closed = closed;
    }

    /// The candidates of a span: listed ones in the order of their lists, then those published, then what
    /// came late.
    Map<PaperId, Candidate> of(Period.Span span, int most) {
        Map<PaperId, Paper> papers = new LinkedHashMap<>();
        Stream.of(
                        library.listed(span.from(), span.to()),
                        library.published(span.from(), span.to(), most),
                        library.papers(arrivals.keySet()))
                .flatMap(List::stream)
                .forEach(p -> papers.putIfAbsent(p.id(), p));
        Set<Period.Span> before = new HashSet<>();
        for (Paper p : papers.values())
            for (LocalDate day : days(p))
                if (day.isBefore(span.from())) before.add(span.period().of(day));
        Map<Period.Span, Set<PaperId>> printed = closed.apply(before);
        Map<PaperId, Candidate> candidates = new LinkedHashMap<>();
        for (Paper p : papers.values())
            candidate(p)
                    .filter(c -> span.holds(c.day()) || late(p, span.period().of(c.day()), printed.keySet()))
                    .filter(_ -> days(p).stream()
                            .map(span.period()::of)
                            .noneMatch(s -> printed.getOrDefault(s, Set.of()).contains(p.id())))
                    .ifPresent(c -> candidates.put(p.id(), c));
        return candidates;
    }

    private boolean late(Paper p, Period.Span home, Set<Period.Span> closedBefore) {
        Editions.Arrival arrival = arrivals.get(p.id());
        return arrival != null && closedBefore.contains(home) && !home.to().isBefore(arrival.asked());
    }

    /// The paper on its day; empty where it has none.
    private Optional<Candidate> candidate(Paper p) {
        Optional<Listing> first = p.metadata().listings().stream()
                .min(Comparator.comparing(Listing::day).thenComparing(Comparator.naturalOrder()));
        if (first.isPresent()) return first.map(l -> new Candidate(p, l.day(), l.list(), l.position()));
        return published(p)
                .or(() -> Optional.ofNullable(arrivals.get(p.id())).map(Editions.Arrival::day))
                .map(day -> new Candidate(p, day, null, 0));
    }

    private static Optional<LocalDate> published(Paper p) {
        PartialDate date = p.metadata().published();
        return date == null || date.precision() < 3 ? Optional.empty() : Optional.of(date.firstDay());
    }

    /// Days in whose editions it can have been.
    private static List<LocalDate> days(Paper p) {
        List<LocalDate> days = new ArrayList<>();
        published(p).ifPresent(days::add);
        p.metadata().listings().forEach(l -> days.add(l.day()));
        p.provenance().forEach(s -> days.add(LocalDate.ofInstant(s.seen(), ZoneOffset.UTC)));
        return days;
    }
}
