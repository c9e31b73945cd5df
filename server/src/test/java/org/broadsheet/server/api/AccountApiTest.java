package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.signin.Sessions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A reader's own account, what opens it, the archive, feeds and webhooks.
class AccountApiTest extends OperationsContract {
    private static final String V = "/api/v1";

    AccountApiTest() {
        super(List.of(AccountApi.class, OutletsApi.class), Set.of("account", "outlets"));
    }

    private ReaderId id(String reader) {
        return new ReaderId(served.library()
                .database()
                .reading()
                .sql("select id from reader where name = ?")
                .param(reader)
                .query(String.class)
                .single());
    }

    @Test
    void everyOperationAnswersAsDescribedAndToNobodyElse() throws IOException, InterruptedException {
        JsonNode me = call(ines, 200, "GET", V + "/me", "", "", "");
        assertThat(me.path("name").asString()).isEqualTo(ines);
        assertThat(me.path("scopes").size()).isEqualTo(5);
        me = call(ines, 200, "PUT", V + "/me", "", "", "{\"displayName\":\"Ines A.\",\"signals\":false}");
        assertThat(me.path("displayName").asString()).isEqualTo("Ines A.");
        assertThat(me.path("signals").asBoolean()).isFalse();
        assertThat(call(ines, 200, "PUT", V + "/me", "", "", "{\"signals\":true}")
                        .path("displayName")
                        .asString())
                .as("what is not given stays")
                .isEqualTo("Ines A.");
        call(ines, 400, "PUT", V + "/me", "", "", "{\"displayName\":\" \"}");

        String session = new Sessions(served.library())
                .open(id(ines), null, "Firefox/130.0 Linux", true)
                .session()
                .handle();
        assertThat(call(ines, 200, "GET", V + "/sessions", "", "", "")
                        .at("/sessions/0/device")
                        .asString())
                .isEqualTo("Firefox on Linux");
        assertThat(call(tomas, 200, "GET", V + "/sessions", "", "", "").path("sessions"))
                .isEmpty();
        call(tomas, 404, "DELETE", V + "/sessions/{id}", session, "", "");
        call(ines, 204, "DELETE", V + "/sessions/{id}", session, "", "");

        JsonNode made = call(
                ines, 201, "POST", V + "/tokens", "", "", "{\"name\":\"Script\",\"scopes\":[\"read\"],\"days\":9}");
        String token = made.at("/token/id").asString();
        assertThat(made.path("secret").asString()).startsWith(ApiTokens.PREFIX);
        assertThat(call(ines, 200, "GET", V + "/tokens", "", "", "")
                        .path("tokens")
                        .size())
                .isEqualTo(2);
        call(ines, 400, "POST", V + "/tokens", "", "", "{\"name\":\"Script\",\"scopes\":[\"fly\"]}");
        call(ines, 400, "POST", V + "/tokens", "", "", "{\"name\":\"Script\",\"scopes\":[]}");
        call(tomas, 404, "DELETE", V + "/tokens/{id}", token, "", "");
        call(ines, 204, "DELETE", V + "/tokens/{id}", token, "", "");

        call(ines, 201, "POST", V + "/lists", "", "", "{\"name\":\"On stopping\"}");
        called.remove("post /api/v1/lists");
        call(ines, 200, "GET", V + "/archive", "", "", "");
        byte[] zip = bytes(ines);
        JsonNode report = bring(tomas, zip, 200);
        assertThat(report.path("files").findValuesAsString("name")).contains("lists.jsonl");
        called.add("post /api/v1/archive");
        assertThat(bring(tomas, "no zip".getBytes(java.nio.charset.StandardCharsets.UTF_8), 400)
                        .path("detail")
                        .asString())
                .contains("no zip file");

        String follow = call(ines, 201, "POST", V + "/follows", "", "", "{\"kind\":\"search\",\"target\":\"q=video\"}")
                .get("id")
                .asString();
        called.remove("post /api/v1/follows");
        JsonNode feed = call(ines, 201, "POST", V + "/feeds", "", "", "{\"kind\":\"edition\"}");
        assertThat(feed.path("addresses").size()).isEqualTo(2);
        call(ines, 201, "POST", V + "/feeds", "", "", "{\"kind\":\"follow\",\"follow\":\"" + follow + "\"}");
        call(tomas, 400, "POST", V + "/feeds", "", "", "{\"kind\":\"follow\",\"follow\":\"" + follow + "\"}");
        call(ines, 400, "POST", V + "/feeds", "", "", "{\"kind\":\"everything\"}");
        JsonNode feeds = call(ines, 200, "GET", V + "/feeds", "", "", "");
        assertThat(feeds.path("feeds").size()).isEqualTo(2);
        String secret = feed.at("/addresses/0").asString().replaceAll(".*/|\\.atom$", "");
        assertThat(feeds.toString()).doesNotContain(secret);
        String link = feed.at("/feed/id").asString();
        call(tomas, 404, "DELETE", V + "/feeds/{id}", link, "", "");
        call(ines, 204, "DELETE", V + "/feeds/{id}", link, "", "");

        String w = V + "/webhooks";
        JsonNode hook = call(
                ines,
                201,
                "POST",
                w,
                "",
                "",
                "{\"address\":\"https://hooks.example.org/b\",\"kind\":\"follow\",\"follow\":\"" + follow + "\"}");
        assertThat(hook.path("secret").asString()).startsWith("whsec_");
        for (String bad : List.of("http://hooks.example.org/", "ftp://x", "https://a:b@example.org", "https:///x", "x"))
            call(ines, 400, "POST", w, "", "", "{\"address\":\"" + bad + "\",\"kind\":\"edition\"}");
        call(
                tomas,
                400,
                "POST",
                w,
                "",
                "",
                "{\"address\":\"https://hooks.example.org/b\",\"kind\":\"follow\",\"follow\":\"" + follow + "\"}");
        String hookId = hook.at("/webhook/id").asString();
        assertThat(call(ines, 200, "GET", w, "", "", "").toString())
                .contains(hookId)
                .doesNotContain("whsec_");
        call(ines, 202, "POST", w + "/{id}/test", hookId, "", "");
        assertThat(call(ines, 200, "GET", w + "/{id}", hookId, "", "")
                        .path("deliveries")
                        .size())
                .isEqualTo(1);
        call(ines, 200, "POST", w + "/{id}/enable", hookId, "", "");
        call(tomas, 404, "GET", w + "/{id}", hookId, "", "");
        for (String deed : List.of("/test", "/enable")) call(tomas, 404, "POST", w + "/{id}" + deed, hookId, "", "");
        call(tomas, 404, "DELETE", w + "/{id}", hookId, "", "");
        call(ines, 204, "DELETE", w + "/{id}", hookId, "", "");

        assertThat(called).as("every described operation was called").isEqualTo(described());
    }

