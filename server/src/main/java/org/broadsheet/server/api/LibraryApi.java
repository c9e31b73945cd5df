package org.broadsheet.server.api;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Our own interface, described by `/api/v1/openapi.json`.
@RestController
@RequestMapping("/api/v1")
class LibraryApi {
    private static final int MOST = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Library library;
    private final Editions editions;

    LibraryApi(Library library, Editions editions) {
        this.library = library;
        this.editions = editions;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource openapi() {
        return new ClassPathResource("openapi.json");
    }

    @GetMapping("/papers")
    ResponseEntity<Map<String, @Nullable Object>> papers(
            @RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "20") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        if (!after.isEmpty() && !PaperId.isPaperId(after))
            throw new IllegalArgumentException("'after' is the id of a paper but was '" + after + "'");
        List<Paper> papers = library.after(after, limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        String next = papers.size() == limit ? papers.getLast().id().value() : null;
        if (next != null) answer.header(HttpHeaders.LINK, link("after", next));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("papers", papers.stream().map(LibraryApi::json).toList());
        body.put("next", next);
        return answer.body(body);
    }

    private static String link(String parameter, Object value) {
        return "<"
                + ServletUriComponentsBuilder.fromCurrentRequest()
                        .replaceQueryParam(parameter, value)
                        .toUriString() + ">; rel=\"next\"";
    }

    @GetMapping("/papers/{*id}")
    Object paper(@PathVariable String id, @RequestParam(defaultValue = "10") int limit) {
        String name = id.substring(1);
        if (!name.endsWith("/similar")) return json(find(name));
        ApiErrors.bounded("limit", limit, 1, MOST);
        Paper paper = find(name.substring(0, name.length() - "/similar".length()));
        return Map.of("hits", hits(library.similar(paper.id(), limit)));
    }

    private Paper find(String id) {
        return library.paper(id).orElseThrow(() -> new ApiErrors.Missing("no paper here is called '" + id + "'"));
    }

    @GetMapping("/search")
    Map<String, Object> search(@RequestParam MultiValueMap<String, String> given) {
        String q = given.containsKey("q") ? String.valueOf(given.getFirst("q")) : "";
        Mode mode = choice(Mode.class, "mode", given.getFirst("mode"), Mode.HYBRID);
        Sort sort = choice(Sort.class, "sort", given.getFirst("sort"), Sort.RELEVANCE);
        int offset =
                ApiErrors.bounded("offset", number("offset", given.getFirst("offset"), 0), 0, SearchRequest.MAX_DEPTH);
        int limit = ApiErrors.bounded("limit", number("limit", given.getFirst("limit"), 20), 1, MOST);
        Map<Facet, Set<String>> filters = new EnumMap<>(Facet.class);
        for (Facet f : Facet.values())
            for (String v : given.getOrDefault(f.key(), List.of()))
                filters.computeIfAbsent(f, _ -> new TreeSet<>()).add(v);
        SearchResult result = library.search(new SearchRequest(q, mode, sort, filters, offset, limit, true, true));
        Map<String, Object> facets = new LinkedHashMap<>();
        result.facets()
                .forEach((f, counts) ->
                        facets.put(f.key(), counts.stream().limit(50).toList()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", result.total());
        answer.put("understood", result.understood());
        answer.put("hits", hits(result.hits()));
        answer.put("facets", facets);
        return answer;
    }

    @GetMapping("/similar")
    Map<String, Object> similar(@RequestParam String text, @RequestParam(defaultValue = "10") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        if (text.isBlank() || text.length() > 20_000)
            throw new IllegalArgumentException("'text' has 1 to 20000 characters but had " + text.length());
        return Map.of("hits", hits(library.similar(text, limit)));
    }

    private List<Map<String, @Nullable Object>> hits(List<Hit> hits) {
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(hits.stream().map(Hit::id).toList()).forEach(p -> papers.put(p.id(), p));
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (Hit hit : hits) {
            Paper paper = papers.get(hit.id());
            if (paper == null) continue;
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("id", paper.slug());
            map.put("broadsheetId", paper.id().value());
            map.put("title", paper.headline());
            map.put("score", hit.score());
            map.put("byWords", hit.byWords());
            map.put("byMeaning", hit.byMeaning());
            map.put("snippet", hit.snippet().text());
            map.put("marks", hit.snippet().marks());
            list.add(map);
        }
        return list;
    }

    @GetMapping("/editions")
    Map<String, Object> printed(
            @RequestParam(defaultValue = "day") String period, @RequestParam(defaultValue = "30") int limit) {
        ApiErrors.bounded("limit", limit, 1, 366);
        return Map.of("editions", editions.printed(period(period), limit));
    }

    @GetMapping("/editions/{period}/{label}")
    Map<String, Object> edition(@PathVariable String period, @PathVariable String label) {
        Period p = period(period);
        Period.Span span =
                p.parse(label).orElseThrow(() -> new IllegalArgumentException("'" + label + "' is no " + p.key()));
        Edition edition =
                editions.edition(span).orElseThrow(() -> new ApiErrors.Missing("there is no edition of " + label));
        return json(edition);
    }

    @GetMapping("/editions/{period}/newest")
    Map<String, Object> newest(@PathVariable String period) {
        return json(
                editions.newest(period(period)).orElseThrow(() -> new ApiErrors.Missing("there is no edition yet")));
    }

    private static Period period(String key) {
        return Period.ofKey(key)
                .orElseThrow(
                        () -> new IllegalArgumentException("a period is day, week or month but was '" + key + "'"));
    }

    private Map<String, Object> json(Edition e) {
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(e.papers()).forEach(p -> papers.put(p.id(), p));
        List<Object> sections = new ArrayList<>();
        for (Selection.Section s : e.sections()) {
            List<Object> items = new ArrayList<>();
            for (Selection.Item i : s.items()) {
                Paper paper = papers.get(i.paper());
                if (paper == null) continue;
                items.add(Map.of(
                        "id",
                        paper.slug(),
                        "title",
                        paper.headline(),
                        "reason",
                        i.reason(),
                        "score",
                        i.score(),
                        "parts",
                        i.parts()));
            }
            sections.add(Map.of("title", s.title(), "items", items));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("period", e.span().period().key());
        map.put("date", e.span().label());
        map.put("number", e.number());
        map.put("printedAt", e.printedAt().toString());
        map.put("came", e.came());
        map.put("sections", sections);
        map.put(
                "rest",
                library.papers(e.rest().stream().limit(300).toList()).stream()
                        .map(Paper::slug)
                        .toList());
        map.put("sources", e.sources());
        return map;
    }

    @GetMapping("/topics")
    Map<String, Object> topics() {
        return Map.of(
                "topics",
                library.values(Facet.CATEGORY, 500).stream()
                        .map(c -> Map.of("category", c.value(), "name", Topics.name(c.value()), "papers", c.count()))
                        .toList());
    }

    @GetMapping("/status")
    Map<String, @Nullable Object> status() {
        var s = library.status();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("papers", s.papers());
        map.put("indexed", s.indexed());
        map.put("behind", s.behind());
        map.put("encoded", s.encoded());
        map.put("space", s.space());
        map.put("trouble", s.trouble().orElse(null));
        map.put("sources", editions.notes(Period.DAY.of(editions.today())));
        return map;
    }

    private static Map<String, @Nullable Object> json(Paper paper) {
        JsonNode metadata = JSON.readTree(NeutralJson.toLine(paper.metadata()));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", paper.slug());
        map.put("broadsheetId", paper.id().value());
        metadata.properties().forEach(field -> map.put(field.getKey(), field.getValue()));
        map.put(
                "provenance",
                paper.provenance().stream()
                        .map(p -> Map.of(
                                "source",
                                p.source(),
                                "key",
                                p.key(),
                                "seen",
                                p.seen().toString()))
                        .toList());
        return map;
    }

    private static int number(String name, @Nullable String text, int otherwise) {
        if (text == null) return otherwise;
        if (!text.matches("\\d{1,9}"))
            throw new IllegalArgumentException("'" + name + "' is a whole number but was '" + text + "'");
        return Integer.parseInt(text);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String name, @Nullable String text, E otherwise) {
        if (text == null) return otherwise;
        List<String> all = new ArrayList<>();
        for (E e : type.getEnumConstants()) {
            if (e.name().equalsIgnoreCase(text)) return e;
            all.add(e.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(
                "'" + name + "' is one of " + String.join(", ", all) + " but was '" + text + "'");
    }
}
