package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.corpus.SourceRecord;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.Lookup;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.store.RandomIds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the Daily Papers let a token do, and how what readers of this house do shows in their shape.
class DailyPapersWritingTest {
    private static final String PAPER = "2409.00102";

    @SuppressWarnings("NullAway.Init")
    private static ServedLibrary served;

    @SuppressWarnings("NullAway.Init")
    private Reader ines;

    @SuppressWarnings("NullAway.Init")
    private Reader edda;

    @BeforeAll
    static void open() throws IOException {
        served = new ServedLibrary(false);
    }

    @AfterAll
    static void close() throws IOException {
        served.close();
    }

    @BeforeEach
    void readers() {
        ines = reader("Author Y Name", Role.READER);
        edda = reader("Edda", Role.ADMINISTRATOR);
    }

    private static Reader reader(String shown, Role role) {
        ReaderId id = new ReaderId(RandomIds.id("r"));
        String name = "r" + RandomIds.secret().substring(0, 10);
        served.library()
                .database()
                .write(() -> served.library()
                        .database()
                        .writing()
                        .update(
                                "insert into reader (id, name, display_name, role, created_at) values (?, ?, ?, ?, ?)",
                                id.value(),
                                name,
                                shown,
                                role.name().toLowerCase(Locale.ROOT),
                                "2023-01-01T00:00:00Z"));
        return new Reader(id, name, shown, role);
    }

    private static String token(Reader reader, Set<Scope> scopes) {
        return new ApiTokens(served.library())
                .make(reader.id(), "test", scopes, null)
                .secret();
    }

    private static HttpResponse<String> post(Reader reader, String path, String body) {
        return post(token(reader, EnumSet.of(Scope.SUBMIT)), path, body);
    }

    private static HttpResponse<String> post(String token, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        return served.send(request.build());
    }

    private static Paper paper() {
        return served.library().paper(PAPER).orElseThrow();
    }

    private static JsonNode info() {
        return served.json("/api/papers/" + PAPER);
    }

    private static JsonNode item() {
        for (JsonNode i : served.json("/api/daily_papers?date=2024-09-10&limit=100"))
            if (i.at("/paper/id").asString().equals(PAPER)) return i;
        return served.json("/api/papers/search?q=Study+of+agents+no.+102").path(0);
    }

    // ---- Showing
    // ------------------------------------------------------------------------------------------------

    @Test
    void votesCommentsAndAuthorsOfThisHouseAreInTheirFields() {
        Judgments judgments = new Judgments(served.library());
        Pace pace = new Pace(served.library().clock());
        Comments comments = new Comments(served.library(), pace);
        int upvotes = info().path("upvotes").asInt();
        int talk = item().path("numComments").asInt();
        judgments.give(ines.id(), new Judgment.Thumb(paper().id(), true), Occasion.at(Occasion.Source.WEB, ""), "up");
        judgments.give(
                edda.id(), new Judgment.Thumb(paper().id(), false), Occasion.at(Occasion.Source.WEB, ""), "down");
        comments.post(ines, paper().id(), Optional.empty(), "I wrote this.");
        assertThat(info().path("upvotes").asInt())
                .as("the house's come to the source's")
                .isEqualTo(upvotes + 1);
        assertThat(item().path("upvotes").asInt()).isEqualTo(upvotes + 1);
        assertThat(item().at("/paper/upvotes").asInt()).isEqualTo(upvotes + 1);
        assertThat(item().path("numComments").asInt()).isEqualTo(talk + 1);
        assertThat(item().path("isAuthorParticipating").asBoolean()).isFalse();
        assertThat(post(ines, "/api/settings/papers/claim", "{\"paperId\":\"" + PAPER + "\"}")
                        .body())
                .contains("\"status\":\"claimed\"");
        Claims claims = new Claims(served.library(), pace);
        claims.waiting().forEach(c -> claims.decide(edda, c.id(), true, ""));
        assertThat(item().path("isAuthorParticipating").asBoolean()).isTrue();
        assertThat(info().at("/authors/0/status").asString()).isEqualTo("claimed_verified");
        assertThat(info().at("/authors/0/user/fullname").asString()).isEqualTo("Author Y Name");
    }

