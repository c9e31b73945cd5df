package org.broadsheet.server.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;
import org.broadsheet.retrieval.SearchResult;
import org.broadsheet.server.community.Trending;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Papers by author, by topic, and by what is trending.
@Controller
class ShelfPages {
    private static final int PAGE = 30;

    private final Library library;
    private final Trending trending;
    private final Follows follows;
    private final Cards cards;

    ShelfPages(Library library, Trending trending, Follows follows, Cards cards) {
        this.library = library;
        this.trending = trending;
        this.follows = follows;
        this.cards = cards;
    }

    /// A topic in the list of topics.
    record TopicView(String href, String name, String code, long count) {}

    @GetMapping("/authors/{*name}")
    String author(@PathVariable String name, @RequestParam(defaultValue = "1") int page, Visitor visitor, Model model) {
        String author = name.substring(1).strip();
        if (author.isEmpty() || author.length() > 300) throw new NotFound("A name is needed.");
        String query = "author:\"" + author.replace("\"", " ") + "\"";
        SearchResult result = find(query, Map.of(), page);
        if (result.total() == 0) throw new NotFound("Nobody called " + author + " wrote a paper in this library.");
        model.addAttribute("heading", author);
        follow(Follow.Kind.AUTHOR, author, visitor, model);
        model.addAttribute(
                "deck",
                count(result.total())
                        + " by this name, newest first. Names are taken as printed: two people of one name stand together.");
        return list(
                result, "/authors/" + Views.path(author), page, "/search.atom?q=" + Views.query(query), visitor, model);
    }

    @GetMapping("/topics")
    String topics(Model model) {
        List<TopicView> topics = library.values(Facet.CATEGORY, 300).stream()
                .map(c ->
                        new TopicView("/topics/" + Views.path(c.value()), Topics.name(c.value()), c.value(), c.count()))
                .toList();
        model.addAttribute("topics", topics);
        return "topics";
    }

    @GetMapping("/topics/{category}")
    String topic(
            @PathVariable String category, @RequestParam(defaultValue = "1") int page, Visitor visitor, Model model) {
        if (category.length() > 200) throw new NotFound("There is no such topic.");
        SearchResult result = find("", Map.of(Facet.CATEGORY, Set.of(category)), page);
        if (result.total() == 0) throw new NotFound("No paper in this library is filed under “" + category + "”.");
        String name = Topics.name(category);
        model.addAttribute("heading", name);
        follow(Follow.Kind.CATEGORY, category, visitor, model);
        model.addAttribute(
                "deck",
                count(result.total()) + (name.equals(category) ? "" : " filed under " + category) + ", newest first.");
        return list(
                result,
                "/topics/" + Views.path(category),
                page,
                "/topics/" + Views.path(category) + ".atom",
                visitor,
                model);
    }

    @GetMapping("/papers/trending")
    String trending(Visitor visitor, Model model) {
        List<Views.Item> items = new ArrayList<>();
        for (Trending.Entry e : trending.top(50)) items.add(Views.item(e.paper(), e.reason(), 0));
        model.addAttribute("heading", "Trending");
        model.addAttribute(
                "deck",
                items.isEmpty()
                        ? "Nothing trends yet: no reader has voted, and no source of this library counts votes, comments or stars."
                        : "Votes and comments here and at the sources, halved every week, each set against its own topic so that a small field has its day.");
        model.addAttribute("items", cards.dress(items, visitor, "trending"));
        return "list";
    }

    /// What a button on the page follows, and which follow it leaves where this reader has it already.
    private void follow(Follow.Kind kind, String target, Visitor visitor, Model model) {
        model.addAttribute("follow", new Views.Named(kind.key(), target));
        visitor.account()
                .flatMap(r -> follows.following(r.id(), kind, target))
                .ifPresent(f -> model.addAttribute("followed", f.id()));
    }

    private static String count(long n) {
        return n == 1 ? "One paper" : "%,d papers".formatted(n);
    }

    private SearchResult find(String query, Map<Facet, Set<String>> filters, int page) {
        if (page < 1 || page > SearchRequest.MAX_DEPTH / PAGE)
            throw new IllegalArgumentException("A page is from 1 to " + SearchRequest.MAX_DEPTH / PAGE + ".");
        return library.search(
                new SearchRequest(query, Mode.WORDS, Sort.DATE, filters, (page - 1) * PAGE, PAGE, false, false));
    }

    private String list(SearchResult result, String base, int page, String feed, Visitor visitor, Model model) {
        List<Paper> papers = library.papers(result.hits().stream().map(Hit::id).toList());
        model.addAttribute(
                "items",
                cards.dress(papers.stream().map(p -> Views.item(p, null, 0)).toList(), visitor, base.substring(1)));
        model.addAttribute("prevHref", page > 1 ? base + "?page=" + (page - 1) : null);
        model.addAttribute(
                "nextHref",
                (long) page * PAGE < Math.min(result.total(), SearchRequest.MAX_DEPTH)
                        ? base + "?page=" + (page + 1)
                        : null);
        model.addAttribute("feed", feed);
        return "list";
    }
}
