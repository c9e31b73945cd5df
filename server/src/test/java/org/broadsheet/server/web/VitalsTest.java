package org.broadsheet.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.signin.ApiTokens;
import org.broadsheet.server.signin.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What machines ask of the house: that it lives, that it is ready, and its measures.
class VitalsTest {
    /// As a request looks that came through a proxy from another machine.
    private static final String FROM_AFAR = "X-Forwarded-For: 203.0.113.7";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static String bearer(TestHouse house, String reader, Scope scope) {
        return "Authorization: Bearer "
                + new ApiTokens(house.library())
                        .make(house.readerId(reader), "measures", Set.of(scope), null)
                        .secret();
    }

    @Test
    void measuresAreForThisMachineAndForAdministrators() throws IOException {
        try (TestHouse house = TestHouse.furnished(folder)) {
            house.reader("ines", Role.READER);
            house.reader("edda", Role.ADMINISTRATOR);
            HttpAnswer.get(house.address(), "/papers/" + TestHouse.RICH);
            HttpAnswer here = HttpAnswer.get(house.address(), "/metrics");
            assertThat(here.status()).isEqualTo(200);
            assertThat(here.header("content-type")).startsWith("text/plain");
            assertThat(here.body())
                    .contains("jvm_memory_used_bytes", "http_server_requests_seconds_count")
                    .contains("broadsheet_papers " + (double) house.library().count())
                    .contains("broadsheet_index_behind 0.0")
                    .doesNotContain(TestHouse.RICH)
                    .doesNotContain("edda");

            assertThat(HttpAnswer.get(house.address(), "/metrics", FROM_AFAR).status())
                    .isEqualTo(401);
            assertThat(HttpAnswer.get(house.address(), "/metrics", FROM_AFAR, bearer(house, "edda", Scope.READ))
                            .status())
                    .isEqualTo(403);
            assertThat(HttpAnswer.get(house.address(), "/metrics", FROM_AFAR, bearer(house, "ines", Scope.ADMIN))
                            .status())
                    .isEqualTo(403);
            assertThat(HttpAnswer.get(house.address(), "/metrics", FROM_AFAR, bearer(house, "edda", Scope.ADMIN))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void whoLivesAndCannotWorkSaysSo() throws IOException {
        try (TestHouse house = TestHouse.furnished(folder)) {
            assertThat(HttpAnswer.get(house.address(), "/health", FROM_AFAR).body())
                    .isEqualTo("{\"status\":\"up\"}");
            HttpAnswer ready = HttpAnswer.get(house.address(), "/ready", FROM_AFAR);
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body()).contains("\"status\":\"ready\"");
            house.library().database().close();
            HttpAnswer broken = HttpAnswer.get(house.address(), "/ready");
            assertThat(broken.status()).isEqualTo(503);
            assertThat(broken.body()).contains("\"database\":\"down\"", "\"status\":\"not ready\"");
            assertThat(HttpAnswer.get(house.address(), "/health").status()).isEqualTo(200);
        }
    }
}
