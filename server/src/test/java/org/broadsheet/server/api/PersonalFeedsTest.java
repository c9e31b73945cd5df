package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.act.Act;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.feed.FeedLinks;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.store.RandomIds;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A reader's own feeds, as a feed reader meets them: with a link and nothing else.
class PersonalFeedsTest {
    @SuppressWarnings("NullAway.Init")
    private static ServedLibrary served;

    @SuppressWarnings("NullAway.Init")
    private static Follows follows;

    @SuppressWarnings("NullAway.Init")
    private static FeedLinks links;

    @SuppressWarnings("NullAway.Init")
    private ReaderId ines;

    @BeforeAll
    static void open() throws IOException {
        served = new ServedLibrary(false);
        Pace pace = new Pace(served.library().clock());
        follows = new Follows(served.library(), pace);
        links = new FeedLinks(served.library(), follows, pace);
    }

    @AfterAll
    static void close() throws IOException {
        served.close();
    }

    @BeforeEach
    void reader() {
        ines = reader("ines");
    }

    private static ReaderId reader(String name) {
        ReaderId id = new ReaderId(RandomIds.id("r"));
        served.library()
                .database()
                .write(() -> served.library()
                        .database()
                        .writing()
                        .update(
                                "insert into reader (id, name, display_name, role, created_at) values (?, ?, ?, 'reader', ?)",
                                id.value(),
                                name + "-" + RandomIds.secret().substring(0, 8),
                                name,
                                "2023-01-01T00:00:00Z"));
        return id;
    }

