package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.broadsheet.server.api.HouseAdditions.Addition;
import org.broadsheet.server.community.Trending;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The public endpoints of Daily Papers, so that its own clients work here.
@RestController
class DailyPapersApi {
    private static final int MOST = 100;
    private static final int MOST_SEARCHED = 120;
    private static final int MOST_TRENDING = 500;
    private static final int MOST_DAYS = 31;

    private final Library library;
    private final Editions editions;
    private final Trending trending;
    private final HouseAdditions house;
    private final Addresses addresses;

    DailyPapersApi(Library library, Editions editions, Trending trending, HouseAdditions house, Addresses addresses) {
        this.house = house;
        this.library = library;
        this.editions = editions;
        this.trending = trending;
        this.addresses = addresses;
    }

    /// A paper of a list, with what is told of it there.
    private record Entry(
            Paper paper,
            Period.@Nullable Span span,
            @Nullable String reason,
            @Nullable Double score) {}

    private List<Map<String, @Nullable Object>> json(List<Entry> entries) {
        Map<PaperId, Addition> added =
                house.of(entries.stream().map(Entry::paper).toList());
        return entries.stream()
                .map(e -> DailyPaperJson.item(
                        e.paper(), added.getOrDefault(e.paper().id(), Addition.NONE), e.span(), e.reason(), e.score()))
                .toList();
    }

    /// The list of a day, week or month; without one the newest day's, followed by the days before it.
    @GetMapping("/api/daily_papers")
    ResponseEntity<List<Map<String, @Nullable Object>>> daily(
            @RequestParam(required = false) @Nullable String date,
            @RequestParam(required = false) @Nullable String week,
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String submitter,
            @RequestParam(defaultValue = "publishedAt") String sort,
            @RequestParam(defaultValue = "0") int p,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletRequest request) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        ApiErrors.bounded("p", p, 0, 1_000_000);
        if (!sort.equals("publishedAt") && !sort.equals("trending"))
            throw new IllegalArgumentException("'sort' is publishedAt or trending but was '" + sort + "'");
        Period.Span span = span(date, week, month);
        long start = (long) p * limit;
        List<Entry> all;
        if (span != null) all = dated(span);
        else if (sort.equals("publishedAt")) all = recent(submitter, start + limit);
        else all = hottest(submitter, start + limit);
        if (span != null && sort.equals("trending")) all = hottestFirst(all, span);
        if (submitter != null) all = by(submitter, all);
        int from = (int) Math.min(all.size(), start);
        int to = Math.min(all.size(), from + limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (to < all.size()) addresses.next(answer, request, "p", p + 1);
        return answer.body(json(all.subList(from, to)));
    }

    private static Period.@Nullable Span span(@Nullable String date, @Nullable String week, @Nullable String month) {
        if (date != null) return parse(Period.DAY, "date", date);
        if (week != null) return parse(Period.WEEK, "week", week);
        return month == null ? null : parse(Period.MONTH, "month", month);
    }

    /// What is dated within the span: the edition's papers, and behind them those that a list names again
    /// which had
    /// been in an edition before. An edition from the shelf holds nothing that is dated.
    private List<Entry> dated(Period.Span span) {
        Map<PaperId, Entry> found = new LinkedHashMap<>();
        editions.edition(span)
                .filter(e -> !e.shelf())
                .map(this::entries)
                .orElse(List.of())
                .forEach(e -> found.put(e.paper().id(), e));
        for (Paper p : library.listed(span.from(), span.to()))
            found.putIfAbsent(p.id(), new Entry(p, span, null, null));
        return List.copyOf(found.values());
    }

    /// The newest edition with something new in it and those before it, at most a month back from it, until
    /// there are more papers than are needed. An archive that ended years ago starts on its last day, not
    /// with today's shelf.
    private List<Entry> recent(@Nullable String submitter, long needed) {
        Map<PaperId, Entry> found = new LinkedHashMap<>();
        Optional<Period.Span> span = editions.newest(Period.DAY)
                .filter(e -> !e.shelf())
                .map(Edition::span)
                .or(() -> editions.before(Period.DAY.of(editions.today())));
        if (span.isEmpty()) return List.of();
        LocalDate last = span.get().from().minusDays(MOST_DAYS);
        while (span.isPresent() && found.size() <= needed && !span.get().from().isBefore(last)) {
            List<Entry> entries = dated(span.get());
            for (Entry e : submitter == null ? entries : by(submitter, entries))
                found.putIfAbsent(e.paper().id(), e);
            span = editions.before(span.get());
        }
        return List.copyOf(found.values());
    }

    private static List<Entry> by(String submitter, List<Entry> entries) {
        return entries.stream()
                .filter(e -> submitter.equals(e.paper().metadata().submittedBy()))
                .toList();
    }

    private List<Entry> hottestFirst(List<Entry> entries, Period.Span span) {
        List<Trending.Entry> hot =
                trending.among(entries.stream().map(Entry::paper).toList(), span.to());
        return behind(hot, span, entries);
    }

