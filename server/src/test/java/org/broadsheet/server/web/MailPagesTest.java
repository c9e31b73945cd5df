package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.broadsheet.server.act.Act;
import org.broadsheet.server.act.ActLinks;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Order;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Passwords;
import org.broadsheet.server.signin.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail as people meet it: asking for the edition, acting from a letter, getting back in, and running it;
/// and what
/// strangers, scanners and forgers get.
class MailPagesTest {
    private static final String GOOD = "four words of a kind";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestHouse house;

    @BeforeAll
    static void open() throws IOException {
        house = TestHouse.furnished(folder);
        house.reader("edda", Role.ADMINISTRATOR);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static String address() {
        return "reader" + NUMBER.incrementAndGet() + "@example.org";
    }

    private static HttpAnswer get(String path, String... headers) throws IOException {
        return HttpAnswer.get(house.address(), path, headers);
    }

    private static HttpAnswer get(List<String> browser, String path) throws IOException {
        return get(path, browser.toArray(String[]::new));
    }

    private static HttpAnswer post(List<String> browser, String path, String... fields) throws IOException {
        StringBuilder body = new StringBuilder("x=");
        for (int i = 0; i < fields.length; i += 2)
            body.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        return HttpAnswer.ask(house.address(), "POST", path, body.toString(), browser.toArray(String[]::new));
    }

    private static HttpAnswer post(String path, String... fields) throws IOException {
        return post(List.of("Origin: " + house.address()), path, fields);
    }

    private static final String[] CHOICES = {
        "period", "day", "at", "07:30", "zone", "Europe/Lisbon", "day", "1", "day", "2", "most", "9", "categories", ""
    };

    private static String[] with(String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + CHOICES.length);
        System.arraycopy(CHOICES, 0, all, fields.length, CHOICES.length);
        return all;
    }

    /// What a mail scanner does with a link before anybody reads the letter.
    private static void scan(String link) throws IOException {
        for (String method : List.of("GET", "HEAD", "OPTIONS"))
            HttpAnswer.ask(house.address(), method, link, "", "User-Agent: LinkScanner/1.0");
        get(link, "Purpose: prefetch", "Sec-Purpose: prefetch;prerender");
    }

    // ---- Without an account
    // --------------------------------------------------------------------------------------

    @Test
    void fromAskingToTheFirstLetterToItsEndWithoutAnAccount() throws Exception {
        String me = address();
        assertThat(get("/subscribe").body()).contains("Your address", "Europe/Lisbon", "cs.IR");
        assertThat(post("/subscribe", with("address", me)).body()).contains("Look into your mail.", me);
        MimeMessage asks = house.letterTo(me, "Do you want");
        assertThat(asks.getSubject()).isEqualTo("Do you want Broadsheet by mail?");
        assertThat(TestHouse.words(asks)).contains("Monday and Tuesday at 07:30 Lisbon time");
        String confirm = house.link(TestHouse.words(asks), "/subscription/confirm");
        assertThat(house.link(TestHouse.html(asks), "/subscription/confirm")).isEqualTo(confirm);
        scan(confirm);
        String key = confirm.substring(confirm.indexOf('=') + 1);
        assertThat(get(confirm).body()).contains("Yes, send it", me);
        HttpAnswer confirmed = post("/subscription/confirm", "key", key);
        assertThat(confirmed.status()).isEqualTo(303);
        String manage = confirmed.header("location");
        HttpAnswer page = get(manage);
        assertThat(page.body()).contains("The next is due on", me, "value=\"07:30\"");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");

        String manageKey = manage.substring(manage.indexOf('=') + 1);
        assertThat(post("/subscription", with("key", manageKey, "deed", "trial"))
                        .status())
                .isEqualTo(303);
        MimeMessage trial = house.letterTo(me, "Trial");
        assertThat(trial.getSubject()).startsWith("Trial: Broadsheet No. ").endsWith(", and 8 more");
        assertThat(trial.getHeader("List-Id")).containsExactly("<edition.localhost>");
        String stop = house.link(TestHouse.words(trial), "/unsubscribe/");
        assertThat(trial.getHeader("List-Unsubscribe")).containsExactly("<" + house.address() + stop + ">");
        assertThat(TestHouse.words(trial)).doesNotContain("/act/");

        scan(stop);
        assertThat(get(manage).body()).contains("The next is due on");
        // As a mail program asks for it: no browser, no cookie, no page before.
        HttpAnswer stopped =
                HttpAnswer.ask(house.address(), "POST", stop, "List-Unsubscribe=One-Click", "User-Agent: Mail/1.0");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(get(manage).body()).contains("It is stopped");
        assertThat(HttpAnswer.ask(house.address(), "POST", stop, "List-Unsubscribe=One-Click")
                        .status())
                .as("twice")
                .isEqualTo(200);
        assertThat(get(stop).body()).contains("It is stopped already").doesNotContain("<button class=\"main\"");
    }