    private static SyndFeed atom(String path) {
        HttpResponse<String> answer = served.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ServedLibrary.type(answer)).startsWith("application/atom+xml");
        try {
            return new SyndFeedInput().build(new StringReader(answer.body()));
        } catch (FeedException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static PaperId paper(String name) {
        return served.library().paper(name).orElseThrow().id();
    }

    @Test
    void anEditionIsReadInBothFormatsWithoutWhatIsNotWanted() {
        FeedLinks.Made made = links.make(ines, FeedLinks.Kind.EDITION, null);
        String path = "/feeds/" + made.secret();
        SyndFeed before = atom(path + ".atom");
        assertThat(before.getEntries()).hasSizeGreaterThan(10);
        List<String> uris = before.getEntries().stream().map(SyndEntry::getUri).toList();
        PaperId unwanted = new PaperId(uris.getFirst().replace("urn:broadsheet:paper:", ""));
        PaperId hidden = new PaperId(uris.get(1).replace("urn:broadsheet:paper:", ""));
        Judgments judgments = new Judgments(served.library());
        Occasion feed = Occasion.at(Occasion.Source.FEED, "");
        judgments.give(ines, new Judgment.Thumb(unwanted, false), feed, "no");
        judgments.give(ines, new Judgment.Hide(hidden), feed, "hide");
        List<String> after = new ArrayList<>(uris);
        after.remove("urn:broadsheet:paper:" + unwanted);
        after.remove("urn:broadsheet:paper:" + hidden);
        assertThat(atom(path + ".atom").getEntries().stream().map(SyndEntry::getUri))
                .containsExactlyElementsOf(after);
        assertThat(before.getUri()).isEqualTo("urn:broadsheet:reader:" + ines + ":edition");

        HttpResponse<String> answer = served.get(path + ".json");
        assertThat(ServedLibrary.type(answer)).startsWith("application/feed+json");
        JsonNode json = ServedLibrary.read(answer.body());
        assertThat(json.path("version").asString()).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(json.path("feed_url").asString()).isEqualTo(served.address() + path + ".json");
        assertThat(json.path("items").findValuesAsString("id")).containsExactlyElementsOf(after);
        for (JsonNode item : json.path("items")) {
            assertThat(item.path("url").asString()).startsWith(served.address() + "/papers/");
            assertThat(item.path("content_text").asString()).isNotBlank();
            assertThat(item.path("date_modified").asString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        }
    }

    @Test
    void aFeedsReaderActsFromThereWithoutSigningInAndOnlyByAButton() {
        String path = "/feeds/" + links.make(ines, FeedLinks.Kind.EDITION, null).secret();
        SyndEntry second = atom(path + ".atom").getEntries().get(1);
        PaperId paper = new PaperId(second.getUri().replace("urn:broadsheet:paper:", ""));
        Elements acts = Jsoup.parse(second.getContents().getFirst().getValue()).select("a");
        assertThat(acts.eachText()).containsExactly("Upvote", "Not for me", "Save");
        assertThat(acts.eachAttr("href")).allSatisfy(a -> assertThat(a).startsWith(served.address() + "/act/"));
        String json = served.json(path + ".json").at("/items/1/content_html").asString();
        assertThat(Jsoup.parse(json).select("a").eachAttr("href")).isEqualTo(acts.eachAttr("href"));

        Judgments judgments = new Judgments(served.library());
        ActLinks links = new ActLinks(
                served.library(), judgments, new Pace(served.library().clock()));
        Act save = links.read(acts.eachAttr("href").getLast().replaceFirst(".*/act/", ""))
                .orElseThrow();
        assertThat(save.reader()).isEqualTo(ines);
        assertThat(save.paper()).isEqualTo(paper);
        assertThat(save.source()).isEqualTo(Occasion.Source.FEED);
        assertThat(save.place()).isEqualTo("edition");
        assertThat(save.position()).isEqualTo(2);
        assertThat(judgments.opinion(ines, paper)).isEqualTo(Opinion.NONE);
        links.revoke(ines);
        assertThat(links.read(acts.eachAttr("href").getLast().replaceFirst(".*/act/", "")))
                .isEmpty();
    }

    @Test
    void whatIsEverybodysHasNoLinksThatAct() {
        assertThat(served.get("/papers.atom").body()).doesNotContain("/act/");
    }

    @Test
    void upvotesOfTheSourcesAndOfThisHouseAreCountedTogether() {
        Follow all = follows.follow(ines, Follow.Kind.AUTHOR, "Maren Oduya", "");
        String path =
                "/feeds/" + links.make(ines, FeedLinks.Kind.FOLLOW, all.id()).secret() + ".json";
        int before = served.json(path).at("/items/0/_broadsheet/upvotes").asInt();
        assertThat(before).isGreaterThanOrEqualTo(41);
        new Judgments(served.library())
                .give(ines, new Judgment.Thumb(paper("2409.00001"), true), Occasion.at(Occasion.Source.WEB, ""), "up");
        assertThat(served.json(path).at("/items/0/_broadsheet/upvotes").asInt()).isEqualTo(before + 1);
        assertThat(served.get(path.replace(".json", ".atom")).body())
                .contains("<broadsheet:upvotes xmlns:broadsheet=\"urn:broadsheet:feed\">" + (before + 1) + "<");
    }

    @Test
    void sectionsOfOnesOwnComeFirst() {
        Follow f = follows.follow(ines, Follow.Kind.SEARCH, "q=bees", "Bees");
        follows.change(ines, f.id(), "Bees", true);
        SyndFeed feed =
                atom("/feeds/" + links.make(ines, FeedLinks.Kind.EDITION, null).secret() + ".atom");
        assertThat(feed.getEntries().getFirst().getTitle()).isEqualTo("Bees and missing data");
        assertThat(feed.getEntries().getFirst().getDescription().getValue()).startsWith("Found by your search “Bees”.");
    }

    @Test
    void aListOfAllFeedsLeadsToEachOfThem() {
        Follow f = follows.follow(ines, Follow.Kind.SEARCH, "q=video", "Video & \"more\" <b>");
        String secret = links.make(ines, FeedLinks.Kind.ALL, null).secret();
        HttpResponse<String> answer = served.get("/feeds/" + secret + ".opml");
        assertThat(answer.statusCode()).isEqualTo(200);
        Elements outlines = Jsoup.parse(answer.body(), Parser.xmlParser()).select("opml[version=2.0] body outline");
        assertThat(outlines).hasSize(3);
        assertThat(outlines.getLast().attr("text")).isEqualTo("Video & \"more\" <b>");
        for (Element o : outlines)
            assertThat(atom(o.attr("xmlUrl").substring(served.address().length()))
                            .getTitle())
                    .isNotBlank();
        assertThat(served.get("/feeds/" + secret + "/" + f.id() + ".json").statusCode())
                .isEqualTo(200);
        follows.leave(ines, f.id());
        assertThat(served.get("/feeds/" + secret + "/" + f.id() + ".json").statusCode())
                .isEqualTo(404);
        for (String other : List.of(".atom", ".json"))
            assertThat(served.get("/feeds/" + secret + other).statusCode()).isEqualTo(404);
    }

    /// What is wrong in any way looks like what never was.
    @Test
    void aLinkOpensWhatItIsForUntilItIsRevokedAndNothingElse() {
        FeedLinks.Made made = links.make(ines, FeedLinks.Kind.EDITION, null);
        String path = "/feeds/" + made.secret();
        ReaderId tomas = reader("tomas");
        Follow theirs = follows.follow(tomas, Follow.Kind.AUTHOR, "Maren Oduya", "");
        String ofTomas = links.make(tomas, FeedLinks.Kind.ALL, null).secret();
        Follow own = follows.follow(ines, Follow.Kind.AUTHOR, "Maren Oduya", "");
        String missing = served.get("/feeds/" + "a".repeat(32) + ".atom").body();
        for (String no : List.of(
                path + ".opml",
                path + ".xml",
                path + "/follows.atom",
                path + "/" + own.id() + ".atom",
                "/feeds/" + ofTomas + "/" + own.id() + ".atom",
                "/feeds/" + made.link().id() + ".atom",
                "/feeds/" + org.broadsheet.server.store.Digests.hex(made.secret()) + ".atom",
                "/feeds/" + made.secret().substring(1) + ".atom",
                "/feeds/..%2f" + made.secret() + ".atom",
                "/feeds/" + (made.secret().startsWith("z") ? "y" : "z")
                        + made.secret().substring(1) + ".atom")) {
            HttpResponse<String> answer = served.get(no);
            assertThat(answer.statusCode()).as(no).isIn(400, 404);
            if (answer.statusCode() == 404) assertThat(answer.body()).as(no).isEqualTo(missing);
        }
        assertThat(served.get("/feeds/" + ofTomas + "/" + theirs.id() + ".atom").statusCode())
                .isEqualTo(200);
        assertThat(links.revoke(tomas, made.link().id())).isFalse();
        assertThat(served.get(path + ".atom").statusCode()).isEqualTo(200);
        assertThat(links.revoke(ines, made.link().id())).isTrue();
        assertThat(served.get(path + ".atom").statusCode()).isEqualTo(404);
    }

    @Test
    void aFeedReaderAsksWhetherAnythingChangedAndGetsNoCookie() {
        String path = "/feeds/" + links.make(ines, FeedLinks.Kind.FOLLOWS, null).secret() + ".atom";
        HttpResponse<String> first = served.get(path);
        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("private");
        assertThat(first.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(served.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(served.library()
                        .database()
                        .reading()
                        .sql("select * from feed_link")
                        .query()
                        .listOfRows()
                        .toString())
                .doesNotContain(path.substring(7, 39));
    }
}
