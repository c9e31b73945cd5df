package org.broadsheet.server.edition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.recommendation.edition.Candidate;
import org.broadsheet.recommendation.edition.EditionRanker;
import org.broadsheet.recommendation.edition.EditionRequest;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.store.Digests;
import tools.jackson.databind.json.JsonMapper;

/// Prints editions and keeps them.
///
/// An edition of today, this week or this month is printed at the first request and printed anew, under its
/// number, whenever more has come in for it. At the first request after its time is over it is closed:
/// printed one last time with what came late, and from then on it stays as it is whatever comes in. One of
/// a time long over is printed and closed at its first request. A time for which nothing came has no
/// edition. What comes after its edition was closed is in the edition of the day on which it comes.
public final class Editions {
    private static final int MOST_CANDIDATES = 3_000;
    private static final int SHELF = 200;

    private final Library library;
    private final EditionRanker ranker;
    private final SourceNotes notes;
    private final ReentrantLock printing = new ReentrantLock();
    /// The library's revision at which a span was last looked at: nothing is printed anew while it stays the
    /// same.
    private final Map<Period.Span, Long> looked = new ConcurrentHashMap<>();
    private final JsonMapper json = JsonMapper.shared();

    /// What the sources did for a span of days.
    @FunctionalInterface
    public interface SourceNotes {
        List<Edition.SourceNote> of(Period.Span span);

        /// Papers that sources brought in a span and that were not in the library before.
        default Map<PaperId, Arrival> arrivals(Period.Span span) {
            return Map.of();
        }
    }

    /// The coming of a paper.
    ///
    /// @param day   on which it came
    /// @param asked since when the source that brought it is asked: what is older is no news
    public record Arrival(LocalDate day, LocalDate asked) {}

    public Editions(Library library, EditionRanker ranker, SourceNotes notes) {
        this.library = library;
        this.ranker = ranker;
        this.notes = notes;
    }

    /// Today in UTC, as editions count days.
    public LocalDate today() {
        return LocalDate.ofInstant(library.clock().instant(), ZoneOffset.UTC);
    }

    /// The edition of a span, printed if it has to be; empty where nothing came for it, and for times to
    /// come.
    public Optional<Edition> edition(Period.Span span) {
        if (span.from().isAfter(today())) return Optional.empty();
        boolean over = span.to().isBefore(today());
        Optional<Stored> kept = stored(span);
        if (kept.isPresent() && stands(kept.get(), over)) return kept.map(Stored::edition);
        printing.lock();
        try {
            kept = stored(span);
            if (kept.isPresent() && stands(kept.get(), over)) return kept.map(Stored::edition);
            long revision = library.store().revision();
            Optional<Edition> printed = print(span, kept, over);
            if (!over) looked.put(span, revision);
            return printed;
        } finally {
            printing.unlock();
        }
    }

    /// Whether a kept edition needs no second look: it is closed, or nothing has come in since it was last
    /// looked at.
    private boolean stands(Stored kept, boolean over) {
        if (over) return kept.closed();
        Edition e = kept.edition();
        return Objects.equals(looked.get(e.span()), library.store().revision())
                && e.sources().equals(notes.of(e.span()));
    }

    /// The newest edition of a period: today's where there is one, else the one of the last listed day.
    public Optional<Edition> newest(Period period) {
        Optional<Edition> current = edition(period.of(today()));
        if (current.isPresent() && !current.get().shelf()) return current;
        Optional<LocalDate> last = library.listingSpan()
                .map(List::getLast)
                .filter(day -> !day.isAfter(today()))
                .filter(day -> day.isAfter(today().minusDays(31)));
        return last.flatMap(day -> edition(period.of(day))).or(() -> current);
    }

    /// What the sources did for a span.
    public List<Edition.SourceNote> notes(Period.Span span) {
        return notes.of(span);
    }

    /// The nearest span before this one that has something to print.
    public Optional<Period.Span> before(Period.Span span) {
        return library.store().nearest(span.from(), true).map(span.period()::of);
    }

    /// The nearest span after this one that has something to print, today's at the latest: today always
    /// has, from the shelf where nothing is new.
    public Optional<Period.Span> after(Period.Span span) {
        if (!span.to().isBefore(today())) return Optional.empty();
        return library.store()
                .nearest(span.to(), false)
                .filter(day -> !day.isAfter(today()))
                .or(() -> library.count() == 0 ? Optional.empty() : Optional.of(today()))
                .map(span.period()::of);
    }

