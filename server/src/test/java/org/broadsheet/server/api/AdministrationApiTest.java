package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.server.post.EmailAddress;
import org.broadsheet.server.post.Order;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.broadsheet.server.store.RandomIds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Running the house by program: for administrators whose token says so, and for nobody else.
class AdministrationApiTest extends OperationsContract {
    private static final String A = "/api/v1/administration";

    AdministrationApiTest() {
        super(List.of(AdministrationApi.class, MailApi.class), Set.of("administration"));
    }

    /// An administrator's tokens of either kind.
    @BeforeEach
    void administrator() {
        tokens.put("edda's without", java.util.Objects.requireNonNull(tokens.get(edda)));
        tokens.put(
                edda,
                new ApiTokens(served.library())
                        .make(id(edda), "runs it", EnumSet.allOf(Scope.class), null)
                        .secret());
        tokens.put(
                ines,
                new ApiTokens(served.library())
                        .make(id(ines), "would run it", EnumSet.allOf(Scope.class), null)
                        .secret());
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
    void everyOperationAnswersAsDescribed() {
        JsonNode house = call(edda, 200, "GET", A, "", "", "");
        assertThat(house.at("/index/papers").asInt()).isEqualTo(ServedLibrary.ALL);
        assertThat(house.at("/storage/databaseBytes").asLong()).isGreaterThan(100_000);
        assertThat(house.at("/mail/where").asString()).contains("outbox");

        JsonNode set = call(edda, 200, "GET", A + "/settings", "", "", "");
        assertThat(set.at("/days/signals").asInt()).isZero();
        set = call(edda, 200, "PUT", A + "/settings", "", "", "{\"signUp\":\"closed\",\"days\":{\"signals\":30}}");
        assertThat(set.path("signUp").asString()).isEqualTo("closed");
        assertThat(set.at("/days/signals").asInt()).isEqualTo(30);
        assertThat(set.at("/days/audit").asInt()).as("what is not given stays").isEqualTo(365);
        for (String bad : List.of(
                "{\"signUp\":\"sometimes\"}",
                "{\"days\":{\"judgments\":3}}",
                "{\"days\":{\"audit\":0}}",
                "{\"days\":{\"audit\":null}}",
                "{\"house\":\" \"}")) call(edda, 400, "PUT", A + "/settings", "", "", bad);

        JsonNode readers = call(edda, 200, "GET", A + "/readers", "", "?find=ines-&limit=1", "");
        assertThat(readers.path("readers").size()).isEqualTo(1);
        String tomasId = id(tomas).value();
        JsonNode changed = call(edda, 200, "PUT", A + "/readers/{id}", tomasId, "", "{\"role\":\"editor\"}");
        assertThat(changed.path("role").asString()).isEqualTo("editor");
        changed = call(edda, 200, "PUT", A + "/readers/{id}", tomasId, "", "{\"open\":false}");
        assertThat(changed.path("open").asBoolean()).isFalse();
        call(edda, 200, "PUT", A + "/readers/{id}", tomasId, "", "{\"open\":true,\"role\":\"reader\"}");
        call(edda, 400, "PUT", A + "/readers/{id}", tomasId, "", "{\"role\":\"owner\"}");
        call(edda, 404, "PUT", A + "/readers/{id}", "r-nobody", "", "{\"role\":\"editor\"}");

        JsonNode made = call(edda, 201, "POST", A + "/invitations", "", "", "{\"role\":\"editor\"}");
        assertThat(made.path("link").asString()).startsWith(served.address() + "/sign-up?invitation=");
        JsonNode open = call(edda, 200, "GET", A + "/invitations", "", "", "");
        String invitation = open.at("/invitations/0/id").asString();
        assertThat(made.path("link").asString())
                .as("what is listed opens nothing")
                .doesNotContain(invitation);
        call(edda, 204, "DELETE", A + "/invitations/{id}", invitation, "", "");
        call(edda, 404, "DELETE", A + "/invitations/{id}", invitation, "", "");
        call(edda, 400, "POST", A + "/invitations", "", "", "{\"role\":\"owner\"}");

        String what = "cs."
                + RandomIds.secret()
                        .substring(0, 2)
                        .toUpperCase(java.util.Locale.ROOT)
                        .replaceAll("[0-9]", "X");
        JsonNode source = call(
                edda,
                201,
                "POST",
                A + "/sources",
                "",
                "",
                "{\"kind\":\"arxiv\",\"what\":\"" + what + "\",\"since\":\"2024-09-01\"}");
        String sourceId = source.path("id").asString();
        assertThat(source.path("from").asString()).isEqualTo("2024-09-01");
        call(edda, 400, "POST", A + "/sources", "", "", "{\"kind\":\"arxiv\",\"what\":\"" + what + "\"}");
        call(edda, 400, "POST", A + "/sources", "", "", "{\"kind\":\"rumour\"}");
        call(edda, 400, "POST", A + "/sources", "", "", "{\"kind\":\"hf-daily\",\"since\":\"yesterday\"}");
        assertThat(call(edda, 200, "GET", A + "/sources", "", "", "").toString())
                .contains(sourceId);
        JsonNode hurried = call(edda, 202, "POST", A + "/sources/ask", "", "", "{\"source\":\"" + sourceId + "\"}");
        assertThat(hurried.path("next").asString())
                .isEqualTo(source.path("next").asString());
        call(edda, 404, "POST", A + "/sources/ask", "", "", "{\"source\":\"nowhere\"}");
        call(edda, 204, "DELETE", A + "/sources", "", "?source=" + sourceId, "");
        call(edda, 404, "DELETE", A + "/sources", "", "?source=" + sourceId, "");

        Postbox postbox = new Postbox(served.library());
        String once = "held-" + RandomIds.secret();
        postbox.post(new Order(once, "note", "1", new EmailAddress("merlin@example.org"), "", true));
        served.library()
                .database()
                .write(() -> served.library()
                        .database()
                        .writing()
                        .update("update letter set state = 'held', reason = 'cut off' where once_key = ?", once));
        JsonNode letters = call(edda, 200, "GET", A + "/letters", "", "?state=held&limit=1", "");
        assertThat(letters.at("/letters/0/reason").asString()).isEqualTo("cut off");
        assertThat(letters.toString()).doesNotContain("merlin@");
        String letter = letters.at("/letters/0/id").asString();
        call(edda, 400, "POST", A + "/letters/{id}", letter, "", "{\"deed\":\"burn\"}");
        call(edda, 204, "POST", A + "/letters/{id}", letter, "", "{\"deed\":\"drop\"}");
        call(edda, 404, "POST", A + "/letters/{id}", letter, "", "{\"deed\":\"arrived\"}");
        call(edda, 400, "GET", A + "/letters", "", "?state=lost", "");

        served.library()
                .database()
                .write(() -> served.library()
                        .database()
                        .writing()
                        .update(
                                "insert into returned (letter_id, address, kind, status, at) values (?, 'merlin@example.org', 'bounce', '5.1.1', '2024-09-12T07:00:00Z')",
                                once));
        assertThat(call(edda, 200, "GET", A + "/mail/returned", "", "", "")
                        .at("/returned/0/kind")
                        .asString())
                .isEqualTo("bounce");
        call(edda, 204, "DELETE", A + "/mail/returned", "", "?address=merlin@example.org", "");
        call(edda, 404, "DELETE", A + "/mail/returned", "", "?address=merlin@example.org", "");
        call(edda, 400, "DELETE", A + "/mail/returned", "", "?address=nobody", "");
        called.add("post " + A + "/mail/returned"); // has its own tests, with reports of many kinds

        JsonNode deeds = call(edda, 200, "GET", A + "/deeds", "", "?limit=3", "");
        assertThat(deeds.at("/deeds/0/deed").asString()).isEqualTo("address forgiven");
        assertThat(deeds.at("/deeds/0/by").asString()).isEqualTo(edda);
        JsonNode before = call(
                edda,
                200,
                "GET",
                A + "/deeds",
                "",
                "?limit=1&before=" + deeds.path("next").asLong(),
                "");
        assertThat(before.at("/deeds/0/id").asLong())
                .isLessThan(deeds.path("next").asLong());
        call(edda, 400, "GET", A + "/deeds", "", "?limit=0", "");

        assertThat(called).isEqualTo(described());
    }

    @Test
    void nobodyElseGetsInWhateverTheTokenSays() {
        for (String operation : described()) {
            String method = operation.substring(0, operation.indexOf(' ')).toUpperCase(java.util.Locale.ROOT);
            String path = operation
                    .substring(operation.indexOf(' ') + 1)
                    .replace("{id}", id(tomas).value());
            String body = method.equals("GET") || method.equals("DELETE") ? "" : "{\"role\":\"administrator\"}";
            for (String who : List.of(ines, tomas, "edda's without"))
                assertThat(send(who, method, path, body).statusCode())
                        .as(operation + " as " + who)
                        .isEqualTo(403);
        }
        assertThat(served.library()
                        .database()
                        .reading()
                        .sql("select role from reader where name = ?")
                        .param(tomas)
                        .query(String.class)
                        .single())
                .isEqualTo("reader");
    }

    @Test
    void theLastAdministratorStaysOne() {
        served.library()
                .database()
                .write(() -> served.library()
                        .database()
                        .writing()
                        .update("update reader set role = 'reader' where name <> ?", edda));
        call(edda, 400, "PUT", A + "/readers/{id}", id(edda).value(), "", "{\"role\":\"reader\"}");
        call(edda, 400, "PUT", A + "/readers/{id}", id(edda).value(), "", "{\"open\":false}");
    }
}
