package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Our description of the interface against the interface itself: every address in it answers in the
/// described shape, and every address of the controllers is in it.
@ExtendWith(ServedLibrary.Given.class)
class OpenApiTest {
    private static final List<Class<?>> CONTROLLERS = List.of(LibraryApi.class, DailyPapersApi.class, Feeds.class);

    private static final List<String> PERIODS = List.of("day", "week", "month");
    private static final List<String> LABELS = List.of("2024-09-10", "2024-W37", "2024-09");

    private final ServedLibrary served;

    @SuppressWarnings("NullAway.Init")
    private JsonNode document;

    OpenApiTest(ServedLibrary served) {
        this.served = served;
    }

    /// What is read without an account; what belongs to readers is held to its description by
    /// [ReadersApiTest].
    private static final Set<String> OPEN = Set.of("library", "editions", "daily papers", "feeds");

    @BeforeEach
    void read() {
        document = served.json("/api/v1/openapi.json");
        ObjectNode paths = (ObjectNode) document.get("paths");
        List<String> others = new ArrayList<>();
        paths.properties().forEach(path -> {
            if (!OPEN.contains(path.getValue().at("/get/tags/0").asString(""))) others.add(path.getKey());
        });
        paths.remove(others);
    }

    @Test
    void everyAddressOfTheControllersIsDescribedAndNoOther() {
        Set<String> described = new TreeSet<>(document.get("paths").propertyNames());
        // One method answers for a paper and for what is like it, since names may have slashes in them.
        described.remove("/api/v1/papers/{id}/similar");
        assertThat(described).isEqualTo(mapped().keySet());
        for (JsonNode path : document.get("paths"))
            assertThat(path.propertyNames()).containsExactly("get");
    }

    @Test
    void everyQueryParameterIsDescribed() {
        mapped().forEach((path, parameters) -> {
            // The search takes any of its facets and reads them itself.
            if (path.equals("/api/v1/search") || path.equals("/api/v1/papers/{id}")) return;
            Set<String> described = new TreeSet<>();
            for (JsonNode p : document.get("paths").get(path).get("get").path("parameters"))
                if (p.get("in").asString().equals("query"))
                    described.add(p.get("name").asString());
            assertThat(described).as(path).isEqualTo(parameters);
        });
    }

    @Test
    void everyAnswerHasTheDescribedShape() {
        int looked = 0;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties())
            for (String address : addresses(path.getKey(), path.getValue().get("get"))) {
                HttpResponse<String> answer = served.get(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(answer.headers().firstValue("ETag")).as(address).isPresent();
                holds(address, answer, path.getValue().at("/get/responses/200"));
                looked++;
            }
        assertThat(looked).isGreaterThan(20);
    }

    @Test
    void everyBoundIsHeldAndRefusedInTheDescribedShape() {
        int refused = 0;
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            JsonNode get = path.getValue().get("get");
            String address = addresses(path.getKey(), get).getFirst();
            for (JsonNode p : get.path("parameters")) {
                if (!p.get("in").asString().equals("query")) continue;
                for (String bad : outside(p.get("schema"))) {
                    String asked = with(address, p.get("name").asString(), bad);
                    HttpResponse<String> answer = served.get(asked);
                    assertThat(answer.statusCode()).as(asked).isEqualTo(400);
                    holds(asked, answer, response(get.at("/responses/400")));
                    refused++;
                }
                for (String good : atTheEdge(p.get("schema")))
                    assertThat(served.get(with(address, p.get("name").asString(), good))
                                    .statusCode())
                            .as(address + " " + p.get("name") + "=" + good)
                            .isEqualTo(200);
            }
            if (get.at("/responses/404").isObject() && path.getKey().contains("{")) {
                String nowhere = path.getKey()
                        .replace("{id}", "2409.99999")
                        .replace("{category}", "no.such.topic")
                        .replace("{period}", path.getKey().startsWith("/papers") ? "date" : "day")
                        .replace("{label}", "2001-01-01");
                if (nowhere.endsWith("/newest")) continue; // there always is one here
                HttpResponse<String> answer = served.get(nowhere);
                assertThat(answer.statusCode()).as(nowhere).isEqualTo(404);
                holds(nowhere, answer, response(get.at("/responses/404")));
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(30);
    }

    @Test
    void namesWithoutASchemaAreNotReferredTo() {
        Set<String> wanted = new TreeSet<>();
        document.findValuesAsString("$ref").forEach(wanted::add);
        assertThat(wanted).isNotEmpty();
        for (String ref : wanted)
            assertThat(document.at(ref.substring(1)).isObject()).as(ref).isTrue();
        Set<String> operations = new TreeSet<>();
        for (JsonNode id : document.findValues("operationId"))
            assertThat(operations.add(id.asString())).as(id.asString()).isTrue();
    }

    // ---- Walking
    // ------------------------------------------------------------------------------------------------

    /// Paths of the controllers, with their query parameters.
    private static Map<String, Set<String>> mapped() {
        Map<String, Set<String>> mapped = new LinkedHashMap<>();
        for (Class<?> controller : CONTROLLERS) {
            RequestMapping over = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
            String base = over == null ? "" : over.path()[0];
            for (var method : controller.getDeclaredMethods()) {
                RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping == null) continue;
                assertThat(mapping.method()).containsExactly(RequestMethod.GET);
                Set<String> parameters = new TreeSet<>();
                for (var p : method.getParameters())
                    if (p.isAnnotationPresent(RequestParam.class)) parameters.add(p.getName());
                for (String path : mapping.path())
                    mapped.put((base + path).replaceAll("\\{\\*?(\\w+)(?::[^}]*)?}", "{$1}"), parameters);
            }
        }
        return new java.util.TreeMap<>(mapped);
    }

