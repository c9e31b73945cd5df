package org.broadsheet.retrieval.embedding;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Any endpoint that answers `POST {base}/embeddings` as OpenAI's does (Ollama, vLLM, llama.cpp and others).
/// The reader of the settings chose the address; the key goes to no log.
public final class RemoteEncoder implements TextEncoder {
    private static final int MAX_ANSWER = 8 << 20;
    private static final int MAX_CHARACTERS = 8_000;
    private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final String model;
    private final @Nullable String key;
    private final EmbeddingSpace space;
    private final Duration timeout;

    /// @param base      address before `/embeddings`, for example `http://localhost:11434/v1`
    /// @param model     the model's name there
    /// @param dimension numbers in its vectors
    /// @param key       bearer token, or null
    public RemoteEncoder(URI base, String model, int dimension, @Nullable String key) {
        this(base, model, dimension, key, Duration.ofSeconds(60));
    }

    RemoteEncoder(URI base, String model, int dimension, @Nullable String key, Duration timeout) {
        String scheme = base.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme))
            throw new IllegalArgumentException("an embeddings endpoint is an http or https address but was " + base);
        this.address = URI.create(base.toString().replaceAll("/+$", "") + "/embeddings");
        this.model = model;
        this.key = key;
        this.space = new EmbeddingSpace(model, dimension);
        this.timeout = timeout;
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public float[] passage(String text) {
        return encode(text, timeout);
    }

    /// Waits less long than for a passage: somebody is waiting for the answer.
    @Override
    public float[] query(String text) {
        return encode(text, QUERY_TIMEOUT.compareTo(timeout) < 0 ? QUERY_TIMEOUT : timeout);
    }

    private float[] encode(String text, Duration longest) {
        String input = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String body = JSON.writeValueAsString(
                JSON.createObjectNode().put("model", model).put("input", input));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(longest)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) request.header("Authorization", "Bearer " + key);
        HttpResponse<byte[]> answer = answer(request.build(), longest);
        if (answer.statusCode() != 200)
            throw new EncodingFailed("the embeddings endpoint " + address + " answered " + answer.statusCode()
                    + "; check its address, the model's name and the key");
        return vector(answer.body());
    }

    /// The whole answer. The request's own limit of time ends with the headers, so the wait for the body has another.
    private HttpResponse<byte[]> answer(HttpRequest request, Duration longest) {
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
        try {
            return coming.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new EncodingFailed("the embeddings endpoint " + address + " cannot be read: " + why, e);
        } catch (TimeoutException e) {
            throw new EncodingFailed(
                    "the embeddings endpoint " + address + " did not answer within " + longest.toSeconds() + " seconds",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncodingFailed("encoding was interrupted", e);
        } finally {
            coming.cancel(true);
        }
    }

    private float[] vector(byte[] answer) {
        JsonNode numbers;
        try {
            numbers = JSON.readTree(answer).path("data").path(0).path("embedding");
        } catch (JacksonException e) {
            throw new EncodingFailed("the embeddings endpoint " + address + " answered something that is no JSON", e);
        }
        if (!numbers.isArray() || numbers.size() != space.dimension())
            throw new EncodingFailed("the embeddings endpoint " + address + " answered a vector of " + numbers.size()
                    + " numbers where " + space.dimension() + " are expected; set the dimension of " + model);
        float[] v = new float[space.dimension()];
        for (int i = 0; i < v.length; i++) {
            if (!numbers.get(i).isNumber())
                throw new EncodingFailed("the embeddings endpoint " + address + " answered a vector with "
                        + numbers.get(i).getNodeType() + " in it where a number is expected");
            v[i] = (float) numbers.get(i).doubleValue();
        }
        return BgeSmallEncoder.unit(v);
    }

    @Override
    public void close() {
        client.close();
    }
}
