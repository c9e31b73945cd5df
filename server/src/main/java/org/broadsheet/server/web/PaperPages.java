package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Topics;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.server.api.PaperFiles;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.library.PaperHistory;
import org.broadsheet.server.reader.Readers;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.store.MergeEvent;
import org.broadsheet.server.store.StoredRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// A paper: what it says, its names, its neighbours, and where every part of its record comes from.
@Controller
class PaperPages {
    private static final int SIMILAR = 5;
    private static final int AUTHORS = 24;
    private static final int NOTICES = 20;
    private static final Pattern CREATIVE_COMMONS =
            Pattern.compile("creativecommons\\.org/licenses/([a-z-]{2,8})/([0-9.]{3})");

    private final Library library;
    private final Editions editions;
    private final PaperFiles files;
    private final PaperDesk desk;
    private final Readers readers;

    PaperPages(Library library, Editions editions, PaperFiles files, PaperDesk desk, Readers readers) {
        this.desk = desk;
        this.readers = readers;
        this.library = library;
        this.editions = editions;
        this.files = files;
    }

    /// A line of the record's history.
    record Event(String date, String text, @Nullable Long undo) {}

    /// A name in a register.
    record Name(String register, String text, @Nullable String href) {}

    @GetMapping("/papers/{*path}")
    Object paper(
            @PathVariable String path,
            @RequestHeader(name = "Accept", required = false, defaultValue = "") String accept,
            Visitor visitor,
            Model model)
            throws IOException {
        String name = path.substring(1);
        Optional<ResponseEntity<byte[]>> file = files.file(name, accept);
        if (file.isPresent()) return file.get();
        boolean similar = name.endsWith("/similar");
        if (similar) name = name.substring(0, name.length() - "/similar".length());
        String asked = name;
        Paper paper = library.paper(asked)
                .orElseThrow(() -> new NotFound("No paper here is called “"
                        + (asked.length() > 80 ? asked.substring(0, 80) + "…" : asked) + "”."));
        if (!paper.slug().equals(name)) return "redirect:" + Views.href(paper) + (similar ? "/similar" : "");
        return similar ? similar(paper, visitor, model) : page(paper, visitor, model);
    }

    private String similar(Paper paper, Visitor visitor, Model model) {
        model.addAttribute("heading", "Papers like this one");
        model.addAttribute("deck", "Nearest to “" + Views.title(paper) + "” first.");
        model.addAttribute("items", desk.cards().dress(near(paper, 30), visitor, "similar/" + paper.slug()));
        model.addAttribute("back", new Views.Named("Back to the paper", Views.href(paper)));
        return "list";
    }

    private List<Views.Item> near(Paper paper, int k) {
        List<Hit> hits = library.similar(paper.id(), k);
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(hits.stream().map(Hit::id).toList()).forEach(p -> papers.put(p.id(), p));
        List<Views.Item> items = new ArrayList<>();
        for (Hit hit : hits) {
            Paper p = papers.get(hit.id());
            if (p != null) items.add(Views.item(p, why(paper, p, hit), 0));
        }
        return items;
    }

    private static String why(Paper a, Paper b, Hit hit) {
        List<String> shared = a.metadata().authors().stream()
                .map(x -> x.name())
                .filter(x ->
                        b.metadata().authors().stream().anyMatch(y -> y.name().equals(x)))
                .limit(2)
                .toList();
        String how = hit.byMeaning() ? "Close in meaning" : "Shares telling words";
        if (!shared.isEmpty()) return how + "; also by " + String.join(" and ", shared) + ".";
        String topic = Topics.of(b.metadata());
        return topic.equals(Topics.of(a.metadata())) && !topic.equals(Topics.OTHER)
                ? how + "; also on " + Views.lower(topic) + "."
                : how + ".";
    }

    private String page(Paper paper, Visitor visitor, Model model) {
        Metadata m = paper.metadata();
        model.addAttribute("paper", paper);
        model.addAttribute("heading", Views.title(paper));
        List<Views.Named> authors = Views.authors(m);
        model.addAttribute("authors", authors.subList(0, Math.min(authors.size(), AUTHORS)));
        model.addAttribute("moreAuthors", authors.subList(Math.min(authors.size(), AUTHORS), authors.size()));
        model.addAttribute("source", Views.source(paper));
        model.addAttribute("published", m.published() == null ? null : Views.date(m.published()));
        model.addAttribute(
                "updated",
                m.updated() == null || m.updated().equals(m.published()) ? null : "revised " + Views.date(m.updated()));
        int version =
                m.identifier(Identifier.Scheme.ARXIV).map(Identifier::version).orElse(0);
        model.addAttribute("arxivVersion", version > 0 ? "version " + version : null);
        model.addAttribute(
                "upvotes",
                m.attention().upvotes() > 0 ? Views.count(m.attention().upvotes(), "upvote") + " at its source" : null);
        model.addAttribute(
                "listed",
                m.listings().stream()
                        .map(l -> "on the list of " + Views.list(l.list()) + " on " + Views.day(l.day()))
                        .distinct()
                        .limit(3)
                        .toList());
        model.addAttribute(
                "editions",
                editions.containing(paper.id()).stream()
                        .flatMap(e -> Period.ofKey(e.period()).flatMap(p -> p.parse(e.date())).stream())
                        .map(span -> new Views.Named(Views.dateOf(span), EditionPages.address(span)))
                        .toList());
        model.addAttribute("paragraphs", paragraphs(m.abstractText()));
        model.addAttribute("machine", paragraphs(m.machineSummary()));
        model.addAttribute(
                "categories",
                m.categories().stream()
                        .map(c -> new Views.Named(
                                Topics.name(c).equals(c) ? c : Topics.name(c) + " (" + c + ")",
                                "/topics/" + Views.path(c)))
                        .toList());
        model.addAttribute("links", links(m));
        model.addAttribute("warning", m.warning().map(NoticeView::of).orElse(null));
        model.addAttribute(
                "notices",
                m.notices().stream()
                        .map(NoticeView::of)
                        .distinct()
                        .limit(NOTICES)
                        .toList());
        model.addAttribute("names", names(paper));
        model.addAttribute("bibtex", bibtex(paper));
        model.addAttribute("href", Views.href(paper));
        model.addAttribute("similar", near(paper, SIMILAR));
        model.addAttribute("history", history(paper));
        model.addAttribute("venue", m.publication().venue());
        model.addAttribute("comment", m.comment() == null ? null : Formulas.readable(m.comment()));
        model.addAttribute("licence", m.licence() == null ? null : licence(m.licence()));
        desk.lay(paper, visitor, model);
        return "paper";
    }

