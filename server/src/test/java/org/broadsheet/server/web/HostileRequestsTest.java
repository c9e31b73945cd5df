package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything from outside is hostile: what sources plant in papers, what readers type, and what is sent as a request.
class HostileRequestsTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "hx-get", "xlink:href");
    private static final List<String> LEAKS = List.of(
            "java.lang.",
            "org.springframework",
            "org.broadsheet",
            "Exception",
            "\tat ",
            "secret inner workings",
            "Apache Tomcat",
            "Whitelabel");

    @BeforeAll
    static void open() throws IOException {
        house = TestHouse.furnished(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static HttpAnswer get(String path, String... headers) throws IOException {
        return HttpAnswer.get(house.address(), path, headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// No element, attribute or address on the page that our own templates do not write.
    private static void assertHarmless(HttpAnswer page) {
        Document document = Jsoup.parse(page.body());
        assertThat(document.select("img, iframe, object, embed, style, base, frame, applet"))
                .isEmpty();
        for (Element e : document.getAllElements()) {
            if (e.normalName().equals("script")) {
                assertThat(e.attr("src")).startsWith("/");
                assertThat(e.data()).isEmpty();
            }
            for (Attribute a : e.attributes()) {
                assertThat(a.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                if (ADDRESSES.contains(a.getKey()))
                    assertThat(a.getValue()).matches("(?s)(https?://|/(?!/)|#|data:,$).*");
            }
        }
    }

    private static void assertKeepsItsInnards(HttpAnswer answer) {
        for (String leak : LEAKS) assertThat(answer.body()).doesNotContain(leak);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/papers/2409.66601",
                "/papers/2409.66601/similar",
                "/papers/2409.66602",
                "/papers",
                "/papers/week/2024-W37",
                "/search?q=hostile",
                "/search?q=hostile&mode=words&sort=date",
                "/topics",
                "/papers/date/2024-09-10/rest"
            })
    void whatSourcesPlantIsText(String path) throws IOException {
        HttpAnswer page = get(path);
        assertThat(page.status()).isEqualTo(200);
        assertHarmless(page);
        assertThat(page.body()).doesNotContain("49 [[49]]");
    }

    @Test
    void hostileNamesHavePagesOfTheirOwn() throws IOException {
        for (String name : List.of("Mallory \"><img src=x onerror=alert(8)>", "Eve ${7*7}", "../../etc/passwd")) {
            HttpAnswer page = get("/authors/" + Views.path(name).replace("../", "%2E%2E/"));
            assertThat(page.status()).as(name).isIn(200, 400, 404);
            assertHarmless(page);
            assertKeepsItsInnards(page);
        }
    }

    static List<String> queries() {
        return List.of(
                "<script>alert(1)</script>",
                "\"><svg onload=alert(1)>",
                "' onfocus=alert(1) autofocus='",
                "javascript:alert(1)",
                "${7*7} #{7*7} *{7*7} [[${7*7}]] __${7*7}__::x",
                "\"unclosed phrase",
                "((((((((((",
                "AND OR NOT",
                "+ - * ? ~ ^ : \\ / [ ] { } !",
                "title:* author: year: year:.. year:abc..xyz year:99999999999999999999",
                "field:[a TO b} ~0.5 ^99999",
                "-everything",
                "\u0000\u0001\u0008\ud83d\ude00 \u202e \ufffe",
                "a".repeat(1_400),
                "*".repeat(1_400),
                "\"".repeat(500),
                "-".repeat(1_000),
                "%s%n%x{jndi:ldap://x}");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryIsNeverAnError(String query) throws IOException {
        for (String mode : List.of("hybrid", "words")) {
            HttpAnswer page = get("/search?q=" + encoded(query) + "&mode=" + mode);
            assertThat(page.status()).isEqualTo(200);
            assertHarmless(page);
            assertKeepsItsInnards(page);
            assertThat(page.body()).contains("id=\"reach\"");
        }
        assertThat(get("/search.atom?q=" + encoded(query)).status()).isIn(200, 400);
    }

    @Test
    void aWholeAbstractAndMoreIsPosted() throws IOException {
        for (int length : new int[] {3_000, 19_000, 60_000}) {
            HttpAnswer page = HttpAnswer.ask(
                    house.address(),
                    "POST",
                    "/search",
                    "q=" + encoded("stopping rules for readers ".repeat(length / 27)));
            assertThat(page.status()).isEqualTo(200);
            assertHarmless(page);
        }
        HttpAnswer huge = HttpAnswer.ask(house.address(), "POST", "/search", "q=" + "a".repeat(400_000));
        assertThat(huge.status()).isIn(200, 400, 413);
        assertKeepsItsInnards(huge);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search?q=%",
                "/search?q=%zz",
                "/search?q=%c0%af",
                "/search?page=0&q=a",
                "/search?page=-1&q=a",
                "/search?page=99999999999&q=a",
                "/search?page=%D9%A1&q=a",
                "/search?page=abc&q=a",
                "/search?q=a&q=b&mode=nothing&sort=nothing&year=%00",
                "/search?year=2024&category=%3Cscript%3E&source=%22",
                "/topics/cs.IR?page=abc",
                "/topics/cs.IR?page=0",
                "/authors/Maren%20Oduya?page=9999999999",
                "/papers/date/2024-13-40",
                "/papers/date/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/papers/week/2024-W99",
                "/papers/month/0000-00",
                "/papers/month/9999-99",
                "/papers/date/2024-09-10/rest/../../../..",
                "/papers/..%2f..%2fetc%2fpasswd",
                "/papers/%2e%2e/%2e%2e/etc/passwd",
                "/broadsheet.css/../../application.properties",
                "/..;/application.properties",
                "/webjars/..%2f..%2fapplication.properties",
                "/papers/%00",
                "/papers/%0d%0aSet-Cookie:%20a=b",
                "/papers/date/2024-09-07",
                "/merges/undo",
                "/error",
                "/actuator/env",
                "/actuator/heapdump",
                "/no/such/page?<script>"
            })
    void oddAddressesAreAnsweredInThreeParts(String path) throws IOException {
        HttpAnswer page = get(path);
        assertThat(page.status()).isIn(0, 200, 302, 400, 404, 405, 500);
        assertKeepsItsInnards(page);
        assertHarmless(page);
        assertThat(page.headers()).noneMatch(h -> h.startsWith("set-cookie: a=b"));
        assertThat(page.body()).doesNotContain("root:", "spring.");
    }

    @Test
    void aBrokenPageSaysSoAndNoMore() throws IOException {
        HttpAnswer page = get("/papers/date/" + TestHouse.BROKEN);
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.body()).contains("Something broke on this server.", "written to the log", "front page");
        assertKeepsItsInnards(page);
    }

    @Test
    void malformedRequestsAreRefusedQuietly() throws IOException {
        List<String> requests = new ArrayList<>(List.of(
                "NONSENSE\r\n\r\n",
                "GET /papers HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /papers HTTP/1.1\r\n\r\n",
                "GET /\u0007 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /search?q=<script> HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /search?q=" + "a".repeat(60_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(60_000) + "\r\n\r\n",
                "POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"));
        for (String request : requests) {
            HttpAnswer answer = HttpAnswer.raw(house.address(), request);
            assertThat(answer.status()).isIn(0, 400, 413, 414, 421, 431, 505);
            assertKeepsItsInnards(answer);
        }
        assertThat(get("/papers").status()).isEqualTo(200);
    }
}
