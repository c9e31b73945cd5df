package org.broadsheet.server.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comment;
import org.broadsheet.server.community.CommentMarkdown;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.community.Trending;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
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

/// What readers do together: discussion, submissions, authorship, links, and what trends. Discussion, links
/// and what trends are read without an account.
@RestController
@RequestMapping("/api/v1")
class CommunityApi {
    private static final int MOST = 100;

    private final Library library;
    private final Comments comments;
    private final Submissions submissions;
    private final Claims claims;
    private final PaperLinks links;
    private final Trending trending;

    CommunityApi(
            Library library,
            Comments comments,
            Submissions submissions,
            Claims claims,
            PaperLinks links,
            Trending trending) {
        this.library = library;
        this.comments = comments;
        this.submissions = submissions;
        this.claims = claims;
        this.links = links;
        this.trending = trending;
    }

    // ---- Discussion
    // ---------------------------------------------------------------------------------------------

    record Talk(
            String id,
            @Nullable String parent,
            String author,
            boolean wrotePaper,
            String text,
            String html,
            String written,
            @Nullable String edited,
            boolean deleted,
            @Nullable String hidden,
            List<Talk> answers) {
        static Talk of(Comment c, List<Talk> answers) {
            String text = c.visible() ? c.body() : "";
            return new Talk(
                    c.id(),
                    c.parent().orElse(null),
                    c.name(),
                    c.wrote(),
                    text,
                    text.isEmpty() ? "" : CommentMarkdown.html(text),
                    c.writtenAt().toString(),
                    c.editedAt().map(Object::toString).orElse(null),
                    c.deleted(),
                    c.hidden().orElse(null),
                    answers);
        }

        static Talk of(Comments.Talk t) {
            return of(t.comment(), t.answers().stream().map(Talk::of).toList());
        }
    }

    record Discussion(List<Talk> comments) {}

    record NewComment(
            @Nullable String paper,
            @Nullable String parent,
            @Nullable String text) {}

    record Said(@Nullable String text) {}

    record Why(@Nullable String deed, @Nullable String reason) {}

    record Before(String written, String text) {}

    record Versions(List<Before> versions) {}

    @GetMapping("/comments")
    Discussion discussion(@RequestParam String paper) {
        return new Discussion(comments.discussion(Readers.paper(library, paper).id()).stream()
                .map(Talk::of)
                .toList());
    }

    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    Talk comment(@RequestBody NewComment body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        Paper paper = Readers.paper(library, body.paper());
        return Talk.of(
                comments.post(
                        reader, paper.id(), Optional.ofNullable(body.parent()), Readers.need("text", body.text())),
                List.of());
    }

    @PutMapping("/comments/{id}")
    Talk edit(@PathVariable String id, @RequestBody Said body, Visitor visitor) {
        return Talk.of(
                comments.edit(Readers.reader(visitor), id, Readers.need("text", body.text()))
                        .orElseThrow(() -> Readers.missing("comment", id)),
                List.of());
    }

    @DeleteMapping("/comments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Visitor visitor) {
        if (!comments.delete(Readers.reader(visitor), id)) throw Readers.missing("comment", id);
    }

    @GetMapping("/comments/{id}/versions")
    Versions versions(@PathVariable String id) {
        if (comments.find(id).filter(Comment::visible).isEmpty())
            throw new ApiErrors.Missing("there is no comment '" + id + "'");
        return new Versions(comments.versions(id).stream()
                .map(v -> new Before(v.at().toString(), v.body()))
                .toList());
    }