    /// Addresses to try: every value of what stands in the path, with the required parameters.
    private static List<String> addresses(String path, JsonNode get) {
        List<String> addresses = new ArrayList<>();
        if (path.contains("{label}"))
            for (int i = 0; i < 3; i++)
                addresses.add(path.replace("{period}", path.startsWith("/papers") && i == 0 ? "date" : PERIODS.get(i))
                        .replace("{label}", LABELS.get(i)));
        else if (path.contains("{period}"))
            for (String period : PERIODS) addresses.add(path.replace("{period}", period));
        else if (path.contains("{id}")) {
            addresses.add(path.replace("{id}", "2409.00001"));
            // The one address whose names have no slashes.
            if (!path.startsWith("/api/arxiv")) addresses.add(path.replace("{id}", "10.5555/odds.1977"));
        } else addresses.add(path.replace("{category}", "cs.IR"));
        StringBuilder query = new StringBuilder();
        for (JsonNode p : get.path("parameters"))
            if (p.get("in").asString().equals("query") && p.get("required").asBoolean())
                query.append(query.isEmpty() ? "?" : "&")
                        .append(p.get("name").asString())
                        .append("=video");
        return addresses.stream().map(a -> a + query).toList();
    }

    private static String with(String address, String name, String value) {
        String without = address.replaceAll("([?&])" + name + "=[^&]*", "$1");
        return without + (without.contains("?") ? "&" : "?") + name + "=" + value;
    }

    private static List<String> outside(JsonNode schema) {
        List<String> bad = new ArrayList<>();
        if (schema.has("minimum")) bad.add("" + (schema.get("minimum").asInt() - 1));
        if (schema.has("maximum")) bad.add("" + (schema.get("maximum").asInt() + 1));
        if (schema.get("type").asString().equals("integer")) bad.add("some");
        if (schema.has("enum")) bad.add("none-of-them");
        if (schema.has("minLength")) bad.add("");
        if (schema.has("maxLength") && schema.get("maxLength").asInt() < 30_000)
            bad.add("a".repeat(schema.get("maxLength").asInt() + 1));
        return bad;
    }

    private static List<String> atTheEdge(JsonNode schema) {
        List<String> good = new ArrayList<>();
        if (schema.has("minimum")) good.add(schema.get("minimum").asString());
        if (schema.has("maximum")) good.add(schema.get("maximum").asString());
        if (schema.has("enum")) schema.get("enum").forEach(v -> good.add(v.asString()));
        return good;
    }

    private JsonNode response(JsonNode response) {
        return response.has("$ref")
                ? document.at(response.get("$ref").asString().substring(1))
                : response;
    }

    /// The check itself is checked: an answer with a field too many or too few is told.
    @Test
    void aDifferenceIsNoticed() {
        ObjectNode schema = schema(document.at("/components/schemas/Status"));
        ObjectNode status = (ObjectNode) served.json("/api/v1/status");
        assertThat(differences(schema, status)).isEmpty();
        assertThat(differences(schema, status.deepCopy().put("more", 1))).hasSize(1);
        assertThat(differences(schema, status.deepCopy().without("papers"))).hasSize(1);
        assertThat(differences(schema, status.deepCopy().put("papers", "many"))).hasSize(1);
    }

    private ObjectNode schema(JsonNode of) {
        ObjectNode schema = (ObjectNode) of.deepCopy();
        schema.set("components", document.get("components"));
        return schema;
    }

    private static List<Error> differences(JsonNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(value);
    }

    /// Checks media type and, where it is JSON, the body.
    private void holds(String address, HttpResponse<String> answer, JsonNode response) {
        String media = response.get("content").propertyNames().iterator().next();
        assertThat(ServedLibrary.type(answer)).as(address).startsWith(media);
        if (!media.endsWith("json")) return;
        assertThat(differences(
                        schema(response.get("content").get(media).get("schema")), ServedLibrary.read(answer.body())))
                .as(address)
                .isEmpty();
    }
}
