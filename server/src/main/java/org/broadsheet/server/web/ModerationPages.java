package org.broadsheet.server.web;

import java.util.List;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.ModerationLog;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.community.VoteBursts;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What waits for editors: reported comments, claims of authorship, bursts of votes; and what was decided.
@Controller
class ModerationPages {
    private static final int DECISIONS = 50;

    private final Library library;
    private final Comments comments;
    private final Claims claims;
    private final VoteBursts bursts;
    private final ModerationLog log;

    ModerationPages(Library library, Comments comments, Claims claims, VoteBursts bursts, ModerationLog log) {
        this.library = library;
        this.comments = comments;
        this.claims = claims;
        this.bursts = bursts;
        this.log = log;
    }

    /// A reported comment.
    record ReportedView(CommentPages.View comment, List<String> reasons, Views.Named paper) {}

    /// A claim that waits.
    record ClaimView(String id, String reader, String author, String evidence, Views.Named paper) {}

    /// A burst of votes.
    record BurstView(String paper, String what, Views.Named named) {}

    /// A decision.
    record DecisionView(String date, String text, String reason) {}

    @GetMapping("/moderation")
    String page(Visitor visitor, Model model) {
        Reader reader = editor(visitor);
        model.addAttribute("decides", reader.role().includes(Role.ADMINISTRATOR));
        model.addAttribute(
                "reported",
                comments.queue().stream()
                        .map(r -> new ReportedView(
                                CommentPages.View.of(r.comment(), reader, List.of()),
                                r.reasons(),
                                named(r.comment().paper())))
                        .toList());
        model.addAttribute(
                "claims",
                claims.waiting().stream()
                        .map(c -> new ClaimView(c.id(), c.readerName(), c.authorName(), c.evidence(), named(c.paper())))
                        .toList());
        model.addAttribute(
                "bursts",
                bursts.open().stream()
                        .map(b -> new BurstView(
                                b.paper().value(),
                                b.votes() + " votes from " + Views.moment(b.from()) + " to " + Views.moment(b.until())
                                        + ", " + b.young() + " of them by accounts younger than a week",
                                named(b.paper())))
                        .toList());
        model.addAttribute(
                "decisions",
                log.latest(DECISIONS).stream()
                        .map(d -> new DecisionView(
                                Views.moment(d.at()), d.editor() + ": " + d.deed() + " " + d.subject(), d.reason()))
                        .toList());
        return "moderation";
    }

    private static Reader editor(Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        if (!reader.role().includes(Role.EDITOR)) throw new NotAllowed("only editors may see this page");
        return reader;
    }

    private Views.Named named(PaperId id) {
        Optional<Paper> paper = library.paper(id.value());
        return paper.map(p -> new Views.Named(Views.title(p), Views.href(p)))
                .orElse(new Views.Named(id.value(), "/papers/" + id.value()));
    }

    @PostMapping("/claims/{id}/decide")
    ResponseEntity<Void> decide(
            @PathVariable String id,
            @RequestParam String deed,
            @RequestParam(defaultValue = "") String reason,
            Visitor visitor) {
        boolean approve = deed.equals("approve");
        if (!approve && reason.isBlank())
            throw new IllegalArgumentException("Say why it is refused: the reader will want to know.");
        if (claims.decide(SignInFirst.reader(visitor), id, approve, reason).isEmpty())
            throw new NotFound("No such claim waits.");
        return Back.see("/moderation");
    }

    @PostMapping("/bursts/{paper}/clear")
    ResponseEntity<Void> clear(
            @PathVariable String paper, @RequestParam(defaultValue = "") String reason, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        PaperId id = library.paper(paper).map(Paper::id).orElseThrow(() -> new NotFound("There is no such paper."));
        bursts.clear(reader, id, reason);
        return Back.see("/moderation");
    }
}