    /// Editions that a paper was in, newest first.
    public List<Printed> containing(PaperId paper) {
        return library.database()
                .reading()
                .sql("select period, date, number from edition where body like ? order by date desc limit 10")
                .param("%\"" + paper.value() + "\"%")
                .query((r, _) -> new Printed(r.getString(1), r.getString(2), r.getInt(3)))
                .list();
    }

    /// Editions printed so far, newest first.
    public List<Printed> printed(Period period, int limit) {
        // Letters come after every digit.
        return printed(period, "z", limit);
    }

    /// Editions of the same period printed so far that come before a span, newest first.
    public List<Printed> printedBefore(Period.Span span, int limit) {
        return printed(span.period(), span.label(), limit);
    }

    private List<Printed> printed(Period period, String before, int limit) {
        return library.database()
                .reading()
                .sql(
                        "select period, date, number from edition where period = ? and date < ? order by date desc limit ?")
                .param(period.key())
                .param(before)
                .param(limit)
                .query((r, _) -> new Printed(r.getString(1), r.getString(2), r.getInt(3)))
                .list();
    }

    /// A line of the archive.
    public record Printed(String period, String date, int number) {}

    // ---- Printing
    // -----------------------------------------------------------------------------------------------

    private Optional<Edition> print(Period.Span span, Optional<Stored> kept, boolean over) {
        Map<PaperId, Candidate> candidates =
                new Candidates(library, notes.arrivals(span), this::closed).of(span, MOST_CANDIDATES);
        boolean shelf = false;
        if (candidates.isEmpty() && span.holds(today())) {
            shelf = true;
            for (Paper p : library.latest(0, SHELF)) candidates.put(p.id(), new Candidate(p, dayOf(p), null, 0));
        }
        List<Edition.SourceNote> sources = notes.of(span);
        if (candidates.isEmpty() && kept.isPresent()) return Optional.of(asItIs(kept.get(), over));
        if (candidates.isEmpty() && sources.isEmpty()) return Optional.empty();
        List<Candidate> list =
                candidates.values().stream().limit(MOST_CANDIDATES).toList();
        StringBuilder basis = new StringBuilder();
        for (Candidate c : list)
            basis.append(c.paper().id())
                    .append(c.paper().metadata().attention())
                    .append('\n');
        String digest = Digests.hex(basis.toString() + sources);
        if (kept.isPresent() && kept.get().digest().equals(digest)) return Optional.of(asItIs(kept.get(), over));
        Selection selection = ranker.select(
                new EditionRequest(span.from(), span.to(), span.period().size()), list);
        int merged = shelf
                ? 0
                : (int) list.stream()
                        .filter(c -> c.paper().provenance().size() > 1)
                        .count();
        int number = kept.map(k -> k.edition().number()).orElse(0);
        Edition edition = new Edition(
                span,
                number,
                library.clock().instant(),
                shelf ? 0 : list.size(),
                merged,
                selection.sections(),
                selection.rest(),
                sources,
                shelf);
        return Optional.of(keep(edition, digest, over));
    }

    private static LocalDate dayOf(Paper p) {
        PartialDate date = p.metadata().published();
        return date != null
                ? date.firstDay()
                : LocalDate.ofInstant(p.provenance().getFirst().seen(), ZoneOffset.UTC);
    }

    // ---- Keeping
    // ------------------------------------------------------------------------------------------------

    /// Follows the digest of an edition that is closed.
    private static final String CLOSED = " closed";

    private record Stored(Edition edition, String digest, boolean closed) {}

    /// Leaves an edition as it was printed, and closes it where its time is over.
    private Edition asItIs(Stored kept, boolean over) {
        Edition e = kept.edition();
        if (over && !kept.closed())
            library.database()
                    .write(() -> library.database()
                            .writing()
                            .update(
                                    "update edition set digest = ? where period = ? and date = ?",
                                    kept.digest() + CLOSED,
                                    e.span().period().key(),
                                    e.span().label()));
        return e;
    }

    /// The part of an edition that is kept as JSON.
    private record Body(
            int came,
            int merged,
            List<BodySection> sections,
            List<String> rest,
            List<Edition.SourceNote> sources,
            boolean shelf) {}

    private record BodySection(String title, List<BodyItem> items) {}

