package org.broadsheet.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.server.fetch.SourceStore;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.store.Database;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages in a real browser, the system's Chromium; passed over where there is none.
class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PASSWORD = "four words of a kind";

    /// What axe-core calls serious or critical, each as rule and first place.
    private static final String FINDINGS = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => v.id + ' at ' + v.nodes[0].target.join(' ') + ': ' + (v.nodes[0].any[0] ?? v.nodes[0].all[0] ?? v.nodes[0].none[0]).message)
            """;

    private static final String OVERFLOW =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @SuppressWarnings("NullAway.Init")
    private static Playwright playwright;

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "There is no Chromium at " + CHROMIUM);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        house = TestHouse.furnished(folder);
    }

    @AfterAll
    static void close() {
        if (house != null) house.close();
        if (playwright != null) playwright.close();
    }

    @Test
    void aReadersFirstMinutes() throws IOException {
        try (BrowserContext context = browser.newContext()) {
            List<String> complaints = new ArrayList<>();
            context.onConsoleMessage(m -> {
                if (m.type().equals("error") && !m.text().contains("status of 401")) complaints.add(m.text());
            });
            Page page = context.newPage();
            page.navigate(house.address() + house.administratorLink().orElseThrow());
            page.fill("#name", "ines");
            page.fill("#shown", "Ines Arbelo");
            page.fill("#password", PASSWORD);
            page.click("button.main");
            assertThat(page.locator(".account")).containsText("Ines Arbelo");

            page.click("text=Sign out");
            page.navigate(house.address() + "/sign-in");
            page.fill("#name", "ines");
            page.fill("#password", "something else entirely");
            page.click("button.main");
            assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
            page.fill("#password", PASSWORD);
            page.click("button.main");
            assertThat(page.locator(".account")).containsText("Ines Arbelo");

            page.navigate(house.address() + "/papers/" + TestHouse.RICH);
            page.locator("button.up").first().click();
            assertThat(page.locator("button.up").first()).hasAttribute("aria-pressed", "true");
            page.locator("button.save").first().click();
            assertThat(page.locator("button.save").first()).hasAttribute("aria-pressed", "true");
            page.fill("#c", "Does it hold for *small* samples?");
            page.locator("form:has(#c) button").first().click();
            assertThat(page.locator("section[aria-labelledby=discussion]"))
                    .containsText("Does it hold for small samples?");
            assertThat(page.locator("section[aria-labelledby=discussion] em")).hasText("small");

            page.navigate(house.address() + "/duel");
            page.locator("body").press("ArrowLeft");
            assertThat(page.locator("#did")).isVisible();
            page.navigate(house.address() + "/judgments");
            assertThat(page.locator("main")).containsText("Rankers that know");
            page.navigate(house.address() + "/saved");
            assertThat(page.locator("main")).containsText("Rankers that know");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void nothingIsInTheWayOfAnybodyOnAnyPage() {
        house.reader("edda", Role.ADMINISTRATOR);
        house.reader("rolf", Role.READER);
        aSourceWithALongNameIsInTrouble();
        String paper = "/papers/" + TestHouse.RICH;
        List<String> open = List.of(
                "/papers",
                "/papers/date/" + TestHouse.SHORT,
                "/papers/date/2020-01-01",
                "/papers/week/2024-W37",
                "/papers/trending",
                "/topics",
                "/topics/cs.IR",
                "/authors/Maren%20Oduya",
                "/search",
                "/search?q=rankers",
                "/search?q=nothingatallofthekind",
                paper,
                "/papers/2409.66601",
                "/status",
                "/help",
                "/help/search",
                "/sign-in",
                "/lists",
                "/nowhere");
        List<String> ofReaders = List.of(
                "/papers",
                paper,
                "/saved",
                "/lists",
                "/lists/zotero",
                "/following",
                "/duel",
                "/judgments",
                "/notes",
                "/news",
                "/settings",
                "/settings/archive",
                "/settings/feeds",
                "/settings/mail",
                "/submit",
                "/moderation",
                "/administration",
                "/administration/mail",
                "/administration/sources");
        List<String> wrong = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            int width = scheme == ColorScheme.LIGHT ? 1280 : 390;
            look(scheme, width, null, open, wrong);
            look(scheme, width, "edda", ofReaders, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    /// So that silence means something.
    @Test
    void theEyeThatLooksSeesWhatIsWrong() {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions().setViewportSize(390, 900))) {
            Page page = context.newPage();
            page.setContent(
                    "<html lang=en><title>t</title><main style='width:500px'><button></button><p style='color:#ccc'>pale</p></main>");
            page.evaluate(AxeBuilder.getAxeScript());
            assertThat(String.valueOf(page.evaluate(FINDINGS))).contains("button-name", "color-contrast");
            assertThat(page.evaluate(OVERFLOW)).isNotEqualTo(0);
        }
    }

    /// What cannot be broken at a space is what makes a page wider than a telephone. It is never due here.
    private static void aSourceWithALongNameIsInTrouble() {
        Source feed = Source.of("feed", "https://example.org/" + "a-long-way/".repeat(12) + "feed.xml");
        Database database = house.library().database();
        new SourceStore(database).add(feed, TestHouse.TODAY, Instant.parse("2100-01-01T00:00:00Z"));
        database.write(() -> {
            int changed = database.writing()
                    .update(
                            "update source set trouble = ?, failing_since = ?, failures = 3 where id = ?",
                            "The feed answered 503 three times; it is asked again in an hour, and then once a day.",
                            TestHouse.SHORT + "T12:00:00Z",
                            feed.id());
            return changed
                    + database.writing()
                            .update(
                                    "insert into audit (id, at, reader_id, deed, object, detail) values (?, ?, null, ?, ?, '')",
                                    1_000_000,
                                    TestHouse.TODAY + "T12:00:00Z",
                                    "source added",
                                    feed.id());
        });
    }

    private static void look(
            ColorScheme scheme, int width, @Nullable String reader, List<String> paths, List<String> wrong) {
        try (BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900))) {
            if (reader != null) context.addCookies(List.of(session(reader)));
            Page page = context.newPage();
            for (String path : paths) {
                page.navigate(house.address() + path);
                String where = path + " (" + width + " px, " + scheme + ", " + (reader == null ? "open" : reader) + ")";
                page.evaluate(AxeBuilder.getAxeScript());
                if (page.evaluate(FINDINGS) instanceof List<?> findings)
                    findings.forEach(f -> wrong.add(where + ": " + f));
                if (page.evaluate(OVERFLOW) instanceof Number wide && wide.intValue() > 0)
                    wrong.add(where + ": wider than the window by " + wide);
            }
        }
    }

    private static Cookie session(String reader) {
        String header = house.signedIn(reader).getFirst();
        var secret = Pattern.compile("broadsheet=(\\S+)").matcher(header);
        assertThat(secret.find()).isTrue();
        return new Cookie("broadsheet", secret.group(1)).setUrl(house.address());
    }
}
