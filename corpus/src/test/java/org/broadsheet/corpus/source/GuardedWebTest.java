package org.broadsheet.corpus.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.broadsheet.corpus.source.Web.Answer;
import org.broadsheet.corpus.source.Web.Question;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The web's limits and manners, against a real server on this machine.
class GuardedWebTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final List<Duration> pauses = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private GuardedWeb web;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        web = new GuardedWeb(
                new GuardedWeb.Limits(100_000, Duration.ofSeconds(60), Duration.ofSeconds(30)), NOON, pauses::add);
    }

    @AfterEach
    void stop() {
        done.countDown();
        web.close();
        server.stop(0);
    }

    private interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private URI on(String path, Reply reply) {
        server.createContext(path, exchange -> {
            try (exchange) {
                reply.to(exchange);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Reply says(int status, String body, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2)
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static Question trusted(URI address) {
        return new Question(address, "", "", true, Duration.ZERO);
    }

    @Test
    void bringsWhatIsThereWithItsName() throws Exception {
        Answer a = web.ask(trusted(on("/a", says(200, "papers", "ETag", "\"7\"", "Last-Modified", "yesterday"))));
        assertThat(a.status()).isEqualTo(200);
        assertThat(a.body()).asString().isEqualTo("papers");
        assertThat(a.etag()).isEqualTo("\"7\"");
        assertThat(a.lastModified()).isEqualTo("yesterday");
    }

    @Test
    void asksConditionally() throws Exception {
        List<String> heard = new ArrayList<>();
        URI address = on("/a", exchange -> {
            heard.add(exchange.getRequestHeaders().getFirst("If-None-Match"));
            heard.add(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
            exchange.sendResponseHeaders(304, -1);
        });
        assertThat(web.ask(new Question(address, "\"7\"", "yesterday", true, Duration.ZERO))
                        .status())
                .isEqualTo(304);
        assertThat(heard).containsExactly("\"7\"", "yesterday");
    }

    @Test
    void anAddressNobodyWroteDownMayNotBeInAPrivateNetwork() {
        URI address = on("/a", says(200, "secret"));
        assertThatThrownBy(() -> web.ask(new Question(address, "", "", false, Duration.ZERO)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not on the public web");
    }

    @Test
    void norMayWhatATrustedOneRedirectsTo() {
        URI secret = on("/secret", says(200, "secret"));
        URI address = on("/a", says(302, "", "Location", secret.toString()));
        assertThatThrownBy(() -> web.ask(trusted(address))).hasMessageContaining("not on the public web");
        URI file = on("/b", says(302, "", "Location", "file:///etc/passwd"));
        assertThatThrownBy(() -> web.ask(trusted(file))).hasMessageContaining("no web address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::7f00:1",
                "2001:db8::1"
            })
    void addressesThatAreNotPublic(String address) throws Exception {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "151.101.3.42", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void addressesThatAre(String address) throws Exception {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anEndlessAnswerIsBounded() {
        URI address = on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            byte[] block = new byte[8192];
            for (int i = 0; i < 200; i++) out.write(block);
        });
        assertThatThrownBy(() -> web.ask(trusted(address))).hasMessageContaining("longer than 100000 bytes");
    }

    @Test
    void aServerThatFallsSilentOrDripsIsLeft() {
        try (GuardedWeb impatient = new GuardedWeb(
                new GuardedWeb.Limits(100_000, Duration.ofMillis(400), Duration.ofMillis(200)), NOON, pauses::add)) {
            URI silent = on("/silent", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
                done.await();
            });
            assertThatThrownBy(() -> impatient.ask(trusted(silent))).isInstanceOf(IOException.class);
            URI dripping = on("/dripping", exchange -> {
                exchange.sendResponseHeaders(200, 0);
                while (!done.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write(1);
                    exchange.getResponseBody().flush();
                }
            });
            assertThatThrownBy(() -> impatient.ask(trusted(dripping))).hasMessageContaining("longer than 0 seconds");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "Tue 24 Nov, -1",
        "'Tue, 24 Nov 2026 12:05:00 GMT', 300",
        "'Tue, 24 Nov 2026 11:00:00 GMT', 0",
        "999999999, 86400"
    })
    void hearsHowLongToWait(String header, long seconds) throws Exception {
        Answer a = web.ask(trusted(on("/a", says(503, "", "Retry-After", header))));
        assertThat(a.status()).isEqualTo(503);
        assertThat(a.retryAfter()).isEqualTo(seconds < 0 ? null : Duration.ofSeconds(seconds));
    }

    @Test
    void givesAHostItsTime() throws Exception {
        URI address = on("/a", says(200, "x"));
        for (int i = 0; i < 3; i++) web.ask(new Question(address, "", "", true, Duration.ofSeconds(3)));
        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void goesInNoCircles() {
        URI first = on("/a", says(302, "", "Location", "/a"));
        assertThatThrownBy(() -> web.ask(trusted(first))).isInstanceOf(IOException.class);
    }

    @Test
    void nobodyThere() {
        assertThatThrownBy(() -> web.ask(trusted(URI.create("http://127.0.0.1:1/"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody answers");
        assertThatThrownBy(() -> web.ask(trusted(URI.create("http://no-such-host.invalid/"))))
                .hasMessageContaining("not known");
    }

    // ---- Telling
    // ------------------------------------------------------------------------------------------------

    private static WebPost.Message message(URI address, boolean trusted) {
        return new WebPost.Message(
                address, Map.of("webhook-id", "m-1"), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), trusted);
    }

    @Test
    void aMessageIsSentOnceWhateverIsAnswered() throws Exception {
        List<String> heard = new ArrayList<>();
        URI address = on("/hook", exchange -> {
            heard.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("webhook-id") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            says(heard.size() == 1 ? 503 : 302, "endless".repeat(50_000), "Location", "http://127.0.0.1/elsewhere")
                    .to(exchange);
        });
        Answer busy = web.post(message(address, true));
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.body()).isEmpty();
        assertThat(web.post(message(address, true)).status()).isEqualTo(302);
        assertThat(heard).hasSize(2).allMatch(h -> h.startsWith("POST m-1 application/json") && h.endsWith("{}"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void noMessageGoesIntoAPrivateNetwork() {
        URI address = on("/hook", exchange -> {
            throw new AssertionError("it was told");
        });
        assertThatThrownBy(() -> web.post(message(address, false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not on the public web");
    }
}
