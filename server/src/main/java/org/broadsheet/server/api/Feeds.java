package org.broadsheet.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Atom feeds of editions, topics and searches. Entries keep their ids for ever, whatever address the
/// server has.
@RestController
class Feeds {
    private static final int MOST = 50;
    private static final int DAYS = 7;
    private static final int LONGEST_QUERY = 500;

    private final Library library;
    private final Editions editions;
    private final Judgments judgments;
    private final Addresses addresses;

    Feeds(Library library, Editions editions, Judgments judgments, Addresses addresses) {
        this.library = library;
        this.editions = editions;
        this.judgments = judgments;
        this.addresses = addresses;
    }

    /// The newest edition and those of the days before it, so that a reader who looks once a week misses
    /// nothing.
    @GetMapping("/papers.atom")
    ResponseEntity<String> newest(HttpServletRequest request) {
        Optional<Period.Span> span = editions.newest(Period.DAY).map(Edition::span);
        LocalDate last = span.map(s -> s.from().minusDays(DAYS)).orElse(LocalDate.MIN);
        Map<PaperId, String> reasons = new LinkedHashMap<>();
        Instant updated = Instant.EPOCH;
        while (span.isPresent() && span.get().from().isAfter(last)) {
            Edition e = editions.edition(span.get()).orElse(null);
            if (e == null) break;
            reasons(e).forEach(reasons::putIfAbsent);
            if (e.printedAt().isAfter(updated)) updated = e.printedAt();
            span = editions.before(span.get());
        }
        return answer(
                "Broadsheet",
                "urn:broadsheet:edition:newest",
                "/papers",
                updated,
                library.papers(reasons.keySet()),
                reasons,
                request);
    }

    @GetMapping("/papers/{period:date|week|month}/{label}.atom")
    ResponseEntity<String> edition(
            @PathVariable String period, @PathVariable String label, HttpServletRequest request) {
        Period p = period.equals("date") ? Period.DAY : Period.ofKey(period).orElseThrow();
        Edition e = p.parse(label)
                .flatMap(editions::edition)
                .orElseThrow(() -> new ApiErrors.Missing("there is no edition of " + label));
        return answer(
                "Broadsheet No. " + e.number() + ", " + e.span().label(),
                "urn:broadsheet:edition:" + p.key() + ":" + label,
                "/papers/" + period + "/" + label,
                e.printedAt(),
                library.papers(e.papers()),
                reasons(e),
                request);
    }

    private static Map<PaperId, String> reasons(Edition e) {
        Map<PaperId, String> reasons = new LinkedHashMap<>();
        for (Selection.Section s : e.sections()) s.items().forEach(i -> reasons.put(i.paper(), i.reason()));
        return reasons;
    }

    @GetMapping("/topics/{category}.atom")
    ResponseEntity<String> topic(@PathVariable String category, HttpServletRequest request) {
        List<Paper> papers = newest("", Map.of(Facet.CATEGORY, Set.of(category)));
        if (papers.isEmpty()) throw new ApiErrors.Missing("no paper in this library is filed under '" + category + "'");
        String encoded = encoded(category);
        return answer(
                Topics.name(category) + ", Broadsheet",
                "urn:broadsheet:topic:" + encoded,
                "/topics/" + encoded,
                Instant.EPOCH,
                papers,
                Map.of(),
                request);
    }

    @GetMapping("/search.atom")
    ResponseEntity<String> search(@RequestParam String q, HttpServletRequest request) {
        if (q.isBlank() || q.length() > LONGEST_QUERY)
            throw new IllegalArgumentException("'q' has 1 to " + LONGEST_QUERY + " characters but had " + q.length());
        List<Paper> papers = newest(q, Map.of());
        return answer(
                q + ", Broadsheet",
                "urn:broadsheet:search:" + encoded(q),
                "/search?q=" + encoded(q),
                Instant.EPOCH,
                papers,
                Map.of(),
                request);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private List<Paper> newest(String q, Map<Facet, Set<String>> filters) {
        SearchResult result = library.search(new SearchRequest(
                q, SearchRequest.Mode.WORDS, SearchRequest.Sort.DATE, filters, 0, MOST, false, false));
        return library.papers(result.hits().stream().map(Hit::id).toList());
    }

    private ResponseEntity<String> answer(
            String title,
            String id,
            String page,
            Instant updated,
            List<Paper> papers,
            Map<PaperId, String> reasons,
            HttpServletRequest request) {
        Map<PaperId, Integer> votes = new HashMap<>();
        judgments.tallies(papers.stream().map(Paper::id).toList()).forEach((p, t) -> votes.put(p, t.up()));
        return ResponseEntity.ok()
                .contentType(PaperFeed.ATOM)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .body(new PaperFeed(title, id, page, updated, papers, reasons, votes, Map.of())
                        .atom(addresses.base(), addresses.self(request)));
    }
}