    @Test
    void theOrderOfUpvotesCountsThisHousesToo() {
        String last = "2409.00107";
        PaperId id = served.library().paper(last).orElseThrow().id();
        Judgments judgments = new Judgments(served.library());
        for (int i = 0; i < 9; i++)
            judgments.give(
                    reader("Voter " + i, Role.READER).id(),
                    new Judgment.Thumb(id, true),
                    Occasion.at(Occasion.Source.WEB, ""),
                    "up");
        String path = "/api/v1/search?q=study&mode=words&sort=upvotes&limit=3";
        assertThat(served.json(path).at("/hits/0/id").asString()).isEqualTo(last);
        assertThat(served.get("/search?q=study&mode=words&sort=upvotes").body())
                .containsSubsequence("/papers/" + last, "/papers/2409.");
    }

    // ---- Indexing
    // -----------------------------------------------------------------------------------------------

    /// Stands in for arXiv.
    private static final class Arxiv implements Lookup {
        private String title = "As it was";

        @Override
        public List<SourceRecord> named(Identifier identifier) throws IOException {
            if (identifier.value().equals("2409.88888")) throw new IOException("it answered with 503");
            if (identifier.value().equals("2409.99999")) return List.of();
            return List.of(new SourceRecord(
                    new Provenance(
                            "arxiv",
                            identifier.value(),
                            served.library().clock().instant()),
                    Metadata.builder()
                            .title(title)
                            .author("Author Y Name")
                            .identifier(identifier)
                            .listing(new Listing("hf-daily", ServedLibrary.TUESDAY, 1))
                            .build()));
        }

        @Override
        public List<SourceRecord> shown(URI page) {
            return List.of();
        }
    }

    @Test
    void aPaperIsIndexedOnNoListAndAgainByItsAuthorsOnly() {
        Arxiv arxiv = new Arxiv();
        Pace pace = new Pace(served.library().clock());
        Claims claims = new Claims(served.library(), pace);
        DailyPapersWriting api = new DailyPapersWriting(
                served.library(),
                new Submissions(served.library(), arxiv, pace),
                claims,
                new PaperLinks(served.library(), pace));
        Visitor reads = new Visitor.Known(ines);
        JsonNode body = JsonMapper.shared().readTree("{\"arxivId\":\"2409.77777\"}");
        assertThat(api.index(body, reads)).isEmpty();
        Paper indexed = served.library().paper("2409.77777").orElseThrow();
        assertThat(indexed.metadata().listings()).isEmpty();
        arxiv.title = "As it is";
        assertThatThrownBy(() -> api.index(body, reads))
                .isInstanceOf(NotAllowed.class)
                .hasMessageContaining("indexed already");
        claims.claim(ines, indexed, 0, Optional.empty());
        claims.waiting().forEach(c -> claims.decide(edda, c.id(), true, ""));
        assertThat(api.index(body, reads)).isEmpty();
        Paper again = served.library().paper("2409.77777").orElseThrow();
        assertThat(again.id()).isEqualTo(indexed.id());
        assertThat(again.headline()).isEqualTo("As it is");
        assertThatThrownBy(() -> api.index(JsonMapper.shared().readTree("{\"arxivId\":\"2409.99999\"}"), reads))
                .isInstanceOf(ApiErrors.Missing.class);
        assertThatThrownBy(() -> api.index(JsonMapper.shared().readTree("{\"arxivId\":\"2409.88888\"}"), reads))
                .isInstanceOf(Submissions.Refused.class);
    }

