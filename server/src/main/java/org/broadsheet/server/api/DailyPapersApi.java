package org.broadsheet.server.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.edition.Trending;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The public endpoints of Daily Papers, so that its own clients work here.
@RestController
class DailyPapersApi {
    private static final int MOST = 100;
    private static final int MOST_SEARCHED = 120;
    private static final int MOST_TRENDING = 500;

    private final Library library;
    private final Editions editions;
    private final Trending trending;

    DailyPapersApi(Library library, Editions editions, Trending trending) {
        this.library = library;
        this.editions = editions;
        this.trending = trending;
    }

    @GetMapping("/api/daily_papers")
    ResponseEntity<List<Map<String, @Nullable Object>>> daily(
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(required = false) @Nullable String week,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String submitter,
            @RequestParam(defaultValue = "publishedAt") String sort,
            @RequestParam(defaultValue = "0") int p,
            @RequestParam(defaultValue = "50") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        ApiErrors.bounded("p", p, 0, 1_000_000);
        if (!sort.equals("publishedAt") && !sort.equals("trending"))
            throw new IllegalArgumentException("'sort' is publishedAt or trending but was '" + sort + "'");
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        if (sort.equals("trending") && date == null && week == null && month == null) {
            for (Trending.Entry e : trending.top(MOST_TRENDING))
                all.add(DailyPaperJson.item(e.paper(), e.reason(), e.score()));
        } else {
            span(date, week, month).flatMap(editions::edition).ifPresent(e -> all.addAll(items(e)));
        }
        if (submitter != null)
            all.removeIf(
                    item -> !(item.get("submittedBy") instanceof Map<?, ?> by && submitter.equals(by.get("user"))));
        int from = (int) Math.min(all.size(), (long) p * limit);
        int to = Math.min(all.size(), from + limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (to < all.size())
            answer.header(
                    HttpHeaders.LINK,
                    "<"
                            + ServletUriComponentsBuilder.fromCurrentRequest()
                                    .replaceQueryParam("p", p + 1)
                                    .toUriString()
                            + ">; rel=\"next\"");
        return answer.body(all.subList(from, to));
    }

    /// Without a date it is the newest day.
    private Optional<Period.Span> span(@Nullable String date, @Nullable String week, @Nullable String month) {
        if (date != null) return Optional.of(parse(Period.DAY, "date", date));
        if (week != null) return Optional.of(parse(Period.WEEK, "week", week));
        if (month != null) return Optional.of(parse(Period.MONTH, "month", month));
        return editions.newest(Period.DAY).map(Edition::span);
    }

    private static Period.Span parse(Period period, String name, String text) {
        return period.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is written like "
                        + period.of(java.time.LocalDate.of(2024, 9, 10)).label() + " but was '" + text + "'"));
    }

    private List<Map<String, @Nullable Object>> items(Edition edition) {
        Map<PaperId, Selection.Item> chosen = new HashMap<>();
        edition.sections().forEach(s -> s.items().forEach(i -> chosen.put(i.paper(), i)));
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        for (Paper paper : library.papers(edition.all())) {
            Selection.Item item = chosen.get(paper.id());
            items.add(DailyPaperJson.item(
                    paper, item == null ? null : item.reason(), item == null ? null : item.score()));
        }
        return items;
    }

    /// All papers by id; the cursor is the last id of the page before.
    @GetMapping("/api/papers")
    ResponseEntity<List<Map<String, @Nullable Object>>> all(
            @RequestParam(defaultValue = "") String cursor, @RequestParam(defaultValue = "50") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        if (!cursor.isEmpty() && !PaperId.isPaperId(cursor))
            throw new IllegalArgumentException(
                    "'cursor' is taken from the Link header of the page before but was '" + cursor + "'");
        List<Paper> papers = library.after(cursor, limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (papers.size() == limit)
            answer.header(
                    HttpHeaders.LINK,
                    "<"
                            + ServletUriComponentsBuilder.fromCurrentRequest()
                                    .replaceQueryParam(
                                            "cursor", papers.getLast().id())
                                    .toUriString()
                            + ">; rel=\"next\"");
        return answer.body(papers.stream().map(DailyPaperJson::flat).toList());
    }

    @GetMapping("/api/papers/search")
    List<Map<String, @Nullable Object>> search(@RequestParam String q, @RequestParam(defaultValue = "20") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST_SEARCHED);
        if (q.isBlank() || q.length() > 250)
            throw new IllegalArgumentException("'q' has 1 to 250 characters but had " + q.length());
        SearchResult result = library.search(SearchRequest.of(q, SearchRequest.Mode.HYBRID, limit));
        Map<PaperId, Double> scores = new HashMap<>();
        for (Hit hit : result.hits()) scores.put(hit.id(), hit.score());
        return library.papers(result.hits().stream().map(Hit::id).toList()).stream()
                .map(paper -> DailyPaperJson.item(paper, null, scores.get(paper.id())))
                .toList();
    }

    @GetMapping("/api/papers/{*id}")
    Map<String, @Nullable Object> info(@PathVariable String id) {
        return DailyPaperJson.info(paper(id.substring(1)));
    }

    @GetMapping("/api/arxiv/{id}/repos")
    Map<String, Object> repositories(@PathVariable String id) {
        Paper paper = paper(id);
        return Map.of(
                "models", DailyPaperJson.linked(paper, Link.Kind.MODEL),
                "datasets", DailyPaperJson.linked(paper, Link.Kind.DATASET),
                "spaces", List.of());
    }

    private Paper paper(String id) {
        return library.paper(id).orElseThrow(() -> new ApiErrors.Missing("no paper here is called '" + id + "'"));
    }
}
