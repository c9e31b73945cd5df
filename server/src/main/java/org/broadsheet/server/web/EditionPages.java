package org.broadsheet.server.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.edition.Period.Span;
import org.broadsheet.server.library.Library;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// The front page: editions by day, week and month, and what nearly made it.
@Controller
class EditionPages {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final int LEAD_SUMMARY = 1_400;
    private static final int FIRST_SUMMARY = 420;

    private final Library library;
    private final Editions editions;

    EditionPages(Library library, Editions editions) {
        this.library = library;
        this.editions = editions;
    }

    /// A section as printed.
    record SectionView(String id, String title, List<Views.Item> items) {}

    /// A point of the lead's score.
    record Bar(String what, long width, String points) {}

    @GetMapping("/")
    String home() {
        return "redirect:/papers";
    }

    @GetMapping("/papers")
    String newest(Model model) {
        return editions.newest(Period.DAY)
                .map(e -> print(e, model))
                .orElseGet(() -> nothing(Period.DAY.of(editions.today()), model));
    }

    @GetMapping("/papers/{period:date|week|month}/{label}")
    String of(@PathVariable String period, @PathVariable String label, Model model) {
        Period p = period.equals("date") ? Period.DAY : Period.ofKey(period).orElseThrow();
        Span span = p.parse(label)
                .orElseThrow(() -> new IllegalArgumentException("“" + shown(label) + "” is no " + p.key()
                        + "; write it as " + p.of(editions.today()).label() + "."));
        if (span.from().isAfter(editions.today()))
            return "redirect:" + address(editions.newest(p).map(Edition::span).orElse(p.of(editions.today())));
        return editions.edition(span).map(e -> print(e, model)).orElseGet(() -> nothing(span, model));
    }

    @GetMapping("/papers/{period:date|week|month}/{label}/rest")
    String rest(@PathVariable String period, @PathVariable String label, Model model) {
        Period p = period.equals("date") ? Period.DAY : Period.ofKey(period).orElseThrow();
        Edition edition = p.parse(label)
                .flatMap(editions::edition)
                .orElseThrow(() -> new NotFound("There is no edition of " + shown(label) + "."));
        List<Views.Item> items = library
                .papers(edition.rest().stream().limit(300).toList())
                .stream()
                .map(x -> Views.item(x, null, 0))
                .toList();
        model.addAttribute("heading", "What nearly made it");
        model.addAttribute(
                "deck",
                items.size() + " papers came for " + dateline(edition.span())
                        + " and are not in the edition, the nearest first.");
        model.addAttribute("items", items);
        model.addAttribute("back", new Views.Named("Back to the edition", address(edition.span())));
        return "list";
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    static String address(Span span) {
        return "/papers/"
                + (span.period() == Period.DAY ? "date" : span.period().key()) + "/" + span.label();
    }

    static String dateline(Span span) {
        return switch (span.period()) {
            case DAY -> Views.weekday(span.from());
            case WEEK ->
                "Week " + Integer.parseInt(span.label().substring(6)) + ", " + Views.day(span.from()) + " to "
                        + Views.day(span.to());
            case MONTH -> Views.month(span.from());
        };
    }

    private String print(Edition e, Model model) {
        frame(e.span(), model);
        model.addAttribute("edition", e);
        model.addAttribute("number", "No. " + e.number() + (e.incomplete() ? ", incomplete" : ""));
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(e.papers()).forEach(p -> papers.put(p.id(), p));
        List<SectionView> sections = new ArrayList<>();
        Views.Item lead = null;
        List<Views.Item> rail = List.of();
        List<Bar> bars = List.of();
        for (int s = 0; s < e.sections().size(); s++) {
            Selection.Section section = e.sections().get(s);
            List<Views.Item> items = new ArrayList<>();
            for (Selection.Item item : section.items()) {
                Paper paper = papers.get(item.paper());
                if (paper == null) continue;
                boolean leads = s == 0 && items.isEmpty() && lead == null;
                boolean first = s > 0 && items.isEmpty() && section.items().size() == 3;
                items.add(Views.item(paper, item.reason(), leads ? LEAD_SUMMARY : first ? FIRST_SUMMARY : 0));
                if (leads) bars = bars(item);
            }
            if (items.isEmpty()) continue;
            if (s == 0) {
                lead = items.removeFirst();
                rail = items;
            } else sections.add(new SectionView("s" + s, section.title(), items));
        }
        int here = e.papers().size();
        model.addAttribute("lead", lead);
        model.addAttribute("rail", rail);
        model.addAttribute("bars", bars);
        model.addAttribute("sections", sections);
        model.addAttribute("here", here);
        model.addAttribute(
                "ear",
                e.shelf()
                        ? "Nothing new is dated today. From your shelf: " + here + "."
                        : "%,d came in. %,d are here.".formatted(e.came(), here));
        model.addAttribute("minutes", Math.max(1, Math.round(here * 1.4)));
        model.addAttribute(
                "printed",
                TIME.format(e.printedAt().atZone(ZoneOffset.UTC)) + " UTC, "
                        + Views.day(LocalDate.ofInstant(e.printedAt(), ZoneOffset.UTC)));
        model.addAttribute("restHref", e.rest().isEmpty() || e.shelf() ? null : address(e.span()) + "/rest");
        model.addAttribute("restCount", e.rest().size());
        model.addAttribute(
                "wanting",
                e.sources().stream().filter(Edition.SourceNote::wanting).toList());
        return "edition";
    }

    private static List<Bar> bars(Selection.Item item) {
        double most = item.parts().stream()
                .mapToDouble(p -> Math.abs(p.points()))
                .max()
                .orElse(1);
        return item.parts().stream()
                .map(p -> new Bar(
                        p.what(),
                        Math.round(100 * Math.max(0, p.points()) / Math.max(1e-9, most)),
                        "%+.0f".formatted(p.points())))
                .toList();
    }

    private void frame(Span span, Model model) {
        LocalDate today = editions.today();
        Span previous = span.previous();
        Span next = span.next();
        model.addAttribute("span", span);
        model.addAttribute("dateline", dateline(span));
        model.addAttribute("feed", address(span) + ".atom");
        model.addAttribute(
                "prev", editions.anythingBefore(span) ? new Views.Named(label(previous), address(previous)) : null);
        model.addAttribute("next", next.from().isAfter(today) ? null : new Views.Named(label(next), address(next)));
        model.addAttribute("dayHref", address(Period.DAY.of(span.to().isAfter(today) ? today : span.to())));
        model.addAttribute("weekHref", address(Period.WEEK.of(span.from())));
        model.addAttribute("monthHref", address(Period.MONTH.of(span.from())));
        model.addAttribute("period", span.period().key());
    }

    private static String label(Span span) {
        return switch (span.period()) {
            case DAY -> Views.shortDay(span.from());
            case WEEK -> "Week " + Integer.parseInt(span.label().substring(6));
            case MONTH -> Views.month(span.from());
        };
    }

    /// Nothing came for this span: said plainly, with the nearest edition as the one thing to do.
    private String nothing(Span span, Model model) {
        frame(span, model);
        Optional<List<LocalDate>> known = library.listingSpan();
        Views.Named way = known.map(k -> span.from().isAfter(k.getLast()) ? k.getLast() : k.getFirst())
                .map(day -> new Views.Named("the edition of " + Views.weekday(day), address(Period.DAY.of(day))))
                .orElse(null);
        model.addAttribute("way", way);
        model.addAttribute("papers", library.count());
        model.addAttribute("ahead", span.from().isAfter(editions.today()));
        return "edition-empty";
    }
}
