package org.broadsheet.server.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.store.PaperNews;
import org.broadsheet.server.watch.News;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What came to be known of the papers a reader keeps.
@RestController
@RequestMapping("/api/v1")
class NewsApi {
    private static final int MOST = 200;

    private final Library library;
    private final News news;

    NewsApi(Library library, News news) {
        this.library = library;
        this.news = news;
    }

    record Told(
            long id,
            String paper,
            String title,
            String kind,
            @Nullable String date,
            @Nullable String by,
            @Nullable String text,
            String heard) {}

    record NewsList(List<Told> news, int unread) {}

    record Seen(@Nullable Long upTo) {}

    @GetMapping("/news")
    NewsList news(
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(defaultValue = "50") int limit,
            Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        ApiErrors.bounded("limit", limit, 1, MOST);
        List<PaperNews> found = unread ? news.unread(reader.id(), limit) : news.of(reader.id(), limit);
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(found.stream().map(PaperNews::paper).distinct().toList()).forEach(p -> papers.put(p.id(), p));
        return new NewsList(
                found.stream()
                        .flatMap(n -> Optional.ofNullable(papers.get(n.paper())).map(p -> told(n, p)).stream())
                        .toList(),
                news.unread(reader.id()));
    }

    private static Told told(PaperNews n, Paper paper) {
        PartialDate date = n.notice().date();
        Identifier by = n.notice().by();
        return new Told(
                n.id(),
                paper.slug(),
                paper.headline(),
                n.notice().kind().key(),
                date == null ? null : date.toString(),
                by == null ? null : by.toString(),
                n.notice().text().isEmpty() ? null : n.notice().text(),
                n.at().toString());
    }

    @PostMapping("/news/seen")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void seen(@RequestBody Seen body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        Long upTo = body.upTo();
        if (upTo == null) throw new IllegalArgumentException("'upTo' is the id of the last of the news that was seen");
        news.look(reader.id(), upTo);
    }
}
