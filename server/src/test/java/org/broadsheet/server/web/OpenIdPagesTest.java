package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.administration.HouseSettings;
import org.broadsheet.server.administration.Settings;
import org.broadsheet.server.administration.SignUp;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.broadsheet.server.openid.OpenIdSettings;
import org.broadsheet.server.post.MailSettings;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.Identities;
import org.broadsheet.server.signin.OneTimeLinks;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.store.RandomIds;
import org.broadsheet.server.web.ServiceToSignInWith.Mood;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Signing in through another service: the way there and back, and everybody who comes back with something else.
class OpenIdPagesTest {
    private static final Instant NOW = Instant.parse("2024-09-10T12:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static ServiceToSignInWith service;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void open() throws Exception {
        service = new ServiceToSignInWith(NOW);
        Library library = Library.open(LibrarySettings.in(folder), Clock.fixed(NOW, ZoneOffset.UTC));
        house = new TestHouse(
                library,
                new ServerSettings(
                        "127.0.0.1",
                        0,
                        null,
                        false,
                        MailSettings.DEFAULT,
                        new OpenIdSettings(
                                service.issuer(),
                                ServiceToSignInWith.CLIENT,
                                ServiceToSignInWith.SECRET,
                                "The Institute")));
        house.reader("edda", Role.ADMINISTRATOR);
    }

    @AfterAll
    static void close() {
        house.close();
        service.close();
    }

    @BeforeEach
    void well() {
        service.mood.set(Mood.WELL);
        service.twist.set(UnaryOperator.identity());
        signUp(SignUp.OPEN);
    }

    private static void signUp(SignUp who) {
        new Settings(house.library()).set(new HouseSettings("House", who, Map.of()));
    }

    private static HttpAnswer get(String path, List<String> headers) throws IOException {
        return HttpAnswer.get(house.address(), path, headers.toArray(String[]::new));
    }

    private static HttpAnswer post(String path, List<String> browser, String... fields) throws IOException {
        StringBuilder body = new StringBuilder("x=");
        for (int i = 0; i < fields.length; i += 2)
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        return HttpAnswer.ask(house.address(), "POST", path, body.toString(), browser.toArray(String[]::new));
    }

    private static List<String> cookies(HttpAnswer answer) {
        List<String> set = answer.headers().stream()
                .filter(h -> h.startsWith("set-cookie:"))
                .map(h -> h.substring("set-cookie:".length()).strip().replaceAll(";.*", ""))
                .toList();
        return set.isEmpty() ? List.of() : List.of("Cookie: " + String.join("; ", set), "Origin: " + house.address());
    }

    private static boolean signedIn(HttpAnswer answer) {
        return answer.headers().stream().anyMatch(h -> h.matches("set-cookie: ?broadsheet=[a-z2-7]{32};.*"));
    }

    private static HttpAnswer go(String query) throws IOException {
        HttpAnswer there = get("/sign-in/service" + query, List.of());
        assertThat(there.status()).as(there.body()).isEqualTo(303);
        assertThat(there.header("location")).startsWith(service.issuer() + "/authorize?");
        return there;
    }

    /// There and back.
    private static HttpAnswer come(String subject, String name, String query) throws IOException {
        HttpAnswer there = go(query);
        return get(service.letIn(there.header("location"), subject, name), cookies(there));
    }

    private static String joining(HttpAnswer page) {
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        return Jsoup.parse(page.body()).select("input[name=joining]").attr("value");
    }

    /// Somebody with an account that the service opens and no password does.
    private static void join(String subject) {
        house.reader(subject, Role.READER);
        assertThat(new Identities(house.library())
                        .link(house.readerId(subject), service.issuer().toString(), subject, subject))
                .isTrue();
    }

    private static String fresh(String part) {
        return part + "-" + RandomIds.secret().substring(0, 8).replaceAll("[0-9]", "x");
    }