    static List<String> paragraphs(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split("\n")).map(Formulas::readable).toList();
    }

    private static List<Views.Named> links(Metadata m) {
        List<Views.Named> links = new ArrayList<>();
        m.identifier(Identifier.Scheme.ARXIV).ifPresent(a -> {
            if (m.link(Link.Kind.PDF).isEmpty())
                links.add(new Views.Named("PDF", "https://arxiv.org/pdf/" + a.printed()));
        });
        for (Link l : m.links()) {
            String text = switch (l.kind()) {
                case PDF -> "PDF";
                case PAGE -> "Web page";
                case CODE -> "Code";
                case PROJECT -> "Project";
                case MODEL -> "Model";
                case DATASET -> "Data";
                case MEDIA -> "Media";
                case THUMBNAIL -> "";
            };
            if (!text.isEmpty() && links.size() < 12 && Views.web(l.address()))
                links.add(new Views.Named(text, l.address()));
        }
        return links;
    }

    /// A licence by its short name where its address gives one away.
    private static Views.Named licence(String licence) {
        Matcher cc = CREATIVE_COMMONS.matcher(licence);
        if (cc.find())
            return new Views.Named("CC " + cc.group(1).toUpperCase(Locale.ROOT) + " " + cc.group(2), licence);
        if (licence.contains("creativecommons.org/publicdomain/zero")) return new Views.Named("CC0", licence);
        if (licence.contains("arxiv.org/licenses/nonexclusive-distrib"))
            return new Views.Named("arXiv, may distribute", licence);
        return new Views.Named(licence, licence);
    }

    private static List<Name> names(Paper paper) {
        List<Name> names = new ArrayList<>();
        for (Identifier i : paper.metadata().identifiers())
            names.add(new Name(i.scheme().label(), i.printed(), i.address()));
        names.add(new Name("Here", paper.id().value(), null));
        return names;
    }

    private @Nullable String bibtex(Paper paper) {
        return library.formats().writers().stream()
                .filter(w -> w.name().equals("bibtex"))
                .findFirst()
                .map(w -> {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    try {
                        w.write(Stream.of(paper), out);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return out.toString(StandardCharsets.UTF_8).strip();
                })
                .orElse(null);
    }

    private List<Event> history(Paper paper) {
        PaperHistory history = library.history(paper.id());
        Map<Long, MergeEvent> joined = new HashMap<>();
        for (MergeEvent m : history.merges())
            if (m.undoneAt() == null && !m.from().equals(paper.id())) joined.put(m.recordId(), m);
        List<Event> events = new ArrayList<>();
        boolean several = history.records().size() > 1;
        for (StoredRecord r : history.records()) {
            String key = r.record().provenance().key();
            String from = r.record().provenance().source() + (key.isEmpty() ? "" : ", there called " + key);
            MergeEvent m = joined.get(r.id());
            String date = LocalDate.ofInstant(r.record().provenance().seen(), ZoneOffset.UTC)
                    .toString();
            if (m == null) events.add(new Event(date, "From " + from, null));
            else
                events.add(new Event(
                        date,
                        "Joined by a record from " + from + ": " + m.reason()
                                + (m.score() < 1 ? " (%.2f)".formatted(m.score()) : ""),
                        several ? m.id() : null));
        }
        for (MergeEvent m : history.merges())
            if (m.undoneAt() != null)
                events.add(new Event(
                        LocalDate.ofInstant(m.undoneAt(), ZoneOffset.UTC).toString(),
                        "A merge was taken back (" + m.reason() + "); the two are kept apart",
                        null));
        return events;
    }

    /// Takes a merge back: an editor may, or, while nobody runs the house, somebody at this machine.
    @PostMapping("/merges/undo")
    String undo(@RequestParam long merge, Visitor visitor, HttpServletRequest request) {
        boolean edits =
                visitor.account().filter(r -> r.role().includes(Role.EDITOR)).isPresent();
        boolean owns =
                KnownVisitors.local(request) && readers.firstAdministrator().isEmpty();
        if (!edits && !owns)
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "merges are taken back by editors");
        PaperId paper = library.undoMerge(merge);
        return "redirect:/papers/" + paper;
    }
}
