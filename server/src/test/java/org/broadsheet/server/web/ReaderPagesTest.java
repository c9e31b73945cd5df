package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.server.judgment.Judgment.Kind;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.KeptJudgment;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What readers do, through the pages and without script.
class ReaderPagesTest {
    private static final String PAPER = "2409.00001";
    private static final String EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>";

    /// Readers' names, and what their browsers send.
    private static final Map<String, List<String>> BROWSERS = new HashMap<>();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void open() throws IOException {
        house = TestHouse.furnished(folder);
        for (String name : List.of("ines", "tomas", "wren", "cleo")) house.reader(name, Role.READER);
        house.reader("edda", Role.ADMINISTRATOR);
        for (String name : List.of("ines", "tomas", "wren", "cleo", "edda")) BROWSERS.put(name, house.signedIn(name));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static HttpAnswer get(String reader, String path) throws IOException {
        return reader.isEmpty()
                ? HttpAnswer.get(house.address(), path)
                : HttpAnswer.get(house.address(), path, browser(reader));
    }

    private static String[] browser(String reader) {
        return Objects.requireNonNull(BROWSERS.get(reader)).toArray(String[]::new);
    }

    private static HttpAnswer post(String reader, String path, String... fields) throws IOException {
        return send(reader, path, List.of(), fields);
    }

    private static HttpAnswer send(String reader, String path, List<String> more, String... fields) throws IOException {
        StringBuilder body = new StringBuilder("x=");
        for (int i = 0; i < fields.length; i += 2)
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        List<String> headers = new ArrayList<>(more);
        if (!reader.isEmpty()) headers.addAll(Objects.requireNonNull(BROWSERS.get(reader)));
        return HttpAnswer.ask(house.address(), "POST", path, body.toString(), headers.toArray(String[]::new));
    }

    private static ReaderId id(String reader) {
        return house.readerId(reader);
    }

    private static Judgments judgments() {
        return new Judgments(house.library());
    }

    private static String found(String pattern, String in) {
        Matcher m = Pattern.compile(pattern).matcher(in);
        assertThat(m.find()).as(pattern + " in " + in).isTrue();
        return m.group(1);
    }

    // ---- Anonymous visitors
    // ---------------------------------------------------------------------------------------

    @Test
    void everyPageReadsWithoutAnAccountAndStaysCacheable() throws IOException {
        for (String path : List.of(
                "/papers", "/papers/" + PAPER, "/search?q=documents", "/papers/trending", "/lists", "/topics/cs.IR")) {
            HttpAnswer first = get("", path);
            assertThat(first.status()).as(path).isEqualTo(200);
            assertThat(first.header("set-cookie")).as(path).isEmpty();
            HttpAnswer again = HttpAnswer.get(house.address(), path, "If-None-Match: " + first.header("etag"));
            assertThat(again.status()).as(path).isEqualTo(304);
        }
    }

    @Test
    void whatNeedsAnAccountLeadsToSigningInAndBack() throws IOException {
        for (String path : List.of(
                "/saved",
                "/judgments",
                "/duel",
                "/notes",
                "/following",
                "/news",
                "/submit",
                "/moderation",
                "/judgments.jsonl")) {
            HttpAnswer answer = get("", path);
            assertThat(answer.status()).as(path).isEqualTo(303);
            assertThat(answer.header("location"))
                    .isEqualTo("/sign-in?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        }
        HttpAnswer vote = post("", "/papers/" + PAPER + "/judgment", "thumb", "up");
        assertThat(vote.status()).isEqualTo(303);
        assertThat(vote.header("location")).startsWith("/sign-in?next=");
        HttpAnswer instant = send("", "/papers/" + PAPER + "/judgment", List.of("HX-Request: true"), "thumb", "up");
        assertThat(instant.status()).isEqualTo(204);
        assertThat(instant.header("hx-redirect")).startsWith("/sign-in?next=");
    }

    // ---- Judging
    // --------------------------------------------------------------------------------------------------

    @Test
    void aVoteIsCountedShownAndTakenBack() throws IOException {
        String path = "/papers/2409.00003/judgment";
        HttpAnswer answer = send(
                "ines",
                path,
                List.of("Referer: " + house.address() + "/papers/date/2024-09-10"),
                "thumb",
                "up",
                "place",
                "edition/day/2024-09-10",
                "position",
                "4");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/papers/date/2024-09-10#p-2409.00003");
        String mine = get("ines", "/papers/2409.00003").body();
        assertThat(mine).containsPattern("class=\"up\" name=\"thumb\" value=\"none\" aria-pressed=\"true\"");
        String others = get("", "/papers/2409.00003").body();
        assertThat(others).containsPattern("value=\"up\" aria-pressed=\"false\"[^1]*1<span class=\"vh\"> vote: ");
        HttpAnswer part = send("ines", path, List.of("HX-Request: true"), "thumb", "none", "position", "4");
        assertThat(part.status()).isEqualTo(200);
        assertThat(part.body())
                .startsWith("<div class=\"judged\">")
                .contains("Taken back.")
                .doesNotContain("<html");
        assertThat(get("", "/papers/2409.00003").body())
                .containsPattern("aria-pressed=\"false\"[^0]*0<span class=\"vh\"> votes: ");
        List<KeptJudgment> kept =
                judgments().of(id("ines"), Set.of(Kind.THUMB), house.paper("2409.00003"), Long.MAX_VALUE, 5);
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().occasion().position()).hasValue(4);
    }

    @Test
    void aFormSentTwiceCountsOnce() throws IOException {
        for (int i = 0; i < 3; i++) post("wren", "/papers/2409.00005/judgment", "thumb", "up");
        for (int i = 0; i < 3; i++) post("wren", "/papers/2409.00005/judgment", "save", "1", "key", "same");
        assertThat(judgments().of(id("wren"), Set.of(), house.paper("2409.00005"), Long.MAX_VALUE, 9))
                .hasSize(2);
        assertThat(judgments().tally(house.paper("2409.00005")).up()).isEqualTo(1);
        assertThat(get("wren", "/saved").body()).contains("part 5");
    }

    @Test
    void aNoCanSayWhyAndRatingsKeepTheirParts() throws IOException {
        String no = send("ines", "/papers/2409.00006/judgment", List.of("HX-Request: true"), "thumb", "down")
                .body();
        assertThat(no).contains("Not for you, then.").contains("Say why");
        send(
                "ines",
                "/papers/2409.00006/not-interested",
                List.of("HX-Request: true"),
                "reason",
                "known",
                "words",
                EVIL);
        assertThat(judgments().opinion(id("ines"), house.paper("2409.00006")).notInterested())
                .isPresent();
        post("ines", "/papers/2409.00006/rating", "stars", "4", "novelty", "2", "clarity", "9");
        String page = get("ines", "/papers/2409.00006").body();
        assertThat(page)
                .containsPattern("value=\"4\" checked")
                .containsPattern("name=\"novelty\".*value=\"2\" selected");
        post("ines", "/papers/2409.00006/rating", "stars", "0");
        assertThat(judgments().opinion(id("ines"), house.paper("2409.00006")).stars())
                .isEmpty();
        assertThat(post("ines", "/papers/2409.00006/rating", "stars", "6").status())
                .isEqualTo(400);
        assertThat(post("ines", "/papers/2409.00006/not-interested", "reason", "because")
                        .status())
                .isEqualTo(400);
        assertThat(get("ines", "/judgments").body())
                .contains("I know it already")
                .doesNotContain("<script>alert");
    }

    @Test
    void aDuelIsAnsweredOnceAndTakenBack() throws IOException {
        String page = get("cleo", "/duel").body();
        String left = found("name=\"left\" value=\"([^\"]+)\"", page);
        String right = found("name=\"right\" value=\"([^\"]+)\"", page);
        String key = found("name=\"key\" value=\"([^\"]+)\"", page);
        for (int i = 0; i < 2; i++) post("cleo", "/duel", "left", left, "right", right, "outcome", "left", "key", key);
        List<KeptJudgment> pairs = judgments().of(id("cleo"), Set.of(Kind.PAIR), null, Long.MAX_VALUE, 5);
        assertThat(pairs).hasSize(1);
        assertThat(get("cleo", "/duel").body()).contains("You preferred");
        assertThat(post("cleo", "/judgments/" + pairs.getFirst().id() + "/undo").status())
                .isEqualTo(303);
        assertThat(get("cleo", "/duel").body()).doesNotContain("You preferred");
        assertThat(post("cleo", "/duel", "left", left, "right", left, "outcome", "left", "key", "k")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void signalsAreKeptOnceAndNotFromStrangers() throws IOException {
        String signals = """
                [{"kind":"impression","paper":"2409.00007","place":"edition/day/2024-09-10","position":3,"key":"a","at":"2024-09-10T11:59:00Z"},
                 {"kind":"dwell","paper":"2409.00007","seconds":12.5,"key":"b","at":"2024-09-10T11:59:30Z"},
                 {"kind":"nonsense","paper":"2409.00007","key":"c","at":"2024-09-10T11:59:30Z"},
                 {"kind":"open","paper":"no-such","key":"d","at":"2024-09-10T11:59:30Z"}, 7]
                """;
        for (String reader : List.of("tomas", "tomas", "")) {
            HttpAnswer answer = json(reader, "/signals", signals);
            assertThat(answer.status()).isEqualTo(204);
        }
        assertThat(judgments().of(id("tomas"), Set.of(), house.paper("2409.00007"), Long.MAX_VALUE, 9))
                .extracting(j -> j.judgment().kind())
                .containsExactly(Kind.DWELL, Kind.IMPRESSION);
        assertThat(json("tomas", "/signals", "{}").status()).isEqualTo(400);
        assertThat(json("tomas", "/signals", "[".repeat(5_000)).status()).isEqualTo(400);
        assertThat(get("tomas", "/papers").body()).contains("<meta name=\"signals\"");
        assertThat(get("", "/papers").body()).doesNotContain("<meta name=\"signals\"");
        post("tomas", "/judgments/signals", "keep", "false", "forget", "true");
        assertThat(get("tomas", "/papers").body()).doesNotContain("<meta name=\"signals\"");
        assertThat(judgments().counts(id("tomas"))).doesNotContainKey(Kind.DWELL);
    }

    private static HttpAnswer json(String reader, String path, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpAnswer.raw(
                house.address(),
                "POST " + path + " HTTP/1.1\r\nHost: "
                        + URI.create(house.address()).getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                        + (reader.isEmpty()
                                ? ""
                                : "\r\n" + String.join("\r\n", Objects.requireNonNull(BROWSERS.get(reader))))
                        + "\r\nConnection: close\r\n\r\n"
                        + body);
    }

    @Test
    void theRecordIsExportedAndNobodyElsesIsTouched() throws IOException {
        post("wren", "/papers/2409.00009/judgment", "hide", "1");
        long mine = judgments()
                .of(id("wren"), Set.of(Kind.HIDE), null, Long.MAX_VALUE, 1)
                .getFirst()
                .id();
        for (String deed : List.of("undo", "redo", "delete"))
            assertThat(post("cleo", "/judgments/" + mine + "/" + deed).status())
                    .as(deed)
                    .isEqualTo(404);
        assertThat(get("wren", "/judgments.jsonl").body()).contains("\"choice\":\"hide\"");
        assertThat(get("wren", "/judgments?kind=hide").body()).contains("Hid");
        assertThat(post("wren", "/judgments/" + mine + "/delete").status()).isEqualTo(303);
        assertThat(judgments().find(id("wren"), mine)).isEmpty();
    }

    // ---- Discussion
    // -----------------------------------------------------------------------------------------------

    @Test
    void commentsAreReadByAllAndChangedByTheirAuthorsOnly() throws IOException {
        HttpAnswer posted = post("ines", "/papers/2409.00010/comments", "text", "Does **this** hold? " + EVIL);
        assertThat(posted.status()).isEqualTo(303);
        String id = posted.header("location").replaceFirst(".*#", "");
        String page = get("", "/papers/2409.00010").body();
        assertThat(page)
                .contains("<strong>this</strong>")
                .contains("1 comment<")
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x");
        post("tomas", "/papers/2409.00010/comments", "text", "It does.", "parent", id);
        assertThat(post("tomas", "/comments/" + id, "text", "Taken over").status())
                .isEqualTo(404);
        assertThat(post("tomas", "/comments/" + id + "/delete").status()).isEqualTo(404);
        assertThat(post("tomas", "/comments/" + id + "/moderate", "deed", "hide", "reason", "no")
                        .status())
                .isEqualTo(403);
        assertThat(get("tomas", "/moderation").status()).isEqualTo(403);
        assertThat(post("tomas", "/comments/" + id + "/report", "reason", "Loud " + EVIL)
                        .status())
                .isEqualTo(303);
        assertThat(get("edda", "/moderation").body()).contains("Loud").doesNotContain("<script>alert");
        assertThat(post("ines", "/comments/" + id, "text", "Does this hold for ties?")
                        .status())
                .isEqualTo(303);
        assertThat(get("", "/comments/" + id).body())
                .contains("What it said before")
                .contains("<strong>this</strong>");
        post("edda", "/comments/" + id + "/moderate", "deed", "hide", "reason", "Off topic");
        assertThat(get("", "/papers/2409.00010").body())
                .contains("Hidden by an editor: Off topic")
                .doesNotContain("for ties");
        assertThat(get("", "/comments/" + id).status()).isEqualTo(404);
        assertThat(get("edda", "/comments/" + id).status()).isEqualTo(200);
        assertThat(post("ines", "/papers/2409.00010/comments", "text", " ").status())
                .isEqualTo(400);
    }

    // ---- Lists, notes, follows
    // ------------------------------------------------------------------------------------

    @Test
    void listsAreShownToThoseTheyAreMeantFor() throws IOException {
        String list = post("ines", "/lists", "name", "On " + EVIL, "visibility", "private")
                .header("location");
        post("ines", list + "/papers", "paper", "2409.00011");
        post("ines", list + "/papers", "paper", "https://arxiv.org/abs/2409.00012");
        String page = get("ines", list).body();
        assertThat(page).contains("part 11").contains("part 12").doesNotContain("<script>alert");
        for (String other : List.of("", "tomas")) {
            assertThat(get(other, list).status()).isEqualTo(404);
            assertThat(get(other, list + ".bib").status()).isEqualTo(404);
        }
        for (String[] deed : List.of(
                new String[] {"", "name", "Taken", "visibility", "public"},
                new String[] {"/delete"},
                new String[] {"/papers", "paper", "2409.00013"},
                new String[] {"/remove", "paper", "2409.00011"},
                new String[] {"/order", "move", "2409.00011", "by", "1"}))
            assertThat(post("tomas", list + deed[0], Arrays.copyOfRange(deed, 1, deed.length))
                            .status())
                    .as(deed[0])
                    .isEqualTo(404);
        post("ines", list + "/order", "move", "2409.00012", "by", "-1");
        String moved = get("ines", list).body();
        assertThat(moved.indexOf("part 12")).isLessThan(moved.indexOf("part 11"));
        post("ines", list, "name", "Shared", "visibility", "link");
        String link = found("href=\"(/shared/[a-z2-7]+)\"", get("ines", list).body());
        assertThat(get("", link).body()).contains("part 12").contains("Kept by");
        assertThat(get("", link + ".ris").body()).contains("TY  -");
        assertThat(get("", list).status()).isEqualTo(404);
        assertThat(get("", "/lists").body()).doesNotContain("Shared");
        post("ines", list, "name", "For all", "visibility", "public");
        assertThat(get("", "/lists").body()).contains("For all");
        assertThat(get("", list + ".json").status()).isEqualTo(200);
        assertThat(get("", "/shared/" + "a".repeat(32)).status()).isEqualTo(404);
    }

    @Test
    void notesAreForTheirWriterAloneAndFoundWithThePapers() throws IOException {
        HttpAnswer written = post("ines", "/papers/2409.00013/notes", "note", "Ask Müller about periwinkles " + EVIL);
        String id = written.header("location").replaceFirst(".*#", "");
        post("ines", "/papers/2409.00013/notes", "quote", "Readers who screen", "note", "us");
        String page = get("ines", "/papers/2409.00013").body();
        assertThat(page)
                .contains("periwinkles")
                .contains("<mark>Readers who screen</mark>")
                .doesNotContain("<script>alert");
        assertThat(get("tomas", "/papers/2409.00013").body())
                .doesNotContain("periwinkles")
                .doesNotContain("<mark>Readers");
        assertThat(get("ines", "/search?q=documents+muller").body()).doesNotContain("In your notes");
        assertThat(get("ines", "/search?q=muller+periwinkles").body()).contains("In your notes");
        assertThat(get("tomas", "/search?q=muller+periwinkles").body()).doesNotContain("In your notes");
        assertThat(get("ines", "/notes?q=periwinkles").body()).contains("part 13");
        assertThat(post("tomas", "/notes/" + id, "note", "Taken").status()).isEqualTo(404);
        assertThat(post("tomas", "/notes/" + id + "/delete").status()).isEqualTo(404);
        assertThat(post("ines", "/papers/2409.00013/notes", "quote", "words that are not there")
                        .status())
                .isEqualTo(400);
        assertThat(post("ines", "/notes/" + id + "/delete").status()).isEqualTo(303);
        assertThat(get("ines", "/notes").body()).doesNotContain("periwinkles");
    }

    @Test
    void followsAreKeptAndLeft() throws IOException {
        post("ines", "/follows", "kind", "author", "target", "Maren Oduya");
        post("ines", "/follows", "kind", "search", "target", "q=" + URLEncoder.encode(EVIL, StandardCharsets.UTF_8));
        String page = get("ines", "/following").body();
        assertThat(page).contains("Maren Oduya").contains("whom you follow").doesNotContain("<script>alert");
        String id = found("/follows/(f-[a-z2-7]+)/leave", page);
        assertThat(post("tomas", "/follows/" + id + "/leave").status()).isEqualTo(404);
        assertThat(post("tomas", "/follows/" + id, "label", "Taken").status()).isEqualTo(404);
        assertThat(post("ines", "/follows/" + id, "label", "M. O.", "section", "true")
                        .status())
                .isEqualTo(303);
        assertThat(post("ines", "/follows/" + id + "/leave").status()).isEqualTo(303);
        assertThat(post("ines", "/follows", "kind", "planet", "target", "Mars").status())
                .isEqualTo(400);
    }

    // ---- What is new of papers
    // -------------------------------------------------------------------------------------

    @Test
    void aRetractionStandsOnThePaperInTheSearchAndAmongTheNews() throws IOException {
        post("cleo", "/papers/2409.00030/judgment", "save", "1", "key", "news");
        assertThat(get("cleo", "/news").body()).contains("There is none");
        ObjectNode later = JsonMapper.shared().createObjectNode();
        later.put("_id", "later").put("arxiv", "2409.00030").put("title", "Intervals for small samples, part 30");
        later.putArray("notices")
                .addObject()
                .put("kind", "retracted")
                .put("date", "2024-09-09")
                .put("by", "doi:10.5555/retraction")
                .put("text", EVIL);
        TestHouse.take(house.library(), "register.jsonl", List.of(later));

        HttpAnswer page = get("", "/papers/2409.00030");
        assertThat(page.body())
                .contains("Retracted on 9 September 2024", "https://doi.org/10.5555/retraction", "Since then")
                .contains("&lt;script&gt;alert(&#39;x&#39;)")
                .doesNotContain(EVIL);
        assertThat(get("", "/search?q=intervals+part+30&mode=words").body())
                .contains("<b class=\"badge grave\">Retracted</b>");
        assertThat(get("", "/papers/2409.00031").body()).doesNotContain("badge grave\">Retracted");

        HttpAnswer news = get("cleo", "/news");
        assertThat(news.body())
                .contains("Retracted on 9 September 2024", "/papers/2409.00030", "heard")
                .doesNotContain(EVIL);
        assertThat(get("cleo", "/papers").body()).contains("News <b class=\"badge\">1</b>");
        assertThat(get("tomas", "/news").body()).contains("There is none");
        String upTo = found("name=\"upTo\" value=\"(\\d+)\"", news.body());
        assertThat(post("cleo", "/news/seen", "upTo", upTo).status()).isEqualTo(303);
        assertThat(get("cleo", "/papers").body()).doesNotContain("News <b");
        assertThat(get("cleo", "/news").body()).contains("2409.00030").doesNotContain("name=\"upTo\"");
        assertThat(post("", "/news/seen", "upTo", upTo).header("location")).startsWith("/sign-in");
    }

    @Test
    void aReadersNotesAreSearchedWithThePapersAndNobodyElses() throws IOException {
        post("wren", "/papers/2409.00012/notes", "note", "Compare the zygodactyl baseline");
        String mine = get("wren", "/search?q=Zygodactyl").body();
        assertThat(mine).contains("In your notes", "Compare the zygodactyl baseline", "/papers/2409.00012#n-");
        for (String other : List.of("", "tomas", "edda"))
            assertThat(get(other, "/search?q=zygodactyl").body())
                    .as(other)
                    .doesNotContain("In your notes")
                    .doesNotContain("baseline");
    }

    // ---- Submissions and authorship
    // -------------------------------------------------------------------------------

    @Test
    void aPaperOfThisLibraryIsSubmittedByItsName() throws IOException {
        HttpAnswer done = post("ines", "/submit", "what", "2409.00014");
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("location")).isEqualTo("/papers/2409.00014");
        assertThat(get("", "/papers/2409.00014").body()).contains("submitted by ines");
        assertThat(post(
                                "ines",
                                "/submit",
                                "what",
                                "http://127.0.0.1:" + house.address().replaceFirst(".*:", "") + "/status")
                        .body())
                .contains("not on the public web")
                .doesNotContain("is 127.0.0.1, an address");
        assertThat(post("ines", "/submit", "what", "file:///etc/passwd").status())
                .isEqualTo(400);
        HttpAnswer linked =
                post("ines", "/papers/2409.00014/links", "kind", "code", "address", "https://example.org/code14");
        assertThat(linked.status()).isEqualTo(303);
        assertThat(get("", "/papers/2409.00014").body()).contains("https://example.org/code14");
        assertThat(post("tomas", "/papers/2409.00014/links", "kind", "code", "address", "https://example.org/x")
                        .status())
                .isEqualTo(403);
        assertThat(post("ines", "/papers/2409.00014/links", "kind", "code", "address", "javascript:alert(1)")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void claimsWaitForAnAdministrator() throws IOException {
        assertThat(post("wren", "/papers/2409.00015/claim", "author", "0").status())
                .isEqualTo(303);
        assertThat(get("wren", "/papers/2409.00015").body()).contains("waits for an administrator");
        String id =
                found("/claims/(a-[a-z2-7]+)/decide", get("edda", "/moderation").body());
        assertThat(post("tomas", "/claims/" + id + "/decide", "deed", "approve").status())
                .isEqualTo(403);
        assertThat(post("tomas", "/claims/" + id + "/withdraw").status()).isEqualTo(404);
        assertThat(post("edda", "/claims/" + id + "/decide", "deed", "refuse").status())
                .isEqualTo(400);
        assertThat(post("edda", "/claims/" + id + "/decide", "deed", "approve").status())
                .isEqualTo(303);
        assertThat(get("", "/papers/2409.00015").body()).contains("is wren here");
        assertThat(post("wren", "/papers/2409.00015/claim", "author", "99").status())
                .isEqualTo(400);
    }

    @Test
    void otherSitesCannotActThroughAReader() throws IOException {
        for (String path : List.of("/papers/" + PAPER + "/judgment", "/signals", "/lists", "/submit", "/duel"))
            assertThat(send("ines", path, List.of("Sec-Fetch-Site: cross-site"), "thumb", "up")
                            .status())
                    .as(path)
                    .isEqualTo(403);
    }
}
