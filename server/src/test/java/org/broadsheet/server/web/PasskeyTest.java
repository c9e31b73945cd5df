package org.broadsheet.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.Passwords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Passkeys in the system's Chromium with a device of its own making; passed over where there is none.
class PasskeyTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @SuppressWarnings("NullAway.Init")
    private static Playwright playwright;

    @SuppressWarnings("NullAway.Init")
    private static Browser browser;

    @SuppressWarnings("NullAway.Init")
    private BrowserContext context;

    @SuppressWarnings("NullAway.Init")
    private Page page;

    @SuppressWarnings("NullAway.Init")
    private CDPSession device;

    private String authenticator = "";
    private final AtomicReference<String> sent = new AtomicReference<>("");

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
        if (playwright != null) playwright.close();
        if (house != null) house.close();
    }

    @BeforeEach
    void newBrowser() {
        context = browser.newContext();
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onRequest(this::listen);
        device = context.newCDPSession(page);
        device.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        JsonObject wrapped = new JsonObject();
        wrapped.add("options", options);
        authenticator = device.send("WebAuthn.addVirtualAuthenticator", wrapped)
                .get("authenticatorId")
                .getAsString();
    }

    @AfterEach
    void closeBrowser() {
        if (context != null) context.close();
    }

    private void listen(Request request) {
        if (request.url().contains("/sign-in/passkey?")) sent.set(Objects.requireNonNull(request.postData()));
    }

    /// Passkeys are for names, so the house is visited by one.
    private static String address() {
        return house.address().replace("127.0.0.1", "localhost");
    }

    private void signIn(String name) {
        String secret = house.signedIn(name).getFirst().replace("Cookie: broadsheet=", "");
        context.addCookies(List.of(new Cookie("broadsheet", secret).setUrl(address())));
    }

    private void keep(String reader, String name) {
        house.reader(reader, Role.READER);
        new Passwords(house.library()).set(house.readerId(reader), "four words of a kind");
        signIn(reader);
        page.navigate(address() + "/settings");
        page.getByLabel("What you call it").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep a passkey"))
                .click();
        assertThat(page.locator("#passkeys li b")).hasText(name);
        context.clearCookies();
    }

    private void come() {
        page.navigate(address() + "/sign-in?next=/notes");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with a passkey"))
                .click();
    }

    private static HttpAnswer post(String path, String body) throws IOException {
        String json = "POST " + path + " HTTP/1.1\r\nHost: "
                + java.net.URI.create(address()).getAuthority()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n"
                + body;
        return HttpAnswer.raw(address(), json);
    }

    private static void write(String sql, Object... values) {
        house.library()
                .database()
                .write(() -> house.library().database().writing().update(sql, values));
    }

    @Test
    void aReaderKeepsOneComesInByItAndIsRefusedOnceItIsRemoved() throws IOException {
        keep("ines", "Phone <b>");
        come();
        page.waitForURL(address() + "/notes");
        assertThat(page.locator("form.account")).containsText("ines");
        String answered = sent.get();
        HttpAnswer replayed = post("/sign-in/passkey", answered);
        assertThat(replayed.status()).as("the same signature twice").isEqualTo(401);
        assertThat(replayed.body()).contains("was used before");
        assertThat(replayed.header("set-cookie")).isEmpty();

        page.navigate(address() + "/settings");
        assertThat(page.locator("#passkeys li")).containsText("used 10 September 2024");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Phone <b>"))
                .click();
        assertThat(page.locator("#passkeys li")).hasCount(0);
        context.clearCookies();
        come();
        assertThat(page.locator("[data-passkey] [role=status]")).containsText("does not know this passkey");
    }

    @Test
    void aSecondOneOnTheSameDeviceIsNotKept() {
        keep("tomas", "Laptop");
        signIn("tomas");
        page.navigate(address() + "/settings");
        page.getByLabel("What you call it").fill("Laptop again");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep a passkey"))
                .click();
        assertThat(page.locator("[data-passkey] [role=status]")).containsText("keeps a passkey for you already");
    }

    @Test
    void aCopyOfTheDeviceIsNoticed() {
        keep("olga", "Key");
        come();
        page.waitForURL(address() + "/notes");
        context.clearCookies();
        come();
        page.waitForURL(address() + "/notes");
        context.clearCookies();
        // The device as it was before it was used.
        JsonObject which = new JsonObject();
        which.addProperty("authenticatorId", authenticator);
        JsonObject credential = device.send("WebAuthn.getCredentials", which)
                .getAsJsonArray("credentials")
                .get(0)
                .getAsJsonObject();
        device.send("WebAuthn.clearCredentials", which);
        credential.addProperty("signCount", 1);
        which.add("credential", credential);
        device.send("WebAuthn.addCredential", which);
        come();
        assertThat(page.locator("[data-passkey] [role=status]")).containsText("could not be verified");
    }

    @Test
    void whatWasSignedTooLateOrForAnotherOriginOpensNothing() throws IOException {
        keep("mira", "Phone");
        // A page of another origin, on the same name, that got hold of a challenge of ours.
        page.route(
                "http://localhost:4/**",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<p>Elsewhere")));
        page.navigate("http://localhost:4/");
        HttpAnswer options = post("/sign-in/passkey/options", "");
        assertThat(options.status()).isEqualTo(200);
        String elsewhere = signed(options.body());
        HttpAnswer refused = post("/sign-in/passkey", elsewhere);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("could not be verified");

        page.navigate(address() + "/sign-in");
        String late = signed(post("/sign-in/passkey/options", "").body());
        write("update one_time_link set expires_at = '2024-09-10T11:59:59Z' where purpose = 'passkey'");
        assertThat(post("/sign-in/passkey", late).body()).contains("took too long");

        String good = signed(post("/sign-in/passkey/options", "").body());
        assertThat(post("/sign-in/passkey", good.replace("\"signature\":\"", "\"signature\":\"AA"))
                        .status())
                .isEqualTo(401);
        for (String nonsense : List.of("", "{}", "null", "[1]", "{\"id\":\"x\",\"response\":{}}", "x".repeat(70_000)))
            assertThat(post("/sign-in/passkey", nonsense).status()).as(nonsense).isEqualTo(401);

        String closed = signed(post("/sign-in/passkey/options", "").body());
        write("update reader set closed_at = '2024-09-10T11:00:00Z' where name = 'mira'");
        assertThat(post("/sign-in/passkey", closed).body()).contains("is closed");
    }

    private String signed(String options) {
        return (String) page.evaluate("""
                async said => {
                  const bytes = t => Uint8Array.from(atob(t.replace(/-/g, "+").replace(/_/g, "/")), c => c.charCodeAt(0));
                  const text = b => btoa(String.fromCharCode(...new Uint8Array(b))).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
                  const options = JSON.parse(said);
                  const c = await navigator.credentials.get({publicKey: {...options, challenge: bytes(options.challenge)}});
                  const r = c.response;
                  return JSON.stringify({id: c.id, rawId: text(c.rawId), type: c.type, clientExtensionResults: {},
                    response: {clientDataJSON: text(r.clientDataJSON), authenticatorData: text(r.authenticatorData),
                      signature: text(r.signature), userHandle: text(r.userHandle)}});
                }
                """, options);
    }

    @Test
    void theLastWayInIsNotShutAndStrangersKeepNothing() throws IOException {
        keep("vera", "Only");
        write("update reader set password = null where name = 'vera'");
        signIn("vera");
        page.navigate(address() + "/settings");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove Only"))
                .click();
        assertThat(page.locator("main")).containsText("the only way into your account");
        assertThat(post("/settings/passkeys/options", "").status()).isNotEqualTo(200);
        assertThat(post("/settings/passkeys?name=Mine", "{}").status()).isNotEqualTo(200);
    }

    @Test
    void aHouseThatIsKnownByNumbersOffersNone() throws IOException {
        page.navigate(house.address() + "/sign-in");
        assertThat(page.locator("[data-passkey]")).isHidden();
        house.reader("numa", Role.READER);
        String secret = house.signedIn("numa").getFirst().replace("Cookie: broadsheet=", "");
        context.addCookies(List.of(new Cookie("broadsheet", secret).setUrl(house.address())));
        page.navigate(house.address() + "/settings");
        assertThat(page.locator("[data-passkey]")).isHidden();
        assertThat(page.locator("[data-no-passkey]")).containsText("an address with a name");
        assertThat(HttpAnswer.ask(house.address(), "POST", "/sign-in/passkey/options", "")
                        .status())
                .isEqualTo(404);
    }
}
