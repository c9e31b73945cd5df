package org.broadsheet.server.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.recommendation.edition.EditionRanker;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Printing and keeping editions, on SQLite, with a clock that is set by hand.
class EditionsTest {
    private static final LocalDate DAY = LocalDate.of(2024, 9, 10);

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2024-09-10T06:00:00Z"));
    private final AtomicInteger selections = new AtomicInteger();
    private final AtomicReference<List<SourceNote>> notes = new AtomicReference<>(List.of());

    @SuppressWarnings("NullAway.Init")
    private Library library;

    @SuppressWarnings("NullAway.Init")
    private Editions editions;

    @BeforeEach
    void open() {
        library = Library.open(LibrarySettings.in(folder), new HandClock(now));
        editions = editions();
    }

    private Editions editions() {
        EditionRanker ranker = new RecencyEditionRanker();
        return new Editions(
                library,
                (request, candidates) -> {
                    selections.incrementAndGet();
                    return ranker.select(request, candidates);
                },
                _ -> notes.get());
    }

    @AfterEach
    void close() {
        library.close();
    }

    @Test
    void aDayIsMadeOfItsList() throws IOException {
        listed(DAY, 1, 30);
        listed(DAY.plusDays(1), 31, 40);
        now.set(Instant.parse("2024-10-01T00:00:00Z"));
        Edition e = editions.edition(Period.DAY.of(DAY)).orElseThrow();
        assertThat(e.came()).isEqualTo(30);
        assertThat(e.papers()).hasSize(24);
        assertThat(e.all()).hasSize(30).doesNotHaveDuplicates();
        assertThat(e.printedLater()).isTrue();
        assertThat(titles(e)).allMatch(t -> number(t) <= 30);
        Edition week =
                editions.edition(Period.WEEK.parse("2024-W37").orElseThrow()).orElseThrow();
        assertThat(week.came()).isEqualTo(40);
        assertThat(week.papers()).hasSize(40);
        Edition month =
                editions.edition(Period.MONTH.parse("2024-09").orElseThrow()).orElseThrow();
        assertThat(month.all()).containsExactlyInAnyOrderElementsOf(week.all());
    }

    @Test
    void editionsAreNumberedWithinTheirPeriod() throws IOException {
        listed(DAY, 1, 3);
        listed(DAY.plusDays(1), 4, 6);
        now.set(Instant.parse("2024-10-01T00:00:00Z"));
        assertThat(print(Period.DAY.of(DAY)).number()).isEqualTo(1);
        assertThat(print(Period.DAY.of(DAY.plusDays(1))).number()).isEqualTo(2);
        assertThat(print(Period.WEEK.of(DAY)).number()).isEqualTo(1);
        assertThat(print(Period.DAY.of(DAY)).number()).isEqualTo(1);
        assertThat(editions.printed(Period.DAY, 10))
                .extracting(Editions.Printed::date)
                .containsExactly("2024-09-11", "2024-09-10");
    }

    @Test
    void aPastEditionStaysAsPrinted() throws IOException {
        listed(DAY, 1, 5);
        now.set(Instant.parse("2024-10-01T00:00:00Z"));
        Edition before = print(Period.DAY.of(DAY));
        listed(DAY, 6, 20);
        assertThat(print(Period.DAY.of(DAY))).isEqualTo(before);
        // Also after a restart, and with another ranker.
        assertThat(new Editions(library, (_, _) -> new Selection(List.of(), List.of()), _ -> List.of())
                        .edition(Period.DAY.of(DAY)))
                .contains(before);
        assertThat(selections).hasValue(1);
    }

