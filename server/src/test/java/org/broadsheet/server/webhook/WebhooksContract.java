package org.broadsheet.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.corpus.source.GuardedWeb;
import org.broadsheet.corpus.source.WebPost;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.ReaderLibrary;
import org.broadsheet.server.pace.Pace;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.webhook.Webhook.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is told to programs elsewhere, on every database; one subclass a database.
abstract class WebhooksContract {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private ReaderLibrary house;

    @SuppressWarnings("NullAway.Init")
    private Follows follows;

    @SuppressWarnings("NullAway.Init")
    private Webhooks webhooks;

    @SuppressWarnings("NullAway.Init")
    private Happenings happenings;

    @SuppressWarnings("NullAway.Init")
    private GuardedWeb web;

    @SuppressWarnings("NullAway.Init")
    private Messenger courier;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private ReaderId ines;

    @SuppressWarnings("NullAway.Init")
    private ReaderId tomas;

    /// What came to the program elsewhere.
    private record Came(String path, String id, long timestamp, String signature, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    private final List<Came> came = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger answers = new AtomicInteger(204);

    abstract ReaderLibrary open();

    @BeforeEach
    void furnish() throws IOException {
        house = open();
        Pace pace = new Pace(house.clock());
        follows = new Follows(house.library(), pace);
        webhooks = new Webhooks(house.library(), follows, pace);
        Editions editions = new Editions(house.library(), new RecencyEditionRanker(), _ -> List.of());
        happenings = new Happenings(house.library(), editions, follows, webhooks);
        web = new GuardedWeb(
                new GuardedWeb.Limits(10_000, Duration.ofSeconds(20), Duration.ofSeconds(20)),
                Clock.systemUTC(),
                _ -> {});
        courier = new Messenger(house.library(), web, true);
        ines = house.reader("ines").id();
        tomas = house.reader("tomas").id();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            came.add(new Came(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    Long.parseLong(exchange.getRequestHeaders().getFirst("webhook-timestamp")),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (answers.get() == 302) exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(answers.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        web.close();
        house.close();
    }

    /// A webhook that leads to this machine, as none can be registered.
    private Webhooks.Made hook(ReaderId reader, Kind kind, @org.jspecify.annotations.Nullable String follow) {
        Webhooks.Made made = webhooks.register(reader, "https://hooks.example.org/" + kind.key(), kind, follow);
        point(made, "http://127.0.0.1:" + server.getAddress().getPort() + "/" + kind.key());
        return made;
    }

    private void point(Webhooks.Made made, String address) {
        house.library()
                .database()
                .write(() -> house.library()
                        .database()
                        .writing()
                        .update(
                                "update webhook set address = ? where id = ?",
                                address,
                                made.webhook().id()));
    }

    private Webhook now(Webhooks.Made made) {
        return webhooks.own(made.webhook().reader(), made.webhook().id()).orElseThrow();
    }

    private List<Delivery> told(Webhooks.Made made) {
        return webhooks.deliveries(made.webhook().reader(), made.webhook().id(), 50);
    }

    private void round() {
        happenings.look();
        courier.deliver();
    }

    private void paper(int n, String title, String day) {
        house.give("more" + n + ".jsonl", """
                {"_id":"m%d","title":"%s","abstract":"Of %s.","authors":["Maren Oduya"],"arxiv":"2409.9%04d","published":"%s","listings":[{"list":"hf-daily","day":"%s","position":1}]}
                """.formatted(n, title, title, n, day, day));
    }

    // ---- What is told
    // -------------------------------------------------------------------------------------------

    @Test
    void anEditionIsToldOnceAndTheOneThatWasThereIsNot() {
        paper(1, "Already out", "2024-09-10");
        Webhooks.Made made = hook(ines, Kind.EDITION, null);
        round();
        assertThat(came).as("it was out when the webhook was made").isEmpty();
        house.pass(Duration.ofDays(1));
        round();
        assertThat(came).as("nothing new has come").isEmpty();
        paper(2, "Of the next day", "2024-09-11");
        round();
        assertThat(came).hasSize(1);
        JsonNode told = came.getFirst().json();
        assertThat(told.path("type").asString()).isEqualTo("edition.new");
        assertThat(told.at("/data/date").asString()).isEqualTo("2024-09-11");
        assertThat(told.at("/data/papers/0/title").asString()).isEqualTo("Of the next day");
        assertThat(told.at("/data/papers/0/path").asString()).isEqualTo("/papers/2409.90002");
        paper(3, "Later that day", "2024-09-11");
        house.pass(Duration.ofHours(1));
        round();
        assertThat(came).as("printed anew is not a new edition").hasSize(1);
        assertThat(now(made).outcome()).isEqualTo("204");
        assertThat(now(made).triedAt()).isPresent();
        assertThat(told(made)).hasSize(1).allMatch(d -> d.deliveredAt().isPresent() && d.attempts() == 1);
    }

    @Test
    void aSearchTellsEachNewPaperOnce() {
        Follow search = follows.follow(ines, Follow.Kind.SEARCH, "q=walruses", "Walruses");
        hook(ines, Kind.FOLLOW, search.id());
        house.pass(Duration.ofMinutes(3));
        round();
        paper(1, "Walruses at rest", "2024-09-10");
        paper(2, "Seals at rest", "2024-09-10");
        house.pass(Duration.ofMinutes(3));
        round();
        round();
        assertThat(came).hasSize(1);
        JsonNode told = came.getFirst().json();
        assertThat(told.path("type").asString()).isEqualTo("search.papers");
        assertThat(told.at("/data/label").asString()).isEqualTo("Walruses");
        assertThat(told.at("/data/papers").findValuesAsString("title")).containsExactly("Walruses at rest");
        paper(3, "Walruses at play", "2024-09-10");
        house.pass(Duration.ofMinutes(3));
        round();
        assertThat(came).hasSize(2);
        assertThat(came.getLast().json().at("/data/papers").findValuesAsString("title"))
                .containsExactly("Walruses at play");
        follows.leave(ines, search.id());
        round();
        assertThat(webhooks.of(ines).getFirst().disabled().orElseThrow().reason())
                .contains("followed no longer");
    }

    /// The same happening is put down once, whoever looks.
    @Test
    void twoProcessesThatLookAtOnceTellOnce() {
        Follow search = follows.follow(ines, Follow.Kind.SEARCH, "q=walruses", "Walruses");
        Webhooks.Made made = hook(ines, Kind.FOLLOW, search.id());
        house.pass(Duration.ofMinutes(1));
        Webhooks.Looking seen = webhooks.enabled().getFirst();
        webhooks.looked(seen, "2024-09-10T12:00:30Z", "papers", "{}");
        webhooks.looked(seen, "2024-09-10T12:00:31Z", "papers too", "{}");
        assertThat(told(made)).hasSize(1);
    }

    // ---- How it is told
    // -----------------------------------------------------------------------------------------

    /// From the tests of the Standard Webhooks libraries.
    @Test
    void theSignatureIsTheOneOfTheStandard() {
        assertThat(Signature.headers(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
    }

    @Test
    void whatIsToldIsSignedWithTheSecretThatWasShown() throws GeneralSecurityException {
        Webhooks.Made made = hook(ines, Kind.EDITION, null);
        webhooks.test(ines, made.webhook().id());
        courier.deliver();
        Came test = came.getFirst();
        assertThat(test.json().path("type").asString()).isEqualTo("webhook.test");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                Base64.getDecoder().decode(made.secret().substring("whsec_".length())), "HmacSHA256"));
        String expected = Base64.getEncoder()
                .encodeToString(mac.doFinal(
                        (test.id + "." + test.timestamp + "." + test.body).getBytes(StandardCharsets.UTF_8)));
        assertThat(test.signature).isEqualTo("v1," + expected);
        assertThat(test.timestamp).isEqualTo(house.clock().instant().getEpochSecond());
    }

    @Test
    void whatIsNotTakenIsTriedAgainEverLaterUnderItsIdAndGivenUpAtLast() {
        Webhooks.Made made = hook(ines, Kind.EDITION, null);
        webhooks.test(ines, made.webhook().id());
        answers.set(500);
        List<Duration> waits = new ArrayList<>();
        Instant last = house.clock().instant();
        for (int i = 0; i < 20 && told(made).getFirst().nextAt().isPresent(); i++) {
            courier.deliver();
            waits.add(Duration.between(last, house.clock().instant()));
            last = house.clock().instant();
            Duration left = told(made)
                    .getFirst()
                    .nextAt()
                    .map(next -> Duration.between(house.clock().instant(), next))
                    .orElse(Duration.ZERO);
            int before = came.size();
            if (left.isPositive()) house.pass(left.minusSeconds(1));
            courier.deliver();
            assertThat(came).as("not before its time").hasSize(before);
            house.pass(Duration.ofSeconds(1));
        }
        assertThat(waits.stream().map(Duration::toMinutes)).containsExactly(0L, 1L, 5L, 30L, 120L, 360L, 720L, 1440L);
        assertThat(came.stream().map(Came::id).distinct()).hasSize(1);
        assertThat(told(made).getFirst().outcome()).isEqualTo("500");
        assertThat(told(made).getFirst().deliveredAt()).isEmpty();
        assertThat(now(made).disabled()).as("once is not yet repeatedly").isEmpty();
        for (int more = 0; more < 2; more++) {
            webhooks.test(ines, made.webhook().id());
            for (int attempt = 0; attempt < 8; attempt++) {
                courier.deliver();
                house.pass(Duration.ofHours(25));
            }
        }
        assertThat(now(made).disabled().orElseThrow().reason()).isEqualTo("it took nothing any more: 500");
        int before = came.size();
        paper(1, "Another", house.clock().instant().toString().substring(0, 10));
        round();
        assertThat(came).as("nothing is told any more").hasSize(before);
        answers.set(200);
        assertThat(webhooks.enable(tomas, made.webhook().id())).isFalse();
        assertThat(webhooks.enable(ines, made.webhook().id())).isTrue();
        assertThat(now(made).disabled()).isEmpty();
        round();
        assertThat(came).as("but of what happens from now on").hasSize(before);
    }

    @Test
    void aWebhookThatIsGoneIsDisabledAtOnceAndRedirectsAreNotFollowed() {
        Webhooks.Made made = hook(ines, Kind.EDITION, null);
        answers.set(302);
        webhooks.test(ines, made.webhook().id());
        courier.deliver();
        assertThat(came).extracting(Came::path).containsExactly("/edition");
        assertThat(told(made).getFirst().outcome()).isEqualTo("302");
        answers.set(410);
        house.pass(Duration.ofMinutes(2));
        courier.deliver();
        assertThat(now(made).disabled().orElseThrow().reason()).contains("gone (410)");
        assertThat(told(made).getFirst().nextAt()).isEmpty();
    }

    /// Whoever dies between telling and noting it tells again.
    @Test
    void whatWasUnderWayWhenTheProcessDiedIsToldAgainUnderTheSameId() {
        Webhooks.Made made = hook(ines, Kind.EDITION, null);
        webhooks.test(ines, made.webhook().id());
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        WebPost dying = message -> {
            ids.add(message.headers().get("webhook-id"));
            throw new IllegalStateException("as if the machine stopped");
        };
        new Messenger(house.library(), dying, true).deliver();
        assertThat(told(made).getFirst().deliveredAt()).isEmpty();
        courier.deliver();
        assertThat(came).as("not at once: another process may still be telling").isEmpty();
        house.pass(Duration.ofMinutes(1));
        courier.deliver();
        assertThat(came).extracting(Came::id).containsExactlyElementsOf(ids);
        assertThat(told(made).getFirst().deliveredAt()).isPresent();
    }

    // ---- What strangers try
    // -------------------------------------------------------------------------------------

    @Test
    void nothingIsToldIntoThisMachineOrAPrivateNetwork() {
        Messenger guarded = new Messenger(house.library(), web, false);
        int port = server.getAddress().getPort();
        for (String address : List.of(
                "http://127.0.0.1:" + port + "/",
                "http://localhost:" + port + "/",
                "http://[::1]:" + port + "/",
                "http://0.0.0.0:" + port + "/",
                "http://2130706433:" + port + "/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00::1]/",
                "https://[::ffff:127.0.0.1]:" + port + "/")) {
            Webhooks.Made made = webhooks.register(ines, "https://hooks.example.org/", Kind.EDITION, null);
            point(made, address);
            webhooks.test(ines, made.webhook().id());
            guarded.deliver();
            assertThat(now(made).outcome()).as(address).isEqualTo("its host is not known, or is not on the public web");
            webhooks.remove(ines, made.webhook().id());
        }
        assertThat(came).isEmpty();
    }

    @Test
    void onlyEncryptedAddressesAreRegistered() {
        for (String address : List.of(
                "http://hooks.example.org/",
                "https://user:word@hooks.example.org/",
                "https:///nowhere",
                "file:///etc/passwd",
                "https://hooks.example.org/#part",
                "https://hooks.example.org/" + "x".repeat(2_000),
                "https://hooks.example.org/\r\nX: y",
                "",
                "javascript:alert(1)"))
            assertThatIllegalArgumentException()
                    .as(address)
                    .isThrownBy(() -> webhooks.register(ines, address, Kind.EDITION, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> webhooks.register(ines, "https://hooks.example.org/", Kind.FOLLOW, null));
        Follow theirs = follows.follow(tomas, Follow.Kind.AUTHOR, "Maren Oduya", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> webhooks.register(ines, "https://hooks.example.org/", Kind.FOLLOW, theirs.id()));
        for (int i = 0; i < Webhooks.MOST; i++)
            webhooks.register(ines, "https://hooks.example.org/" + i, Kind.EDITION, null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> webhooks.register(ines, "https://hooks.example.org/", Kind.EDITION, null))
                .withMessageContaining("at most 20");
    }

    @Test
    void nobodySeesOrTouchesAnothersWebhooks() {
        Webhooks.Made made = hook(ines, Kind.EDITION, null);
        String id = made.webhook().id();
        webhooks.test(ines, id);
        assertThat(webhooks.of(tomas)).isEmpty();
        assertThat(webhooks.own(tomas, id)).isEmpty();
        assertThat(webhooks.deliveries(tomas, id, 9)).isEmpty();
        assertThat(webhooks.test(tomas, id)).isEmpty();
        assertThat(webhooks.enable(tomas, id)).isFalse();
        assertThat(webhooks.remove(tomas, id)).isFalse();
        assertThat(told(made)).hasSize(1);
        assertThat(webhooks.remove(ines, id)).isTrue();
        courier.deliver();
        assertThat(came).isEmpty();
    }
}
