package org.broadsheet.server.api;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Occasion;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.shelf.Note;
import org.broadsheet.server.shelf.Notes;
import org.broadsheet.server.shelf.ReadingList;
import org.broadsheet.server.shelf.ReadingList.Visibility;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.ReadingProgress;
import org.broadsheet.server.shelf.ReadingProgress.Status;
import org.broadsheet.server.store.RandomIds;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What a reader keeps: lists, reading status, notes, follows. Everything here is the reader's own; a list
/// that everybody may read is read without an account.
@RestController
@RequestMapping("/api/v1")
class ShelfApi {
    private static final int MOST = 200;
    private static final Duration LATELY = Duration.ofDays(14);

    private final Library library;
    private final ReadingLists lists;
    private final ReadingProgress progress;
    private final Notes notes;
    private final Follows follows;
    private final Judgments judgments;

    ShelfApi(
            Library library,
            ReadingLists lists,
            ReadingProgress progress,
            Notes notes,
            Follows follows,
            Judgments judgments) {
        this.library = library;
        this.lists = lists;
        this.progress = progress;
        this.notes = notes;
        this.follows = follows;
        this.judgments = judgments;
    }

    // ---- Lists
    // --------------------------------------------------------------------------------------------------

    record ListView(
            String id,
            String name,
            String description,
            String visibility,
            @Nullable String link,
            String owner,
            int size,
            String changed,
            @Nullable List<String> papers) {}

    record ListOfLists(List<ListView> lists) {}

    record NewList(
            @Nullable String name,
            @Nullable String description,
            @Nullable String visibility) {}

    record PaperNames(
            @Nullable List<String> papers, @Nullable String key) {}

    private static ListView view(ReadingList l, boolean own, @Nullable List<String> papers) {
        return new ListView(
                l.id(),
                l.name(),
                l.description(),
                l.visibility().key(),
                own && l.visibility() != Visibility.PRIVATE ? "/shared/" + l.secret() : null,
                l.ownerName(),
                l.papers(),
                l.changedAt().toString(),
                papers);
    }

    private static Visibility visibility(@Nullable String key) {
        String k = Readers.or(key, "private");
        return Visibility.ofKey(k)
                .orElseThrow(() ->
                        new IllegalArgumentException("'visibility' is private, link or public but was '" + k + "'"));
    }

    @GetMapping("/lists")
    ListOfLists own(Visitor visitor) {
        return new ListOfLists(lists.of(Readers.reader(visitor).id()).stream()
                .map(l -> view(l, true, null))
                .toList());
    }

    @PostMapping("/lists")
    @ResponseStatus(HttpStatus.CREATED)
    ListView create(@RequestBody NewList body, Visitor visitor) {
        return view(
                lists.create(
                        Readers.reader(visitor).id(),
                        Readers.need("name", body.name()),
                        Readers.or(body.description(), ""),
                        visibility(body.visibility())),
                true,
                List.of());
    }

    @GetMapping("/lists/{id}")
    ListView list(@PathVariable String id, Visitor visitor) {
        Optional<ReadingList> own = visitor.account().flatMap(r -> lists.own(r.id(), id));
        ReadingList list = own.or(() -> lists.published(id)).orElseThrow(() -> Readers.missing("list", id));
        return view(
                list,
                own.isPresent(),
                lists.papers(list).stream().map(Paper::slug).toList());
    }

    @PutMapping("/lists/{id}")
    ListView change(@PathVariable String id, @RequestBody NewList body, Visitor visitor) {
        return view(
                lists.change(
                                Readers.reader(visitor).id(),
                                id,
                                Readers.need("name", body.name()),
                                Readers.or(body.description(), ""),
                                visibility(body.visibility()))
                        .orElseThrow(() -> Readers.missing("list", id)),
                true,
                null);
    }

    @DeleteMapping("/lists/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Visitor visitor) {
        if (!lists.delete(Readers.reader(visitor).id(), id)) throw Readers.missing("list", id);
    }

    @PostMapping("/lists/{id}/papers")
    ListView add(@PathVariable String id, @RequestBody PaperNames body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        if (lists.add(reader.id(), id, papers(body)).isEmpty()) throw Readers.missing("list", id);
        return list(id, visitor);
    }

    @DeleteMapping("/lists/{id}/papers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @RequestParam String paper, Visitor visitor) {
        if (!lists.remove(
                Readers.reader(visitor).id(), id, Readers.paper(library, paper).id()))
            throw Readers.missing("list with this paper", id);
    }

    @PutMapping("/lists/{id}/order")
    ListView order(@PathVariable String id, @RequestBody PaperNames body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String key = Readers.or(body.key(), "order:" + RandomIds.secret());
        if (!lists.order(reader.id(), id, papers(body), key, Occasion.Source.API)) throw Readers.missing("list", id);
        return list(id, visitor);
    }

    private List<PaperId> papers(PaperNames body) {
        List<String> names = Readers.need("papers", body.papers());
        if (names.size() > ReadingLists.MOST_PAPERS)
            throw new IllegalArgumentException("'papers' has at most " + ReadingLists.MOST_PAPERS + " names");
        return names.stream().map(n -> Readers.paper(library, n).id()).toList();
    }

    // ---- Saved and how far
    // ----------------------------------------------------------------------------------------

    record SavedPaper(String paper, String title, String status) {}

    record SavedList(List<SavedPaper> papers) {}

    record NewStatus(@Nullable String paper, @Nullable String status) {}

