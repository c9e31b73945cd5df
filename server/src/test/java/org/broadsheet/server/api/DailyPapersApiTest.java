package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.server.api.ServedLibrary.next;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The Daily Papers endpoints over HTTP: paths, parameters, bounds and the place of every field.
@ExtendWith(ServedLibrary.Given.class)
class DailyPapersApiTest {
    private final ServedLibrary served;

    DailyPapersApiTest(ServedLibrary served) {
        this.served = served;
    }

    @Test
    void aDayIsItsList() {
        assertThat(ids(served.json("/api/daily_papers?date=2024-09-09")))
                .containsExactlyInAnyOrder("2409.00001", "2409.00002", "2409.00003", "2409.00004", "2409.00005");
        assertThat(served.json("/api/daily_papers?date=2024-09-11")).hasSize(ServedLibrary.ON_WEDNESDAY);
        assertThat(served.json("/api/daily_papers?date=2024-09-10")).hasSize(50);
    }

    @Test
    void aWeekAndAMonthHoldTheirDays() {
        int all = ServedLibrary.ON_MONDAY + ServedLibrary.ON_TUESDAY + ServedLibrary.ON_WEDNESDAY - 1;
        List<String> week = allPages("/api/daily_papers?week=2024-W37&limit=60");
        assertThat(week).hasSize(all).doesNotHaveDuplicates();
        // Nothing else was published that month.
        assertThat(allPages("/api/daily_papers?month=2024-09&limit=100")).hasSameElementsAs(week);
    }

    @Test
    void withoutADateItIsTheNewestDayAndThenTheDaysBefore() {
        List<String> ids = allPages("/api/daily_papers?limit=100");
        List<String> wednesday = ids(served.json("/api/daily_papers?date=2024-09-11"));
        List<String> tuesday = allPages("/api/daily_papers?date=2024-09-10&limit=100");
        assertThat(ids.subList(0, wednesday.size())).isEqualTo(wednesday);
        assertThat(ids.subList(wednesday.size(), wednesday.size() + tuesday.size()))
                .isEqualTo(tuesday);
        assertThat(ids)
                .doesNotHaveDuplicates()
                .contains("2409.00002")
                .hasSize(ServedLibrary.ON_MONDAY + ServedLibrary.ON_TUESDAY + ServedLibrary.ON_WEDNESDAY - 1);
    }

    @Test
    void pagesFitTogetherAndEnd() {
        String path = "/api/daily_papers?date=2024-09-10&limit=50";
        HttpResponse<String> first = served.get(path);
        assertThat(next(first)).isEqualTo(served.address() + path + "&p=1");
        HttpResponse<String> last = served.get(path + "&p=2");
        assertThat(ids(ServedLibrary.read(last.body()))).hasSize(30);
        assertThat(next(last)).isEmpty();
        HttpResponse<String> past = served.get(path + "&p=3");
        assertThat(past.statusCode()).isEqualTo(200);
        assertThat(past.body()).isEqualTo("[]");
        assertThat(served.get(path + "&p=1000000").body()).isEqualTo("[]");
        assertThat(allPages(path)).hasSize(130).doesNotHaveDuplicates();
    }

    @Test
    void aDayWithoutPapersIsAnEmptyList() {
        for (String when : List.of("date=2024-09-12", "date=2023-01-01", "date=2030-01-01", "week=2030-W01"))
            assertThat(served.get("/api/daily_papers?" + when).body()).as(when).isEqualTo("[]");
    }

    @Test
    void theSubmitterNarrows() {
        JsonNode all = served.json("/api/daily_papers?submitter=ten&limit=100");
        assertThat(all).hasSize(13);
        assertThat(all).allMatch(i -> i.at("/submittedBy/user").asString().equals("ten"));
        assertThat(ids(served.json("/api/daily_papers?date=2024-09-09&submitter=wren")))
                .containsExactly("2409.00001");
        assertThat(served.get("/api/daily_papers?submitter=nobody%20here").body())
                .isEqualTo("[]");
    }

