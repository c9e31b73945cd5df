package org.broadsheet.retrieval.embedding;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Any endpoint that answers `POST {base}/embeddings` as OpenAI's does (Ollama, vLLM, llama.cpp and others).
/// The reader of the settings chose the address; the key goes to no log.
public final class RemoteEncoder implements TextEncoder {
    private static final int MAX_ANSWER = 8 << 20;
    private static final int MAX_CHARACTERS = 8_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI address;
    private final String model;
    private final @Nullable String key;
    private final EmbeddingSpace space;

    /// @param base      address before `/embeddings`, for example `http://localhost:11434/v1`
    /// @param model     the model's name there
    /// @param dimension numbers in its vectors
    /// @param key       bearer token, or null
    public RemoteEncoder(URI base, String model, int dimension, @Nullable String key) {
        String scheme = base.getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme))
            throw new IllegalArgumentException("an embeddings endpoint is an http or https address but was " + base);
        this.address = URI.create(base.toString().replaceAll("/+$", "") + "/embeddings");
        this.model = model;
        this.key = key;
        this.space = new EmbeddingSpace(model, dimension);
    }

    @Override
    public EmbeddingSpace space() {
        return space;
    }

    @Override
    public float[] passage(String text) {
        return encode(text);
    }

    @Override
    public float[] query(String text) {
        return encode(text);
    }

    private float[] encode(String text) {
        String input = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String body = JSON.writeValueAsString(
                JSON.createObjectNode().put("model", model).put("input", input));
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) request.header("Authorization", "Bearer " + key);
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                byte[] bytes = in.readNBytes(MAX_ANSWER);
                if (answer.statusCode() != 200)
                    throw new EncodingFailed("the embeddings endpoint " + address + " answered " + answer.statusCode()
                            + "; check its address, the model's name and the key");
                return vector(bytes);
            }
        } catch (IOException e) {
            throw new EncodingFailed("the embeddings endpoint " + address + " cannot be reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EncodingFailed("encoding was interrupted", e);
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
        for (int i = 0; i < v.length; i++) v[i] = (float) numbers.get(i).asDouble();
        return BgeSmallEncoder.unit(v);
    }

    @Override
    public void close() {
        client.close();
    }
}
