package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.broadsheet.corpus.source.Source;
import org.broadsheet.server.administration.AuditLog;
import org.broadsheet.server.fetch.SourceState;
import org.broadsheet.server.fetch.SourceStore;
import org.broadsheet.server.fetch.Sources;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What is asked for new papers on schedule: adding, asking at once, removing. For administrators.
@Controller
class SourcePages {
    private final Library library;
    private final SourceStore sources;
    private final AuditLog audit;

    SourcePages(Library library, AuditLog audit) {
        this.library = library;
        this.sources = new SourceStore(library.database());
        this.audit = audit;
    }

    /// A source in the list.
    record SourceView(
            String id,
            String title,
            String good,
            String next,
            @Nullable String trouble) {
        static SourceView of(SourceState s) {
            return new SourceView(
                    s.source().id(),
                    s.source().title(),
                    s.goodAt() == null ? "not yet" : Views.moment(s.goodAt()),
                    Views.moment(s.nextAt()),
                    s.trouble());
        }
    }

    @GetMapping("/administration/sources")
    String page(Model model) {
        model.addAttribute("sources", sources.all().stream().map(SourceView::of).toList());
        return "sources";
    }

    @PostMapping("/administration/sources")
    Object add(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String what,
            Visitor visitor,
            HttpServletResponse response,
            Model model) {
        Source source;
        Instant now = library.clock().instant();
        try {
            source = Source.of(kind, what.strip());
            LocalDate since = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(Sources.FIRST_DAYS);
            if (!sources.add(source, since, now))
                throw new IllegalArgumentException(source.title() + " is asked already.");
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            response.setStatus(400);
            model.addAttribute("wrong", Character.toUpperCase(why.charAt(0)) + why.substring(1));
            model.addAttribute("kind", kind);
            model.addAttribute("what", what);
            return page(model);
        }
        audit.note(SignInFirst.reader(visitor).id(), "source added", source.id(), "");
        return Back.see("/administration/sources");
    }

    /// Asks a source at once, or no more.
    @PostMapping("/administration/sources/change")
    ResponseEntity<Void> change(@RequestParam String source, @RequestParam String deed, Visitor visitor) {
        if (sources.find(source).isEmpty()) throw new NotFound("There is no such source.");
        switch (deed) {
            case "ask" -> sources.hurry(source, library.clock().instant());
            case "remove" -> sources.remove(source);
            default -> throw new IllegalArgumentException("What is done with a source is ask or remove.");
        }
        audit.note(
                SignInFirst.reader(visitor).id(), deed.equals("ask") ? "source asked" : "source removed", source, "");
        return Back.see("/administration/sources");
    }
}
