package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a reader follows, and what came for it.
@Controller
class FollowPages {
    private static final Duration LATELY = Duration.ofDays(14);
    private static final int MOST = 60;

    private final Library library;
    private final Follows follows;
    private final Cards cards;

    FollowPages(Library library, Follows follows, Cards cards) {
        this.library = library;
        this.follows = follows;
        this.cards = cards;
    }

    /// Something followed.
    record FollowView(String id, String kind, String label, String href, boolean section) {
        static FollowView of(Follow f) {
            return new FollowView(f.id(), f.kind().key(), f.label(), href(f), f.section());
        }

        private static String href(Follow f) {
            return switch (f.kind()) {
                case AUTHOR -> "/authors/" + Views.path(f.target());
                case CATEGORY -> "/topics/" + Views.path(f.target());
                case TOPIC -> "/topics";
                case SEARCH -> "/search?" + f.target();
                case CITATIONS -> "/papers/" + f.target();
            };
        }
    }

    @GetMapping("/following")
    String page(Visitor visitor, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        List<Follow> all = follows.of(reader.id());
        model.addAttribute("follows", all.stream().map(FollowView::of).toList());
        List<Follows.Arrival> came = follows
                .since(reader.id(), library.clock().instant().minus(LATELY))
                .stream()
                .limit(MOST)
                .toList();
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(came.stream().map(Follows.Arrival::paper).toList()).forEach(p -> papers.put(p.id(), p));
        List<Views.Item> items = new ArrayList<>();
        for (Follows.Arrival a : came) {
            Paper p = papers.get(a.paper());
            if (p != null) items.add(Views.item(p, a.reason(), 0));
        }
        model.addAttribute("items", cards.dress(items, visitor, "following"));
        return "following";
    }

    @PostMapping("/follows")
    ResponseEntity<Void> follow(
            @RequestParam String kind,
            @RequestParam String target,
            @RequestParam(defaultValue = "") String label,
            Visitor visitor,
            HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        follows.follow(
                reader.id(),
                Follow.Kind.ofKey(kind)
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "An author, a topic, a category, a search or the citations of a paper can be followed.")),
                target,
                label);
        return Back.see(Back.from(request, "/following"));
    }

    @PostMapping("/follows/{id}")
    ResponseEntity<Void> change(
            @PathVariable String id,
            @RequestParam String label,
            @RequestParam(defaultValue = "false") boolean section,
            Visitor visitor) {
        if (follows.change(SignInFirst.reader(visitor).id(), id, label, section).isEmpty()) throw missing();
        return Back.see("/following");
    }

    @PostMapping("/follows/{id}/leave")
    ResponseEntity<Void> leave(@PathVariable String id, Visitor visitor, HttpServletRequest request) {
        if (!follows.leave(SignInFirst.reader(visitor).id(), id)) throw missing();
        return Back.see(Back.from(request, "/following"));
    }

    private static NotFound missing() {
        return new NotFound("You follow no such thing.");
    }
}
