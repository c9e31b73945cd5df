package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Atom feeds of editions, topics and searches, read with an independent parser.
@ExtendWith(ServedLibrary.Given.class)
class FeedsTest {
    private final ServedLibrary served;

    FeedsTest(ServedLibrary served) {
        this.served = served;
    }

    /// What RFC 4287 asks of every feed and entry.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/papers.atom",
                "/papers/date/2024-09-10.atom",
                "/papers/week/2024-W37.atom",
                "/papers/month/2024-09.atom",
                "/topics/cs.IR.atom",
                "/search.atom?q=study+of%20video",
                "/search.atom?q=%22probability%20ranking%22%20%26%20%3Cprinciple%3E",
                "/search.atom?q=nothinghasthisword"
            })
    void isValid(String path) throws FeedException {
        HttpResponse<String> answer = served.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ServedLibrary.type(answer)).isEqualTo("application/atom+xml;charset=utf-8");
        Feed feed = feed(answer);
        assertThat(feed.getId()).startsWith("urn:broadsheet:").doesNotContain(" ");
        assertThat(feed.getTitle()).isNotBlank();
        assertThat(feed.getUpdated()).isNotNull();
        assertThat(feed.getAuthors()).isNotEmpty();
        assertThat(links(feed.getOtherLinks())).containsExactly("self " + served.address() + path);
        assertThat(feed.getAlternateLinks()).hasSize(1);
        String page = feed.getAlternateLinks().getFirst().getHref();
        assertThat(page).startsWith(served.address() + "/");
        assertThat(served.get(page.substring(served.address().length())).statusCode())
                .as(page)
                .isEqualTo(200);
        Set<String> ids = new HashSet<>();
        for (Entry e : feed.getEntries()) {
            assertThat(ids.add(e.getId())).as("twice: " + e.getId()).isTrue();
            assertThat(e.getId()).matches("urn:broadsheet:paper:p-[a-z2-7]{12,26}");
            assertThat(e.getTitle()).isNotBlank();
            assertThat(e.getUpdated()).isEqualTo(java.util.Date.from(ServedLibrary.NOW));
            assertThat(e.getUpdated()).isBeforeOrEqualTo(feed.getUpdated());
            assertThat(e.getAlternateLinks().getFirst().getHref()).startsWith(served.address() + "/papers/");
            assertThat(e.getSummary().getType()).isIn("text", null);
        }
    }

    @Test
    void anEditionsFeedTellsWhyEachPaperIsThere() throws FeedException {
        Feed feed = feed(served.get("/papers/date/2024-09-09.atom"));
        assertThat(feed.getTitle()).startsWith("Broadsheet No. ").endsWith(", 2024-09-09");
        assertThat(feed.getId()).isEqualTo("urn:broadsheet:edition:day:2024-09-09");
        assertThat(feed.getEntries()).hasSize(ServedLibrary.ON_MONDAY);
        Entry first = feed.getEntries().stream()
                .filter(e -> e.getTitle().equals("Stopping rules for screening"))
                .findFirst()
                .orElseThrow();
        assertThat(first.getSummary().getValue())
                .isEqualTo("41 upvotes at Daily Papers.\n\nWhen may a reviewer stop reading abstracts?");
        assertThat(first.getAlternateLinks().getFirst().getHref()).isEqualTo(served.address() + "/papers/2409.00001");
        assertThat(first.getAuthors()).extracting(a -> a.getName()).containsExactly("Maren Oduya", "Tomás Líndell");
    }

    /// Its own id does not change with the day, so that a reader stays subscribed to one thing.
    @Test
    void theNewestFeedHoldsTheDaysBeforeToo() throws FeedException {
        Feed feed = feed(served.get("/papers.atom"));
        assertThat(feed.getId()).isEqualTo("urn:broadsheet:edition:newest");
        // 8 of Wednesday, the 24 chosen of Tuesday, 4 more of Monday.
        assertThat(feed.getEntries()).hasSize(8 + 24 + 4);
        assertThat(feed.getEntries().subList(0, 8))
                .extracting(Entry::getId)
                .containsAll(ids("/papers/date/2024-09-11.atom"));
    }

    @Test
    void aTopicsFeedHasItsPapersOnly() throws FeedException {
        Feed feed = feed(served.get("/topics/cs.IR.atom"));
        assertThat(feed.getEntries())
                .isNotEmpty()
                .allMatch(e ->
                        e.getCategories().stream().anyMatch(c -> c.getTerm().equals("cs.IR")));
        assertThat(feed.getId()).isEqualTo("urn:broadsheet:topic:cs.IR");
        assertThat(feed(served.get("/search.atom?q=probability+ranking")).getEntries())
                .extracting(Entry::getTitle)
                .containsExactly("Probability ranking & <principle>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/papers.atom", "/papers/date/2024-09-10.atom", "/topics/cs.IR.atom", "/search.atom?q=video"})
    void isAskedForAgainOnlyWhenItChanged(String path) {
        HttpResponse<String> first = served.get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = served.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(served.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        // Compressed on the way, it is still the same feed.
        HttpResponse<String> zipped = served.get(path, "Accept-Encoding", "gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void whatIsNotThereIsNotAFeed() {
        for (String path :
                List.of("/papers/date/2023-01-01.atom", "/papers/date/nonsense.atom", "/topics/no.such.topic.atom"))
            assertThat(served.get(path).statusCode()).as(path).isEqualTo(404);
        for (String path : List.of("/search.atom", "/search.atom?q=", "/search.atom?q=" + "a".repeat(501)))
            assertThat(served.get(path).statusCode()).as(path).isEqualTo(400);
    }

    private List<String> ids(String path) throws FeedException {
        return feed(served.get(path)).getEntries().stream().map(Entry::getId).toList();
    }

    private static List<String> links(List<Link> links) {
        return links.stream().map(l -> l.getRel() + " " + l.getHref()).toList();
    }

    private static Feed feed(HttpResponse<String> answer) throws FeedException {
        return (Feed) new WireFeedInput().build(new StringReader(answer.body()));
    }
}