    /// A parameter that came in encoded goes out as it came.
    @Test
    void theNextPageKeepsTheOtherParameters() {
        HttpResponse<String> answer = served.get("/api/daily_papers?submitter=%74en&limit=5&sort=publishedAt");
        assertThat(next(answer))
                .isEqualTo(served.address() + "/api/daily_papers?submitter=%74en&limit=5&sort=publishedAt&p=1");
        assertThat(served.get(URI.create(next(answer)).getRawPath() + "?"
                                + URI.create(next(answer)).getRawQuery())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void trendingOrdersTheSamePapers() {
        JsonNode trending = served.json("/api/daily_papers?date=2024-09-09&sort=trending");
        assertThat(ids(trending)).hasSameElementsAs(ids(served.json("/api/daily_papers?date=2024-09-09")));
        // Alone in its topic, which is taken to be about as hot as all of them: so it is hotter than the mean.
        JsonNode item = item(trending, "2409.00001");
        assertThat(item.get("score").asDouble()).isGreaterThan(1);
        assertThat(item.get("reason").asString()).isEqualTo("41 upvotes, 3 comments, 320 stars.");
        List<String> all = allPages("/api/daily_papers?sort=trending&limit=100");
        assertThat(all).contains("2409.00001").doesNotHaveDuplicates().hasSizeGreaterThan(100);
        for (String path : List.of("?date=2024-09-09&sort=trending", "?sort=trending&limit=100")) {
            double before = Double.MAX_VALUE;
            for (JsonNode i : served.json("/api/daily_papers" + path)) {
                assertThat(i.get("score").asDouble()).isLessThanOrEqualTo(before);
                before = i.get("score").asDouble();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date=yesterday",
                "date=2024-02-30",
                "date=",
                "date=2024-9-1",
                "week=2024-W60",
                "week=2024-37",
                "month=2024-13",
                "month=2024",
                "sort=upvotes",
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=ten",
                "limit=99999999999",
                "p=-1",
                "p=x"
            })
    void whatMakesNoSenseIsRefusedByName(String query) {
        HttpResponse<String> answer = served.get("/api/daily_papers?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        String error = ServedLibrary.read(answer.body()).get("error").asString();
        String[] given = query.split("=", 2);
        assertThat(error).contains("'" + given[0] + "'").contains("'" + given[0] + "' is");
        assertThat(error).contains(given[1]);
    }

    @Test
    void everyFieldStandsWhereItsReadersLook() {
        JsonNode item = item(served.json("/api/daily_papers?date=2024-09-09"), "2409.00001");
        JsonNode given = ServedLibrary.read(ServedLibrary.FULL);
        for (String field : List.of("title", "summary", "thumbnail", "numComments"))
            assertThat(item.get(field)).as(field).isEqualTo(given.get(field));
        JsonNode paper = item.get("paper");
        for (String field : List.of(
                "id",
                "title",
                "summary",
                "upvotes",
                "ai_summary",
                "ai_keywords",
                "githubRepo",
                "githubStars",
                "projectPage",
                "mediaUrls"))
            assertThat(paper.get(field)).as(field).isEqualTo(given.get("paper").get(field));
        // These are read at the top level only, and some readers look inside.
        for (String field : List.of(
                "ai_summary",
                "ai_keywords",
                "githubRepo",
                "githubStars",
                "projectPage",
                "title",
                "summary",
                "upvotes",
                "organization")) assertThat(item.get(field)).as(field).isEqualTo(paper.get(field));
        assertThat(paper.get("authors").get(1).get("name").asString()).isEqualTo("Tomás Líndell");
        assertThat(paper.get("authors").get(0).get("hidden").asBoolean()).isFalse();
        assertThat(item.at("/submittedBy/user").asString()).isEqualTo("wren");
        assertThat(paper.get("submittedOnDailyBy")).isEqualTo(item.get("submittedBy"));
        assertThat(item.at("/organization/fullname").asString()).isEqualTo("The Lab");
        // Two meanings of one word: onto the list outside, onto arXiv inside.
        assertThat(item.get("publishedAt").asString()).isEqualTo("2024-09-09T00:00:00.000Z");
        assertThat(paper.get("publishedAt").asString()).isEqualTo("2024-09-06T00:00:00.000Z");
        assertThat(paper.get("submittedOnDailyAt").asString()).isEqualTo("2024-09-09T00:00:00.000Z");
        assertThat(item.get("reason").asString()).isEqualTo("41 upvotes at Daily Papers.");
        assertThat(item.get("score").asDouble()).isPositive();
        assertThat(item.get("broadsheetId").asString()).startsWith("p-");
    }

    @Test
    void aPaperListedTwiceHasTheDayOfTheListAskedFor() {
        JsonNode wednesday = item(served.json("/api/daily_papers?date=2024-09-11"), "2409.00001");
        assertThat(wednesday.get("publishedAt").asString()).startsWith("2024-09-11");
        assertThat(wednesday.at("/paper/submittedOnDailyAt").asString()).startsWith("2024-09-11");
        JsonNode week = item(served.json("/api/daily_papers?week=2024-W37&limit=100"), "2409.00001");
        assertThat(week.get("publishedAt").asString()).startsWith("2024-09-09");
    }

    @Test
    void onePaperIsAFlatObject() {
        JsonNode info = served.json("/api/papers/2409.00001");
        assertThat(info.get("id").asString()).isEqualTo("2409.00001");
        assertThat(info.has("paper")).isFalse();
        assertThat(info.has("numComments")).isFalse();
        assertThat(info.get("upvotes").asInt()).isEqualTo(41);
        assertThat(info.at("/linkedModels/0/id").asString()).isEqualTo("lab/stopper");
        assertThat(info.get("numTotalModels").asInt()).isEqualTo(1);
        assertThat(info.at("/linkedDatasets/0/id").asString()).isEqualTo("lab/abstracts");
        assertThat(info.get("numTotalDatasets").asInt()).isEqualTo(1);
        assertThat(info.get("linkedSpaces")).isEmpty();
        assertThat(info.get("submittedOnDailyAt").asString()).isEqualTo("2024-09-11T00:00:00.000Z");
        assertThat(served.json("/api/papers/2409.00001v3")).isEqualTo(info);
        JsonNode repositories = served.json("/api/arxiv/2409.00001/repos");
        assertThat(repositories.get("models")).isEqualTo(info.get("linkedModels"));
        assertThat(repositories.get("datasets")).isEqualTo(info.get("linkedDatasets"));
        assertThat(repositories.get("spaces")).isEmpty();
    }

    @Test
    void aPaperOutsideArxivHasOurOwnId() {
        JsonNode info = served.json("/api/papers/10.5555/odds.1977");
        assertThat(info.get("id").asString()).startsWith("p-");
        assertThat(info.get("publishedAt").asString()).startsWith("1977-04-01");
        assertThat(served.json("/api/papers/" + info.get("id").asString())).isEqualTo(info);
    }

    @Test
    void whatIsNotHereIsNamed() {
        for (String path : List.of("/api/papers/2409.99999", "/api/arxiv/2409.99999/repos")) {
            HttpResponse<String> answer = served.get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(ServedLibrary.read(answer.body()).get("error").asString())
                    .contains("2409.99999");
        }
        assertThat(served.get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(ServedLibrary.type(served.get("/api/nothing"))).contains("json");
    }

    @Test
    void allPapersByCursor() {
        List<String> ids = new ArrayList<>();
        String path = "/api/papers?limit=40";
        while (!path.isEmpty()) {
            HttpResponse<String> answer = served.get(path);
            ServedLibrary.read(answer.body()).forEach(p -> ids.add(p.get("id").asString()));
            path = next(answer).replace(served.address(), "");
        }
        assertThat(ids).hasSize(ServedLibrary.ALL).doesNotHaveDuplicates();
        for (String bad : List.of("limit=0", "limit=101", "cursor=x", "cursor=' or 1=1".replace(" ", "%20")))
            assertThat(served.get("/api/papers?" + bad).statusCode()).as(bad).isEqualTo(400);
    }

    @Test
    void searchHasTheShapeOfTheList() {
        JsonNode found = served.json("/api/papers/search?q=stopping+rules+for+screening&limit=120");
        JsonNode item = item(found, "2409.00001");
        assertThat(found.get(0)).isEqualTo(item);
        assertThat(item.get("numComments").asInt()).isEqualTo(3);
        assertThat(item.at("/paper/upvotes").asInt()).isEqualTo(41);
        assertThat(served.json("/api/papers/search?q=video&limit=3")).hasSize(3);
        assertThat(new HashSet<>(ids(found))).hasSize(found.size());
        for (String bad : List.of("", "?q=", "?q=a&limit=0", "?q=a&limit=121", "?q=" + "a".repeat(251)))
            assertThat(served.get("/api/papers/search" + bad).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        assertThat(served.get("/api/papers/search?q=" + "a".repeat(250)).statusCode())
                .isEqualTo(200);
        // Nothing a reader types is an error.
        assertThat(served.get("/api/papers/search?q=%22((author:+%5B*%20AND").statusCode())
                .isEqualTo(200);
    }

    private List<String> allPages(String first) {
        List<String> ids = new ArrayList<>();
        String path = first;
        while (!path.isEmpty()) {
            HttpResponse<String> answer = served.get(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            ids.addAll(ids(ServedLibrary.read(answer.body())));
            path = next(answer).replace(served.address(), "");
        }
        return ids;
    }

    private static List<String> ids(JsonNode items) {
        List<String> ids = new ArrayList<>();
        items.forEach(i -> ids.add(i.at("/paper/id").asString()));
        return ids;
    }

    private static JsonNode item(JsonNode items, String id) {
        for (JsonNode i : items) if (i.at("/paper/id").asString().equals(id)) return i;
        throw new AssertionError("no " + id + " in " + ids(items));
    }
}
