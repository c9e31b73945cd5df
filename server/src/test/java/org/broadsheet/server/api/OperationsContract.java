package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.store.RandomIds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What belongs to readers, held to its description: every operation is called and answers as described, is
/// refused to strangers, and touches nobody else's. One subclass a set of controllers.
abstract class OperationsContract {
    static final String PAPER = "2409.00102";

    @SuppressWarnings("NullAway.Init")
    static ServedLibrary served;

    final JsonNode document = served.json("/api/v1/openapi.json");
    final Set<String> called = new TreeSet<>();
    final Map<String, String> tokens = new HashMap<>();
    final String ines = "ines-" + RandomIds.secret().substring(0, 6);
    final String tomas = "tomas-" + RandomIds.secret().substring(0, 6);
    final String edda = "edda-" + RandomIds.secret().substring(0, 6);

    private final List<Class<?>> controllers;
    private final Set<String> tags;

    /// @param tags of the operations that the controllers answer
    OperationsContract(List<Class<?>> controllers, Set<String> tags) {
        this.controllers = controllers;
        this.tags = tags;
    }

    /// One of its own: what is submitted here must not be in anybody else's edition.
    @BeforeAll
    static void open() throws IOException {
        served = new ServedLibrary(false);
    }

    @AfterAll
    static void close() throws IOException {
        served.close();
    }

    @BeforeEach
    void readers() {
        for (Map.Entry<String, Role> r : Map.of(ines, Role.READER, tomas, Role.READER, edda, Role.ADMINISTRATOR)
                .entrySet()) {
            ReaderId id = new ReaderId(RandomIds.id("r"));
            served.library()
                    .database()
                    .write(() -> served.library()
                            .database()
                            .writing()
                            .update(
                                    "insert into reader (id, name, display_name, role, created_at) values (?, ?, ?, ?, ?)",
                                    id.value(),
                                    r.getKey(),
                                    r.getKey(),
                                    r.getValue().name().toLowerCase(Locale.ROOT),
                                    "2023-01-01T00:00:00Z"));
            // All that belongs to readers is done without the scope that runs the house.
            tokens.put(
                    r.getKey(),
                    new ApiTokens(served.library())
                            .make(id, "test", EnumSet.complementOf(EnumSet.of(Scope.ADMIN)), null)
                            .secret());
        }
    }

    /// Calls an operation and holds its answer to the description.
    ///
    /// @param path as described, `{id}` and all
    JsonNode call(String reader, int status, String method, String path, String id, String query, String body) {
        HttpResponse<String> answer = send(reader, method, path.replace("{id}", id) + query, body);
        String what = method + " " + path + " as " + reader + ": " + answer.body();
        assertThat(answer.statusCode()).as(what).isEqualTo(status);
        called.add(method.toLowerCase(Locale.ROOT) + " " + path);
        JsonNode described = document.get("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        JsonNode response = described.path("responses").path(Integer.toString(status));
        assertThat(response.isMissingNode()).as(what + " is not described").isFalse();
        if (response.has("$ref"))
            response = document.at(response.get("$ref").asString().substring(1));
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            assertThat(answer.body()).as(what).isEmpty();
            return content;
        }
        String media = content.propertyNames().iterator().next();
        assertThat(ServedLibrary.type(answer)).as(what).startsWith(media);
        if (!media.endsWith("json")) return content;
        JsonNode value = ServedLibrary.read(answer.body());
        ObjectNode schema = (ObjectNode) content.get(media).get("schema").deepCopy();
        schema.set("components", document.get("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(value))
                .as(what)
                .isEmpty();
        return value;
    }

    HttpResponse<String> send(String reader, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(served.address() + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) request.header("Content-Type", "application/json");
        if (!reader.isEmpty()) request.header("Authorization", "Bearer " + Objects.requireNonNull(tokens.get(reader)));
        return served.send(request.build());
    }

    Set<String> described() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(op -> {
                    if (tags.contains(op.getValue().at("/tags/0").asString("")))
                        described.add(op.getKey() + " " + path.getKey());
                }));
        return described;
    }

    @Test
    void everyOperationOfTheControllersIsDescribedAndNoOther() {
        Set<String> mapped = new TreeSet<>();
        for (Class<?> controller : controllers)
            for (var method : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping == null) continue;
                for (var verb : mapping.method())
                    for (String path : mapping.path())
                        mapped.add(verb.name().toLowerCase(Locale.ROOT) + " /api/v1" + path);
            }
        assertThat(described()).isEqualTo(mapped);
    }

    @Test
    void strangersAreTold401() {
        int asked = 0;
        for (String operation : described()) {
            String method = operation.substring(0, operation.indexOf(' ')).toUpperCase(Locale.ROOT);
            String path = operation.substring(operation.indexOf(' ') + 1);
            JsonNode described = document.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
            if (!described.at("/responses").has("401")) continue;
            String body = described.has("requestBody")
                    ? "{\"type\":\"thumb\",\"key\":\"k\",\"reason\":\"x\",\"deed\":\"hide\"}"
                    : "";
            HttpResponse<String> answer = send("", method, path.replace("{id}", "1") + "?paper=" + PAPER, body);
            assertThat(answer.statusCode()).as(operation + " " + answer.body()).isEqualTo(401);
            assertThat(ServedLibrary.type(answer)).as(operation).startsWith("application/problem+json");
            asked++;
        }
        assertThat(asked).isGreaterThan(described().size() / 2);
    }
}
