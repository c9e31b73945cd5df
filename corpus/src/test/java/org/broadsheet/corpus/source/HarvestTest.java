package org.broadsheet.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Listing;
import org.junit.jupiter.api.Test;

/// How each kind of source is walked, and what happens where it misbehaves.
class HarvestTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    /// Answers by the part of the address they are for; what is not known is a 404.
    private static final class Shelf implements Web {
        private final Map<String, Answer> answers = new HashMap<>();
        private final List<Question> asked = new ArrayList<>();

        Shelf on(String part, String body) {
            return on(part, 200, body, null);
        }

        Shelf on(String part, int status, String body, @org.jspecify.annotations.Nullable Duration retry) {
            answers.put(
                    part,
                    new Answer(
                            status,
                            body.getBytes(StandardCharsets.UTF_8),
                            "\"e1\"",
                            "then",
                            retry,
                            URI.create("http://x/")));
            return this;
        }

        @Override
        public Answer ask(Question question) throws IOException {
            asked.add(question);
            String address = question.address().toString();
            return answers.entrySet().stream()
                    .filter(e -> address.contains(e.getKey()))
                    .max(java.util.Comparator.comparingInt(e -> e.getKey().length()))
                    .map(Map.Entry::getValue)
                    .orElseGet(() -> new Answer(404, new byte[0], "", "", null, question.address()));
        }
    }

    private static final Source ARXIV = Source.of(Source.Kind.ARXIV, "cs.IR");

    private static String oai(String token, String... ids) {
        StringBuilder b = new StringBuilder(
                "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-11-24T12:00:00Z</responseDate><ListRecords>");
        for (String id : ids)
            b.append("<record><header><identifier>oai:arXiv.org:")
                    .append(id)
                    .append(
                            "</identifier><datestamp>2026-11-24</datestamp><setSpec>cs:cs:IR</setSpec></header><metadata>")
                    .append("<arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\"><id>")
                    .append(id)
                    .append(
                            "</id><created>2026-11-22</created><authors><author><keyname>Oduya</keyname></author></authors><title>Paper ")
                    .append(id)
                    .append(
                            "</title><categories>cs.IR cs.LG</categories><abstract>About it.</abstract></arXiv></metadata></record>");
        return b.append("<resumptionToken>")
                .append(token)
                .append("</resumptionToken></ListRecords></OAI-PMH>")
                .toString();
    }

    private static List<Harvest.Page> walk(Web web, Source source, Bookmark at) throws Exception {
        List<Harvest.Page> pages = new ArrayList<>();
        new Harvest(web, NOON).walk(source, at, pages::add);
        return pages;
    }

    private static Bookmark since(int day) {
        return Bookmark.since(LocalDate.of(2026, 11, day));
    }

    @Test
    void arxivGoesFromTokenToTokenAndBeginsTheNextRoundADayEarlier() throws Exception {
        Shelf shelf = new Shelf()
                .on("set=cs%3Acs%3AIR&from=2026-11-20", oai("t1", "2611.00001", "2611.00002"))
                .on("resumptionToken=t1", oai("", "2611.00003"));
        List<Harvest.Page> pages = walk(shelf, ARXIV, since(20));
        assertThat(pages).hasSize(2);
        assertThat(pages.get(0).next().token()).isEqualTo("t1");
        assertThat(pages.get(0).next().underWay()).isTrue();
        assertThat(pages.get(1).last()).isTrue();
        assertThat(pages.get(1).next().underWay()).isFalse();
        assertThat(pages.get(1).next().from()).isEqualTo(TODAY.minusDays(1));
        assertThat(shelf.asked).allMatch(q -> q.politeness().equals(Duration.ofSeconds(3)) && !q.trusted());
        assertThat(pages.getFirst().records().getFirst().provenance().source()).isEqualTo("arxiv:cs.IR");
        assertThat(pages.getFirst().records().getFirst().metadata().listings())
                .containsExactly(new Listing("arxiv:cs.IR", TODAY, 0));
    }

    @Test
    void whatWasInterruptedGoesOnAtTheTokenItKept() throws Exception {
        Shelf shelf = new Shelf().on("from=", oai("t1", "2611.00001")).on("resumptionToken=t1", oai("", "2611.00002"));
        List<Bookmark> kept = new ArrayList<>();
        new Harvest(shelf, NOON).walk(ARXIV, since(20), page -> {
            kept.add(page.next());
            return false;
        });
        assertThat(kept).hasSize(1);
        List<Harvest.Page> rest = walk(shelf, ARXIV, kept.getFirst());
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().records().getFirst().provenance().key()).isEqualTo("2611.00002");
    }

    @Test
    void aPageThatBreaksOffGivesWhatWasWholeAndIsAskedForAgain() {
        String whole = oai("t2", "2611.00001", "2611.00002");
        Shelf shelf = new Shelf()
                .on("from=", oai("t1", "2611.00000"))
                .on("resumptionToken=t1", whole.substring(0, whole.indexOf("Paper 2611.00002")));
        List<Harvest.Page> pages = new ArrayList<>();
        assertThatThrownBy(() -> new Harvest(shelf, NOON).walk(ARXIV, since(20), pages::add))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("page 2");
        assertThat(pages).hasSize(2);
        assertThat(pages.get(1).records()).hasSize(1);
        assertThat(pages.get(1).next()).isEqualTo(pages.get(0).next());
    }

    @Test
    void tokensThatLeadInCirclesEnd() {
        Shelf shelf = new Shelf()
                .on("from=", oai("t1", "2611.00001"))
                .on("resumptionToken=t1", oai("t2", "2611.00002"))
                .on("resumptionToken=t2", oai("t1", "2611.00003"));
        List<Harvest.Page> pages = new ArrayList<>();
        assertThatThrownBy(() -> new Harvest(shelf, NOON).walk(ARXIV, since(20), pages::add))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("circles");
        assertThat(pages).hasSize(4);
        assertThat(pages.getLast().next()).as("the next try begins anew").isEqualTo(since(20));
        Bookmark long_ = new Bookmark(TODAY, TODAY, "t", Harvest.MOST_PAGES, "", "");
        assertThatThrownBy(() -> walk(shelf, ARXIV, long_)).hasMessageContaining("circles");
    }

    @Test
    void aTokenThatDiedBeginsTheRoundAgain() throws Exception {
        Shelf shelf = new Shelf()
                .on(
                        "resumptionToken=old",
                        "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error code=\"badResumptionToken\">expired</error></OAI-PMH>")
                .on("from=2026-11-20", oai("", "2611.00001"));
        List<Harvest.Page> pages =
                walk(shelf, ARXIV, new Bookmark(LocalDate.of(2026, 11, 20), TODAY, "old", 4, "", ""));
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().next()).isEqualTo(since(20));
        assertThat(pages.getLast().last()).isTrue();
        assertThat(pages.getLast().records()).hasSize(1);
    }

    @Test
    void aCursorThatIsNotFoundAnyMoreBeginsTheRoundAgainOnce() throws Exception {
        Source works = Source.of(Source.Kind.OPENALEX, "primary_topic.id:T10181");
        Shelf shelf = new Shelf()
                .on("cursor=", 404, "", null)
                .on(
                        "cursor=*",
                        "{\"meta\":{\"next_cursor\":null},\"results\":[{\"id\":\"https://openalex.org/W1\",\"title\":\"Work\",\"authorships\":[]}]}");
        Bookmark old = new Bookmark(LocalDate.of(2026, 11, 20), TODAY, "old", 4, "", "");
        assertThat(walk(shelf, works, old).getLast().records()).hasSize(1);
        // A server that forgets every cursor it gives is not asked for ever.
        shelf.on(
                "cursor=*",
                "{\"meta\":{\"next_cursor\":\"x\"},\"results\":[{\"id\":\"https://openalex.org/W1\",\"title\":\"Work\",\"authorships\":[]}]}");
        assertThatThrownBy(() -> walk(shelf, works, old))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("forgets");
    }

    @Test
    void theSamePageUnderEverNewNamesEnds() {
        Shelf shelf = new Shelf()
                .on("from=", oai("t1", "2611.00001"))
                .on("resumptionToken=t1", oai("t2", "2611.00002"))
                .on("resumptionToken=t2", oai("t3", "2611.00002"));
        assertThatThrownBy(() -> walk(shelf, ARXIV, since(20)))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("circles");
    }

    @Test
    void aListThatBreaksOffGivesWhatWasWholeAndIsAFailure() {
        String whole =
                "[{\"paper\":{\"id\":\"2611.00001\",\"title\":\"One\",\"summary\":\"S\"},\"title\":\"One\"},{\"paper\":{\"id\":\"2611.00002\",\"title\":\"Two\",\"summary\":\"S\"},\"title\":\"Two\"}]";
        Shelf shelf = new Shelf().on("date=2026-11-24", whole.substring(0, whole.length() - 20));
        List<Harvest.Page> pages = new ArrayList<>();
        assertThatThrownBy(() ->
                        new Harvest(shelf, NOON).walk(Source.of(Source.Kind.DAILY_PAPERS, ""), since(24), pages::add))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("breaks off");
        assertThat(pages).singleElement().satisfies(p -> {
            assertThat(p.records()).hasSize(1);
            assertThat(p.next().pages()).isZero();
        });
    }

    @Test
    void aPageForPeopleIsNoFeedEvenWhereItLooksLikeATable() {
        Source feed = Source.of(Source.Kind.FEED, "https://example.org/feed.xml");
        assertThatThrownBy(() ->
                        walk(new Shelf().on("feed.xml", "title,abstract\nSorry,We are closed\n"), feed, since(20)))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("no format of papers");
    }

    @Test
    void badRecordsAreCountedAndTheFirstNamed() throws Exception {
        StringBuilder list = new StringBuilder("[");
        for (int i = 0; i < 150; i++) list.append("{\"paper\":{\"id\":\"2611.%05d\"}},".formatted(i));
        list.append("{\"paper\":{\"id\":\"2611.00999\",\"title\":\"One\",\"summary\":\"S\"},\"title\":\"One\"}]");
        Shelf shelf = new Shelf().on("date=2026-11-24&p=0", list.toString()).on("date=2026-11-24&p=1", "[]");
        Harvest.Page page =
                walk(shelf, Source.of(Source.Kind.DAILY_PAPERS, ""), since(24)).getFirst();
        assertThat(page.records()).hasSize(1);
        assertThat(page.rejected()).isEqualTo(150);
        assertThat(page.problems())
                .hasSize(100)
                .first()
                .satisfies(p -> assertThat(p.where()).isEqualTo("record 1"));
    }

    @Test
    void aPartOfBioRxivIsAskedForByItsSubject() throws Exception {
        Shelf shelf = new Shelf()
                .on("0?category=cell_biology", "{\"messages\":[{\"status\":\"no posts found\"}],\"collection\":[]}");
        assertThat(walk(shelf, Source.of(Source.Kind.BIORXIV, "Cell biology"), since(22)))
                .hasSize(1);
    }

    @Test
    void aListThatModeratorsHeldBackIsOfItsMonth() throws Exception {
        // Submitted on the 2nd, announced on the 24th under a name of November: that is its list.
        Shelf shelf =
                new Shelf().on("from=", oai("", "2611.00001").replace("2026-11-22</created>", "2026-11-02</created>"));
        assertThat(walk(shelf, ARXIV, since(20))
                        .getFirst()
                        .records()
                        .getFirst()
                        .metadata()
                        .listings())
                .containsExactly(new Listing("arxiv:cs.IR", TODAY, 0));
        // A paper of October that is touched in November was announced before.
        Shelf old =
                new Shelf().on("from=", oai("", "2610.00001").replace("2026-11-22</created>", "2026-10-02</created>"));
        assertThat(walk(old, ARXIV, since(20))
                        .getFirst()
                        .records()
                        .getFirst()
                        .metadata()
                        .listings())
                .isEmpty();
    }

    @Test
    void holidaysOfYearsNotListedAreThoseOfEveryYear() {
        Rhythm rhythm = new Rhythm(ARXIV, Map.of());
        // Thanksgiving of 2031 is Thursday 27 November: its evening's list would be Friday's.
        assertThat(rhythm.quiet(LocalDate.of(2031, 11, 28)))
                .hasValueSatisfying(why -> assertThat(why).contains("27 November"));
        assertThat(rhythm.quiet(LocalDate.of(2031, 11, 27))).isEmpty();
        // At 20:00 in New York on Sunday it is Monday in UTC.
        assertThat(rhythm.due(LocalDate.of(2026, 11, 23))).isEqualTo(Instant.parse("2026-11-23T06:00:00Z"));
    }

    @Test
    void nothingNewIsNoFailureAndOtherErrorsAre() throws Exception {
        String error = "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><error code=\"%s\">x</error></OAI-PMH>";
        List<Harvest.Page> pages = walk(new Shelf().on("from=", error.formatted("noRecordsMatch")), ARXIV, since(23));
        assertThat(pages).singleElement().satisfies(p -> assertThat(p.records()).isEmpty());
        assertThatThrownBy(() -> walk(new Shelf().on("from=", error.formatted("badArgument")), ARXIV, since(23)))
                .isInstanceOf(HarvestFailed.class)
                .hasMessageContaining("badArgument");
    }

    @Test
    void aServerThatIsBusySaysWhenToComeBack() {
        Shelf shelf = new Shelf().on("from=", 503, "", Duration.ofSeconds(90));
        assertThatThrownBy(() -> walk(shelf, ARXIV, since(23)))
                .isInstanceOfSatisfying(
                        HarvestFailed.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(90)))
                .hasMessageContaining("503");
    }

    @Test
    void dailyPapersAreReadDayByDay() throws Exception {
        Shelf shelf = new Shelf()
                .on(
                        "date=2026-11-23",
                        "[{\"paper\":{\"id\":\"2611.00001\",\"title\":\"One\",\"summary\":\"S\",\"publishedAt\":\"2026-11-20T00:00:00Z\",\"submittedOnDailyAt\":\"2026-11-23T01:00:00Z\",\"upvotes\":3},\"title\":\"One\"}]")
                .on("date=2026-11-24", "[]");
        List<Harvest.Page> pages = walk(shelf, Source.of(Source.Kind.DAILY_PAPERS, ""), since(23));
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst()
                        .records()
                        .getFirst()
                        .metadata()
                        .listings()
                        .getFirst()
                        .day())
                .isEqualTo(LocalDate.of(2026, 11, 23));
        assertThat(pages.getLast().next().from()).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void openAlexGoesFromCursorToCursor() throws Exception {
        String work =
                "{\"meta\":{\"next_cursor\":%s},\"results\":[{\"id\":\"https://openalex.org/W%d\",\"title\":\"Work\",\"authorships\":[]}]}";
        Shelf shelf = new Shelf()
                .on("cursor=*", work.formatted("\"abc=\"", 1))
                .on("cursor=abc%3D", work.formatted("\"def\"", 2))
                .on("cursor=def", "{\"meta\":{\"next_cursor\":null},\"results\":[]}");
        List<Harvest.Page> pages = walk(shelf, Source.of(Source.Kind.OPENALEX, "primary_topic.id:T10181"), since(20));
        assertThat(pages.stream().mapToInt(p -> p.records().size())).containsExactly(1, 1, 0);
        assertThat(shelf.asked.getFirst().address().toString())
                .contains("filter=primary_topic.id%3AT10181%2Cfrom_publication_date%3A2026-11-20");
    }

    @Test
    void bioRxivGoesByPosition() throws Exception {
        String page =
                "{\"messages\":[{\"status\":\"ok\",\"count\":1,\"total\":\"2\"}],\"collection\":[{\"doi\":\"10.1101/2026.11.2%d.000001\",\"title\":\"Cells\",\"authors\":\"Oduya, M.; Lind, T.\",\"date\":\"2026-11-23\",\"version\":\"1\",\"category\":\"cell biology\",\"license\":\"cc_by\",\"abstract\":\"On cells.\",\"published\":\"NA\",\"server\":\"bioRxiv\"}]}";
        Shelf shelf = new Shelf()
                .on("/details/biorxiv/2026-11-22/2026-11-24/0", page.formatted(1))
                .on("/details/biorxiv/2026-11-22/2026-11-24/1", page.formatted(2));
        List<Harvest.Page> pages = walk(shelf, Source.of(Source.Kind.BIORXIV, ""), since(22));
        assertThat(pages).hasSize(2);
        var m = pages.getFirst().records().getFirst().metadata();
        assertThat(m.title()).isEqualTo("Cells");
        assertThat(m.authors()).hasSize(2);
        assertThat(m.categories()).containsExactly("cell biology");
        Shelf none = new Shelf().on("/details/", "{\"messages\":[{\"status\":\"no posts found\"}],\"collection\":[]}");
        assertThat(walk(none, Source.of(Source.Kind.MEDRXIV, ""), since(22))).hasSize(1);
    }

    @Test
    void aFeedIsAskedWhetherItHasChanged() throws Exception {
        Source feed = Source.of(Source.Kind.FEED, "https://example.org/feed.xml");
        Shelf shelf = new Shelf()
                .on(
                        "feed.xml",
                        "<rss version=\"2.0\"><channel><title>News</title><item><title>A paper</title><link>https://example.org/1</link><pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>");
        Bookmark after = walk(shelf, feed, since(20)).getFirst().next();
        assertThat(after.etag()).isEqualTo("\"e1\"");
        shelf.on("feed.xml", 304, "", null);
        Harvest.Page second = walk(shelf, feed, after).getFirst();
        assertThat(second.changed()).isFalse();
        assertThat(second.next().etag()).isEqualTo("\"e1\"");
        assertThat(shelf.asked.getLast().etag()).isEqualTo("\"e1\"");
        assertThatThrownBy(() ->
                        walk(new Shelf().on("feed.xml", "<html><body>Please sign in</body></html>"), feed, since(20)))
                .isInstanceOf(HarvestFailed.class);
    }

    @Test
    void sourcesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Source.of(Source.Kind.ARXIV, "../etc")).hasMessageContaining("cs.IR");
        assertThatThrownBy(() -> Source.of(Source.Kind.FEED, "file:///etc/passwd"))
                .hasMessageContaining("http");
        assertThatThrownBy(() -> Source.of(Source.Kind.FEED, "http://user:pw@host/"))
                .hasMessageContaining("password");
        assertThatThrownBy(() -> Source.of(Source.Kind.BIORXIV, "../x")).hasMessageContaining("cell_biology");
        assertThat(ArxivPages.set("hep-th")).isEqualTo("physics:hep-th");
        assertThat(ArxivPages.set("astro-ph.GA")).isEqualTo("physics:astro-ph:GA");
        assertThat(ArxivPages.set("math")).isEqualTo("math");
    }

    @Test
    void theCalendarAndTheRhythm() {
        Rhythm rhythm = new Rhythm(ARXIV, counts(100, 104, 96, 4));
        assertThat(rhythm.quiet(LocalDate.of(2026, 11, 28))).isPresent();
        assertThat(rhythm.quiet(LocalDate.of(2026, 11, 26)))
                .as("announced on Wednesday evening")
                .isEmpty();
        assertThat(rhythm.quiet(LocalDate.of(2026, 11, 27))).isPresent();
        assertThat(rhythm.quiet(TODAY)).isEmpty();
        assertThat(rhythm.expected(TODAY, TODAY.minusYears(1))).isPresent();
        assertThat(new Rhythm(ARXIV, counts(100, 104, 96, 98, 102)).expected(TODAY, TODAY.minusWeeks(5)))
                .contains(new Rhythm.Expected(70, 130));
        assertThat(rhythm.expected(TODAY, TODAY.minusWeeks(2)))
                .as("two such days are too few")
                .isEmpty();
    }

    private static Map<LocalDate, Integer> counts(int... lastWeeks) {
        Map<LocalDate, Integer> counts = new HashMap<>();
        for (int w = 0; w < lastWeeks.length; w++) counts.put(TODAY.minusWeeks(w + 1), lastWeeks[w]);
        return counts;
    }
}