    @GetMapping("/saved")
    SavedList saved(Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        List<PaperId> saved = judgments.saved(reader.id());
        Map<PaperId, Status> far = progress.of(reader.id(), saved);
        return new SavedList(library.papers(saved).stream()
                .map(p -> new SavedPaper(
                        p.slug(),
                        p.headline(),
                        far.getOrDefault(p.id(), Status.TO_READ).key()))
                .toList());
    }

    @PutMapping("/reading-status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void status(@RequestBody NewStatus body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        PaperId paper = Readers.paper(library, body.paper()).id();
        if (body.status() == null) progress.set(reader.id(), paper, Optional.empty());
        else
            progress.set(
                    reader.id(),
                    paper,
                    Optional.of(Status.ofKey(body.status())
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "'status' is to-read, reading or read but was '" + body.status() + "'"))));
    }

    // ---- Notes
    // --------------------------------------------------------------------------------------------------

    record NoteView(
            String id,
            String paper,
            String note,
            @Nullable String quote,
            @Nullable Integer starts,
            String created,
            String changed) {}

    record NoteList(List<NoteView> notes) {}

    record NewNote(
            @Nullable String paper,
            @Nullable String note,
            @Nullable String quote,
            @Nullable Integer starts) {}

    private NoteView view(Note n) {
        return new NoteView(
                n.id(),
                library.paper(n.paper().value())
                        .map(Paper::slug)
                        .orElse(n.paper().value()),
                n.body(),
                n.highlight() ? n.quote() : null,
                n.highlight() ? n.starts() : null,
                n.createdAt().toString(),
                n.changedAt().toString());
    }

    @GetMapping("/notes")
    NoteList notes(
            @RequestParam(required = false) @Nullable String paper,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "50") int limit,
            Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        ApiErrors.bounded("limit", limit, 1, MOST);
        ApiErrors.bounded("offset", offset, 0, 1_000_000);
        List<Note> found = paper != null
                ? notes.of(reader.id(), Readers.paper(library, paper).id())
                : q != null ? notes.search(reader.id(), q, limit) : notes.of(reader.id(), offset, limit);
        return new NoteList(found.stream().map(this::view).toList());
    }

    @PostMapping("/notes")
    @ResponseStatus(HttpStatus.CREATED)
    NoteView write(@RequestBody NewNote body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        PaperId paper = Readers.paper(library, body.paper()).id();
        String note = Readers.or(body.note(), "");
        return view(
                body.quote() == null
                        ? notes.write(reader.id(), paper, note)
                        : notes.highlight(
                                reader.id(), paper, body.quote(), body.starts() == null ? 0 : body.starts(), note));
    }

    @PutMapping("/notes/{id}")
    NoteView rewrite(@PathVariable String id, @RequestBody NewNote body, Visitor visitor) {
        return view(notes.change(Readers.reader(visitor).id(), id, Readers.need("note", body.note()))
                .orElseThrow(() -> Readers.missing("note", id)));
    }

    @DeleteMapping("/notes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable String id, Visitor visitor) {
        if (!notes.delete(Readers.reader(visitor).id(), id)) throw Readers.missing("note", id);
    }

    // ---- Follows
    // ------------------------------------------------------------------------------------------------

    record FollowView(String id, String kind, String target, String label, boolean section) {
        static FollowView of(Follow f) {
            return new FollowView(f.id(), f.kind().key(), f.target(), f.label(), f.section());
        }
    }

    record FollowList(List<FollowView> follows) {}

    record NewFollow(
            @Nullable String kind,
            @Nullable String target,
            @Nullable String label,
            @Nullable Boolean section) {}

    record Came(String paper, String title, String reason, String follow) {}

    record CameList(List<Came> papers) {}

    @GetMapping("/follows")
    FollowList follows(Visitor visitor) {
        return new FollowList(follows.of(Readers.reader(visitor).id()).stream()
                .map(FollowView::of)
                .toList());
    }

    @PostMapping("/follows")
    @ResponseStatus(HttpStatus.CREATED)
    FollowView follow(@RequestBody NewFollow body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String kind = Readers.need("kind", body.kind());
        return FollowView.of(follows.follow(
                reader.id(),
                Follow.Kind.ofKey(kind)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'kind' is author, topic, category, search or citations but was '" + kind + "'")),
                Readers.need("target", body.target()),
                Readers.or(body.label(), "")));
    }

    @PutMapping("/follows/{id}")
    FollowView change(@PathVariable String id, @RequestBody NewFollow body, Visitor visitor) {
        return FollowView.of(follows.change(
                        Readers.reader(visitor).id(),
                        id,
                        Readers.need("label", body.label()),
                        Boolean.TRUE.equals(body.section()))
                .orElseThrow(() -> Readers.missing("follow", id)));
    }

    @DeleteMapping("/follows/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable String id, Visitor visitor) {
        if (!follows.leave(Readers.reader(visitor).id(), id)) throw Readers.missing("follow", id);
    }

    /// What came for what is followed, newest first.
    @GetMapping("/arrivals")
    CameList arrivals(@RequestParam(required = false) @Nullable String since, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        List<Follows.Arrival> came = follows.since(
                reader.id(), since == null ? library.clock().instant().minus(LATELY) : instant(since));
        Map<PaperId, Paper> papers = new HashMap<>();
        library.papers(came.stream().map(Follows.Arrival::paper).toList()).forEach(p -> papers.put(p.id(), p));
        return new CameList(came.stream()
                .flatMap(a -> Optional.ofNullable(papers.get(a.paper()))
                        .map(p -> new Came(
                                p.slug(), p.headline(), a.reason(), a.follow().id()))
                        .stream())
                .toList());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("'since' is written like 2024-09-10T12:00:00Z but was '" + text + "'");
        }
    }
}