    @Test
    void whatIsPostedNeedsATokenItsScopeAndItsFields() {
        for (String path : List.of(
                "/api/papers/index",
                "/api/papers/submit",
                "/api/settings/papers/claim",
                "/api/papers/" + PAPER + "/links")) {
            assertThat(post("", path, "{\"arxivId\":\"" + PAPER + "\",\"paperId\":\"" + PAPER + "\"}")
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
            assertThat(post(token(ines, EnumSet.of(Scope.READ, Scope.JUDGE)), path, "{}")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
            HttpResponse<String> empty = post(ines, path, "{}");
            assertThat(empty.statusCode()).as(path).isEqualTo(400);
            assertThat(ServedLibrary.read(empty.body()).path("error").asString())
                    .as(path)
                    .isNotBlank();
            assertThat(post(ines, path, "no json").statusCode()).as(path).isEqualTo(400);
        }
        assertThat(post("bsheet_" + "a".repeat(32), "/api/papers/index", "{}").statusCode())
                .isEqualTo(401);
        for (String id : List.of("hep-th/9901001", "2409.1", "2409.000001", "../../x", "2409.00001v2"))
            assertThat(post(ines, "/api/papers/index", "{\"arxivId\":\"" + id + "\"}")
                            .statusCode())
                    .isEqualTo(400);
        assertThat(post(ines, "/api/papers/index", "{\"arxivId\":\"" + PAPER + "\"}")
                        .statusCode())
                .as("indexed already, and not by this reader")
                .isEqualTo(403);
        assertThat(post(ines, "/api/papers/" + PAPER + "/other", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPaperIsSubmittedToTodaysList() {
        assertThat(post(ines, "/api/papers/submit", "{\"paperId\":\"2409.00120\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(served.json("/api/daily_papers?date=2024-09-12").findValuesAsString("id"))
                .contains("2409.00120");
    }

    // ---- Authorship and links
    // -----------------------------------------------------------------------------------

    @Test
    void authorshipIsClaimedForOneselfByTheAuthorsPlaceOrName() {
        String path = "/api/settings/papers/claim";
        JsonNode info = served.json("/api/papers/2409.00001");
        String second = info.at("/authors/1/_id").asString();
        JsonNode claimed = ServedLibrary.read(post(
                        ines,
                        path,
                        "{\"paperId\":\"2409.00001\",\"claimAuthorId\":\"" + second + "\",\"targetUserId\":\""
                                + ines.id() + "\"}")
                .body());
        assertThat(claimed.path("paperId").asString()).isEqualTo("2409.00001");
        assertThat(claimed.path("claimAuthorId").asString()).isEqualTo(second);
        assertThat(claimed.path("status").asString()).isEqualTo("claimed");
        assertThat(post(ines, path, "{\"paperId\":\"2409.00001\",\"targetUserId\":\"" + edda.id() + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post(ines, path, "{\"paperId\":\"2409.00001\"}").statusCode())
                .as("no author of it has this name")
                .isEqualTo(400);
        assertThat(post(ines, path, "{\"paperId\":\"2409.00001\",\"claimAuthorId\":\"" + paper().id() + "-0\"}")
                        .statusCode())
                .as("an author of another paper")
                .isEqualTo(400);
        assertThat(post(ines, path, "{\"paperId\":\"none\"}").statusCode()).isEqualTo(404);
    }

    @Test
    void linksAreSetAndTakenAwayByThoseWhoMay() {
        String path = "/api/papers/"
                + served.library().paper("2409.00131").orElseThrow().id() + "/links";
        String both = "{\"githubRepo\":\"https://github.com/example/a\",\"projectPage\":\"https://example.org/p\"}";
        assertThat(post(ines, path, both).statusCode()).isEqualTo(403);
        assertThat(post(ines, path, "{\"githubRepo\":null}").statusCode()).isEqualTo(403);
        assertThat(post(edda, path, both).body()).isEqualTo("{}");
        JsonNode info = served.json("/api/papers/2409.00131");
        assertThat(info.path("githubRepo").asString()).isEqualTo("https://github.com/example/a");
        assertThat(info.path("projectPage").asString()).isEqualTo("https://example.org/p");
        assertThat(post(edda, path, "{\"githubRepo\":\"https://github.com/example/b\"}")
                        .statusCode())
                .isEqualTo(200);
        info = served.json("/api/papers/2409.00131");
        assertThat(info.path("githubRepo").asString()).isEqualTo("https://github.com/example/b");
        assertThat(info.path("projectPage").asString())
                .as("what is not given stays")
                .isEqualTo("https://example.org/p");
        assertThat(post(edda, path, "{\"githubRepo\":null}").statusCode()).isEqualTo(200);
        assertThat(served.json("/api/papers/2409.00131").has("githubRepo")).isFalse();
        assertThat(post(edda, path, "{\"githubRepo\":\"javascript:alert(1)\"}").statusCode())
                .isEqualTo(400);
        assertThat(post(edda, path, "{\"organizationId\":\"0123456789abcdef01234567\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(edda, "/api/papers/none/links", both).statusCode()).isEqualTo(404);
    }
}
