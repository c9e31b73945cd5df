package org.broadsheet.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.MailSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A reader's first ten minutes and the mornings after, in a real browser and through a real mail server; passed over
/// where there is no Chromium.
abstract class FirstDaysContract {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String ME = "ines@example.org";
    /// Another subscriber, without an account, who stops nothing.
    private static final String TOMAS = "tomas@example.org";
    private static final String PASSWORD = "four words of a kind";
    private static final LocalDate TOMORROW = TestHouse.TODAY.plusDays(1);

    @TempDir
    Path folder;

    /// Address of a new database, or null for SQLite.
    abstract @Nullable String database();

    @Test
    void fromAskingForThePaperToStoppingIt() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "There is no Chromium at " + CHROMIUM);
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(CHROMIUM)
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
            Mornings mornings = new Mornings(mail, database(), freePort());
            try (BrowserContext reader =
                    browser.newContext(new Browser.NewContextOptions().setViewportSize(390, 900))) {
                Page page = reader.newPage();
                try (TestHouse house = mornings.open(TestHouse.TODAY + "T12:00:00Z", TestHouse.papers())) {
                    firstTenMinutes(house, mail, page);
                }
                try (TestHouse house = mornings.open(TOMORROW + "T08:00:00Z", tomorrowsPapers())) {
                    nextMorning(house, mail, page);
                }
                LocalDate third = TOMORROW.plusDays(1);
                try (TestHouse house = mornings.open(
                        third + "T08:00:00Z",
                        List.of(TestHouse.paper("o-1", "2409.00201", "Ants that need no map", third, 1)))) {
                    assertThat(TestHouse.words(letter(mail, TOMAS, 3))).contains("Ants that need no map");
                    page.navigate(house.address() + "/settings/mail");
                    assertThat(page.locator("main")).containsText("It is stopped.");
                }
            }
            assertThat(letters(mail, ME)).as("after it was stopped").hasSize(3);
            assertThat(letters(mail, TOMAS)).hasSize(3);
        } finally {
            mail.stop();
        }
    }

    private static void firstTenMinutes(TestHouse house, GreenMail mail, Page page) throws Exception {
        subscribe(house, mail, page, TOMAS);
        subscribe(house, mail, page, ME);

        page.navigate(house.address() + house.administratorLink().orElseThrow());
        page.fill("#name", "ines");
        page.fill("#shown", "Ines Arbelo");
        page.fill("#password", PASSWORD);
        page.click("button.main");
        assertThat(page.locator(".account")).containsText("Ines Arbelo");
        page.click("text=Sign out");
        page.navigate(house.address() + "/sign-in");
        page.fill("#name", "ines");
        page.fill("#password", PASSWORD);
        page.check("[name=stay]");
        page.click("button.main");
        assertThat(page.locator(".account")).containsText("Ines Arbelo");

        page.navigate(house.address() + "/settings/mail");
        page.fill("#to", ME);
        page.fill("#pass", PASSWORD);
        page.click("text=Send a letter to it");
        assertThat(page.locator("main")).containsText("Look into your mail.");
        page.navigate(house.address() + house.link(TestHouse.words(letter(mail, ME, 2)), "/address"));
        page.click("button.main");
        assertThat(page.locator("main")).containsText("Confirmed.");
        // What was asked for without an account is the reader's now.
        page.navigate(house.address() + "/settings/mail");
        assertThat(page.locator("main")).containsText("at 07:30 Lisbon time");

        page.navigate(house.address() + "/papers/" + TestHouse.RICH);
        page.locator("button.up").first().click();
        assertThat(page.locator("button.up").first()).hasAttribute("aria-pressed", "true");
        page.locator("button.save").first().click();
        assertThat(page.locator("button.save").first()).hasAttribute("aria-pressed", "true");
        page.fill("#c", "Does it hold for *small* samples?");
        page.locator("form:has(#c) button").first().click();
        assertThat(page.locator("section[aria-labelledby=discussion] em")).hasText("small");

        page.navigate(house.address() + "/duel");
        page.locator("body").press("ArrowLeft");
        assertThat(page.locator("#did")).isVisible();

        Path references = Files.writeString(
                Files.createTempFile(house.library().settings().data(), "mine", ".bib"), """
                @article{oduya2024,
                  title = {When a search may stop},
                  author = {Oduya, Maren and Arbelo, Ines},
                  journal = {Journal of Screening}, year = {2024}, doi = {10.5555/stop.1}
                }
                """);
        page.navigate(house.address() + "/submit");
        page.setInputFiles("#file", references);
        page.click("main button.main");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("When a search may stop");
        page.navigate(house.address() + "/papers");
        assertThat(page.locator("main")).containsText("When a search may stop");
    }

    private static void nextMorning(TestHouse house, GreenMail mail, Page page) throws Exception {
        MimeMessage digest = letter(mail, ME, 3);
        assertThat(digest.getHeader("List-Id")).isNotNull();
        String words = TestHouse.words(digest);
        assertThat(words.replaceAll("\\s+", " ")).contains("Owls and other readers of the night", "for Ines Arbelo");
        page.navigate(house.address() + house.link(words, "/act/"));
        assertThat(page.locator("h1")).hasText("Upvote this paper?");
        String title = page.locator("article.item h2").textContent();
        page.click("button.main");
        assertThat(page.locator("main")).containsText("Your vote is counted.");

        page.navigate(house.address() + "/papers");
        assertThat(page.locator("main")).containsText("Owls and other readers of the night");
        page.navigate(house.address() + "/judgments");
        assertThat(page.locator("main")).containsText(title);
        assertThat(page.locator("main")).containsText("Rankers that know");
        page.navigate(house.address() + "/saved");
        assertThat(page.locator("main")).containsText("Rankers that know");

        page.navigate(house.address() + house.link(words, "/unsubscribe/"));
        page.click("text=Stop it");
        assertThat(page.locator("main")).containsText("No edition is sent to " + ME + " any more.");
    }

    private static List<ObjectNode> tomorrowsPapers() {
        return List.of(
                TestHouse.paper("n-1", "2409.00101", "Owls and other readers of the night", TOMORROW, 1),
                TestHouse.paper("n-2", "2409.00102", "Bees that vote on a new home", TOMORROW, 2));
    }

    private static void subscribe(TestHouse house, GreenMail mail, Page page, String address) throws Exception {
        page.navigate(house.address() + "/subscribe");
        page.fill("#address", address);
        page.fill("#at", "07:30");
        page.fill("#zone", "Europe/Lisbon");
        page.fill("#most", "9");
        page.click("button.main");
        assertThat(page.locator("main")).containsText("Look into your mail.");
        page.navigate(house.address() + house.link(TestHouse.words(letter(mail, address, 1)), "/subscription/confirm"));
        assertThat(page.locator("main")).containsText("07:30 Lisbon time");
        page.click("text=Yes, send it");
        assertThat(page.locator("main")).containsText("The next is due on");
    }

    /// The letter of a number, from 1, to an address, once it came.
    private static MimeMessage letter(GreenMail mail, String address, int number) throws MessagingException {
        List<MimeMessage> mine = letters(mail, address);
        while (mine.size() < number) {
            int all = mail.getReceivedMessages().length;
            mine = letters(mail, address);
            if (mine.size() < number)
                assertThat(mail.waitForIncomingEmail(30_000, all + 1))
                        .as("letter %d to %s came", number, address)
                        .isTrue();
        }
        return mine.get(number - 1);
    }

    private static List<MimeMessage> letters(GreenMail mail, String address) throws MessagingException {
        List<MimeMessage> mine = new ArrayList<>();
        for (MimeMessage m : mail.getReceivedMessages())
            if (m.getAllRecipients()[0].toString().equals(address)) mine.add(m);
        return mine;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// One house that is opened and closed again, at the same address.
    private final class Mornings {
        private final LibrarySettings settings;
        private final ServerSettings server;

        Mornings(GreenMail mail, @Nullable String database, int port) {
            settings = new LibrarySettings(folder, database, null, null, null);
            server = new ServerSettings(
                    "127.0.0.1",
                    port,
                    null,
                    false,
                    new MailSettings(
                            new EmailAddress("paper@house.example"),
                            "Broadsheet",
                            null,
                            new MailSettings.Smtp(
                                    "127.0.0.1",
                                    mail.getSmtp().getPort(),
                                    null,
                                    null,
                                    MailSettings.Tls.NONE,
                                    MailSettings.Smtp.PER_MINUTE)),
                    null);
        }

        TestHouse open(String time, List<ObjectNode> papers) throws IOException {
            Library library = Library.open(settings, Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
            if (!papers.isEmpty()) TestHouse.take(library, "papers of " + time, papers);
            return new TestHouse(library, server);
        }
    }
}