    @PostMapping("/comments/{id}/report")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@PathVariable String id, @RequestBody Why body, Visitor visitor) {
        if (!comments.report(Readers.reader(visitor), id, Readers.need("reason", body.reason())))
            throw new ApiErrors.Missing("there is no comment '" + id + "'");
    }

    @PostMapping("/comments/{id}/moderate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void moderate(@PathVariable String id, @RequestBody Why body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String reason = Readers.need("reason", body.reason());
        String deed = Readers.need("deed", body.deed());
        boolean done = switch (deed) {
            case "hide" -> comments.hide(reader, id, reason);
            case "restore" -> comments.restore(reader, id, reason);
            case "keep" -> comments.keep(reader, id, reason);
            default -> throw new IllegalArgumentException("'deed' is hide, restore or keep but was '" + deed + "'");
        };
        if (!done) throw new ApiErrors.Missing("there is no comment '" + id + "' to " + deed);
    }

    // ---- Submissions
    // --------------------------------------------------------------------------------------------

    record Named(@Nullable String paper) {}

    record Submitted(String id, String paper, String given, String by, String day, String at) {}

    record SubmittedList(List<Submitted> submissions) {}

    @GetMapping("/submissions")
    SubmittedList submitted(@RequestParam(defaultValue = "50") int limit, Visitor visitor) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        return new SubmittedList(submissions.of(Readers.reader(visitor).id(), limit).stream()
                .map(this::submitted)
                .toList());
    }

    @PostMapping("/submissions")
    @ResponseStatus(HttpStatus.CREATED)
    Submitted submit(@RequestBody Named body, Visitor visitor) {
        return submitted(submissions.byName(Readers.reader(visitor), Readers.need("paper", body.paper())));
    }

    private Submitted submitted(Submissions.Submission s) {
        return new Submitted(s.id(), slug(s.paper()), s.given(), s.by(), s.day().toString(), s.at().toString());
    }

    private String slug(PaperId id) {
        return library.paper(id.value()).map(Paper::slug).orElse(id.value());
    }

    // ---- Authorship and links
    // -------------------------------------------------------------------------------------

    record NewClaim(@Nullable String paper, @Nullable Integer author) {}

    record Claimed(String id, String paper, String author, String method, String state, String reason) {}

    record ClaimList(List<Claimed> claims) {}

    @GetMapping("/claims")
    ClaimList claims(Visitor visitor) {
        return new ClaimList(claims.of(Readers.reader(visitor).id()).stream()
                .map(this::claimed)
                .toList());
    }

    @PostMapping("/claims")
    @ResponseStatus(HttpStatus.CREATED)
    Claimed claim(@RequestBody NewClaim body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        Paper paper = Readers.paper(library, body.paper());
        return claimed(claims.claim(reader, paper, Readers.need("author", body.author()), Optional.empty()));
    }

    @DeleteMapping("/claims/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String id, Visitor visitor) {
        if (!claims.withdraw(Readers.reader(visitor), id)) throw Readers.missing("claim", id);
    }

    private Claimed claimed(Claims.Claim c) {
        return new Claimed(
                c.id(),
                slug(c.paper()),
                c.authorName(),
                c.method(),
                c.state().name().toLowerCase(Locale.ROOT),
                c.reason());
    }

    record NewLink(
            @Nullable String paper,
            @Nullable String kind,
            @Nullable String address) {}

    record Linked(
            String id,
            String kind,
            String address,
            String by,
            String added,
            @Nullable String removed) {
        static Linked of(PaperLinks.Linked l) {
            return new Linked(
                    l.id(),
                    l.link().kind().key(),
                    l.link().address(),
                    l.by(),
                    l.addedAt().toString(),
                    l.removed().map(Object::toString).orElse(null));
        }
    }

    record LinkList(List<Linked> links) {}

    @GetMapping("/links")
    LinkList links(@RequestParam String paper) {
        return new LinkList(links.history(Readers.paper(library, paper).id()).stream()
                .map(Linked::of)
                .toList());
    }

    @PostMapping("/links")
    @ResponseStatus(HttpStatus.CREATED)
    Linked link(@RequestBody NewLink body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        Paper paper = Readers.paper(library, body.paper());
        String kind = Readers.need("kind", body.kind());
        return Linked.of(links.add(
                reader,
                paper.id(),
                Link.Kind.ofKey(kind)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'kind' is code, project, dataset or model but was '" + kind + "'")),
                Readers.need("address", body.address())));
    }

    @DeleteMapping("/links/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable String id, Visitor visitor) {
        if (!links.remove(Readers.reader(visitor), id)) throw Readers.missing("link", id);
    }

    // ---- What trends
    // --------------------------------------------------------------------------------------------

    record Hot(String id, String broadsheetId, String title, double score, String reason) {}

    record HotList(List<Hot> papers) {}

    @GetMapping("/trending")
    HotList trending(@RequestParam(defaultValue = "50") int limit) {
        ApiErrors.bounded("limit", limit, 1, MOST);
        return new HotList(trending.top(limit).stream()
                .map(e -> new Hot(
                        e.paper().slug(), e.paper().id().value(), e.paper().headline(), e.score(), e.reason()))
                .toList());
    }
}
