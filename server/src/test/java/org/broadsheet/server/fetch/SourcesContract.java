package org.broadsheet.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.corpus.source.Web;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What sources must do on every database: ask each once, lose nothing, remember failures, tell a quiet day
/// from a broken source.
abstract class SourcesContract {
    /// A Tuesday.
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
    private static final Source ARXIV = Source.of(Source.Kind.ARXIV, "cs.IR");
    private static final Source FEED = Source.of(Source.Kind.FEED, "https://example.org/feed.xml");

    @TempDir
    Path folder;

    private final HandClock clock = new HandClock(START);
    private final List<String> asked = new ArrayList<>();
    private Answering answering = _ -> {
        throw new IOException("nobody answers");
    };

    @SuppressWarnings("NullAway.Init")
    private Library library;

    @SuppressWarnings("NullAway.Init")
    private Sources sources;

    @FunctionalInterface
    private interface Answering {
        String to(String address) throws IOException;
    }

    /// Where the library lives; always the same in one test.
    abstract LibrarySettings settings();

    @BeforeEach
    void open() {
        library = Library.open(settings(), clock);
        sources = new Sources(library, this::answer);
    }

    @AfterEach
    void close() {
        library.close();
    }

    private Web.Answer answer(Web.Question q) throws IOException {
        asked.add(q.address().toString());
        String body = answering.to(q.address().toString());
        int status = body.matches("\\d{3}") ? Integer.parseInt(body) : 200;
        return new Web.Answer(
                status,
                body.getBytes(StandardCharsets.UTF_8),
                "",
                "",
                status == 503 ? Duration.ofHours(8) : null,
                URI.create("https://example.org"));
    }

    /// A page of announcements stamped on a day.
    private static String page(LocalDate day, String token, int from, int to) {
        StringBuilder b = new StringBuilder("<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>");
        for (int i = from; i < to; i++)
            b.append(
                    "<record><header><identifier>oai:arXiv.org:%s</identifier><datestamp>%s</datestamp></header><metadata><arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\"><id>%s</id><created>%s</created><authors><author><keyname>Oduya%d</keyname></author></authors><title>Paper number %d on subject %d</title><categories>cs.IR</categories><abstract>About %d.</abstract></arXiv></metadata></record>"
                            .formatted(
                                    id(day, i),
                                    day,
                                    id(day, i),
                                    day.minusDays(1),
                                    i,
                                    i,
                                    7 * i + day.getDayOfYear(),
                                    i));
        return b.append("<resumptionToken>" + token + "</resumptionToken></ListRecords></OAI-PMH>")
                .toString();
    }

    private static String id(LocalDate day, int i) {
        return "%02d%02d.%02d%03d".formatted(day.getYear() % 100, day.getMonthValue(), day.getDayOfMonth(), i);
    }

    private static final String NOTHING =
            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error code=\"noRecordsMatch\">none</error></OAI-PMH>";

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private Sources.Outcome ask(Source s) throws InterruptedException {
        return sources.ask(s.id(), () -> false, _ -> {});
    }

    private SourceNote note(LocalDate day) {
        return new Deliveries(sources, clock).of(Period.DAY.of(day)).getFirst();
    }