    @Test
    void todaysIsPrintedAnewUnderItsNumberWhenMoreComesIn() throws IOException {
        listed(DAY, 1, 5);
        Edition first = print(Period.DAY.of(DAY));
        assertThat(print(Period.DAY.of(DAY))).isEqualTo(first);
        assertThat(selections).as("nothing came in, so nothing is printed").hasValue(1);
        now.set(Instant.parse("2024-09-10T12:00:00Z"));
        listed(DAY, 6, 8);
        Edition second = print(Period.DAY.of(DAY));
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.came()).isEqualTo(8);
        assertThat(second.printedAt()).isEqualTo(now.get());
    }

    /// A week is first seen on its Tuesday and then not before the next month: it must not stay Tuesday's.
    @Test
    void whatComesLateIsInTheLastPrinting() throws IOException {
        listed(DAY, 1, 5);
        Period.Span week = Period.WEEK.of(DAY);
        Edition tuesday = print(week);
        listed(DAY.plusDays(3), 6, 9);
        now.set(Instant.parse("2024-10-01T00:00:00Z"));
        Edition closed = print(week);
        assertThat(closed.number()).isEqualTo(tuesday.number());
        assertThat(closed.came()).isEqualTo(9);
        listed(DAY.plusDays(2), 10, 12);
        assertThat(print(week)).isEqualTo(closed);
    }

    @Test
    void anEditionThatDidNotChangeKeepsItsTimeAndIsClosedAllTheSame() throws IOException {
        listed(DAY, 1, 5);
        Edition first = print(Period.DAY.of(DAY));
        now.set(Instant.parse("2024-09-11T06:00:00Z"));
        assertThat(print(Period.DAY.of(DAY))).isEqualTo(first);
        assertThat(first.printedLater()).isFalse();
        listed(DAY, 6, 8);
        assertThat(print(Period.DAY.of(DAY))).isEqualTo(first);
    }

    @Test
    void withNothingDatedTodayIsFromTheShelfAndStaysSo() throws IOException {
        give("shelf.jsonl", "{\"_id\":\"a\",\"title\":\"An old paper on search\",\"year\":1998}\n");
        Edition shelf = print(Period.DAY.of(DAY));
        assertThat(shelf.shelf()).isTrue();
        assertThat(shelf.came()).isZero();
        assertThat(shelf.sections().getFirst().items().getFirst().reason()).startsWith("From your library");
        assertThat(editions.newest(Period.DAY)).contains(shelf);
        now.set(Instant.parse("2024-09-12T06:00:00Z"));
        assertThat(print(Period.DAY.of(DAY))).isEqualTo(shelf);
    }

    @Test
    void aTimeForWhichNothingCameHasNoEdition() throws IOException {
        assertThat(editions.edition(Period.DAY.of(DAY))).isEmpty();
        listed(DAY, 1, 2);
        assertThat(editions.edition(Period.DAY.of(DAY.minusDays(1)))).isEmpty();
        assertThat(editions.edition(Period.DAY.of(DAY.plusDays(1))))
                .as("times to come")
                .isEmpty();
        assertThat(editions.newest(Period.DAY)).isPresent();
    }

    @Test
    void whatTheSourcesDidIsKeptAsItWas() throws IOException {
        listed(DAY, 1, 2);
        notes.set(List.of(new SourceNote("arXiv cs.IR", "40 to 60", 3, "short", "The answer broke off.")));
        Edition e = print(Period.DAY.of(DAY));
        assertThat(e.incomplete()).isTrue();
        notes.set(List.of(new SourceNote("arXiv cs.IR", "40 to 60", 52, "good", "")));
        assertThat(print(Period.DAY.of(DAY)).incomplete()).isFalse();
        now.set(Instant.parse("2024-09-11T06:00:00Z"));
        Edition closed = print(Period.DAY.of(DAY));
        notes.set(List.of());
        assertThat(print(Period.DAY.of(DAY))).isEqualTo(closed);
        assertThat(closed.sources()).hasSize(1);
    }

    /// A source that answers with nothing makes an edition that says so, rather than none.
    @Test
    void aQuietDayWithSourcesIsAnEdition() {
        notes.set(List.of(new SourceNote("arXiv cs.IR", "0", 0, "quiet", "No announcement on Saturdays.")));
        Edition e = print(Period.DAY.of(DAY));
        assertThat(e.papers()).isEmpty();
        assertThat(e.sources()).hasSize(1);
    }

    @Test
    void manyRequestsAtOncePrintOneEdition() throws Exception {
        listed(DAY, 1, 20);
        now.set(Instant.parse("2024-10-01T00:00:00Z"));
        // Two of them, as with two processes on one database.
        List<Editions> printers = List.of(editions, editions());
        List<Callable<Edition>> requests = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Editions printer = printers.get(i % 2);
            requests.add(() -> printer.edition(Period.DAY.of(DAY)).orElseThrow());
        }
        List<Edition> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Edition> f : threads.invokeAll(requests)) answers.add(f.get());
        }
        assertThat(new HashSet<>(answers)).hasSize(1);
        assertThat(editions.printed(Period.DAY, 10)).hasSize(1);
        assertThat(selections.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void knowsInWhichEditionsAPaperWas() throws IOException {
        listed(DAY, 1, 2);
        Edition e = print(Period.DAY.of(DAY));
        assertThat(editions.containing(e.papers().getFirst()))
                .containsExactly(new Editions.Printed("day", "2024-09-10", 1));
    }

    @Test
    void weeksAndMonthsAreReadStrictly() {
        assertThat(Period.WEEK.parse("2024-W37")).map(Period.Span::from).contains(LocalDate.of(2024, 9, 9));
        assertThat(Period.WEEK.parse("2020-W53")).map(Period.Span::to).contains(LocalDate.of(2021, 1, 3));
        assertThat(Period.WEEK.of(LocalDate.of(2021, 1, 1)).label()).isEqualTo("2020-W53");
        for (String bad : List.of("2021-W53", "2024-W00", "2024-W1", "2024-37", "2024-W37 ", "٢٠٢٤-W37", "9999-W99"))
            assertThat(Period.WEEK.parse(bad)).as(bad).isEmpty();
        for (String bad : List.of("2024-02-30", "2024-2-3", "", "2024-09-10T00:00:00", "today"))
            assertThat(Period.DAY.parse(bad)).as(bad).isEmpty();
        for (String bad : List.of("2024-13", "2024-00", "2024"))
            assertThat(Period.MONTH.parse(bad)).as(bad).isEmpty();
        assertThat(Period.MONTH.parse("2024-02")).map(Period.Span::to).contains(LocalDate.of(2024, 2, 29));
        for (Period p : Period.values()) {
            Period.Span span = p.of(DAY);
            assertThat(span.next().previous()).isEqualTo(span);
            assertThat(p.parse(span.label())).contains(span);
        }
    }

    // ---- Making papers ------------------------------------------------------------------------------------------

    private Edition print(Period.Span span) {
        Optional<Edition> e = editions.edition(span);
        return e.orElseThrow();
    }

    private static final List<String> SUBJECTS = List.of("retrieval", "video", "agents", "speech", "robotics");

    private void listed(LocalDate day, int first, int last) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i <= last; i++)
            lines.append("""
                    {"_id":"n%d","title":"%s no. %d","abstract":"About %s.","arxiv":"2409.%05d","listings":[{"list":"hf-daily","day":"%s","position":%d}]}
                    """.formatted(
                            i,
                            "Study of " + SUBJECTS.get(i % SUBJECTS.size()),
                            i,
                            SUBJECTS.get(i % SUBJECTS.size()),
                            i,
                            day,
                            i));
        give("list-" + day + "-" + first + ".jsonl", lines.toString());
    }

    private void give(String name, String text) throws IOException {
        library.importStream(name, name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), _ -> {});
    }

    private List<String> titles(Edition e) {
        return library.papers(e.papers()).stream().map(p -> p.headline()).toList();
    }

    private static int number(String title) {
        return Integer.parseInt(title.substring(title.lastIndexOf(' ') + 1));
    }

    private static final class HandClock extends Clock {
        private final AtomicReference<Instant> now;

        HandClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