    @Test
    void theFirstTimeMakesAnAccountAndTheSecondOpensIt() throws IOException {
        HttpAnswer form = get("/sign-in?next=/papers/trending", List.of());
        String href =
                Jsoup.parse(form.body()).select("a:contains(The Institute)").attr("href");
        assertThat(href).isEqualTo("/sign-in/service?next=%2Fpapers%2Ftrending&invitation=");
        String subject = fresh("ada");
        HttpAnswer page = come(subject, "Ada <b>Quill</b>", "?next=/papers/trending");
        assertThat(page.body())
                .contains("value=\"" + subject + "\"", "Ada &lt;b&gt;Quill")
                .doesNotContain("<b>Quill");
        assertThat(signedIn(page)).as("nobody is in yet").isFalse();
        String joining = joining(page);
        HttpAnswer taken = post("/sign-up/service", List.of(), "joining", joining, "name", "edda", "shown", "Ada");
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.body()).contains("is taken");
        HttpAnswer in = post("/sign-up/service", List.of(), "joining", joining, "name", subject, "shown", "Ada");
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("location")).isEqualTo("/papers/trending");
        assertThat(get("/settings", cookies(in)).body())
                .contains(service.issuer().toString(), subject);
        assertThat(post("/sign-up/service", List.of(), "joining", joining, "name", fresh("b"), "shown", "B")
                        .status())
                .as("one identity, one account")
                .isEqualTo(403);
        HttpAnswer again = come(subject, "Ada", "?next=/search%3Fq%3Dx%26mode%3Dwords");
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("location")).isEqualTo("/search?q=x&mode=words");
        assertThat(signedIn(again)).isTrue();
        assertThat(service.refused).isEmpty();
    }

    static Stream<Arguments> twists() {
        Date old = Date.from(NOW.minusSeconds(3_600));
        return Stream.of(
                twist("another nonce", c -> c.claim("nonce", "n")),
                twist("no nonce", c -> c.claim("nonce", null)),
                twist("for another house", c -> c.audience("other")),
                twist("for others too", c -> c.audience(List.of(ServiceToSignInWith.CLIENT, "other"))),
                twist("given to another house", c -> c.claim("azp", "other")),
                twist("by another service", c -> c.issuer("https://elsewhere.example")),
                twist("over", c -> c.expirationTime(old)),
                twist("without an end", c -> c.expirationTime(null)),
                twist("nobody", c -> c.subject(null)),
                twist("not yet", c -> c.notBeforeTime(Date.from(NOW.plusSeconds(3_600)))));
    }

    private static Arguments twist(String what, UnaryOperator<JWTClaimsSet.Builder> twist) {
        return Arguments.of(what, twist);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twists")
    void whatIsSaidForSomethingElseOpensNothing(String what, UnaryOperator<JWTClaimsSet.Builder> twist)
            throws IOException {
        String subject = fresh("ina");
        join(subject);
        service.twist.set(twist);
        assertRefused(come(subject, "Ina", ""));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WELL"})
    void aServiceThatAnswersBadlyOpensNothing(Mood mood) throws IOException {
        String subject = fresh("uwe");
        join(subject);
        service.mood.set(mood);
        assertRefused(come(subject, "Uwe", ""));
    }

    private static void assertRefused(HttpAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(signedIn(answer)).isFalse();
        assertThat(answer.body()).contains("That did not work.").doesNotContain("eyJ", "code-", "Exception");
        assertThat(answer.header("set-cookie")).as("what was begun is over").contains("broadsheet-service=;");
    }

    @Test
    void anAnswerCountsOnlyInTheBrowserThatAskedOnceAndAsItCame() throws IOException {
        String subject = fresh("olaf");
        join(subject);
        HttpAnswer mine = go("");
        HttpAnswer other = go("");
        String back = service.letIn(mine.header("location"), subject, "Olaf");
        assertRefused(get(back, List.of()));
        assertRefused(get(back, cookies(other)));
        assertRefused(get(back.replaceAll("state=.*", "state="), cookies(mine)));
        String cookie = cookies(mine).getFirst();
        assertRefused(get(back, List.of(cookie.substring(0, cookie.length() - 1) + "x")));
        assertRefused(get(back.replaceAll("code=[^&]*", "code=guessed"), cookies(mine)));
        assertRefused(get("/sign-in/service/return?error=access_denied&state=x", cookies(mine)));
        assertThat(get(back, cookies(mine)).status()).isEqualTo(303);
        assertRefused(get(back, cookies(mine)));
    }

    @Test
    void nobodyIsLedElsewhere() throws IOException {
        String subject = fresh("mia");
        join(subject);
        for (String next : List.of("https://evil.example/", "//evil.example", "/\\evil.example"))
            assertThat(come(subject, "Mia", "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                            .header("location"))
                    .as(next)
                    .matches("/(papers)?");
    }

    @Test
    void whoMayNotMakeAnAccountMakesNoneThisWayEither() throws IOException {
        signUp(SignUp.CLOSED);
        HttpAnswer closed = come(fresh("kai"), "Kai", "");
        assertThat(closed.status()).isEqualTo(403);
        assertThat(closed.body()).contains("No account here belongs to you there.");
        signUp(SignUp.INVITATION);
        assertThat(come(fresh("kai"), "Kai", "").status()).isEqualTo(403);
        assertThat(come(fresh("kai"), "Kai", "?invitation=guessed").status()).isEqualTo(403);
        String invitation = new OneTimeLinks(house.library())
                .make(OneTimeLinks.Purpose.INVITATION, null, house.readerId("edda"), "editor");
        String href = Jsoup.parse(
                        get("/sign-up?invitation=" + invitation, List.of()).body())
                .select("a:contains(The Institute)")
                .attr("href");
        String kai = fresh("kai");
        String joining = joining(come(kai, "Kai", href.substring(href.indexOf('?'))));
        assertThat(post("/sign-up/service", List.of(), "joining", joining, "name", kai, "shown", "Kai")
                        .status())
                .isEqualTo(303);
        assertThat(house.library()
                        .database()
                        .reading()
                        .sql("select role from reader where name = ?")
                        .param(kai)
                        .query(String.class)
                        .single())
                .isEqualTo("editor");
        assertThat(come(fresh("ben"), "Ben", href.substring(href.indexOf('?'))).status())
                .as("an invitation is for one")
                .isEqualTo(403);
        signUp(SignUp.OPEN);
        String late = joining(come(fresh("lea"), "Lea", ""));
        signUp(SignUp.CLOSED);
        assertThat(post("/sign-up/service", List.of(), "joining", late, "name", fresh("lea"), "shown", "Lea")
                        .status())
                .isEqualTo(403);
        assertThat(post("/sign-up/service", List.of(), "joining", late + "x", "name", fresh("lea"), "shown", "Lea")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoIsSignedInOpensTheAccountToTheServiceAndShutsItAgain() throws IOException {
        String ines = fresh("ines");
        house.reader(ines, Role.READER);
        new Passwords(house.library()).set(house.readerId(ines), "four words of a kind");
        List<String> browser = house.signedIn(ines);
        String subject = fresh("there");
        assertThat(post("/settings/service", List.of(browser.getFirst(), "Origin: https://evil.example"))
                        .status())
                .as("not from elsewhere")
                .isEqualTo(403);
        HttpAnswer page = post("/settings/service", browser);
        assertThat(page.status()).isEqualTo(200);
        String there = Jsoup.parse(page.body()).select("a:contains(Go on)").attr("href");
        String back = service.letIn(there, subject, "Ines");
        String ticket = cookies(page).getFirst().substring("Cookie: ".length());
        assertThat(get(back, List.of("Cookie: " + ticket)).status())
                .as("signed out meanwhile")
                .isEqualTo(403);
        HttpAnswer linked = get(service.letIn(there, subject, "Ines"), List.of(browser.getFirst() + "; " + ticket));
        assertThat(linked.header("location")).isEqualTo("/settings#service");
        HttpAnswer in = come(subject, "Ines", "");
        assertThat(signedIn(in)).isTrue();
        HttpAnswer settings = get("/settings", cookies(in));
        assertThat(settings.body()).contains("value=\"" + ines + "\"");

        String tomas = fresh("tomas");
        house.reader(tomas, Role.READER);
        List<String> other = house.signedIn(tomas);
        HttpAnswer his = post("/settings/service", other);
        String again = service.letIn(
                Jsoup.parse(his.body()).select("a:contains(Go on)").attr("href"), subject, "I");
        assertThat(get(
                                again,
                                List.of(other.getFirst() + "; "
                                        + cookies(his).getFirst().substring(8)))
                        .status())
                .as("it is another's already")
                .isEqualTo(403);

        Matcher id = Pattern.compile("/settings/service/(i-[a-z2-7]+)/remove").matcher(settings.body());
        assertThat(id.find()).isTrue();
        assertThat(post(id.group(), other).status()).isEqualTo(404);
        assertThat(post(id.group(), browser).status()).isEqualTo(303);
        signUp(SignUp.CLOSED);
        assertThat(come(subject, "Ines", "").status()).isEqualTo(403);
    }

    @Test
    void theOnlyWayInIsNotShutAndAClosedAccountNotOpened() throws IOException {
        String subject = fresh("only");
        join(subject);
        List<String> browser = house.signedIn(subject);
        Matcher id = Pattern.compile("/settings/service/(i-[a-z2-7]+)/remove")
                .matcher(get("/settings", browser).body());
        assertThat(id.find()).isTrue();
        HttpAnswer refused = post(id.group(), browser);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("the only way into your account");
        house.library()
                .database()
                .write(() -> house.library()
                        .database()
                        .writing()
                        .update("update reader set closed_at = '2024-09-10T11:00:00Z' where name = ?", subject));
        assertThat(come(subject, "Only", "").status()).isEqualTo(403);
    }

    @Test
    void aHouseWithoutSuchAServiceDoesNotSpeakOfOne(@TempDir Path empty) throws IOException {
        try (TestHouse plain = TestHouse.empty(empty)) {
            assertThat(HttpAnswer.get(plain.address(), "/sign-in").body()).doesNotContain("/sign-in/service");
            assertThat(HttpAnswer.get(plain.address(), "/sign-in/service").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void settingsAreCheckedAndKeepTheirSecret() {
        OpenIdSettings good =
                new OpenIdSettings(URI.create("https://id.example.org/realms/a"), "house", "sesame", "ID");
        assertThat(good.toString()).doesNotContain("sesame");
        for (String bad : List.of(
                "http://id.example.org",
                "ftp://id.example.org",
                "https://u:p@id.example.org",
                "https://id.example.org?x=1",
                "id"))
            assertThatIllegalArgumentException()
                    .as(bad.toLowerCase(Locale.ROOT))
                    .isThrownBy(() -> new OpenIdSettings(URI.create(bad), "house", null, "ID"));
    }
}
