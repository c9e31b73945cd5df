package org.broadsheet.server.api;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.atom.Person;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.broadsheet.server.ServerSettings;
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
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Atom feeds of editions, topics and searches. Entries keep their ids for ever, whatever address the server has.
@RestController
class Feeds {
    private static final int MOST = 50;

    private final Library library;
    private final Editions editions;
    private final ServerSettings settings;

    Feeds(Library library, Editions editions, ServerSettings settings) {
        this.library = library;
        this.editions = editions;
        this.settings = settings;
    }

    @GetMapping("/papers.atom")
    @Nullable
    ResponseEntity<String> newest(WebRequest request) {
        Edition edition =
                editions.newest(Period.DAY).orElseThrow(() -> new ApiErrors.Missing("there is no edition yet"));
        return edition(edition, "/papers", request);
    }

    @GetMapping("/papers/{period:date|week|month}/{label}.atom")
    @Nullable
    ResponseEntity<String> edition(@PathVariable String period, @PathVariable String label, WebRequest request) {
        Period p = period.equals("date") ? Period.DAY : Period.ofKey(period).orElseThrow();
        Edition edition = p.parse(label)
                .flatMap(editions::edition)
                .orElseThrow(() -> new ApiErrors.Missing("there is no edition of " + label));
        return edition(edition, "/papers/" + period + "/" + label, request);
    }

    private @Nullable ResponseEntity<String> edition(Edition e, String page, WebRequest request) {
        Map<PaperId, String> reasons = new HashMap<>();
        for (Selection.Section s : e.sections()) s.items().forEach(i -> reasons.put(i.paper(), i.reason()));
        return answer(
                "Broadsheet No. " + e.number() + ", " + e.span().label(),
                "urn:broadsheet:edition:" + e.span().period().key() + ":"
                        + e.span().label(),
                page,
                e.printedAt(),
                library.papers(e.papers()),
                reasons,
                request);
    }

    @GetMapping("/topics/{category}.atom")
    @Nullable
    ResponseEntity<String> topic(@PathVariable String category, WebRequest request) {
        return search(
                "",
                Map.of(Facet.CATEGORY, Set.of(category)),
                Topics.name(category) + ", Broadsheet",
                "urn:broadsheet:topic:" + category,
                "/topics/" + category,
                request);
    }

    @GetMapping("/search.atom")
    @Nullable
    ResponseEntity<String> search(@RequestParam String q, WebRequest request) {
        if (q.isBlank() || q.length() > 500)
            throw new IllegalArgumentException("'q' has 1 to 500 characters but had " + q.length());
        String encoded = java.net.URLEncoder.encode(q, java.nio.charset.StandardCharsets.UTF_8);
        return search(
                q, Map.of(), q + ", Broadsheet", "urn:broadsheet:search:" + encoded, "/search?q=" + encoded, request);
    }

    private @Nullable ResponseEntity<String> search(
            String q, Map<Facet, Set<String>> filters, String title, String id, String page, WebRequest request) {
        SearchResult result = library.search(new SearchRequest(
                q, SearchRequest.Mode.WORDS, SearchRequest.Sort.DATE, filters, 0, MOST, false, false));
        List<Paper> papers = library.papers(result.hits().stream().map(Hit::id).toList());
        Instant updated = papers.stream()
                .map(Feeds::updated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return answer(title, id, page, updated, papers, Map.of(), request);
    }

    private @Nullable ResponseEntity<String> answer(
            String title,
            String id,
            String page,
            Instant updated,
            List<Paper> papers,
            Map<PaperId, String> reasons,
            WebRequest request) {
        if (request.checkNotModified("\"" + Long.toHexString(updated.toEpochMilli()) + "-" + papers.size() + "\""))
            return null;
        String base = base();
        Feed feed = new Feed("atom_1.0");
        feed.setId(id);
        feed.setTitle(legal(title));
        feed.setUpdated(Date.from(updated));
        feed.setAlternateLinks(List.of(link("alternate", base + page, "text/html")));
        feed.setOtherLinks(List.of(
                link("self", ServletUriComponentsBuilder.fromCurrentRequest().toUriString(), "application/atom+xml")));
        Person house = new Person();
        house.setName("Broadsheet");
        feed.setAuthors(List.of(house));
        List<Entry> entries = new ArrayList<>();
        for (Paper paper : papers) entries.add(entry(paper, reasons.get(paper.id()), base));
        feed.setEntries(entries);
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType("application/atom+xml; charset=utf-8"))
                    .cacheControl(CacheControl.maxAge(java.time.Duration.ofMinutes(5)))
                    .body(new WireFeedOutput().outputString(feed));
        } catch (FeedException e) {
            throw new IllegalStateException("the feed could not be written", e);
        }
    }

    private String base() {
        return settings.publicBase() != null
                ? settings.publicBase().replaceAll("/+$", "")
                : ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
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
