package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.recommendation.edition.RecencyEditionRanker;
import org.broadsheet.server.BroadsheetServer;
import org.broadsheet.server.RunningServer;
import org.broadsheet.server.ServerSettings;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibrarySettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What a Daily Papers client sees of an old archive, whose papers have days of the list but no date of
/// their own and nobody's votes: the library was imported long after its last day.
class DailyPapersArchiveTest {
    private static final String NOW = "2026-11-25T08:00:00Z";
    private static final int A_DAY = 20;

    @TempDir
    private static Path folder;

    private static Library library;
    private static RunningServer server;

    @BeforeAll
    static void open() throws IOException {
        library = Library.open(LibrarySettings.in(folder), Clock.fixed(Instant.parse(NOW), ZoneOffset.UTC));
        StringBuilder lines = new StringBuilder();
        for (int day = 28; day <= 30; day++)
            for (int i = 1; i <= A_DAY; i++) lines.append("""
                        {"day":"2025-06-%d","arxiv":"2506.%03d%02d","title":"Study %d of day %d","generated_summary":"In short."}
                        """.formatted(day, day, i, i, day));
        library.importStream(
                "archive",
                "a.jsonl",
                new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)),
                _ -> {});
        Editions editions = new Editions(library, new RecencyEditionRanker(), _ -> List.of());
        server = BroadsheetServer.start(library, editions, new ServerSettings("127.0.0.1", 0, null));
    }

    @AfterAll
    static void close() {
        server.close();
        library.close();
    }

    private static JsonNode list(String query) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/api/daily_papers" + query))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).isEqualTo(200);
            return ServedLibrary.read(answer.body());
        }
    }

    private static List<String> days(JsonNode items) {
        List<String> days = new ArrayList<>();
        items.forEach(i -> days.add(i.get("publishedAt").asString().substring(0, 10)));
        return days;
    }

    @Test
    void withoutADateItStartsOnTheLastDayListed() throws IOException, InterruptedException {
        List<String> days = days(list("?limit=100"));
        assertThat(days).hasSize(3 * A_DAY);
        assertThat(days.subList(0, A_DAY)).containsOnly("2025-06-30");
        assertThat(days.subList(A_DAY, 2 * A_DAY)).containsOnly("2025-06-29");
    }

    @Test
    void whatNobodyCountedIsTrendingInTheOrderOfTheList() throws IOException, InterruptedException {
        for (String when : List.of("limit=30&p=1", "date=2025-06-29")) {
            JsonNode trending = list("?sort=trending&" + when);
            assertThat(days(trending))
                    .as(when)
                    .isEqualTo(days(list("?" + when)))
                    .isNotEmpty();
            // The scores of an edition are no measure of what is talked about.
            assertThat(trending).as(when).noneMatch(i -> i.has("score"));
        }
    }

    @Test
    void theDayOnTheListIsToldWhereThePaperHasNoDateOfItsOwn() throws IOException, InterruptedException {
        assertThat(list("?date=2025-06-29")).isNotEmpty().allSatisfy(item -> {
            assertThat(item.at("/paper/publishedAt").isNull()).isTrue();
            assertThat(item.get("submittedOnDailyAt").asString()).isEqualTo("2025-06-29T00:00:00.000Z");
        });
    }
}
