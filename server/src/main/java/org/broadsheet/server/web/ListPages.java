package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.format.PaperWriter;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.ReadingList;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.ReadingProgress;
import org.broadsheet.server.shelf.ReadingProgress.Status;
import org.broadsheet.server.store.RandomIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Reading lists: a reader's own, those shared by link, and those everybody may read.
@Controller
class ListPages {
    private static final int PUBLIC = 100;
    private static final Map<String, String> FILES = Map.of("bib", "bibtex", "ris", "ris", "json", "csl-json");

    private final Library library;
    private final ReadingLists lists;
    private final ReadingProgress progress;
    private final Judgments judgments;
    private final Cards cards;

    ListPages(Library library, ReadingLists lists, ReadingProgress progress, Judgments judgments, Cards cards) {
        this.library = library;
        this.lists = lists;
        this.progress = progress;
        this.judgments = judgments;
        this.cards = cards;
    }

    // ---- Reading
    // ------------------------------------------------------------------------------------------------

    /// What a reader saved, and how far the reader is with it.
    @GetMapping("/saved")
    String saved(@RequestParam(defaultValue = "") String status, Visitor visitor, Model model) {
        Reader reader = SignInFirst.reader(visitor);
        List<PaperId> saved = judgments.saved(reader.id());
        Map<PaperId, Status> far = progress.of(reader.id(), saved);
        Optional<Status> chosen = Status.ofKey(status);
        List<PaperId> shown = saved.stream()
                .filter(p -> chosen.isEmpty() || chosen.get() == far.getOrDefault(p, Status.TO_READ))
                .limit(ReadingLists.MOST_PAPERS)
                .toList();
        model.addAttribute("items", cards.items(shown, visitor, "saved"));
        model.addAttribute("far", far(reader, shown));
        model.addAttribute("statuses", Status.values());
        model.addAttribute("status", chosen.map(Status::key).orElse(""));
        model.addAttribute("saved", saved.size());
        return "saved";
    }

    private Map<PaperId, String> far(Reader reader, List<PaperId> papers) {
        Map<PaperId, String> keys = new HashMap<>();
        progress.of(reader.id(), papers).forEach((p, s) -> keys.put(p, s.key()));
        return keys;
    }

    @GetMapping("/lists")
    String lists(Visitor visitor, Model model) {
        model.addAttribute("own", visitor.account().map(r -> lists.of(r.id())).orElse(List.of()));
        model.addAttribute("published", lists.published(PUBLIC));
        model.addAttribute("visibilities", Visibility.values());
        return "lists";
    }

    /// A list, or a list as a file: one's own, or one that everybody may read.
    @GetMapping("/lists/{id:l-[a-z2-7]{16}}")
    String list(@PathVariable String id, Visitor visitor, Model model) {
        Optional<ReadingList> own = visitor.account().flatMap(r -> lists.own(r.id(), id));
        return page(
                own.or(() -> lists.published(id)).orElseThrow(ListPages::missing),
                own.isPresent(),
                "/lists/" + id,
                visitor,
                model);
    }

    @GetMapping("/lists/{id:l-[a-z2-7]{16}}.{ending:bib|ris|json}")
    ResponseEntity<byte[]> file(@PathVariable String id, @PathVariable String ending, Visitor visitor)
            throws IOException {
        return file(
                visitor.account()
                        .flatMap(r -> lists.own(r.id(), id))
                        .or(() -> lists.published(id))
                        .orElseThrow(ListPages::missing),
                ending);
    }

    @GetMapping("/shared/{secret:[a-z2-7]{32}}")
    String shared(@PathVariable String secret, Visitor visitor, Model model) {
        return page(lists.shared(secret).orElseThrow(ListPages::missing), false, "/shared/" + secret, visitor, model);
    }

    @GetMapping("/shared/{secret:[a-z2-7]{32}}.{ending:bib|ris|json}")
    ResponseEntity<byte[]> sharedFile(@PathVariable String secret, @PathVariable String ending) throws IOException {
        return file(lists.shared(secret).orElseThrow(ListPages::missing), ending);
    }

    private String page(ReadingList list, boolean own, String base, Visitor visitor, Model model) {
        List<Paper> papers = lists.papers(list);
        model.addAttribute("list", list);
        model.addAttribute("own", own);
        model.addAttribute("base", base);
        model.addAttribute(
                "items",
                cards.dress(papers.stream().map(p -> Views.item(p, null, 0)).toList(), visitor, "list/" + list.id()));
        model.addAttribute("visibilities", Visibility.values());
        model.addAttribute("key", "order:" + list.id() + ":" + list.changedAt());
        return "reading-list";
    }

