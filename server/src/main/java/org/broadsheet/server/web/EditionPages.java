package org.broadsheet.server.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.edition.Period.Span;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Visitor;
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
    private static final int TALL_SUMMARY = 800;
    private static final int SHORT_LEAD = 700;
    private static final int FEW_DAYS = 6;

    private final Library library;
    private final Editions editions;
    private final Cards cards;

    EditionPages(Library library, Editions editions, Cards cards) {
        this.library = library;
        this.editions = editions;
        this.cards = cards;
    }

    /// A section as printed.
    ///
    /// @param layout which of its items take more room, so that no column stays empty: see the style sheet
    record SectionView(String id, String title, String layout, List<Views.Item> items) {}

    /// A point of the lead's score.
    record Bar(String what, long width, String points) {}

    @GetMapping("/")
    String home() {
        return "redirect:/papers";
    }

    @GetMapping("/papers")
    String newest(Visitor visitor, Model model) {
        return editions.newest(Period.DAY)
                .map(e -> print(e, visitor, model))
                .orElseGet(() -> nothing(Period.DAY.of(editions.today()), model));
    }

    @GetMapping("/papers/{period:date|week|month}/{label}")
    String of(@PathVariable String period, @PathVariable String label, Visitor visitor, Model model) {
        Period p = period.equals("date") ? Period.DAY : Period.ofKey(period).orElseThrow();
        Span span = p.parse(label)
                .orElseThrow(() -> new IllegalArgumentException("“" + shown(label) + "” is no " + p.key()
                        + "; write it as " + p.of(editions.today()).label() + "."));
        if (span.from().isAfter(editions.today()))
            return "redirect:" + address(editions.newest(p).map(Edition::span).orElse(p.of(editions.today())));
        return editions.edition(span).map(e -> print(e, visitor, model)).orElseGet(() -> nothing(span, model));
    }

    @GetMapping("/papers/{period:date|week|month}/{label}/rest")
    String rest(@PathVariable String period, @PathVariable String label, Visitor visitor, Model model) {
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
                (items.size() == 1 ? "One paper that came" : items.size() + " papers that came") + " for "
                        + dateline(edition.span())
                        + " and " + (items.size() == 1 ? "is" : "are") + " not in the edition, the nearest first.");
        model.addAttribute("items", cards.dress(items, visitor, place(edition.span()) + "/rest"));
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

    private static String place(Span span) {
        return "edition/" + span.period().key() + "/" + span.label();
    }

    private String print(Edition e, Visitor visitor, Model model) {
        frame(e.span(), model);
        model.addAttribute("edition", e);
        model.addAttribute("number", "No. " + e.number() + (e.incomplete() ? ", incomplete" : ""));
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(e.papers()).forEach(p -> papers.put(p.id(), p));
        Map<PaperId, Views.Item> dressed = dressed(e, papers, visitor);
        List<SectionView> sections = new ArrayList<>();
        Views.Item lead = null;
        List<Views.Item> rail = List.of();
        List<Bar> bars = List.of();
        for (int s = 0; s < e.sections().size(); s++) {
            Selection.Section section = e.sections().get(s);
            List<Views.Item> items = new ArrayList<>();
            for (Selection.Item item : section.items()) {
                Paper paper = papers.get(item.paper());
                Views.Item acts = dressed.get(item.paper());
                if (paper == null || acts == null) continue;
                boolean leads = s == 0 && items.isEmpty() && lead == null;
                int summary =
                        leads ? LEAD_SUMMARY : s > 0 ? summary(section.items().size(), items.size()) : 0;
                items.add(Views.item(paper, item.reason(), summary)
                        .with(acts.acts().orElseThrow(), acts.code()));
                if (leads) bars = bars(item);
            }
            if (items.isEmpty()) continue;
            if (s == 0) {
                lead = items.removeFirst();
                rail = items;
            } else sections.add(new SectionView("s" + s, section.title(), layout(items.size()), items));
        }
        int here = e.papers().size();
        model.addAttribute("lead", lead);
        model.addAttribute("rail", rail);
        // A short lead beside a long rail would leave half a page empty: then the rail goes below it.
        model.addAttribute("flat", lead != null && length(lead) < SHORT_LEAD);
        model.addAttribute("bars", bars);
        model.addAttribute("rows", rows(sections));
        model.addAttribute("shelf", e.shelf());
        model.addAttribute("here", here);
        model.addAttribute(
                "ear",
                e.shelf()
                        ? here + " from the shelf."
                        : e.came() == here
                                ? "%,d came in.".formatted(here)
                                : "%,d came in. %,d %s here.".formatted(e.came(), here, here == 1 ? "is" : "are"));
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

    /// Every paper of the edition with its acts, placed as it is printed.
    private Map<PaperId, Views.Item> dressed(Edition e, Map<PaperId, Paper> papers, Visitor visitor) {
        List<Views.Item> plain = new ArrayList<>();
        for (PaperId id : e.papers()) {
            Paper paper = papers.get(id);
            if (paper != null) plain.add(Views.item(paper, null, 0));
        }
        Map<PaperId, Views.Item> dressed = new HashMap<>();
        cards.dress(plain, visitor, place(e.span())).forEach(i -> dressed.put(i.paper(), i));
        return dressed;
    }

    private static int length(Views.Item item) {
        return item.summary().stream().mapToInt(String::length).sum();
    }

    /// How many items stand in a row of four columns: of three, five, six or seven some take two columns.
    private static String layout(int items) {
        if (items < 5) return "items";
        return switch (items % 4) {
            case 1 -> "items tall";
            case 2 -> "items two-wide";
            case 3 -> "items one-wide";
            default -> "items";
        };
    }

    /// Characters of summary for an item that takes more room.
    private static int summary(int items, int place) {
        if (items == 3) return place == 0 ? FIRST_SUMMARY : 0;
        return switch (layout(items)) {
            case "items tall" -> place == 0 ? TALL_SUMMARY : 0;
            case "items two-wide" -> place < 2 ? FIRST_SUMMARY : 0;
            case "items one-wide" -> place == 0 ? FIRST_SUMMARY : 0;
            default -> 0;
        };
    }

    /// Two small sections that follow each other share a row.
    private static List<List<SectionView>> rows(List<SectionView> sections) {
        List<List<SectionView>> rows = new ArrayList<>();
        for (SectionView s : sections) {
            List<SectionView> last = rows.isEmpty() ? List.of() : rows.getLast();
            boolean joins = s.items().size() <= 2
                    && last.size() == 1
                    && last.getFirst().items().size() <= 2;
            if (joins) rows.set(rows.size() - 1, List.of(last.getFirst(), s));
            else rows.add(List.of(s));
        }
        return rows;
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
        model.addAttribute("span", span);
        model.addAttribute("dateline", dateline(span));
        model.addAttribute("feed", address(span) + ".atom");
        model.addAttribute(
                "prev", editions.before(span).map(s -> neighbour(s, span)).orElse(null));
        model.addAttribute(
                "next", editions.after(span).map(s -> neighbour(s, span)).orElse(null));
        model.addAttribute("dayHref", address(Period.DAY.of(span.to().isAfter(today) ? today : span.to())));
        model.addAttribute("weekHref", address(Period.WEEK.of(span.from())));
        model.addAttribute("monthHref", address(Period.MONTH.of(span.from())));
        model.addAttribute("period", span.period().key());
    }

    /// A day of the same week is known by its weekday; one further away needs its date.
    private static Views.Named neighbour(Span there, Span here) {
        String text = switch (there.period()) {
            case DAY ->
                Math.abs(ChronoUnit.DAYS.between(here.from(), there.from())) <= FEW_DAYS
                        ? Views.shortDay(there.from())
                        : Views.day(there.from());
            case WEEK -> {
                String week = "Week " + Integer.parseInt(there.label().substring(6));
                String year = there.label().substring(0, 4);
                yield here.label().startsWith(year) ? week : week + " of " + year;
            }
            case MONTH -> Views.month(there.from());
        };
        return new Views.Named(text, address(there));
    }

    /// Nothing came for this span: said plainly, with the nearest editions as the thing to do.
    private String nothing(Span span, Model model) {
        frame(span, model);
        model.addAttribute("what", span.period().key());
        model.addAttribute(
                "before", editions.before(span).map(EditionPages::edition).orElse(null));
        model.addAttribute(
                "after", editions.after(span).map(EditionPages::edition).orElse(null));
        model.addAttribute("papers", library.count());
        return "edition-empty";
    }

    private static Views.Named edition(Span span) {
        return new Views.Named(dateline(span), address(span));
    }
}
