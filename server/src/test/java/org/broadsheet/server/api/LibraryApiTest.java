package org.broadsheet.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.broadsheet.server.api.ServedLibrary.next;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Our own interface over HTTP: what it answers, how its pages fit together, what it refuses.
@ExtendWith(ServedLibrary.Given.class)
class LibraryApiTest {
    private final ServedLibrary served;

    LibraryApiTest(ServedLibrary served) {
        this.served = served;
    }

    @Test
    void allPapersPageByPage() {
        List<String> ids = new ArrayList<>();
        String path = "/api/v1/papers?limit=50";
        String expected = "";
        while (!path.isEmpty()) {
            HttpResponse<String> answer = served.get(path);
            JsonNode page = ServedLibrary.read(answer.body());
            page.get("papers").forEach(p -> ids.add(p.get("broadsheetId").asString()));
            path = next(answer).replace(served.address(), "");
            expected = page.get("next").isNull() ? "" : page.get("next").asString();
            assertThat(path).endsWith(expected);
        }
        assertThat(expected).isEmpty();
        assertThat(ids).hasSize(ServedLibrary.ALL).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aPaperByAnyOfItsNames() {
        JsonNode paper = served.json("/api/v1/papers/10.5555/odds.1977");
        assertThat(paper.get("title").asString()).isEqualTo("Probability ranking & <principle>");
        assertThat(paper.get("published").asString()).isEqualTo("1977-04");
        assertThat(paper.at("/authors/0/orcid").asString()).isEqualTo("0000-0002-1825-0097");
        assertThat(paper.at("/identifiers/doi").asString()).isEqualTo("10.5555/odds.1977");
        assertThat(paper.at("/provenance/0/source").asString()).isEqualTo("rest.jsonl");
        assertThat(paper.at("/provenance/0/key").asString()).isEqualTo("old");
        assertThat(paper.at("/provenance/0/seen").asString()).isEqualTo(ServedLibrary.NOW.toString());
        for (String name : List.of(
                "old", "doi:10.5555/odds.1977", paper.get("broadsheetId").asString()))
            assertThat(served.json("/api/v1/papers/" + name)).as(name).isEqualTo(paper);
        JsonNode merged = served.json("/api/v1/papers/2409.00001");
        assertThat(merged.get("provenance")).hasSize(2);
        assertThat(merged.get("listings")).hasSize(2);
    }

    @Test
    void whatIsLikeAPaperOrAText() {
        JsonNode like = served.json("/api/v1/papers/2409.00101/similar?limit=5").get("hits");
        assertThat(like).hasSize(5);
        assertThat(like).noneMatch(h -> h.get("id").asString().equals("2409.00101"));
        JsonNode text = served.json("/api/v1/similar?text=bee+keepers%27+log+books&limit=3")
                .get("hits");
        assertThat(text.get(0).get("title").asString()).isEqualTo("Bees and missing data");
    }

    @Test
    void searchTellsHowItUnderstoodAndWhatItFound() {
        JsonNode found = served.json("/api/v1/search?q=bees&mode=words");
        assertThat(found.get("total").asInt()).isEqualTo(1);
        JsonNode hit = found.get("hits").get(0);
        assertThat(hit.get("byWords").asBoolean()).isTrue();
        assertThat(hit.get("byMeaning").asBoolean()).isFalse();
        JsonNode mark = hit.get("marks").get(0);
        assertThat(hit.get("snippet").asString())
                .doesNotContain("<")
                .satisfies(s -> assertThat(s.substring(
                                mark.get("start").asInt(), mark.get("end").asInt()))
                        .containsIgnoringCase("bee"));
        assertThat(found.get("understood").asString()).isNotBlank();
    }

    @Test
    void searchPagesFitTogether() {
        List<String> paged = new ArrayList<>();
        String path = "/api/v1/search?q=study&mode=words&limit=30";
        while (!path.isEmpty()) {
            HttpResponse<String> answer = served.get(path);
            ServedLibrary.read(answer.body())
                    .get("hits")
                    .forEach(h -> paged.add(h.get("id").asString()));
            path = next(answer).replace(served.address(), "");
        }
        assertThat(paged).doesNotHaveDuplicates();
        assertThat(served.json("/api/v1/search?q=study&mode=words&limit=1")
                        .get("total")
                        .asInt())
                .isEqualTo(paged.size());
        assertThat(served.json("/api/v1/search?q=study&offset=1000").get("hits"))
                .isEmpty();
    }

    @Test
    void facetsNarrow() {
        JsonNode all = served.json("/api/v1/search?q=study&mode=words");
        int counted = 0;
        for (JsonNode c : all.at("/facets/category")) {
            JsonNode narrowed = served.json("/api/v1/search?q=study&mode=words&category="
                    + c.get("value").asString());
            assertThat(narrowed.get("total")).isEqualTo(c.get("count"));
            counted += c.get("count").asInt();
        }
        assertThat(counted).isEqualTo(all.get("total").asInt());
        assertThat(served.json("/api/v1/search?category=cs.IR&category=stat.ME&limit=1")
                        .get("total")
                        .asInt())
                .isEqualTo(served.json("/api/v1/search?category=cs.IR&limit=1")
                                .get("total")
                                .asInt()
                        + 1);
        assertThat(served.json("/api/v1/search?code=yes").at("/hits/0/id").asString())
                .isEqualTo("2409.00001");
        assertThat(served.json("/api/v1/search?year=1977").get("total").asInt()).isEqualTo(1);
    }

    @Test
    void nothingTypedIsAnError() {
        for (String q : List.of("%22", "((", "author:", "%00", "-", "*", "%F0%9F%90%9D", "a%0Ab"))
            assertThat(served.get("/api/v1/search?q=" + q).statusCode()).as(q).isEqualTo(200);
    }

    @Test
    void anEditionHasAReasonAPaper() {
        JsonNode e = served.json("/api/v1/editions/day/2024-09-10");
        assertThat(e.get("came").asInt()).isEqualTo(ServedLibrary.ON_TUESDAY);
        int items = 0;
        for (JsonNode s : e.get("sections"))
            for (JsonNode i : s.get("items")) {
                items++;
                assertThat(i.get("reason").asString()).isNotBlank();
                double sum = 0;
                for (JsonNode p : i.get("parts")) sum += p.get("points").asDouble();
                assertThat(i.get("score").asDouble()).isCloseTo(sum, offset(1e-9));
            }
        assertThat(items).isEqualTo(24);
        assertThat(e.get("rest")).hasSize(ServedLibrary.ON_TUESDAY - 24);
        assertThat(e.at("/sources/0/verdict").asString()).isEqualTo("good");
        assertThat(served.json("/api/v1/editions/day/newest").get("date").asString())
                .isEqualTo("2024-09-11");
        assertThat(served.json("/api/v1/editions/week/newest").get("date").asString())
                .isEqualTo("2024-W37");
    }

    @Test
    void theArchiveIsReadBackwards() {
        for (String day : List.of("2024-09-09", "2024-09-10", "2024-09-11")) served.json("/api/v1/editions/day/" + day);
        List<String> days = new ArrayList<>();
        served.json("/api/v1/editions?before=2024-09-11&limit=2")
                .get("editions")
                .forEach(e -> days.add(e.get("date").asString()));
        assertThat(days).containsExactly("2024-09-10", "2024-09-09");
    }

    @Test
    void topicsAreCounted() {
        JsonNode topics = served.json("/api/v1/topics").get("topics");
        assertThat(topics.get(0).get("papers").asInt())
                .isGreaterThanOrEqualTo(topics.get(1).get("papers").asInt());
        assertThat(topics)
                .anyMatch(t -> t.get("category").asString().equals("cs.IR")
                        && t.get("name").asString().equals("Information retrieval"));
    }

    @Test
    void statusCounts() {
        JsonNode status = served.json("/api/v1/status");
        assertThat(status.get("papers").asInt()).isEqualTo(ServedLibrary.ALL);
        assertThat(status.get("encoded").asInt()).isEqualTo(ServedLibrary.ALL);
        assertThat(status.get("behind").asInt()).isZero();
        assertThat(status.get("trouble").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 /api/v1/papers?limit=0",
                "400 /api/v1/papers?after=nobody",
                "404 /api/v1/papers/2409.99999",
                "404 /api/v1/papers/2409.99999/similar",
                "400 /api/v1/papers/2409.00001/similar?limit=101",
                "400 /api/v1/search?offset=-1",
                "400 /api/v1/search?offset=99999999999999",
                "400 /api/v1/search?mode=magic",
                "400 /api/v1/similar",
                "400 /api/v1/editions?period=year",
                "400 /api/v1/editions/day/2024-W37",
                "404 /api/v1/editions/day/2001-01-01",
                "400 /api/v1/editions?before=someday",
                "404 /api/v1/nothing"
            })
    void errorsAreProblems(String expected) {
        int status = Integer.parseInt(expected.substring(0, 3));
        HttpResponse<String> answer = served.get(expected.substring(4));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(ServedLibrary.type(answer)).startsWith("application/problem+json");
        JsonNode problem = ServedLibrary.read(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.broadsheet");
    }

    @Test
    void onlyReadingIsOffered() {
        HttpRequest post = HttpRequest.newBuilder(URI.create(served.address() + "/api/v1/papers"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> answer = served.send(post);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
        assertThat(ServedLibrary.type(answer)).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/papers?limit=100",
                "/api/v1/search?q=study&mode=words",
                "/api/v1/editions/day/2024-09-10",
                "/api/v1/openapi.json",
                "/api/daily_papers"
            })
    void isAskedForAgainOnlyWhenItChanged(String path) {
        HttpResponse<String> first = served.get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = served.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<String> zipped = served.get(path, "Accept-Encoding", "gzip", "If-None-Match", "\"x\"");
        assertThat(zipped.statusCode()).isEqualTo(200);
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("ETag")).contains(tag);
    }

    @Test
    void linksAreWellFormed() {
        HttpResponse<String> answer = served.get("/api/v1/search?q=study&limit=1&mode=words&x=%22%3E%3Cb");
        assertThat(next(answer))
                .isEqualTo(served.address() + "/api/v1/search?q=study&limit=1&mode=words&x=%22%3E%3Cb&offset=1");
    }
}