    @Test
    void whoAsksIsNotToldWhoHasIt() throws Exception {
        String me = address();
        HttpAnswer first = post("/subscribe", with("address", me));
        String confirm = house.link(TestHouse.words(house.letterTo(me, "Do you want")), "/subscription/confirm");
        post("/subscription/confirm", "key", confirm.substring(confirm.indexOf('=') + 1));
        HttpAnswer again = post("/subscribe", with("address", me));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.status()).isEqualTo(first.status());
    }

    @Test
    void whatCannotBeChosenIsSaidAndNothingIsKept() throws Exception {
        long before = new Postbox(house.library())
                .counts().values().stream().mapToLong(n -> n).sum();
        for (String bad :
                List.of("nobody", "a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "<a@b.example>", ""))
            assertThat(post("/subscribe", with("address", bad)).status())
                    .as(bad)
                    .isEqualTo(400);
        assertThat(post("/subscribe", "address", address(), "zone", "Europe/Nowhere", "day", "1")
                        .body())
                .contains("A time zone is named like");
        assertThat(post("/subscribe", "address", address(), "period", "day").body())
                .contains("at least one day");
        assertThat(post("/subscribe", "address", address(), "period", "year").status())
                .isEqualTo(400);
        assertThat(post("/subscribe", with("address", address(), "categories", "<script>alert(1)</script>"))
                        .body())
                .doesNotContain("<script>alert");
        for (String link : List.of("/subscription?key=x", "/subscription/confirm?key=", "/unsubscribe/s-x.0.y"))
            assertThat(get(link).status()).as(link).isEqualTo(404);
        assertThat(new Postbox(house.library())
                        .counts().values().stream().mapToLong(n -> n).sum())
                .isEqualTo(before);
    }

    // ---- The letter
    // ----------------------------------------------------------------------------------------------

    @Test
    void aLetterNeedsNothingFromElsewhereAndItsTitlesAreOnlyText() throws Exception {
        String me = address();
        post("/subscribe", with("address", me));
        String confirm = house.link(TestHouse.words(house.letterTo(me, "Do you want")), "/subscription/confirm");
        String key = post("/subscription/confirm", "key", confirm.substring(confirm.indexOf('=') + 1))
                .header("location")
                .replaceFirst(".*=", "");
        post("/subscription", "key", key, "most", "60", "zone", "UTC", "at", "07:00", "day", "1", "period", "day");
        HttpAnswer preview = get("/subscription/preview?key=" + key);
        assertThat(preview.header("content-security-policy"))
                .contains("default-src 'none'", "style-src 'unsafe-inline'")
                .doesNotContain("script");
        post("/subscription", with("key", key, "deed", "trial"));
        MimeMessage trial = house.letterTo(me, "Trial");
        String html = TestHouse.html(trial);
        assertThat(html).isEqualToIgnoringNewLines(preview.body().replace("\r", ""));
        assertThat(html)
                .doesNotContain("<img", "<link", "<script", "src=", "url(", "@import", "onerror=", "javascript:")
                .contains("prefers-color-scheme: dark", "&lt;b&gt;bold&lt;/b&gt; claims &amp; &quot;quoted&quot; ones");
        Pattern.compile("href=\"([^\"]*)\"")
                .matcher(html)
                .results()
                .forEach(m -> assertThat(m.group(1)).startsWith(house.address() + "/"));
        String words = TestHouse.words(trial);
        assertThat(words).contains("<b>bold</b> claims", "That is all for today.");
        assertThat(words.lines().filter(l -> !l.contains("http")))
                .allSatisfy(l -> assertThat(l.codePointCount(0, l.length()))
                        .as(l)
                        .satisfies(n ->
                                assertThat(n <= 72 || !l.strip().contains(" ")).isTrue()));
    }

    // ---- With an account
    // -------------------------------------------------------------------------------------------

    /// A reader with a password and, if so wished, a confirmed address.
    private static List<String> reader(String name, String address) {
        house.reader(name, Role.READER);
        new Passwords(house.library()).set(house.readerId(name), GOOD);
        if (!address.isEmpty())
            house.library()
                    .database()
                    .write(() -> house.library()
                            .database()
                            .writing()
                            .update(
                                    "update reader set email = ?, email_confirmed_at = '2024-09-01T00:00:00Z' where name = ?",
                                    address,
                                    name));
        return house.signedIn(name);
    }

    @Test
    void anAddressBelongsToAnAccountOnceItsLetterIsAnswered() throws Exception {
        String me = address();
        List<String> ines = reader("ines", "");
        assertThat(get(ines, "/settings/mail").body()).contains("No address is confirmed");
        assertThat(post(ines, "/settings/mail", CHOICES).body()).contains("Confirm your address first");
        assertThat(post(ines, "/settings/address", "address", me, "password", "not it")
                        .body())
                .contains("That is not your password");
        assertThat(post(ines, "/settings/address", "address", me, "password", GOOD)
                        .body())
                .contains("Look into your mail.");
        String link = house.link(TestHouse.words(house.letterTo(me, "reader ines of")), "/address");
        scan(link);
        assertThat(get(ines, "/settings/mail").body()).contains("No address is confirmed");
        String secret = link.substring(link.indexOf('=') + 1);
        assertThat(house.library()
                        .database()
                        .reading()
                        .sql("select count(*) from one_time_link where digest = ?")
                        .param(secret)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(post("/address", "link", secret).body()).contains("Confirmed.");
        assertThat(post("/address", "link", secret).status()).isEqualTo(410);
        assertThat(get(ines, "/settings/mail").body()).contains(me, "You do not get it.");
        assertThat(post(ines, "/settings/mail", CHOICES).status()).isEqualTo(303);
        assertThat(get(ines, "/settings/mail").body()).contains("It comes Monday and Tuesday at 07:30 Lisbon time");

        // Another account cannot have it too; and the old address hears of a change.
        List<String> other = reader("inez", "");
        post(other, "/settings/address", "address", me, "password", GOOD);
        String theirs = house.link(TestHouse.words(house.letterTo(me, "reader inez of")), "/address");
        assertThat(post("/address", "link", theirs.substring(theirs.indexOf('=') + 1))
                        .status())
                .isEqualTo(409);
        String moved = address();
        post(ines, "/settings/address", "address", moved, "password", GOOD);
        String there = house.link(TestHouse.words(house.letterTo(moved, "your address")), "/address");
        post("/address", "link", there.substring(there.indexOf('=') + 1));
        assertThat(TestHouse.words(house.letterTo(me, "was changed"))).contains("ines has another address now");
    }

    @Test
    void aReaderActsFromTheLetterWithoutSigningIn() throws Exception {
        String me = address();
        List<String> tomas = reader("tomas", me);
        post(tomas, "/settings/mail", CHOICES);
        post(tomas, "/settings/mail", with("deed", "trial"));
        String words = TestHouse.words(house.letterTo(me, "Trial"));
        List<String> links = Pattern.compile("/act/\\S+")
                .matcher(words)
                .results()
                .map(m -> m.group())
                .toList();
        assertThat(links).hasSize(27);
        assertThat(words.replaceAll("\\s+", " ")).contains("for tomas", "nothing is counted before you press it");
        Judgments judgments = new Judgments(house.library());
        for (String link : links) scan(link);
        assertThat(judgments.counts(house.readerId("tomas"))).isEmpty();

        String up = links.getFirst();
        HttpAnswer page = get(up);
        assertThat(page.body()).contains("Upvote this paper?", "method=\"post\"");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        for (int i = 0; i < 3; i++) assertThat(post(up).body()).contains("Your vote is counted.", "Take it back");
        assertThat(judgments.counts(house.readerId("tomas"))).isEqualTo(java.util.Map.of(Judgment.Kind.THUMB, 1L));
        assertThat(post(up, "undo", "true").body()).contains("Taken back.");
        assertThat(post(up).body()).contains("Your vote is counted.");
        assertThat(opinions("tomas").up()).isTrue();

        String no = links.stream().filter(l -> l.contains(".no.")).findFirst().orElseThrow();
        assertThat(get(no).body()).contains("Not for you?", "Not my topic");
        assertThat(post(no, "reason", "nonsense").status()).isEqualTo(400);
        assertThat(post(no, "reason", "topic").body()).contains("Not for you, then.");
        assertThat(opinions("tomas").notInterested().orElseThrow().reason()).isEqualTo(Judgment.Reason.TOPIC);

        // Another site cannot press it through a reader's browser.
        assertThat(post(List.of("Origin: https://evil.example"), up).status()).isEqualTo(403);
        String forged = up.substring(0, up.length() - 2) + "aa";
        assertThat(get(forged).status()).isEqualTo(410);
        assertThat(post(forged).status()).isEqualTo(410);
        ActLinks acts = new ActLinks(
                house.library(), judgments, new Pace(house.library().clock()));
        Act over = new Act(
                house.readerId("tomas"),
                Act.Deed.UP,
                house.paper(TestHouse.RICH),
                Occasion.Source.FEED,
                "",
                1,
                LocalDate.of(2024, 9, 9));
        assertThat(post(acts.path(over)).status()).isEqualTo(410);
        post(tomas, "/settings/mail/renew");
        assertThat(post(up).status()).as("made void").isEqualTo(410);
    }

    private static Opinion opinions(String name) {
        Judgments judgments = new Judgments(house.library());
        return judgments.of(house.readerId(name), EnumSet.of(Judgment.Kind.THUMB), null, Long.MAX_VALUE, 1).stream()
                .map(j -> judgments.opinion(
                        house.readerId(name), j.judgment().papers().getFirst()))
                .findFirst()
                .orElse(Opinion.NONE);
    }

    // ---- Getting back in
    // -----------------------------------------------------------------------------------------

    @Test
    void whoForgotThePasswordGetsALetterAndNobodyLearnsWhoHasAnAccount() throws Exception {
        String me = address();
        List<String> maren = reader("maren", me);
        reader("nomail", "");
        int before = house.letters().size();
        HttpAnswer unknown = post("/password/forgotten", "name", "nobody-of-this-name");
        HttpAnswer unconfirmed = post("/password/forgotten", "name", "nomail");
        HttpAnswer known = post("/password/forgotten", "name", "maren");
        HttpAnswer byAddress = post("/password/forgotten", "name", me);
        assertThat(known.body())
                .isEqualTo(unknown.body())
                .isEqualTo(unconfirmed.body())
                .isEqualTo(byAddress.body());
        assertThat(house.letters()).as("one in ten minutes").hasSize(before + 1);
        String link = house.link(TestHouse.words(house.letterTo(me, "A new password")), "/password?link=");
        scan(link);
        String secret = link.substring(link.indexOf('=') + 1);
        HttpAnswer renewed = post("/password", "link", secret, "password", "another four words here");
        assertThat(renewed.status()).isEqualTo(303);
        assertThat(post("/password", "link", secret, "password", "yet another four words")
                        .status())
                .isEqualTo(410);
        assertThat(get(maren, "/settings").status()).as("signed out").isEqualTo(303);
        assertThat(post("/sign-in", "name", "maren", "password", "another four words here")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void aPaperIsClaimedByALetterToItsAuthor() throws Exception {
        String me = address();
        List<String> writer = reader("writer", "");
        assertThat(post(writer, "/papers/" + TestHouse.MERGED + "/claim", "author", "0", "address", "no address")
                        .status())
                .isEqualTo(400);
        post(writer, "/papers/" + TestHouse.MERGED + "/claim", "author", "0", "address", me);
        MimeMessage letter = house.letterTo(me, "Did you write");
        assertThat(letter.getSubject()).isEqualTo("Did you write this paper?");
        String link = house.link(TestHouse.words(letter), "/claims/confirm");
        assertThat(get(writer, link).body()).contains("Yes, it is me");
        assertThat(post(writer, "/claims/confirm", "token", link.substring(link.indexOf('=') + 1))
                        .status())
                .isEqualTo(303);
        assertThat(house.library()
                        .database()
                        .reading()
                        .sql("select detail from letter where kind = 'short'")
                        .query((r, _) -> r.getString(1))
                        .list())
                .as("its token stands in no table once it left")
                .allMatch(String::isEmpty);
    }

    // ---- Running it
    // ----------------------------------------------------------------------------------------------

    @Test
    void administratorsSeeHowMailStandsAndSettleWhatIsHeld() throws Exception {
        List<String> edda = house.signedIn("edda");
        Postbox postbox = new Postbox(house.library());
        postbox.post(
                new Order("odd", "nobody-writes-this", "x", new EmailAddress("secret-name@example.org"), "", false));
        house.letters();
        HttpAnswer page = get(edda, "/administration/mail");
        assertThat(page.body())
                .contains("files in", "outbox", "failed", "nobody-writes-this", "s…@example.org")
                .doesNotContain("secret-name@");
        List<String> nobody = List.of("Origin: " + house.address());
        assertThat(get("/administration/mail").status()).isEqualTo(303);
        assertThat(post(nobody, "/administration/mail/letters/" + Postbox.id("odd"), "deed", "drop")
                        .status())
                .isEqualTo(401);
        assertThat(post(edda, "/administration/mail/letters/" + Postbox.id("odd"), "deed", "drop")
                        .status())
                .isEqualTo(303);
        assertThat(post(edda, "/administration/mail/letters/" + Postbox.id("odd"), "deed", "drop")
                        .status())
                .isEqualTo(404);
        assertThat(postbox.find("odd").orElseThrow().state()).isEqualTo(Postbox.State.OVERTAKEN);
    }

    @Test
    void aProgramWithAnAdministratorsTokenHandsReportsIn() throws Exception {
        String me = address();
        post("/subscribe", with("address", me));
        String id = house.letterTo(me, "Do you want").getMessageID();
        String report = """
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.org

                Final-Recipient: rfc822; x@example.org
                Action: failed
                Status: 5.1.1

                --b
                Content-Type: text/rfc822-headers

                Message-ID: %s

                --b--
                """.formatted(id);
        String token = new ApiTokens(house.library())
                .make(house.readerId("edda"), "bounces", Set.of(Scope.READ, Scope.ADMIN), Duration.ofDays(1))
                .secret();
        assertThat(report(report, "Bearer nonsense").status()).isEqualTo(401);
        HttpAnswer taken = report(report, "Bearer " + token);
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("{\"verdict\":\"stopped\"}");
        assertThat(report("Subject: no report\n\nHello\n", "Bearer " + token).body())
                .contains("unknown");
        List<String> edda = house.signedIn("edda");
        assertThat(get(edda, "/administration/mail").body()).contains("bounce", "5.1.1");
        assertThat(post(edda, "/administration/mail/returned", "address", me).status())
                .isEqualTo(303);
    }

    private static HttpAnswer report(String mail, String authorization) throws IOException {
        return HttpAnswer.raw(
                house.address(),
                "POST /api/v1/administration/mail/returned HTTP/1.1\r\nHost: "
                        + house.address().substring("http://".length())
                        + "\r\nAuthorization: " + authorization
                        + "\r\nContent-Type: message/rfc822\r\nContent-Length: "
                        + mail.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + mail);
    }

    @Test
    void nobodyHasLettersSentByTheHundred(@TempDir Path fresh) throws Exception {
        try (TestHouse other = TestHouse.empty(fresh)) {
            int last = 0;
            for (int i = 0; i < 21; i++)
                last = HttpAnswer.ask(
                                other.address(),
                                "POST",
                                "/subscribe",
                                "day=1&address=victim" + i + "%40example.org",
                                "Origin: " + other.address())
                        .status();
            assertThat(last).isEqualTo(429);
            assertThat(other.letters()).hasSize(20);
        }
    }
}
