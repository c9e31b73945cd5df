package org.broadsheet.server.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.store.PaperNews;
import org.broadsheet.server.watch.News;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What came to be known of the papers a reader keeps.
@Controller
class NewsPages {
    private static final int SHOWN = 100;

    private final Library library;
    private final News news;

    NewsPages(Library library, News news) {
        this.library = library;
        this.news = news;
    }

    @GetMapping("/news")
    String page(Visitor visitor, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        List<PaperNews> all = news.of(reader.id(), SHOWN);
        Set<Long> unread = new HashSet<>();
        news.unread(reader.id(), SHOWN).forEach(n -> unread.add(n.id()));
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(all.stream().map(PaperNews::paper).distinct().toList()).forEach(p -> papers.put(p.id(), p));
        model.addAttribute(
                "lines",
                all.stream()
                        .flatMap(n -> Optional.ofNullable(papers.get(n.paper()))
                                .map(p -> NoticeView.Line.of(n, p, unread.contains(n.id())))
                                .stream())
                        .toList());
        // What came while the page was read stays unread.
        model.addAttribute("upTo", unread.isEmpty() ? null : all.getFirst().id());
        return "news";
    }

    @PostMapping("/news/seen")
    ResponseEntity<Void> seen(@RequestParam long upTo, Visitor visitor) {
        news.look(SignInFirst.reader(visitor).id(), upTo);
        return Back.see("/news");
    }
}
