package org.broadsheet.retrieval.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An embeddings endpoint, played by a server in this process.
class RemoteEncoderTest {
    private HttpServer server;
    private ExecutorService threads;
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile byte[] answer = new byte[0];
    private volatile boolean stall;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/v1/embeddings", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
                if (stall) {
                    body.flush();
                    released.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private RemoteEncoder encoder(Duration timeout) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/");
        return new RemoteEncoder(base, "model", 3, "secret", timeout);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void asksAndNormalises() {
        answer = bytes("{\"data\":[{\"embedding\":[3,0,4.0],\"index\":0}],\"model\":\"model\"}");
        try (RemoteEncoder encoder = encoder(Duration.ofSeconds(20))) {
            assertThat(encoder.passage("a \"text\"")).containsExactly(0.6f, 0f, 0.8f);
            assertThat(encoder.query("q")).containsExactly(0.6f, 0f, 0.8f);
            assertThat(encoder.space()).isEqualTo(new EmbeddingSpace("model", 3));
        }
        assertThat(asked.getFirst()).isEqualTo("Bearer secret {\"model\":\"model\",\"input\":\"a \\\"text\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "401|{}|answered 401",
                "302|{}|answered 302",
                "500|oops|answered 500",
                "200|oops|no JSON",
                "200|{}|0 numbers where 3 are expected",
                "200|{\"data\":[{\"embedding\":[1,2]}]}|2 numbers where 3 are expected",
                "200|{\"data\":[{\"embedding\":[1,null,2]}]}|NULL in it",
                "200|{\"data\":[{\"embedding\":[0,0,0]}]}|no direction",
                "200|{\"data\":[{\"embedding\":[1e300,1e300,1]}]}|no direction",
            })
    void whateverElseComesIsATypedErrorThatNamesTheEndpoint(int code, String body, String message) {
        status = code;
        answer = bytes(body);
        try (RemoteEncoder encoder = encoder(Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> encoder.passage("text"))
                    .isInstanceOf(EncodingFailed.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void aBodyThatNeverEndsIsNotWaitedFor() {
        stall = true;
        answer = bytes("{\"data\":");
        try (RemoteEncoder encoder = encoder(Duration.ofMillis(300))) {
            assertThatThrownBy(() -> encoder.passage("text")).isInstanceOf(EncodingFailed.class);
            released.countDown();
        }
    }

    @Test
    void aGiganticAnswerIsNotRead() {
        answer = new byte[9 << 20];
        try (RemoteEncoder encoder = encoder(Duration.ofSeconds(20))) {
            assertThatThrownBy(() -> encoder.passage("text"))
                    .isInstanceOf(EncodingFailed.class)
                    .hasMessageContaining("cannot be read");
        }
    }

    @Test
    void nobodyThere() {
        RemoteEncoder encoder = encoder(Duration.ofSeconds(20));
        server.stop(0);
        assertThatThrownBy(() -> encoder.query("text"))
                .isInstanceOf(EncodingFailed.class)
                .hasMessageContaining("127.0.0.1");
        encoder.close();
    }

    @Test
    void onlyWebAddresses() {
        assertThatThrownBy(() -> new RemoteEncoder(URI.create("file:///etc/passwd"), "m", 3, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