    private byte[] bytes(String reader) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(served.address() + V + "/archive"))
                            .header("Authorization", "Bearer " + Objects.requireNonNull(tokens.get(reader)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            return answer.body();
        }
    }

    private JsonNode bring(String reader, byte[] zip, int status) {
        HttpResponse<String> answer = served.send(HttpRequest.newBuilder(URI.create(served.address() + V + "/archive"))
                .header("Authorization", "Bearer " + Objects.requireNonNull(tokens.get(reader)))
                .header("Content-Type", "application/zip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ServedLibrary.read(answer.body());
    }

    /// A token that leaks gives away what it may do, and no more.
    @Test
    void aTokenMakesNoneThatMayMoreOrLastsLonger() {
        ApiTokens kept = new ApiTokens(served.library());
        String narrow = kept.make(
                        id(ines), "narrow", EnumSet.of(Scope.READ, Scope.ACCOUNT), java.time.Duration.ofDays(3))
                .secret();
        tokens.put(ines, narrow);
        call(ines, 403, "POST", V + "/tokens", "", "", "{\"name\":\"x\",\"scopes\":[\"judge\"],\"days\":1}");
        call(ines, 403, "POST", V + "/tokens", "", "", "{\"name\":\"x\",\"scopes\":[\"admin\"],\"days\":1}");
        call(ines, 403, "POST", V + "/tokens", "", "", "{\"name\":\"x\",\"scopes\":[\"read\"]}");
        call(ines, 403, "POST", V + "/tokens", "", "", "{\"name\":\"x\",\"scopes\":[\"read\"],\"days\":4}");
        call(ines, 201, "POST", V + "/tokens", "", "", "{\"name\":\"x\",\"scopes\":[\"read\"],\"days\":2}");
        tokens.put(
                ines, kept.make(id(ines), "reads", EnumSet.of(Scope.READ), null).secret());
        for (String path : List.of("/tokens", "/feeds", "/webhooks", "/archive"))
            assertThat(send(ines, "POST", V + path, "{}").statusCode()).as(path).isEqualTo(403);
        assertThat(send(ines, "PUT", V + "/me", "{}").statusCode()).isEqualTo(403);
    }

    @Test
    void everyAnswerToATokenSaysHowMuchOfThePaceIsLeft() {
        HttpResponse<String> answer = send(ines, "GET", V + "/me", "");
        assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"ask\";q=3000;w=300");
        assertThat(answer.headers().firstValue("RateLimit").orElse("")).matches("\"ask\";r=2999;t=1");
        HttpResponse<String> judged = send(
                ines,
                "POST",
                V + "/judgments",
                "{\"type\":\"thumb\",\"item\":\"" + PAPER + "\",\"up\":true,\"key\":\"k\"}");
        assertThat(judged.headers().allValues("RateLimit-Policy"))
                .containsExactly("\"ask\";q=3000;w=300", "\"judge\";q=120;w=60");
        HttpResponse<String> last = judged;
        for (int i = 0; i < 130 && last.statusCode() != 429; i++)
            last = send(
                    ines,
                    "POST",
                    V + "/judgments",
                    "{\"type\":\"thumb\",\"item\":\"" + PAPER + "\",\"up\":true,\"key\":\"k" + i + "\"}");
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().allValues("RateLimit").getLast()).startsWith("\"judge\";r=0;t=");
        assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElse("0")))
                .isPositive();
        assertThat(ServedLibrary.type(last)).startsWith("application/problem+json");
        assertThat(served.get("/api/v1/topics").headers().firstValue("RateLimit"))
                .isEmpty();
    }
}
