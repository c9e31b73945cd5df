package org.broadsheet.server.web;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.LibraryStatus;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Notes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

/// Search, with facets and pages that never overlap. A pasted abstract is a query like any other; a long
/// one is sent by POST.
@Controller
class SearchPages {
    private static final int PAGE = 20;
    private static final int FACET_VALUES = 8;

    private static final int NOTES = 5;

    private final Library library;
    private final Cards cards;
    private final Notes notes;
    private final Judgments judgments;

    SearchPages(Library library, Cards cards, Notes notes, Judgments judgments) {
        this.judgments = judgments;
        this.library = library;
        this.cards = cards;
        this.notes = notes;
    }

    /// A value that narrows this search, and the address without it.
    record Chosen(String label, String href) {}

    /// A value to narrow by.
    record Choice(String id, String facet, String value, String label, long count, boolean chosen) {}

    /// A facet with its values.
    record FacetView(String title, List<Choice> choices) {}

    @RequestMapping(
            path = "/search",
            method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.HEAD})
    String search(@RequestParam MultiValueMap<String, String> given, Visitor visitor, Model model) {
        String q = first(given, "q", "").strip();
        Mode mode = parse(Mode.class, first(given, "mode", ""), Mode.HYBRID);
        Sort sort = parse(Sort.class, first(given, "sort", ""), Sort.RELEVANCE);
        int page = page(first(given, "page", "1"));
        Map<Facet, Set<String>> filters = new EnumMap<>(Facet.class);
        for (Facet f : Facet.values())
            for (String v : given.getOrDefault(f.key(), List.of()))
                if (!v.isBlank() && v.length() <= 200)
                    filters.computeIfAbsent(f, _ -> new TreeSet<>()).add(v);
        boolean asked = !q.isEmpty() || !filters.isEmpty();
        model.addAttribute("q", q);
        model.addAttribute("mode", mode.name().toLowerCase(Locale.ROOT));
        model.addAttribute("sort", sort.name().toLowerCase(Locale.ROOT));
        model.addAttribute("long", q.length() > 1_500);
        LibraryStatus status = library.status();
        model.addAttribute("papers", status.papers());
        model.addAttribute("unencoded", mode == Mode.WORDS ? 0 : status.papers() - status.encoded());
        model.addAttribute("asked", asked);
        model.addAttribute("chosen", chosen(q, mode, sort, filters));
        if (!asked) return "search";
        SearchResult result =
                library.search(new SearchRequest(q, mode, sort, filters, (page - 1) * PAGE, PAGE, true, true)
                        .withVotes(sort == Sort.UPVOTES ? judgments.upvotes() : Map.of()));
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(result.hits().stream().map(Hit::id).toList()).forEach(p -> papers.put(p.id(), p));
        List<Views.Item> items = new ArrayList<>();
        for (Hit hit : result.hits()) {
            Paper p = papers.get(hit.id());
            if (p != null) items.add(Views.item(p, null, 0, hit.snippet(), found(hit)));
        }
        if (items.isEmpty() && page > 1)
            throw new NotFound("This search has no page " + page + "; its papers end before.");
        String base = base(q, mode, sort, filters);
        long reachable = Math.min(result.total(), SearchRequest.MAX_DEPTH);
        model.addAttribute(
                "notes",
                visitor.account()
                        .map(r -> NoteView.of(library, notes.search(r.id(), q, NOTES)))
                        .orElse(List.of()));
        model.addAttribute("total", result.total());
        model.addAttribute("understood", result.understood());
        model.addAttribute("items", cards.dress(items, visitor, "search"));
        model.addAttribute("saved", base.substring("/search?".length()));
        model.addAttribute("from", (page - 1) * PAGE + 1);
        model.addAttribute("facets", facets(result, filters));
        model.addAttribute("prevHref", page > 1 ? base + "&page=" + (page - 1) : null);
        model.addAttribute(
                "nextHref",
                (long) page * PAGE < reachable && items.size() == PAGE ? base + "&page=" + (page + 1) : null);
        model.addAttribute("feed", "/search.atom?q=" + Views.query(q.length() > 500 ? q.substring(0, 500) : q));
        return "search";
    }

    private static String first(MultiValueMap<String, String> given, String name, String otherwise) {
        String value = given.getFirst(name);
        return value == null ? otherwise : value;
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String text, E otherwise) {
        for (E e : type.getEnumConstants()) if (e.name().equalsIgnoreCase(text)) return e;
        return otherwise;
    }

    private static int page(String text) {
        if (!text.matches("[0-9]{1,4}")) throw new IllegalArgumentException("A page is a number from 1.");
        int page = Integer.parseInt(text);
        if (page < 1 || page > SearchRequest.MAX_DEPTH / PAGE)
            throw new IllegalArgumentException(
                    "Results go to page " + SearchRequest.MAX_DEPTH / PAGE + "; narrow the search instead.");
        return page;
    }

    private static @Nullable String found(Hit hit) {
        if (hit.byWords() && hit.byMeaning()) return "Found by words and meaning";
        return hit.byMeaning() ? "Found by meaning" : hit.byWords() ? "Found by words" : null;
    }

    private static String base(String q, Mode mode, Sort sort, Map<Facet, Set<String>> filters) {
        StringBuilder out =
                new StringBuilder("/search?q=").append(Views.query(q.length() > 1_500 ? q.substring(0, 1_500) : q));
        if (mode != Mode.HYBRID) out.append("&mode=").append(mode.name().toLowerCase(Locale.ROOT));
        if (sort != Sort.RELEVANCE) out.append("&sort=").append(sort.name().toLowerCase(Locale.ROOT));
        filters.forEach((f, values) ->
                values.forEach(v -> out.append('&').append(f.key()).append('=').append(Views.query(v))));
        return out.toString();
    }

    private static List<Chosen> chosen(String q, Mode mode, Sort sort, Map<Facet, Set<String>> filters) {
        List<Chosen> chosen = new ArrayList<>();
        filters.forEach((facet, values) -> values.forEach(value -> {
            Map<Facet, Set<String>> others = new EnumMap<>(filters);
            Set<String> rest = new TreeSet<>(values);
            rest.remove(value);
            if (rest.isEmpty()) others.remove(facet);
            else others.put(facet, rest);
            chosen.add(new Chosen(label(facet, value), base(q, mode, sort, others)));
        }));
        return chosen;
    }

    private static List<FacetView> facets(SearchResult result, Map<Facet, Set<String>> filters) {
        List<FacetView> views = new ArrayList<>();
        for (Facet f : Facet.values()) {
            List<SearchResult.FacetCount> counts = result.facets().getOrDefault(f, List.of());
            Set<String> chosen = filters.getOrDefault(f, Set.of());
            List<Choice> choices = new ArrayList<>();
            for (SearchResult.FacetCount c : counts)
                if (choices.size() < FACET_VALUES || chosen.contains(c.value()))
                    choices.add(new Choice(
                            "f-" + f.key() + "-" + c.value().replaceAll("[^A-Za-z0-9.-]", "-"),
                            f.key(),
                            c.value(),
                            label(f, c.value()),
                            c.count(),
                            chosen.contains(c.value())));
            if (!choices.isEmpty()) views.add(new FacetView(title(f), choices));
        }
        return views;
    }

    private static String title(Facet f) {
        return switch (f) {
            case CATEGORY -> "Topic";
            case YEAR -> "Year";
            case SOURCE -> "Source";
            case CODE -> "Code";
        };
    }

    private static String label(Facet f, String value) {
        return switch (f) {
            case CATEGORY -> Topics.name(value).equals(value) ? value : Topics.name(value) + " (" + value + ")";
            case CODE -> "With code";
            default -> value.length() > 40 ? value.substring(0, 39) + "…" : value;
        };
    }
}