    private List<Entry> hottest(@Nullable String submitter, long needed) {
        List<Trending.Entry> hot = trending.top(MOST_TRENDING);
        return behind(hot, null, submitter == null && hot.size() > needed ? List.of() : recent(submitter, needed));
    }

    /// What nobody counted keeps its order behind what somebody did, without a score: an edition's is
    /// another scale.
    private static List<Entry> behind(List<Trending.Entry> hot, Period.@Nullable Span span, List<Entry> others) {
        Map<PaperId, Entry> ordered = new LinkedHashMap<>();
        for (Trending.Entry e : hot) ordered.put(e.paper().id(), new Entry(e.paper(), span, e.reason(), e.score()));
        for (Entry e : others) ordered.putIfAbsent(e.paper().id(), new Entry(e.paper(), e.span(), null, null));
        return List.copyOf(ordered.values());
    }

    private static Period.Span parse(Period period, String name, String text) {
        return period.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is written like "
                        + period.of(ApiErrors.EXAMPLE).label() + " but was '" + text + "'"));
    }

    private List<Entry> entries(Edition edition) {
        Map<PaperId, Selection.Item> chosen = new HashMap<>();
        edition.sections().forEach(s -> s.items().forEach(i -> chosen.put(i.paper(), i)));
        List<Entry> entries = new ArrayList<>();
        for (Paper paper : library.papers(edition.all())) {
            Selection.Item item = chosen.get(paper.id());
            entries.add(
                    item == null
                            ? new Entry(paper, edition.span(), null, null)
                            : new Entry(paper, edition.span(), item.reason(), item.score()));
        }
        return entries;
    }

    /// All papers by id; the cursor is the last id of the page before.
    @GetMapping("/api/papers")
    ResponseEntity<List<Map<String, @Nullable Object>>> all(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletRequest request) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        if (!cursor.isEmpty() && !PaperId.isPaperId(cursor))
            throw new IllegalArgumentException(
                    "'cursor' is taken from the Link header of the page before but was '" + cursor + "'");
        List<Paper> papers = library.after(cursor, limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (papers.size() == limit)
            addresses.next(answer, request, "cursor", papers.getLast().id());
        Map<PaperId, Addition> added = house.of(papers);
        return answer.body(papers.stream()
                .map(p -> DailyPaperJson.flat(p, added.getOrDefault(p.id(), Addition.NONE)))
                .toList());
    }

    @GetMapping("/api/papers/search")
    List<Map<String, @Nullable Object>> search(@RequestParam String q, @RequestParam(defaultValue = "20") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST_SEARCHED);
        if (q.isBlank() || q.length() > 250)
            throw new IllegalArgumentException("'q' has 1 to 250 characters but had " + q.length());
        SearchResult result = library.search(SearchRequest.of(q, SearchRequest.Mode.HYBRID, limit));
        Map<PaperId, Double> scores = new HashMap<>();
        for (Hit hit : result.hits()) scores.put(hit.id(), hit.score());
        return json(library.papers(result.hits().stream().map(Hit::id).toList()).stream()
                .map(paper -> new Entry(paper, null, null, scores.get(paper.id())))
                .toList());
    }

    @GetMapping("/api/papers/{*id}")
    Map<String, @Nullable Object> info(@PathVariable String id) {
        Paper paper = paper(id.substring(1));
        return DailyPaperJson.info(paper, house.of(paper));
    }

    @GetMapping("/api/arxiv/{id}/repos")
    Map<String, Object> repositories(@PathVariable String id) {
        Paper paper = paper(id);
        Map<String, Object> linked = new LinkedHashMap<>();
        Addition added = house.of(paper);
        linked.put("models", DailyPaperJson.linked(paper, added, Link.Kind.MODEL));
        linked.put("datasets", DailyPaperJson.linked(paper, added, Link.Kind.DATASET));
        linked.put("spaces", List.of());
        return linked;
    }

    @GetMapping("/api/models")
    List<Map<String, @Nullable Object>> models(@RequestParam String filter) {
        return naming(filter, Link.Kind.MODEL);
    }

    @GetMapping("/api/datasets")
    List<Map<String, @Nullable Object>> datasets(@RequestParam String filter) {
        return naming(filter, Link.Kind.DATASET);
    }

    @GetMapping("/api/spaces")
    List<Map<String, @Nullable Object>> spaces(@RequestParam String filter) {
        return List.of();
    }

    /// What is linked to the paper of a filter `arxiv:…`; nothing for any other.
    private List<Map<String, @Nullable Object>> naming(String filter, Link.Kind kind) {
        if (!filter.startsWith("arxiv:")) return List.of();
        return library.paper(filter.substring("arxiv:".length()))
                .map(p -> DailyPaperJson.linked(p, house.of(p), kind))
                .orElse(List.of());
    }

    private Paper paper(String id) {
        return library.paper(id).orElseThrow(() -> new ApiErrors.Missing("no paper here is called '" + id + "'"));
    }
}
