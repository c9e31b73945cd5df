package org.broadsheet.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.community.Comment;
import org.broadsheet.server.community.CommentMarkdown;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Comments: written on a paper's page, each with a page of its own for its versions, editing, reporting and
/// moderating.
@Controller
class CommentPages {
    private final Library library;
    private final Comments comments;

    CommentPages(Library library, Comments comments) {
        this.library = library;
        this.comments = comments;
    }

    /// A comment as pages print it.
    ///
    /// @param html   safe HTML, empty where there is nothing to read
    /// @param hidden why it was hidden, or null
    record View(
            String id,
            String name,
            boolean wrote,
            String html,
            String date,
            @Nullable String edited,
            boolean deleted,
            @Nullable String hidden,
            boolean own,
            List<View> answers) {
        static View of(Comments.Talk talk, @Nullable Reader reader) {
            Comment c = talk.comment();
            return of(c, reader, talk.answers().stream().map(a -> of(a, reader)).toList());
        }

        static View of(Comment c, @Nullable Reader reader, List<View> answers) {
            return new View(
                    c.id(),
                    c.name().isEmpty() ? "Somebody who left" : c.name(),
                    c.wrote(),
                    c.visible() ? CommentMarkdown.html(c.body()) : "",
                    Views.moment(c.writtenAt()),
                    c.visible() ? c.editedAt().map(Views::moment).orElse(null) : null,
                    c.deleted(),
                    c.hidden().orElse(null),
                    reader != null && c.by(reader.id()) && c.visible(),
                    answers);
        }
    }

    @PostMapping({"/papers/{name}/comments", "/papers/{archive}/{name}/comments"})
    ResponseEntity<Void> post(
            @PathVariable Map<String, String> path,
            @RequestParam String text,
            @RequestParam(defaultValue = "") String parent,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        Comment c = comments.post(reader, paper.id(), parent.isBlank() ? Optional.empty() : Optional.of(parent), text);
        return Back.see(Views.href(paper) + "#" + c.id());
    }

    /// A comment's own page. What was deleted has none; what is hidden has one for editors only.
    @GetMapping("/comments/{id}")
    String page(@PathVariable String id, Visitor visitor, Model model) {
        Comment c = visible(id, visitor);
        Reader reader = visitor.account().orElse(null);
        Paper paper = paper(c);
        model.addAttribute("comment", View.of(c, reader, List.of()));
        model.addAttribute("body", c.body());
        model.addAttribute("html", CommentMarkdown.html(c.body()));
        model.addAttribute("paper", new Views.Named(Views.title(paper), Views.href(paper)));
        model.addAttribute("longest", Comments.LONGEST);
        model.addAttribute(
                "versions",
                comments.versions(id).stream()
                        .map(v -> Map.entry(Views.moment(v.at()), CommentMarkdown.html(v.body())))
                        .toList());
        return "comment";
    }

    private Comment visible(String id, Visitor visitor) {
        boolean edits =
                visitor.account().map(r -> r.role().includes(Role.EDITOR)).orElse(false);
        return comments.find(id)
                .filter(c -> c.visible() || edits && !c.deleted())
                .orElseThrow(CommentPages::missing);
    }

    private Paper paper(Comment c) {
        return library.paper(c.paper().value()).orElseThrow(CommentPages::missing);
    }

    private static NotFound missing() {
        return new NotFound("There is no such comment; it may have been deleted or hidden.");
    }

    @PostMapping("/comments/{id}")
    ResponseEntity<Void> edit(@PathVariable String id, @RequestParam String text, Visitor visitor) {
        Comment c = comments.edit(SignInFirst.reader(visitor), id, text).orElseThrow(CommentPages::missing);
        return Back.see(Views.href(paper(c)) + "#" + id);
    }

    @PostMapping("/comments/{id}/delete")
    ResponseEntity<Void> delete(@PathVariable String id, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = comments.find(id).map(this::paper).orElseThrow(CommentPages::missing);
        if (!comments.delete(reader, id)) throw missing();
        return Back.see(Views.href(paper) + "#discussion");
    }

    @PostMapping("/comments/{id}/report")
    ResponseEntity<Void> report(@PathVariable String id, @RequestParam String reason, Visitor visitor) {
        if (!comments.report(SignInFirst.reader(visitor), id, reason)) throw missing();
        return Back.see("/comments/" + id + "?reported=yes");
    }

    /// Hides, restores or keeps a comment; only editors may.
    @PostMapping("/comments/{id}/moderate")
    ResponseEntity<Void> moderate(
            @PathVariable String id,
            @RequestParam String deed,
            @RequestParam String reason,
            Visitor visitor,
            HttpServletRequest request) {
        Reader reader = SignInFirst.reader(visitor);
        boolean done = switch (deed) {
            case "hide" -> comments.hide(reader, id, reason);
            case "restore" -> comments.restore(reader, id, reason);
            case "keep" -> comments.keep(reader, id, reason);
            default -> throw new IllegalArgumentException("A comment is hidden, restored or kept.");
        };
        if (!done) throw missing();
        return Back.see(Back.from(request, "/moderation"));
    }
}
