package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What answers carry: policies, caches, and who may ask for a change.
class HeadersTest {
    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

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

    private static HttpAnswer post(String path, String body, String... headers) throws IOException {
        return HttpAnswer.ask(house.address(), "POST", path, body, headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/papers",
                "/search?q=rankers",
                "/papers/2409.00001",
                "/topics",
                "/status",
                "/help",
                "/no-such-page",
                "/papers/date/2024-09-07",
                "/papers/date/nonsense",
                "/broadsheet.css",
                "/api/v1/papers",
                "/papers.atom"
            })
    void everyAnswerCarriesThePolicies(String path) throws IOException {
        HttpAnswer answer = get(path);
        assertThat(answer.header("content-security-policy"))
                .contains(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'self'")
                .doesNotContain("unsafe", "*", "http:");
        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
        assertThat(answer.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(answer.header("server")).isEmpty();
        assertThat(answer.header("set-cookie")).as("reading leaves no cookie").isEmpty();
        assertThat(answer.body())
                .doesNotContain(" style=\"", "<style")
                .doesNotContainPattern("<script(?![^>]*\\bsrc=)");
    }

    @Test
    void aPageIsSentOnceWhileItStaysTheSame() throws IOException {
        for (String path : List.of("/papers", "/papers/2409.00001", "/search?q=rankers", "/topics", "/help")) {
            HttpAnswer first = get(path);
            assertThat(first.header("etag")).as(path).startsWith("W/\"");
            assertThat(first.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(first.header("vary")).containsIgnoringCase("cookie");
            HttpAnswer again = get(path, "If-None-Match: " + first.header("etag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            HttpAnswer night = get(path, "If-None-Match: " + first.header("etag"), "Cookie: scheme=dark");
            assertThat(night.status()).isEqualTo(200);
            assertThat(night.body()).contains("data-scheme=\"dark\"");
        }
    }

    @Test
    void staticFilesAreKeptForAYearUnderTheirDigest() throws IOException {
        String page = get("/papers").body();
        for (String pattern : List.of(
                "href=\"(/broadsheet-[0-9a-f]+\\.css)\"",
                "src=\"(/broadsheet-[0-9a-f]+\\.js)\"",
                "src=\"(/webjars/htmx[^\"]+)\"")) {
            Matcher m = Pattern.compile(pattern).matcher(page);
            assertThat(m.find()).as(pattern).isTrue();
            HttpAnswer file = get(m.group(1));
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("cache-control")).contains("max-age=31536000", "public");
        }
    }

    @Test
    void textIsCompressedForWhoeverAsks() throws IOException {
        assertThat(get("/papers", "Accept-Encoding: gzip").header("content-encoding"))
                .isEqualTo("gzip");
        assertThat(get("/broadsheet.css", "Accept-Encoding: gzip").header("content-encoding"))
                .isEqualTo("gzip");
        assertThat(get("/api/v1/papers?limit=50", "Accept-Encoding: gzip").header("content-encoding"))
                .isEqualTo("gzip");
        assertThat(get("/papers").header("content-encoding")).isEmpty();
        assertThat(get("/papers", "Accept-Encoding: gzip").header("etag")).startsWith("W/");
    }

    @Test
    void dayAndNightAreKeptAndLeadBackToThePageTheReaderWasOn() throws IOException {
        HttpAnswer kept =
                post("/settings/appearance", "scheme=dark", "Referer: " + house.address() + "/search?q=a%20b");
        assertThat(kept.status()).isEqualTo(303);
        assertThat(kept.header("location")).endsWith("/search?q=a%20b");
        assertThat(kept.header("set-cookie")).contains("scheme=dark", "HttpOnly", "SameSite=Lax");
        assertThat(post("/settings/appearance", "scheme=%0d%0aSet-Cookie:x=y").header("set-cookie"))
                .startsWith("scheme=auto;")
                .contains("Max-Age=0");
        for (String from : List.of(
                "https://elsewhere.example//evil.example/", "//evil.example", "nonsense %%", "javascript:alert(1)"))
            assertThat(post("/settings/appearance", "scheme=light", "Referer: " + from)
                            .header("location"))
                    .doesNotContain("evil", "javascript")
                    .endsWith("/papers");
        assertThat(get("/no-such-page", "Cookie: scheme=dark").body()).contains("data-scheme=\"dark\"");
        assertThat(get("/papers", "Cookie: scheme=\"><script>").body()).doesNotContain("data-scheme=");
    }

    @Test
    void anotherSiteChangesNothing() throws IOException {
        String own = house.address();
        assertThat(post("/settings/appearance", "scheme=dark", "Origin: " + own).status())
                .isEqualTo(303);
        assertThat(post("/settings/appearance", "scheme=dark", "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(303);
        for (String header : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            HttpAnswer refused = post("/settings/appearance", "scheme=dark", header);
            assertThat(refused.status()).as(header).isEqualTo(403);
            assertThat(refused.body()).contains("This change was not made.");
            assertThat(refused.header("set-cookie")).isEmpty();
            assertThat(post("/merges/undo", "merge=1", header).status()).isEqualTo(403);
        }
        assertThat(get("/papers", "Sec-Fetch-Site: cross-site").status())
                .as("a link from elsewhere")
                .isEqualTo(200);
    }

    @Test
    void aServerForThisMachineAnswersToThisMachinesNames() throws IOException {
        for (String host : List.of("localhost", "localhost:8080", "127.0.0.1:99", "[::1]:8080"))
            assertThat(get("/papers", "Host: " + host).status()).as(host).isEqualTo(200);
        for (String host :
                List.of("evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example")) {
            HttpAnswer refused = get("/papers", "Host: " + host);
            assertThat(refused.status()).as(host).isEqualTo(421);
            assertThat(refused.body()).contains("another name", "--public-url").doesNotContain("Rankers");
            assertThat(get("/api/v1/papers", "Host: " + host).status()).isEqualTo(421);
        }
    }

    @Test
    void mergesAreTakenBackOnlyFromThisMachine() throws IOException {
        HttpAnswer through = post("/merges/undo", "merge=1", "X-Forwarded-For: 203.0.113.9");
        assertThat(through.status()).isEqualTo(403);
        assertThat(post("/merges/undo", "merge=99999").status()).isIn(400, 404);
        assertThat(post("/merges/undo", "merge=abc").status()).isEqualTo(400);
        assertThat(post("/merges/undo", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /papers",
                "PUT /papers/2409.00001",
                "DELETE /papers/2409.00001",
                "TRACE /papers",
                "PATCH /status",
                "GET /settings/appearance"
            })
    void methodsThatMakeNoSenseAreRefused(String what) throws IOException {
        String[] parts = what.split(" ");
        HttpAnswer answer = HttpAnswer.ask(house.address(), parts[0], parts[1], "");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("Exception");
        assertThat(HttpAnswer.ask(house.address(), "HEAD", "/papers", "").status())
                .isEqualTo(200);
    }
}
