package org.broadsheet.server.api;

import java.util.List;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.ModerationLog;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.community.VoteBursts;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What waits for editors, and what was decided. Comments are decided on at `/api/v1/comments/{id}/moderate`.
@RestController
@RequestMapping("/api/v1")
class ModerationApi {
    private static final int DECISIONS = 100;

    private final Library library;
    private final Comments comments;
    private final Claims claims;
    private final VoteBursts bursts;
    private final ModerationLog log;

    ModerationApi(Library library, Comments comments, Claims claims, VoteBursts bursts, ModerationLog log) {
        this.library = library;
        this.comments = comments;
        this.claims = claims;
        this.bursts = bursts;
        this.log = log;
    }

    record ReportedView(String id, String paper, String by, String text, List<String> reasons, String since) {}

    record WaitingClaim(
            String id, String paper, String reader, String author, String method, String evidence, String at) {}

    record BurstView(String paper, int votes, int young, String from, String until) {}

    record DecisionView(String at, String editor, String deed, String subject, String reason) {}

    record Queue(
            List<ReportedView> reported,
            List<WaitingClaim> claims,
            List<BurstView> bursts,
            List<DecisionView> decisions) {}

    record Verdict(@Nullable Boolean approve, @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    private static Reader editor(Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        if (!reader.role().includes(Role.EDITOR)) throw new NotAllowed("only editors moderate");
        return reader;
    }

    @GetMapping("/moderation")
    Queue queue(Visitor visitor) {
        editor(visitor);
        return new Queue(
                comments.queue().stream()
                        .map(r -> new ReportedView(
                                r.comment().id(),
                                r.comment().paper().value(),
                                r.comment().name(),
                                r.comment().body(),
                                r.reasons(),
                                r.since().toString()))
                        .toList(),
                claims.waiting().stream()
                        .map(c -> new WaitingClaim(
                                c.id(),
                                c.paper().value(),
                                c.readerName(),
                                c.authorName(),
                                c.method(),
                                c.evidence(),
                                c.at().toString()))
                        .toList(),
                bursts.open().stream()
                        .map(b -> new BurstView(
                                b.paper().value(),
                                b.votes(),
                                b.young(),
                                b.from().toString(),
                                b.until().toString()))
                        .toList(),
                log.latest(DECISIONS).stream()
                        .map(d -> new DecisionView(d.at().toString(), d.editor(), d.deed(), d.subject(), d.reason()))
                        .toList());
    }

    /// Approves a claim of authorship or refuses it with a reason; administrators only.
    @PostMapping("/moderation/claims/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void decide(@PathVariable String id, @RequestBody Verdict body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        boolean approve = Readers.need("approve", body.approve());
        String reason = Readers.or(body.reason(), "");
        if (!approve && reason.isBlank())
            throw new IllegalArgumentException("the field 'reason' says why it is refused");
        if (claims.decide(reader, id, approve, reason).isEmpty())
            throw new ApiErrors.Missing("no claim '" + id + "' waits");
    }

    /// Says that a burst of votes was honest.
    @PostMapping("/moderation/bursts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@PathVariable String id, @RequestBody Reason body, Visitor visitor) {
        Reader reader = editor(visitor);
        Paper paper = Readers.paper(library, id);
        bursts.clear(reader, paper.id(), Readers.or(body.reason(), ""));
    }
}
