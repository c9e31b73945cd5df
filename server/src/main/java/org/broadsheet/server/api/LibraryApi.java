package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibraryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Our own interface, described by `/api/v1/openapi.json`.
@RestController
@RequestMapping("/api/v1")
class LibraryApi {
    private static final int MOST = 100;
    private static final int MOST_EDITIONS = 366;
    private static final int MOST_TOPICS = 500;
    private static final int MOST_FACET_VALUES = 50;
    private static final int LONGEST_TEXT = 20_000;
    private static final String SIMILAR = "/similar";

    private final Library library;
    private final Editions editions;
    private final Judgments judgments;
    private final Addresses addresses;

    LibraryApi(Library library, Editions editions, Judgments judgments, Addresses addresses) {
        this.judgments = judgments;
        this.library = library;
        this.editions = editions;
        this.addresses = addresses;
    }

    @GetMapping(path = "/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    Resource openapi() {
        return new ClassPathResource("openapi.json");
    }

    @GetMapping("/papers")
    ResponseEntity<LibraryJson.PaperPage> papers(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "20") int limit,
            HttpServletRequest request) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        if (!after.isEmpty() && !PaperId.isPaperId(after))
            throw new IllegalArgumentException("'after' is the `next` of the page before but was '" + after + "'");
        List<Paper> papers = library.after(after, limit);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        String next = papers.size() == limit ? papers.getLast().id().value() : null;
        if (next != null) addresses.next(answer, request, "after", next);
        return answer.body(new LibraryJson.PaperPage(
                papers.stream().map(LibraryJson::paper).toList(), next));
    }

    /// A paper, or what is like it: a name may have slashes in it, so the rest of the address is read as
    /// one.
    @GetMapping("/papers/{*id}")
    Object paper(@PathVariable String id, @RequestParam(defaultValue = "10") int limit) {
        String name = id.substring(1);
        if (!name.endsWith(SIMILAR)) return LibraryJson.paper(find(name));
        ApiErrors.bounded("limit", limit, 1, MOST);
        Paper paper = find(name.substring(0, name.length() - SIMILAR.length()));
        return new LibraryJson.Nearest(LibraryJson.hits(library, library.similar(paper.id(), limit)));
    }

    private Paper find(String id) {
        return library.paper(id).orElseThrow(() -> new ApiErrors.Missing("no paper here is called '" + id + "'"));
    }

    @GetMapping("/search")
    ResponseEntity<LibraryJson.SearchAnswer> search(
            @RequestParam MultiValueMap<String, String> given, HttpServletRequest request) {
        String q = given.containsKey("q") ? String.valueOf(given.getFirst("q")) : "";
        if (q.length() > LONGEST_TEXT)
            throw new IllegalArgumentException("'q' has at most " + LONGEST_TEXT + " characters but had " + q.length());
        Mode mode = choice(Mode.class, "mode", given.getFirst("mode"), Mode.HYBRID);
        Sort sort = choice(Sort.class, "sort", given.getFirst("sort"), Sort.RELEVANCE);
        int offset =
                ApiErrors.bounded("offset", number("offset", given.getFirst("offset"), 0), 0, SearchRequest.MAX_DEPTH);
        int limit = ApiErrors.bounded("limit", number("limit", given.getFirst("limit"), 20), 1, MOST);
        Map<Facet, Set<String>> filters = new EnumMap<>(Facet.class);
        for (Facet f : Facet.values())
            for (String v : given.getOrDefault(f.key(), List.of()))
                filters.computeIfAbsent(f, _ -> new TreeSet<>()).add(v);
        SearchResult result = library.search(new SearchRequest(q, mode, sort, filters, offset, limit, true, true)
                .withVotes(sort == Sort.UPVOTES ? judgments.upvotes() : Map.of()));
        Map<String, List<FacetCount>> facets = new LinkedHashMap<>();
        for (Facet f : Facet.values())
            facets.put(
                    f.key(),
                    result.facets().getOrDefault(f, List.of()).stream()
                            .limit(MOST_FACET_VALUES)
                            .toList());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (offset + limit < Math.min(result.total(), SearchRequest.MAX_DEPTH))
            addresses.next(answer, request, "offset", offset + limit);
        return answer.body(new LibraryJson.SearchAnswer(
                result.total(), result.understood(), LibraryJson.hits(library, result.hits()), facets));
    }

    @GetMapping("/similar")
    LibraryJson.Nearest similar(@RequestParam String text, @RequestParam(defaultValue = "10") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        if (text.isBlank() || text.length() > LONGEST_TEXT)
            throw new IllegalArgumentException(
                    "'text' has 1 to " + LONGEST_TEXT + " characters but had " + text.length());
        return new LibraryJson.Nearest(LibraryJson.hits(library, library.similar(text, limit)));
    }

    @GetMapping("/editions")
    LibraryJson.Archive printed(
            @RequestParam(defaultValue = "day") String period,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "30") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST_EDITIONS);
        Period p = period(period);
        return new LibraryJson.Archive(
                before == null ? editions.printed(p, limit) : editions.printedBefore(span(p, before), limit));
    }

    @GetMapping("/editions/{period}/{label}")
    LibraryJson.Printed edition(@PathVariable String period, @PathVariable String label) {
        return LibraryJson.edition(
                library,
                editions.edition(span(period(period), label))
                        .orElseThrow(() -> new ApiErrors.Missing(
                                "there is no edition of " + label + ": nothing that came in is dated then")));
    }

    @GetMapping("/editions/{period}/newest")
    LibraryJson.Printed newest(@PathVariable String period) {
        return LibraryJson.edition(
                library,
                editions.newest(period(period))
                        .orElseThrow(() -> new ApiErrors.Missing("there is no edition yet: the library is empty")));
    }

    private static Period period(String key) {
        return Period.ofKey(key)
                .orElseThrow(
                        () -> new IllegalArgumentException("a period is day, week or month but was '" + key + "'"));
    }

    private static Period.Span span(Period period, String label) {
        return period.parse(label)
                .orElseThrow(() -> new IllegalArgumentException("a " + period.key() + " is written like "
                        + period.of(ApiErrors.EXAMPLE).label() + " but was '" + label + "'"));
    }

    @GetMapping("/topics")
    LibraryJson.TopicList topics() {
        return new LibraryJson.TopicList(library.values(Facet.CATEGORY, MOST_TOPICS).stream()
                .map(c -> new LibraryJson.Topic(c.value(), Topics.name(c.value()), c.count()))
                .toList());
    }

    @GetMapping("/status")
    LibraryJson.Status status() {
        LibraryStatus s = library.status();
        return new LibraryJson.Status(
                s.papers(),
                s.indexed(),
                s.behind(),
                s.encoded(),
                s.space(),
                s.trouble().orElse(null),
                editions.notes(Period.DAY.of(editions.today())));
    }

    private static int number(String name, @Nullable String text, int otherwise) {
        if (text == null) return otherwise;
        if (!text.matches("-?\\d{1,9}"))
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