    private record BodyItem(String paper, String reason, double score, List<Selection.Part> parts) {}

    /// Writes an edition down. Where another process has closed it in the meantime, that one stands.
    private Edition keep(Edition e, String digest, boolean over) {
        Body body = new Body(
                e.came(),
                e.merged(),
                e.sections().stream()
                        .map(s -> new BodySection(
                                s.title(),
                                s.items().stream()
                                        .map(i -> new BodyItem(i.paper().value(), i.reason(), i.score(), i.parts()))
                                        .toList()))
                        .toList(),
                e.rest().stream().map(PaperId::value).toList(),
                e.sources(),
                e.shelf());
        String text = json.writeValueAsString(body);
        int number = library.database().write(() -> {
            var writing = library.database().writing();
            // Holds every other process that prints back until this number is taken.
            writing.update("update counter set value = value where name = 'revision'");
            if (over) {
                Integer closed = writing.queryForObject(
                        "select count(*) from edition where period = ? and date = ? and digest like ?",
                        Integer.class,
                        e.span().period().key(),
                        e.span().label(),
                        "%" + CLOSED);
                if (closed != null && closed > 0) return -1;
            }
            Integer last = writing.queryForObject(
                    "select coalesce(max(number), 0) from edition where period = ?",
                    Integer.class,
                    e.span().period().key());
            int next = e.number() > 0 ? e.number() : (last == null ? 0 : last) + 1;
            writing.update(
                    "insert into edition (period, date, number, printed_at, digest, body) values (?, ?, ?, ?, ?, ?)"
                            + " on conflict (period, date) do update set printed_at = excluded.printed_at, digest = excluded.digest,"
                            + " body = excluded.body",
                    e.span().period().key(),
                    e.span().label(),
                    next,
                    e.printedAt().toString(),
                    over ? digest + CLOSED : digest,
                    text);
            return next;
        });
        if (number < 0) return stored(e.span()).map(Stored::edition).orElse(e);
        return new Edition(
                e.span(), number, e.printedAt(), e.came(), e.merged(), e.sections(), e.rest(), e.sources(), e.shelf());
    }

    /// The papers of those of these editions that are closed; none of one from the shelf.
    private Map<Period.Span, Set<PaperId>> closed(Set<Period.Span> spans) {
        Map<Period.Span, Set<PaperId>> closed = new HashMap<>();
        if (spans.isEmpty()) return closed;
        Map<String, Period.Span> byLabel = new HashMap<>();
        spans.forEach(s -> byLabel.put(s.label(), s));
        library.database()
                .reading()
                .sql(
                        "select date, body from edition where period = :period and date in (:dates) and digest like :closed")
                .param("period", spans.iterator().next().period().key())
                .param("dates", byLabel.keySet())
                .param("closed", "%" + CLOSED)
                .query(r -> {
                    Period.Span span = Objects.requireNonNull(byLabel.get(r.getString(1)));
                    Edition e = read(span, 0, Instant.EPOCH, r.getString(2));
                    closed.put(span, e.shelf() ? Set.of() : Set.copyOf(e.all()));
                });
        return closed;
    }

    private Optional<Stored> stored(Period.Span span) {
        return library.database()
                .reading()
                .sql("select number, printed_at, digest, body from edition where period = ? and date = ?")
                .param(span.period().key())
                .param(span.label())
                .query((r, _) -> {
                    String digest = r.getString(3);
                    boolean closed = digest.endsWith(CLOSED);
                    return new Stored(
                            read(span, r.getInt(1), Instant.parse(r.getString(2)), r.getString(4)),
                            closed ? digest.substring(0, digest.length() - CLOSED.length()) : digest,
                            closed);
                })
                .optional();
    }

    private Edition read(Period.Span span, int number, Instant printedAt, String text) {
        Body b = json.readValue(text, Body.class);
        List<Selection.Section> sections = new ArrayList<>();
        for (BodySection s : b.sections())
            sections.add(new Selection.Section(
                    s.title(),
                    s.items().stream()
                            .map(i -> new Selection.Item(new PaperId(i.paper()), i.reason(), i.score(), i.parts()))
                            .toList()));
        return new Edition(
                span,
                number,
                printedAt,
                b.came(),
                b.merged(),
                sections,
                b.rest().stream().map(PaperId::new).toList(),
                b.sources(),
                b.shelf());
    }
}
