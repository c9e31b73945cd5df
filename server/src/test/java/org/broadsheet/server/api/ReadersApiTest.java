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
/// refused to strangers, and touches nobody else's.
class ReadersApiTest {
    private static final List<Class<?>> CONTROLLERS = List.of(JudgmentsApi.class, CommunityApi.class, ShelfApi.class);
    private static final Set<String> TAGS = Set.of("judgments", "community", "shelf");
    private static final String PAPER = "2409.00102";

    @SuppressWarnings("NullAway.Init")
    private static ServedLibrary served;

    private final JsonNode document = served.json("/api/v1/openapi.json");
    private final Set<String> called = new TreeSet<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final String ines = "ines-" + RandomIds.secret().substring(0, 6);
    private final String tomas = "tomas-" + RandomIds.secret().substring(0, 6);
    private final String edda = "edda-" + RandomIds.secret().substring(0, 6);

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
    private JsonNode call(String reader, int status, String method, String path, String id, String query, String body) {
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

    private HttpResponse<String> send(String reader, String method, String path, String body) {
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

    private Set<String> described() {
        Set<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(op -> {
                    if (TAGS.contains(op.getValue().at("/tags/0").asString("")))
                        described.add(op.getKey() + " " + path.getKey());
                }));
        return described;
    }

    @Test
    void everyOperationOfTheControllersIsDescribedAndNoOther() {
        Set<String> mapped = new TreeSet<>();
        for (Class<?> controller : CONTROLLERS)
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
    void everyOperationAnswersAsDescribedAndToNobodyElse() {
        // Judgments
        String j = "/api/v1/judgments";
        JsonNode given = call(ines, 201, "POST", j, "", "", """
                [{"type":"thumb","item":"%s","up":true,"key":"a","place":"search","position":2},
                 {"type":"rating","item":"%s","grade":4,"attributes":{"clarity":5},"key":"b"},
                 {"type":"choice","choice":"save","item":"%s","key":"c"},
                 {"type":"pair","left":"%s","right":"2409.00103","outcome":"left","key":"d"},
                 {"type":"list","list":"mine","items":["2409.00103","%s"],"key":"e"}]
                """.formatted(PAPER, PAPER, PAPER, PAPER, PAPER));
        assertThat(given.get("judgments").size()).isEqualTo(5);
        JsonNode again = call(
                ines,
                201,
                "POST",
                j,
                "",
                "",
                "{\"type\":\"thumb\",\"item\":\"" + PAPER + "\",\"up\":true,\"key\":\"a\"}");
        String id = again.at("/judgments/0/id").asString();
        assertThat(id).isEqualTo(given.at("/judgments/0/id").asString());
        assertThat(call(ines, 200, "GET", j, "", "?paper=" + PAPER + "&limit=2", "")
                        .get("next")
                        .isNull())
                .isFalse();
        call(ines, 400, "GET", j, "", "?kind=none", "");
        call(ines, 400, "POST", j, "", "", "{\"type\":\"thumb\",\"item\":\"" + PAPER + "\",\"up\":true}");
        call(ines, 400, "POST", j, "", "", "not json");
        call(ines, 200, "GET", j + "/{id}", id, "", "");
        assertThat(call(ines, 200, "POST", j + "/{id}/undo", id, "", "")
                        .get("undone")
                        .asBoolean())
                .isTrue();
        assertThat(call(ines, 200, "POST", j + "/{id}/redo", id, "", "")
                        .get("undone")
                        .asBoolean())
                .isFalse();
        assertThat(call(ines, 200, "GET", "/api/v1/opinion", "", "?paper=" + PAPER, "")
                        .get("thumb")
                        .asString())
                .isEqualTo("up");
        call(ines, 200, "GET", "/api/v1/duel", "", "", "");
        call(ines, 200, "GET", "/api/v1/judgments.jsonl", "", "", "");
        for (String deed : List.of("/undo", "/redo")) call(tomas, 404, "POST", j + "/{id}" + deed, id, "", "");
        call(tomas, 404, "GET", j + "/{id}", id, "", "");
        call(tomas, 404, "DELETE", j + "/{id}", id, "", "");
        call(ines, 204, "DELETE", j + "/{id}", id, "", "");

        // Community
        String c = "/api/v1/comments";
        String comment = call(
                        ines, 201, "POST", c, "", "", "{\"paper\":\"" + PAPER + "\",\"text\":\"Does **this** hold?\"}")
                .get("id")
                .asString();
        call(
                tomas,
                201,
                "POST",
                c,
                "",
                "",
                "{\"paper\":\"" + PAPER + "\",\"parent\":\"" + comment + "\",\"text\":\"It does.\"}");
        assertThat(call("", 200, "GET", c, "", "?paper=" + PAPER, "")
                        .at("/comments/0/answers/0/text")
                        .asString())
                .isEqualTo("It does.");
        call(ines, 200, "PUT", c + "/{id}", comment, "", "{\"text\":\"Does it?\"}");
        call(tomas, 404, "PUT", c + "/{id}", comment, "", "{\"text\":\"Taken\"}");
        call(tomas, 404, "DELETE", c + "/{id}", comment, "", "");
        call("", 200, "GET", c + "/{id}/versions", comment, "", "");
        call(tomas, 204, "POST", c + "/{id}/report", comment, "", "{\"reason\":\"Loud\"}");
        call(tomas, 403, "POST", c + "/{id}/moderate", comment, "", "{\"deed\":\"hide\",\"reason\":\"no\"}");
        call(edda, 204, "POST", c + "/{id}/moderate", comment, "", "{\"deed\":\"keep\",\"reason\":\"Harmless\"}");
        call(ines, 204, "DELETE", c + "/{id}", comment, "", "");
        call(ines, 201, "POST", "/api/v1/submissions", "", "", "{\"paper\":\"2409.00104\"}");
        call(ines, 422, "POST", "/api/v1/submissions", "", "", "{\"paper\":\"not a paper\"}");
        call(ines, 200, "GET", "/api/v1/submissions", "", "", "");
        String claim = call(ines, 201, "POST", "/api/v1/claims", "", "", "{\"paper\":\"" + PAPER + "\",\"author\":0}")
                .get("id")
                .asString();
        call(ines, 200, "GET", "/api/v1/claims", "", "", "");
        call(tomas, 404, "DELETE", "/api/v1/claims/{id}", claim, "", "");
        call(ines, 204, "DELETE", "/api/v1/claims/{id}", claim, "", "");
        call(
                ines,
                403,
                "POST",
                "/api/v1/links",
                "",
                "",
                "{\"paper\":\"" + PAPER + "\",\"kind\":\"code\",\"address\":\"https://example.org/c\"}");
        String link = call(
                        edda,
                        201,
                        "POST",
                        "/api/v1/links",
                        "",
                        "",
                        "{\"paper\":\"" + PAPER + "\",\"kind\":\"code\",\"address\":\"https://example.org/c\"}")
                .get("id")
                .asString();
        call("", 200, "GET", "/api/v1/links", "", "?paper=" + PAPER, "");
        call(tomas, 403, "DELETE", "/api/v1/links/{id}", link, "", "");
        call(edda, 204, "DELETE", "/api/v1/links/{id}", link, "", "");
        call("", 200, "GET", "/api/v1/trending", "", "?limit=5", "");

        // Shelf
        String l = "/api/v1/lists";
        String list = call(ines, 201, "POST", l, "", "", "{\"name\":\"On stopping\"}")
                .get("id")
                .asString();
        call(ines, 200, "GET", l, "", "", "");
        call(ines, 200, "POST", l + "/{id}/papers", list, "", "{\"papers\":[\"" + PAPER + "\",\"2409.00103\"]}");
        assertThat(call(
                                ines,
                                200,
                                "PUT",
                                l + "/{id}/order",
                                list,
                                "",
                                "{\"papers\":[\"2409.00103\",\"" + PAPER + "\"],\"key\":\"o\"}")
                        .at("/papers/0")
                        .asString())
                .isEqualTo("2409.00103");
        for (String reader : List.of("", tomas)) call(reader, 404, "GET", l + "/{id}", list, "", "");
        call(tomas, 404, "PUT", l + "/{id}", list, "", "{\"name\":\"Taken\"}");
        call(tomas, 404, "POST", l + "/{id}/papers", list, "", "{\"papers\":[\"" + PAPER + "\"]}");
        call(tomas, 404, "PUT", l + "/{id}/order", list, "", "{\"papers\":[\"" + PAPER + "\"]}");
        call(tomas, 404, "DELETE", l + "/{id}/papers", list, "?paper=" + PAPER, "");
        call(tomas, 404, "DELETE", l + "/{id}", list, "", "");
        call(ines, 200, "PUT", l + "/{id}", list, "", "{\"name\":\"For all\",\"visibility\":\"public\"}");
        call("", 200, "GET", l + "/{id}", list, "", "");
        call(ines, 204, "DELETE", l + "/{id}/papers", list, "?paper=" + PAPER, "");
        call(ines, 204, "DELETE", l + "/{id}", list, "", "");
        call(
                ines,
                204,
                "PUT",
                "/api/v1/reading-status",
                "",
                "",
                "{\"paper\":\"" + PAPER + "\",\"status\":\"reading\"}");
        assertThat(call(ines, 200, "GET", "/api/v1/saved", "", "", "")
                        .at("/papers/0/status")
                        .asString())
                .isEqualTo("reading");
        String n = "/api/v1/notes";
        String note = call(
                        ines,
                        201,
                        "POST",
                        n,
                        "",
                        "",
                        "{\"paper\":\"" + PAPER + "\",\"note\":\"mine\",\"quote\":\"We look\",\"starts\":0}")
                .get("id")
                .asString();
        call(ines, 200, "GET", n, "", "?q=mine", "");
        call(ines, 200, "PUT", n + "/{id}", note, "", "{\"note\":\"ours\"}");
        call(tomas, 404, "PUT", n + "/{id}", note, "", "{\"note\":\"Taken\"}");
        call(tomas, 404, "DELETE", n + "/{id}", note, "", "");
        assertThat(call(tomas, 200, "GET", n, "", "?paper=" + PAPER, "").get("notes"))
                .isEmpty();
        call(ines, 204, "DELETE", n + "/{id}", note, "", "");
        String f = "/api/v1/follows";
        String follow = call(ines, 201, "POST", f, "", "", "{\"kind\":\"author\",\"target\":\"Author A Name\"}")
                .get("id")
                .asString();
        call(ines, 200, "GET", f, "", "", "");
        call(ines, 200, "GET", "/api/v1/arrivals", "", "?since=2024-09-01T00:00:00Z", "");
        call(ines, 400, "GET", "/api/v1/arrivals", "", "?since=yesterday", "");
        call(ines, 200, "PUT", f + "/{id}", follow, "", "{\"label\":\"A.\",\"section\":true}");
        call(tomas, 404, "PUT", f + "/{id}", follow, "", "{\"label\":\"Taken\"}");
        call(tomas, 404, "DELETE", f + "/{id}", follow, "", "");
        call(ines, 204, "DELETE", f + "/{id}", follow, "", "");

        assertThat(called).as("every described operation was called").isEqualTo(described());
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
        assertThat(asked).isGreaterThan(35);
    }
}