    @Test
    void aSourceIsAddedOnceAskedAndAskedAgainInTime() throws Exception {
        assertThat(sources.add(ARXIV)).isTrue();
        assertThat(sources.add(ARXIV)).isFalse();
        assertThat(sources.due()).hasSize(1);
        answering = _ -> page(today(), "", 0, 3);
        Sources.Outcome o = ask(ARXIV);
        assertThat(o.failure()).isNull();
        assertThat(o.added()).isEqualTo(3);
        assertThat(library.count()).isEqualTo(3);
        assertThat(asked.getFirst()).contains("from=2026-11-17");
        assertThat(sources.due()).isEmpty();
        assertThat(sources.nextDue()).contains(clock.instant().plus(Source.Kind.ARXIV.every()));
        clock.forward(Source.Kind.ARXIV.every());
        assertThat(sources.due()).hasSize(1);
        assertThat(ask(ARXIV).added()).as("the same papers are not new").isZero();
        assertThat(library.count()).isEqualTo(3);
        assertThat(sources.remove(ARXIV.id())).isTrue();
        assertThat(sources.all()).isEmpty();
        assertThat(library.count()).as("papers stay").isEqualTo(3);
        assertThatThrownBy(() -> ask(ARXIV)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsInterruptedBetweenPagesGoesOnThereAfterARestart() throws Exception {
        sources.add(ARXIV);
        answering = a -> a.contains("resumptionToken=t1")
                ? page(today(), "t2", 3, 6)
                : a.contains("resumptionToken=t2") ? page(today(), "", 6, 9) : page(today(), "t1", 0, 3);
        AtomicInteger pages = new AtomicInteger();
        Sources.Outcome o = sources.ask(ARXIV.id(), () -> pages.incrementAndGet() == 1, _ -> {});
        assertThat(o.read()).isEqualTo(3);
        library.close();
        open();
        asked.clear();
        assertThat(ask(ARXIV).read()).isEqualTo(6);
        assertThat(asked).hasSize(2).allMatch(a -> a.contains("resumptionToken"));
        assertThat(library.count()).isEqualTo(9);
    }

    @Test
    void aFailureKeepsWhatCameAndWaitsLongerEachTime() throws Exception {
        sources.add(ARXIV);
        answering = a -> a.contains("resumptionToken") ? "500" : page(today(), "t1", 0, 3);
        assertThat(ask(ARXIV).failure()).contains("500");
        assertThat(library.count()).isEqualTo(3);
        SourceState s = sources.find(ARXIV.id()).orElseThrow();
        assertThat(s.failures()).isEqualTo(1);
        assertThat(s.bookmark().token()).isEqualTo("t1");
        assertThat(s.nextAt()).isEqualTo(START.plus(Duration.ofMinutes(5)));
        ask(ARXIV);
        assertThat(sources.find(ARXIV.id()).orElseThrow().nextAt()).isEqualTo(START.plus(Duration.ofMinutes(10)));
        answering = _ -> "503";
        ask(ARXIV);
        assertThat(sources.find(ARXIV.id()).orElseThrow().nextAt())
                .as("the server asked for eight hours")
                .isEqualTo(START.plus(Duration.ofHours(8)));
        assertThat(Sources.pause(40, null)).isEqualTo(Duration.ofHours(6));
        answering = _ -> page(today(), "", 3, 4);
        assertThat(ask(ARXIV).failure()).isNull();
        SourceState well = sources.find(ARXIV.id()).orElseThrow();
        assertThat(well.failing()).isFalse();
        assertThat(well.trouble()).isNull();
        assertThat(library.count()).isEqualTo(4);
    }

    @Test
    void oneAtATimeAndADeadProcessDoesNotHoldItForEver() throws Exception {
        sources.add(ARXIV);
        Sources other = new Sources(library, this::answer);
        List<Sources.Outcome> second = new ArrayList<>();
        answering = _ -> {
            try {
                second.add(other.ask(ARXIV.id(), () -> false, _ -> {}));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return page(today(), "", 0, 1);
        };
        assertThat(ask(ARXIV).asked()).isTrue();
        assertThat(second).singleElement().satisfies(o -> assertThat(o.asked()).isFalse());
        answering = _ -> page(today(), "", 1, 2);
        assertThat(new SourceStore(library.database())
                        .claim(ARXIV.id(), "dead", clock.instant(), Duration.ofMinutes(10)))
                .isTrue();
        assertThat(ask(ARXIV).asked()).as("held by a process that died").isFalse();
        clock.forward(Duration.ofMinutes(11));
        assertThat(ask(ARXIV).asked()).isTrue();
    }

    @Test
    void aQuietDayABrokenAStaleAndAShortOneAreToldApart() throws Exception {
        sources.add(ARXIV, today().minusWeeks(6));
        LocalDate first = today().minusWeeks(6);
        clock.set(first.atTime(12, 0).toInstant(ZoneOffset.UTC));
        library.database()
                .write(() -> library.database()
                        .writing()
                        .update("update source set added_at = ?", first.atStartOfDay() + ":00Z"));
        for (LocalDate d = first; d.isBefore(LocalDate.of(2026, 11, 24)); d = d.plusDays(1)) {
            LocalDate day = d;
            if (d.getDayOfWeek().getValue() > 5) continue;
            answering = _ -> page(day, "", 0, 20);
            clock.set(d.atTime(12, 0).toInstant(ZoneOffset.UTC));
            ask(ARXIV);
        }
        clock.set(START);
        LocalDate tuesday = today();

        assertThat(note(tuesday).verdict()).as("not asked today").isEqualTo("unknown");

        answering = _ -> page(tuesday, "", 0, 18);
        ask(ARXIV);
        assertThat(note(tuesday).verdict()).isEqualTo("good");
        assertThat(note(tuesday).came()).isEqualTo(18);
        assertThat(note(tuesday).expected()).isEqualTo("5 to 35");
        Deliveries deliveries = new Deliveries(sources, clock);
        // Of this week Monday and Tuesday are known, five days of the last.
        assertThat(deliveries.of(Period.WEEK.of(tuesday)).getFirst())
                .isEqualTo(new SourceNote("arXiv cs.IR", "10 to 70 so far", 38, "good", ""));
        assertThat(deliveries
                        .of(Period.WEEK.of(tuesday.minusWeeks(1)))
                        .getFirst()
                        .expected())
                .isEqualTo("25 to 175");
        assertThat(deliveries.of(Period.WEEK.of(first)).getFirst().expected()).isEqualTo("not known yet");

        clock.forward(Duration.ofDays(1));
        answering = _ -> NOTHING;
        ask(ARXIV);
        SourceNote stale = note(tuesday.plusDays(1));
        assertThat(stale.verdict()).isEqualTo("stale");
        assertThat(stale.remark()).contains("Tuesday 24 November");
        assertThat(stale.wanting()).isTrue();

        answering = _ -> page(today(), "", 0, 4);
        ask(ARXIV);
        assertThat(note(today()).verdict()).isEqualTo("short");

        answering = _ -> "500";
        clock.set(Instant.parse("2026-11-27T12:00:00Z"));
        ask(ARXIV);
        SourceNote broken = note(today());
        assertThat(broken.verdict()).isEqualTo("broken");
        assertThat(broken.remark()).contains("500").contains("25 November");

        clock.set(Instant.parse("2026-11-28T12:00:00Z"));
        answering = _ -> NOTHING;
        ask(ARXIV);
        SourceNote saturday = note(today());
        assertThat(saturday.verdict()).isEqualTo("quiet");
        assertThat(saturday.remark()).contains("Friday and Saturday");
        assertThat(note(LocalDate.of(2026, 11, 27)).verdict())
                .as("a holiday of arXiv's")
                .isEqualTo("quiet");
    }

    @Test
    void whoSleptPastTheClaimDoesNotWriteOverWhatAnotherDid() throws Exception {
        sources.add(ARXIV);
        Sources other = new Sources(library, this::answer);
        List<Sources.Outcome> second = new ArrayList<>();
        answering = _ -> {
            // While the first waits for its answer, its claim runs out and another walks to the end.
            clock.forward(Duration.ofMinutes(11));
            answering = a -> a.contains("t1") ? page(today(), "", 3, 6) : page(today(), "t1", 0, 3);
            try {
                second.add(other.ask(ARXIV.id(), () -> false, _ -> {}));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return page(today(), "late", 6, 9);
        };
        Sources.Outcome first = ask(ARXIV);
        assertThat(second.getFirst().failure()).isNull();
        assertThat(first.failure()).contains("another process");
        SourceState after = sources.find(ARXIV.id()).orElseThrow();
        assertThat(after.bookmark().token()).isEmpty();
        assertThat(after.failing()).isFalse();
        assertThat(library.count()).as("its page is not kept either").isEqualTo(6);

        // One that fails late says nothing of the source, and gives no claim back that is not its own.
        answering = _ -> {
            clock.forward(Duration.ofMinutes(11));
            assertThat(new SourceStore(library.database())
                            .claim(ARXIV.id(), "other", clock.instant(), Duration.ofMinutes(10)))
                    .isTrue();
            return "500";
        };
        ask(ARXIV);
        assertThat(sources.find(ARXIV.id()).orElseThrow().failing()).isFalse();
        assertThat(ask(ARXIV).asked()).as("still held by the other").isFalse();
    }

    @Test
    void aSourceThatIsToldToStopIsNotAFailureAndIsFreeAtOnce() throws Exception {
        sources.add(ARXIV);
        answering = _ -> "500";
        Sources.Outcome o = sources.ask(ARXIV.id(), () -> true, _ -> {});
        assertThat(o.failure()).contains("goes on from here");
        assertThat(sources.find(ARXIV.id()).orElseThrow().failing()).isFalse();
        answering = _ -> page(today(), "", 0, 1);
        assertThat(ask(ARXIV).asked()).isTrue();
    }

    @Test
    void aNewVersionKeepsThePaperOnItsFirstList() throws Exception {
        sources.add(ARXIV);
        String first = page(today(), "", 0, 1);
        answering = _ -> first;
        ask(ARXIV);
        LocalDate day = today();
        clock.forward(Duration.ofDays(3));
        answering = _ -> first.replace("<datestamp>" + day, "<datestamp>" + today())
                .replace("</created>", "</created><updated>" + today() + "</updated>");
        ask(ARXIV);
        assertThat(library.papers(library.store().listed(day, today()))
                        .getFirst()
                        .metadata())
                .satisfies(m -> {
                    assertThat(m.updated()).isNotNull();
                    assertThat(m.listings()).extracting(Listing::day).containsExactly(day);
                });
    }

    private Editions editions() {
        return new Editions(library, new RecencyEditionRanker(), new Deliveries(sources, clock));
    }

    private static Edition print(Editions editions, LocalDate day) {
        return editions.edition(Period.DAY.of(day)).orElseThrow();
    }

    private List<String> titles(Edition e) {
        return library.papers(e.all()).stream()
                .map(p -> p.metadata().title())
                .sorted()
                .toList();
    }

    @Test
    void whatComesAfterItsEditionClosedIsInTheNext() throws Exception {
        sources.add(ARXIV);
        LocalDate monday = today();
        answering = _ -> page(monday, "", 0, 2);
        ask(ARXIV);
        Editions editions = editions();
        clock.forward(Duration.ofDays(1));
        Edition closed = print(editions, monday);
        assertThat(closed.all()).hasSize(2);
        LocalDate next = today();
        answering = _ -> page(monday, "t", 2, 5);
        sources.ask(ARXIV.id(), () -> true, _ -> {});
        answering = _ -> page(next, "", 0, 2);
        ask(ARXIV);
        assertThat(print(editions, monday)).isEqualTo(closed);
        Edition second = print(editions, next);
        assertThat(second.all()).hasSize(5).doesNotContainAnyElementsOf(closed.all());
        clock.forward(Duration.ofDays(1));
        assertThat(print(editions, next).all()).containsExactlyInAnyOrderElementsOf(second.all());
        answering = _ -> page(today(), "", 0, 1);
        ask(ARXIV);
        assertThat(print(editions, today()).all()).as("and in no other").hasSize(1);
    }

    @Test
    void whatWasOverBeforeItsSourceWasAskedIsNoNews() throws Exception {
        LocalDate before = today().minusDays(2);
        answering = _ -> page(before, "", 0, 1);
        sources.add(ARXIV);
        ask(ARXIV);
        Editions editions = editions();
        assertThat(print(editions, before).all()).hasSize(1);
        answering = _ -> page(before, "", 1, 4);
        ask(ARXIV);
        assertThat(print(editions, today()).came()).isZero();
    }

    @Test
    void aPaperIsInTheEditionOfItsListAndNotOfItsPublicationToo() throws Exception {
        sources.add(ARXIV);
        answering = _ -> page(today(), "", 0, 3);
        ask(ARXIV);
        Editions editions = editions();
        assertThat(print(editions, today()).all()).hasSize(3);
        assertThat(editions.edition(Period.DAY.of(today().minusDays(1))))
                .map(Edition::all)
                .hasValueSatisfying(all -> assertThat(all).isEmpty());
        assertThat(editions.before(Period.DAY.of(today())))
                .as("nor does a link lead there")
                .isEmpty();
    }

    @Test
    void entriesWithoutADateAreOfTheDayOnWhichTheyCame() throws Exception {
        sources.add(FEED);
        answering = _ -> feed("One", "Two");
        ask(FEED);
        Editions editions = editions();
        LocalDate day = today();
        assertThat(print(editions, day).came()).isEqualTo(2);
        clock.forward(Duration.ofDays(1));
        answering = _ -> feed("One", "Two", "Three");
        ask(FEED);
        assertThat(titles(print(editions, day))).containsExactly("One", "Two");
        assertThat(titles(print(editions, today()))).containsExactly("Three");
        assertThat(note(today()).came()).isEqualTo(1);
    }

    private static String feed(String... titles) {
        StringBuilder b = new StringBuilder(
                "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>News</title>");
        for (String t : titles)
            b.append(
                    "<item><title>%s</title><link>https://example.org/%s</link><dc:creator>Maro Oduya</dc:creator></item>"
                            .formatted(t, t.replace(' ', '-')));
        return b.append("</channel></rss>").toString();
    }

    @Test
    void anEntryThatChangesStaysOfTheDayOnWhichItCame() throws Exception {
        sources.add(FEED);
        String long_ = "Retrieval of papers by the questions they answer";
        answering = _ -> feed(long_);
        ask(FEED);
        LocalDate day = today();
        clock.forward(Duration.ofDays(1));
        answering = _ -> feed(long_).replace("</link>", "</link><description>More of it.</description>");
        ask(FEED);
        assertThat(note(day).came()).isEqualTo(1);
        assertThat(note(today()).came()).isZero();
    }

    @Test
    void deliveriesAreCountedAgainOnlyWhenSomethingChanged() throws Exception {
        sources.add(ARXIV);
        answering = _ -> page(today(), "", 0, 2);
        Deliveries deliveries = new Deliveries(sources, clock);
        Period.Span day = Period.DAY.of(today());
        List<SourceNote> before = deliveries.of(day);
        assertThat(deliveries.of(day)).isSameAs(before);
        ask(ARXIV);
        List<SourceNote> after = deliveries.of(day);
        assertThat(after.getFirst().came()).isEqualTo(2);
        assertThat(deliveries.of(day)).isSameAs(after);
        answering = _ -> "500";
        ask(ARXIV);
        assertThat(deliveries.of(day)).as("the source fails now").isNotSameAs(after);
    }

    @Test
    void badRecordsAreCountedAndNamed() throws Exception {
        sources.add(ARXIV);
        answering = _ -> page(today(), "", 0, 2).replaceFirst("<arXiv .*?</arXiv>", "<arXiv/>");
        Sources.Outcome o = ask(ARXIV);
        assertThat(o.read()).isEqualTo(1);
        assertThat(o.rejected()).isEqualTo(1);
        assertThat(o.problems()).singleElement().satisfies(p -> {
            assertThat(p.where()).isNotBlank();
            assertThat(p.why()).isNotBlank();
        });
    }

    @Test
    void aFeedWithNothingNewIsQuiet() throws Exception {
        sources.add(FEED);
        answering = _ -> "304";
        ask(FEED);
        clock.forward(Duration.ofDays(1));
        ask(FEED);
        assertThat(note(today().minusDays(1)).verdict()).isEqualTo("quiet");
        assertThat(new Deliveries(sources, clock).of(Period.DAY.of(today().minusYears(1))))
                .as("nothing is said of a time before the source was known")
                .isEmpty();
    }

    /// A clock that a test moves.
    private static final class HandClock extends Clock {
        private Instant now;

        HandClock(Instant now) {
            this.now = now;
        }

        void forward(Duration by) {
            now = now.plus(by);
        }

        void set(Instant to) {
            now = to;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
