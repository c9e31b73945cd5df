package org.broadsheet.server.api;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Atom feeds of editions, topics and searches. Entries keep their ids for ever, whatever address the server has.
@RestController
class Feeds {
    private static final int MOST = 50;
    private static final int DAYS = 7;
    private static final int LONGEST_QUERY = 500;

    private final Library library;
    private final Editions editions;
    private final Addresses addresses;

    Feeds(Library library, Editions editions, Addresses addresses) {
        this.library = library;
        this.editions = editions;
        this.addresses = addresses;
    }

    /// The newest edition and those of the days before it, so that a reader who looks once a week misses nothing.
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
                updated(papers),
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
                updated(papers),
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

    private static Instant updated(List<Paper> papers) {
        return papers.stream()
                .map(Feeds::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private ResponseEntity<String> answer(
            String title,
            String id,
            String page,
            Instant updated,
            List<Paper> papers,
            Map<PaperId, String> reasons,
            HttpServletRequest request) {
        String base = addresses.base();
        Feed feed = new Feed("atom_1.0");
        feed.setId(id);
        feed.setTitle(legal(title));
        feed.setUpdated(Date.from(updated));
        feed.setAlternateLinks(List.of(link("alternate", base + page, "text/html")));
        feed.setOtherLinks(List.of(link("self", addresses.self(request), "application/atom+xml")));
        Person house = new Person();
        house.setName("Broadsheet");
        feed.setAuthors(List.of(house));
        List<Entry> entries = new ArrayList<>();
        for (Paper paper : papers) entries.add(entry(paper, reasons.get(paper.id()), base));
        feed.setEntries(entries);
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("application/atom+xml; charset=utf-8"))
                    .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                    .body(new WireFeedOutput().outputString(feed));
        } catch (FeedException e) {
            throw new IllegalStateException("the feed could not be written", e);
        }
    }

    private static Link link(String relation, String address, String type) {
        Link link = new Link();
        link.setRel(relation);
        link.setHref(address);
        link.setType(type);
        return link;
    }

    private static Entry entry(Paper paper, @Nullable String reason, String base) {
        Metadata m = paper.metadata();
        Entry entry = new Entry();
        entry.setId("urn:broadsheet:paper:" + paper.id());
        entry.setTitle(legal(paper.headline()));
        entry.setAlternateLinks(List.of(link("alternate", base + "/papers/" + paper.slug(), "text/html")));
        entry.setUpdated(Date.from(updated(paper)));
        if (m.published() != null)
            entry.setPublished(Date.from(m.published().firstDay().atStartOfDay().toInstant(ZoneOffset.UTC)));
        entry.setAuthors(m.authors().stream()
                .limit(50)
                .map(a -> {
                    Person person = new Person();
                    person.setName(legal(a.name()));
                    return (com.rometools.rome.feed.synd.SyndPerson) person;
                })
                .toList());
        entry.setCategories(m.categories().stream()
                .map(c -> {
                    Category category = new Category();
                    category.setTerm(legal(c));
                    return category;
                })
                .toList());
        String body = m.abstractText().isEmpty() ? m.machineSummary() : m.abstractText();
        Content summary = new Content();
        summary.setType("text");
        summary.setValue(legal(reason == null ? body : reason + "\n\n" + body));
        entry.setSummary(summary);
        return entry;
    }

    private static Instant updated(Paper paper) {
        return paper.provenance().stream()
                .map(Provenance::seen)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /// XML knows fewer characters than Unicode.
    private static String legal(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
