package org.broadsheet.server.shelf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A small Zotero with one library: its Web API as far as we use it, and everything it can do wrong.
public final class ZoteroStandIn implements AutoCloseable {
    public static final String KEY = "P9NiFoyLeZu2bZNvvuQPDWsd";
    public static final String USER = "475425";
    private static final JsonMapper JSON = JsonMapper.shared();

    /// What goes wrong with one request.
    public enum Trouble {
        NONE,
        /// It is done, and the connection breaks before the answer.
        ANSWER_LOST,
        /// The body ends in its middle, as if that were its end.
        CUT_OFF,
        /// Nothing comes.
        SILENT,
        /// More comes than anybody wants.
        LARGE,
        /// Somebody else changes the library before the request is looked at.
        CHANGED_BEFORE,
        /// The last page lacks its last item.
        ONE_MISSING
    }

    /// A request as it came.
    public record Asked(String method, String path, Map<String, String> headers, String body) {}

    private record Refusal(int status, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, ObjectNode> items = new LinkedHashMap<>();
    private final Map<String, ObjectNode> collections = new LinkedHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Map<Integer, Trouble> troubles = new HashMap<>();
    private final Map<Integer, Refusal> refusals = new HashMap<>();
    private final Map<Integer, String> backoffs = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private long version = 100;
    private int made;
    private boolean writes = true;

    public ZoteroStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    // ---- What is in it
    // -------------------------------------------------------------------------------------------

    /// Adds an item.
    ///
    /// @return its key
    public synchronized String item(String type, String title, UnaryOperator<ObjectNode> more, String... in) {
        ObjectNode data = JSON.createObjectNode().put("itemType", type).put("title", title);
        ArrayNode c = data.putArray("collections");
        for (String key : in) c.add(key);
        String key = key();
        items.put(key, kept(key, more.apply(data)));
        return key;
    }

    public synchronized String collection(String name) {
        String key = key();
        collections.put(key, kept(key, JSON.createObjectNode().put("name", name)));
        return key;
    }

    private String key() {
        version++;
        return "ZT%06d".formatted(++made).replace('0', 'Q').replace('1', 'W');
    }

    private ObjectNode kept(String key, ObjectNode data) {
        return JSON.createObjectNode()
                .put("key", key)
                .put("version", version)
                .set("data", data.put("key", key).put("version", version));
    }

    synchronized List<JsonNode> items() {
        return items.values().stream().map(i -> i.path("data")).toList();
    }

    synchronized List<JsonNode> in(String collection) {
        return items().stream().filter(d -> holds(d, collection)).toList();
    }

    private static boolean holds(JsonNode data, String collection) {
        for (JsonNode c : data.path("collections")) if (c.asString().equals(collection)) return true;
        return false;
    }

    synchronized Optional<String> collectionCalled(String name) {
        List<String> keys = collections.entrySet().stream()
                .filter(c -> c.getValue().at("/data/name").asString().equals(name))
                .map(Map.Entry::getKey)
                .toList();
        if (keys.size() > 1) throw new IllegalStateException("made twice: " + name);
        return keys.stream().findFirst();
    }

    synchronized void readOnly() {
        writes = false;
    }

    // ---- What goes wrong
    // -----------------------------------------------------------------------------------------

    /// @param after how many requests come before it from now
    synchronized void trouble(int after, Trouble trouble) {
        troubles.put(asked.size() + after, trouble);
    }

    synchronized void refuse(int after, int status, Map<String, String> headers) {
        refusals.put(asked.size() + after, new Refusal(status, headers));
    }

    synchronized void backoff(int after, String seconds) {
        backoffs.put(asked.size() + after, seconds);
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    // ---- Answers
    // ------------------------------------------------------------------------------------------------

    private record Answer(int status, String body, Map<String, String> headers) {}

    private void answer(HttpExchange x) throws IOException {
        String body = new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Trouble trouble;
        Answer answer;
        synchronized (this) {
            int n = asked.size();
            Map<String, String> headers = new HashMap<>();
            x.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            asked.add(new Asked(x.getRequestMethod(), x.getRequestURI().toString(), headers, body));
            trouble = troubles.getOrDefault(n, Trouble.NONE);
            @Nullable Refusal refusal = refusals.get(n);
            if (trouble == Trouble.CHANGED_BEFORE) version++;
            answer = refusal != null
                    ? new Answer(refusal.status, "refused", refusal.headers)
                    : reply(x, headers, body, trouble);
            if (backoffs.containsKey(n)) x.getResponseHeaders().set("Backoff", backoffs.get(n));
        }
        try (x) {
            switch (trouble) {
                case ANSWER_LOST -> {
                    // closed without a word
                }
                case SILENT -> awaitClose();
                default -> send(x, answer, trouble);
            }
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange x, Answer answer, Trouble trouble) throws IOException {
        answer.headers.forEach((k, v) -> x.getResponseHeaders().set(k, v));
        x.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
        if (trouble == Trouble.CUT_OFF) bytes = Arrays.copyOf(bytes, bytes.length / 2);
        if (trouble == Trouble.LARGE) bytes = Arrays.copyOf(bytes, 3_000_000);
        if (answer.status == 304) {
            x.sendResponseHeaders(304, -1);
            return;
        }
        x.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
        try {
            x.getResponseBody().write(bytes);
        } catch (IOException e) {
            // Whoever asked had enough of it.
            if (trouble != Trouble.LARGE) throw new UncheckedIOException(e);
        }
    }

    private Answer reply(HttpExchange x, Map<String, String> headers, String body, Trouble trouble) {
        String path = x.getRequestURI().getPath();
        if (!KEY.equals(headers.get("zotero-api-key"))) return new Answer(403, "Invalid key", Map.of());
        if (!"3".equals(headers.get("zotero-api-version"))) return new Answer(400, "version", Map.of());
        if (path.equals("/keys/current")) {
            ObjectNode k = JSON.createObjectNode().put("key", KEY).put("userID", Long.parseLong(USER));
            ObjectNode own = k.putObject("access").putObject("user").put("library", true);
            if (writes) own.put("write", true);
            return new Answer(200, k.toString(), Map.of());
        }
        String own = "/users/" + USER;
        if (!path.startsWith(own + "/")) return new Answer(403, "Forbidden", Map.of());
        String rest = path.substring(own.length());
        if (x.getRequestMethod().equals("POST")) return write(rest, headers, body);
        if (rest.equals("/collections")) return list(x, headers, List.copyOf(collections.values()), trouble);
        if (rest.equals("/items/top")) return list(x, headers, List.copyOf(items.values()), trouble);
        String in = rest.replaceFirst("^/collections/([A-Z0-9]{8})/items/top$", "$1");
        if (collections.containsKey(in))
            return list(
                    x,
                    headers,
                    items.values().stream()
                            .filter(i -> holds(i.path("data"), in))
                            .toList(),
                    trouble);
        return new Answer(404, "Not found", Map.of());
    }

    private Answer list(HttpExchange x, Map<String, String> headers, List<ObjectNode> all, Trouble trouble) {
        Map<String, String> query = new HashMap<>();
        for (String part : x.getRequestURI().getQuery().split("&"))
            query.put(part.replaceAll("=.*", ""), part.replaceAll("^[^=]*=", ""));
        String known = headers.get("if-modified-since-version");
        if (known != null && Long.parseLong(known) >= version)
            return new Answer(304, "", Map.of("Last-Modified-Version", "" + version));
        long since = Long.parseLong(query.getOrDefault("since", "0"));
        List<ObjectNode> found =
                all.stream().filter(i -> i.path("version").asLong() > since).toList();
        int start = Integer.parseInt(query.getOrDefault("start", "0"));
        int end = Math.min(found.size(), start + Math.min(100, Integer.parseInt(query.getOrDefault("limit", "25"))));
        ArrayNode page = JSON.createArrayNode();
        found.subList(Math.min(start, end), trouble == Trouble.ONE_MISSING ? end - 1 : end)
                .forEach(page::add);
        Map<String, String> out = new HashMap<>();
        out.put("Total-Results", "" + found.size());
        out.put("Last-Modified-Version", "" + version);
        // Leads elsewhere, to show that nobody goes there.
        if (end < found.size()) out.put("Link", "<https://example.org/stolen?start=" + end + ">; rel=\"next\"");
        return new Answer(200, page.toString(), out);
    }

    private Answer write(String rest, Map<String, String> headers, String body) {
        if (!writes) return new Answer(403, "Write access denied", Map.of());
        if (Long.parseLong(headers.getOrDefault("if-unmodified-since-version", "-1")) != version)
            return new Answer(412, "Library has been modified since specified version", Map.of());
        Map<String, ObjectNode> into = rest.equals("/collections") ? collections : items;
        JsonNode objects = JSON.readTree(body);
        if (objects.size() > 50) return new Answer(413, "too many", Map.of());
        version++;
        ObjectNode said = JSON.createObjectNode();
        ObjectNode successful = said.putObject("successful");
        ObjectNode success = said.putObject("success");
        said.putObject("unchanged");
        ObjectNode failed = said.putObject("failed");
        for (int i = 0; i < objects.size(); i++) {
            ObjectNode data = (ObjectNode) objects.get(i);
            if (data.path("title").asString("").contains("unwelcome")) {
                failed.putObject("" + i).put("key", "").put("code", 400).put("message", "'title' is <b>unwelcome</b>");
                continue;
            }
            String key = data.path("key").asString("");
            ObjectNode was = into.get(key);
            if (was != null) {
                ObjectNode changed = ((ObjectNode) was.path("data")).deepCopy();
                data.properties().forEach(p -> changed.set(p.getKey(), p.getValue()));
                into.put(key, kept(key, changed));
            } else {
                long now = version;
                key = key();
                version = now;
                into.put(key, kept(key, data));
            }
            success.put("" + i, key);
            successful.set("" + i, into.get(key));
        }
        return new Answer(200, said.toString(), Map.of("Last-Modified-Version", "" + version));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
