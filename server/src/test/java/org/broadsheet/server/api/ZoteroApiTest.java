package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.broadsheet.server.shelf.ZoteroStandIn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A reader's library at Zotero, by the API, on a server that believes a stand-in to be Zotero.
class ZoteroApiTest extends OperationsContract {
    private static final String Z = "/api/v1/zotero";
    private static final ZoteroStandIn THERE = standIn();

    /// Before the server starts, which looks where Zotero is.
    @RegisterExtension
    static final BeforeAllCallback FIRST = _ -> System.setProperty("broadsheet.zotero", THERE.address());

    ZoteroApiTest() {
        super(List.of(ZoteroApi.class), Set.of("zotero"));
    }

    private static ZoteroStandIn standIn() {
        try {
            return new ZoteroStandIn();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void leave() {
        System.clearProperty("broadsheet.zotero");
        THERE.close();
    }

    private JsonNode done() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            JsonNode now = call(ines, 200, "GET", Z, "", "", "");
            if (!now.get("underWay").asBoolean()) return now;
            if (System.nanoTime() > end) throw new IllegalStateException("it never ends: " + now);
            Thread.onSpinWait();
        }
    }

    @Test
    void everyOperationAnswersAsDescribedAndToNobodyElse() {
        String collection = THERE.collection("Screening");
        THERE.item("preprint", "Kept there", d -> d.put("archiveID", "arXiv:" + PAPER), collection);
        String list = call(ines, 201, "POST", "/api/v1/lists", "", "", "{\"name\":\"Mine\"}")
                .get("id")
                .asString();
        called.clear();
        String all = "{\"list\":\"" + list + "\"}";
        call(ines, 404, "GET", Z, "", "", "");
        call(ines, 404, "POST", Z + "/import", "", "", all);
        call(ines, 404, "POST", Z + "/export", "", "", "{\"list\":\"" + list + "\",\"name\":\"x\"}");
        call(ines, 404, "POST", Z + "/collections", "", "", "");
        call(ines, 404, "DELETE", Z, "", "", "");
        call(ines, 400, "PUT", Z, "", "", "{\"key\":\"no key\"}");
        call(ines, 422, "PUT", Z, "", "", "{\"key\":\"aaaaaaaaaaaaaaaaaaaaaaaa\"}");
        JsonNode known = call(
                ines,
                200,
                "PUT",
                Z,
                "",
                "",
                "{\"key\":\"" + ZoteroStandIn.KEY + "\",\"user\":\"" + ZoteroStandIn.USER + "\"}");
        assertThat(known.toString()).doesNotContain(ZoteroStandIn.KEY);
        assertThat(known.at("/collections/0/name").asString()).isEqualTo("Screening");
        call(ines, 200, "POST", Z + "/collections", "", "", "");
        call(ines, 400, "POST", Z + "/import", "", "", "{}");
        call(ines, 404, "POST", Z + "/import", "", "", "{\"list\":\"l-aaaaaaaaaaaaaaaa\"}");
        call(
                ines,
                202,
                "POST",
                Z + "/import",
                "",
                "",
                "{\"list\":\"" + list + "\",\"collection\":\"" + collection + "\"}");
        JsonNode came = done();
        assertThat(came.at("/outcome/0").asString()).isEqualTo("1 paper read, 1 new in the list.");
        assertThat(came.get("collection").asString()).isEqualTo(collection);
        HttpResponse<String> mine = send(ines, "GET", "/api/v1/lists/" + list, "");
        assertThat(ServedLibrary.read(mine.body()).at("/papers/0").asString()).isEqualTo(PAPER);
        call(ines, 400, "POST", Z + "/export", "", "", all);
        call(ines, 202, "POST", Z + "/export", "", "", "{\"list\":\"" + list + "\",\"name\":\"Sent\"}");
        assertThat(done().at("/outcome/0").asString())
                .isEqualTo("0 made in “Sent”, 1 put in that the library had, 0 there already.");
        call(tomas, 404, "GET", Z, "", "", "");
        call(ines, 204, "DELETE", Z, "", "", "");
        assertThat(called).isEqualTo(described());
    }
}