    private ResponseEntity<byte[]> file(ReadingList list, String ending) throws IOException {
        PaperWriter writer = library.formats().writer(FILES.getOrDefault(ending, "bibtex"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(lists.papers(list).stream(), out);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(writer.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + list.id() + "." + ending + "\"")
                .body(out.toByteArray());
    }

    private static NotFound missing() {
        return new NotFound("There is no such list, or it is not yours and not shared with you.");
    }

    // ---- Changing
    // -----------------------------------------------------------------------------------------------

    @PostMapping("/lists")
    ResponseEntity<Void> create(
            @RequestParam String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam(defaultValue = "private") String visibility,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        return Back.see("/lists/"
                + lists.create(reader.id(), name, description, visible(visibility))
                        .id());
    }

    private static Visibility visible(String key) {
        return Visibility.ofKey(key)
                .orElseThrow(() -> new IllegalArgumentException("A list is private, shared by link, or public."));
    }

    @PostMapping("/lists/{id}")
    ResponseEntity<Void> change(
            @PathVariable String id,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String description,
            @RequestParam String visibility,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        if (lists.change(reader.id(), id, name, description, visible(visibility))
                .isEmpty()) throw missing();
        return Back.see("/lists/" + id);
    }

    @PostMapping("/lists/{id}/delete")
    ResponseEntity<Void> delete(@PathVariable String id, Visitor visitor) {
        if (!lists.delete(SignInFirst.reader(visitor).id(), id)) throw missing();
        return Back.see("/lists");
    }

    /// Adds a paper by any of its names.
    @PostMapping("/lists/{id}/papers")
    ResponseEntity<Void> add(@PathVariable String id, @RequestParam String paper, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        if (lists.add(reader.id(), id, List.of(named(paper).id())).isEmpty()) throw missing();
        return Back.see("/lists/" + id);
    }

    private Paper named(String name) {
        return library.paper(name)
                .orElseThrow(() -> new NotFound("No paper here is called “"
                        + (name.length() > 80 ? name.substring(0, 80) + "…" : name) + "”."));
    }

    @PostMapping("/lists/{id}/remove")
    ResponseEntity<Void> remove(@PathVariable String id, @RequestParam String paper, Visitor visitor) {
        if (!lists.remove(SignInFirst.reader(visitor).id(), id, named(paper).id())) throw missing();
        return Back.see("/lists/" + id);
    }

    /// Puts a list in order: all of it as it was dragged, or one paper by a place up or down.
    @PostMapping("/lists/{id}/order")
    ResponseEntity<Void> order(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable List<String> papers,
            @RequestParam(required = false) @Nullable String move,
            @RequestParam(defaultValue = "0") int by,
            @RequestParam(defaultValue = "") String key,
            Visitor visitor,
            HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        String once = key.isBlank() ? "order:" + RandomIds.secret() : key;
        boolean done;
        if (move != null) {
            PaperId paper = named(move).id();
            done = lists.move(reader.id(), id, paper, by, once + ":" + paper + ":" + by, Occasion.Source.WEB);
        } else if (papers != null)
            done = lists.order(
                    reader.id(), id, papers.stream().map(p -> named(p).id()).toList(), once, Occasion.Source.WEB);
        else throw new IllegalArgumentException("An order names its papers.");
        if (!done) throw missing();
        return Back.partial(request) ? ResponseEntity.noContent().build() : Back.see("/lists/" + id);
    }

    @PostMapping("/lists/{id}/import")
    String bring(@PathVariable String id, @RequestParam MultipartFile file, Visitor visitor, Model model)
            throws IOException {
        Reader reader = SignInFirst.reader(visitor);
        String name = file.getOriginalFilename();
        try (InputStream in = file.getInputStream()) {
            ReadingLists.Imported imported = lists.importFile(
                            reader.id(), id, name == null || name.isBlank() ? "file" : name, in)
                    .orElseThrow(ListPages::missing);
            List<String> said = new ArrayList<>(List.of(
                    Views.count(imported.read(), "paper") + " read, " + imported.added() + " new in this list."));
            said.addAll(imported.problems());
            model.addAttribute("said", said);
        }
        return list(id, visitor, model);
    }

    /// Puts a paper into a list, or a new one.
    @PostMapping({"/papers/{name}/lists", "/papers/{archive}/{name}/lists"})
    ResponseEntity<Void> putInto(
            @PathVariable Map<String, String> path,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "") String named,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        String id = named.isBlank()
                ? list
                : lists.create(reader.id(), named, "", Visibility.PRIVATE).id();
        if (lists.add(reader.id(), id, List.of(paper.id())).isEmpty()) throw missing();
        return Back.see(Views.href(paper) + "#lists");
    }

    /// Says how far a reader is with a paper.
    @PostMapping({"/papers/{name}/status", "/papers/{archive}/{name}/status"})
    ResponseEntity<Void> status(
            @PathVariable Map<String, String> path,
            @RequestParam(defaultValue = "") String status,
            Visitor visitor,
            HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        progress.set(reader.id(), paper.id(), Status.ofKey(status));
        return Back.see(Back.from(request, Views.href(paper)) + "#" + Views.anchor(paper));
    }
}
