package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Judgments, what readers do together, and what they keep.
class ReadersApiTest extends OperationsContract {
    ReadersApiTest() {
        super(
                List.of(JudgmentsApi.class, CommunityApi.class, ShelfApi.class, NewsApi.class),
                Set.of("judgments", "community", "shelf"));
    }

    @Test
    void everyOperationAnswersAsDescribedAndToNobodyElse() throws IOException {
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

        served.give(
                "register-" + ines,
                "{\"_id\":\"n\",\"arxiv\":\"2409.00105\",\"title\":\"%s\",\"notices\":[{\"kind\":\"corrected\",\"date\":\"2024\"}]}\n"
                        .formatted(served.library()
                                .paper("2409.00105")
                                .orElseThrow()
                                .metadata()
                                .title()));
        assertThat(call(ines, 200, "GET", "/api/v1/news", "", "", "").get("news"))
                .isEmpty();
        call(
                ines,
                201,
                "POST",
                j,
                "",
                "",
                "{\"type\":\"choice\",\"choice\":\"save\",\"item\":\"2409.00106\",\"key\":\"n\"}");
        served.give(
                "register-" + ines,
                "{\"_id\":\"m\",\"arxiv\":\"2409.00106\",\"title\":\"%s\",\"notices\":[{\"kind\":\"retracted\",\"date\":\"2024\",\"by\":\"doi:10.5555/r\"}]}\n"
                        .formatted(served.library()
                                .paper("2409.00106")
                                .orElseThrow()
                                .metadata()
                                .title()));
        JsonNode news = call(ines, 200, "GET", "/api/v1/news", "", "?unread=true&limit=5", "");
        assertThat(news.get("unread").asInt()).isEqualTo(1);
        assertThat(news.at("/news/0/by").asString()).isEqualTo("doi:10.5555/r");
        call(ines, 400, "GET", "/api/v1/news", "", "?limit=0", "");
        call(ines, 400, "POST", "/api/v1/news/seen", "", "", "{}");
        call(ines, 204, "POST", "/api/v1/news/seen", "", "", "{\"upTo\":" + news.at("/news/0/id") + "}");
        assertThat(call(ines, 200, "GET", "/api/v1/news", "", "", "")
                        .get("unread")
                        .asInt())
                .isZero();
        assertThat(call(tomas, 200, "GET", "/api/v1/news", "", "", "").get("news"))
                .isEmpty();

        assertThat(called).as("every described operation was called").isEqualTo(described());
    }
}
