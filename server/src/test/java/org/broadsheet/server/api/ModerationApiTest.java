package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What waits for editors, by program.
class ModerationApiTest extends OperationsContract {
    private static final String V = "/api/v1";

    ModerationApiTest() {
        super(List.of(ModerationApi.class), Set.of("moderation"));
    }

    @Test
    void editorsSeeWhatWaitsAndDecide() {
        String comment = call(
                        ines,
                        201,
                        "POST",
                        V + "/comments",
                        "",
                        "",
                        "{\"paper\":\"" + PAPER + "\",\"text\":\"Buy pills\"}")
                .path("id")
                .asString();
        call(tomas, 204, "POST", V + "/comments/{id}/report", comment, "", "{\"reason\":\"advertising\"}");
        String claim = call(
                        ines,
                        201,
                        "POST",
                        V + "/claims",
                        "",
                        "",
                        "{\"paper\":\"" + PAPER + "\",\"author\":0,\"method\":\"word\",\"evidence\":\"I wrote it\"}")
                .path("id")
                .asString();
        called.clear();
        JsonNode queue = call(edda, 200, "GET", V + "/moderation", "", "", "");
        assertThat(queue.path("reported").findValuesAsString("id")).contains(comment);
        assertThat(queue.at("/reported/0/reasons/0").asString()).isEqualTo("advertising");
        assertThat(queue.path("claims").findValuesAsString("id")).contains(claim);
        call(ines, 403, "GET", V + "/moderation", "", "", "");
        String decide = V + "/moderation/claims/{id}";
        call(edda, 400, "POST", decide, claim, "", "{\"approve\":false}");
        call(ines, 403, "POST", decide, claim, "", "{\"approve\":true}");
        call(edda, 204, "POST", decide, claim, "", "{\"approve\":false,\"reason\":\"another Author\"}");
        call(edda, 404, "POST", decide, claim, "", "{\"approve\":true}");
        String clear = V + "/moderation/bursts/{id}";
        call(ines, 403, "POST", clear, PAPER, "", "{\"reason\":\"mine\"}");
        call(edda, 204, "POST", clear, PAPER, "", "{\"reason\":\"a seminar\"}");
        call(edda, 404, "POST", clear, "2409.99999", "", "{}");
        assertThat(call(edda, 200, "GET", V + "/moderation", "", "", "")
                        .path("decisions")
                        .findValuesAsString("reason"))
                .contains("another Author", "a seminar");
        assertThat(called).isEqualTo(described());
    }
}
