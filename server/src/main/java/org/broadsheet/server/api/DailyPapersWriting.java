package org.broadsheet.server.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.NotAllowed;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Role;
import org.broadsheet.server.reader.Visitor;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What the Daily Papers let a token do, under their addresses and in their shape.
@RestController
class DailyPapersWriting {
    private final Library library;
    private final Submissions submissions;
    private final Claims claims;
    private final PaperLinks links;

    DailyPapersWriting(Library library, Submissions submissions, Claims claims, PaperLinks links) {
        this.library = library;
        this.submissions = submissions;
        this.claims = claims;
        this.links = links;
    }

    /// Brings a paper in from arXiv, on no list. One that is here is asked for again by its authors and by
    /// editors.
    @PostMapping("/api/papers/index")
    Map<String, Object> index(@RequestBody JsonNode body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String id = text(body, "arxivId");
        if (!id.matches("\\d{4}\\.\\d{4,5}"))
            throw new IllegalArgumentException("'arxivId' is written like 2409.05591 but was '" + id + "'");
        Optional<Paper> known = library.paper(id);
        if (known.isPresent()
                && !reader.role().includes(Role.EDITOR)
                && !claims.wrote(reader.id(), known.get().id()))
            throw new NotAllowed(id + " is indexed already; its authors, and editors, may index it again");
        if (!submissions.index(reader, new Identifier(Identifier.Scheme.ARXIV, id, 0)))
            throw new ApiErrors.Missing("arXiv has no paper '" + id + "'");
        return Map.of();
    }

    /// Puts a paper on today's list.
    @PostMapping("/api/papers/submit")
    Map<String, Object> submit(@RequestBody JsonNode body, Visitor visitor) {
        submissions.byName(Readers.reader(visitor), text(body, "paperId"));
        return Map.of();
    }

    /// Says that the reader wrote a paper: `claimAuthorId` is the `_id` of an author of it; without one the
    /// author
    /// who has the reader's name.
    @PostMapping("/api/settings/papers/claim")
    Map<String, Object> claim(@RequestBody JsonNode body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        Paper paper = Readers.paper(library, text(body, "paperId"));
        String target = body.path("targetUserId").asString("");
        if (!target.isEmpty() && !target.equals(reader.id().value()) && !target.equals(reader.name()))
            throw new NotAllowed("authorship is claimed for oneself; leave 'targetUserId' out");
        String author = body.path("claimAuthorId").asString("");
        int place = author.isEmpty() ? named(paper, reader) : DailyPaperJson.place(paper, author);
        Claims.Claim claim = claims.claim(reader, paper, place, Optional.empty());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("paperId", paper.slug());
        answer.put("claimAuthorId", paper.id() + "-" + claim.author());
        answer.put("status", claim.state() == Claims.State.VERIFIED ? "claimed_verified" : "claimed");
        return answer;
    }

    private static int named(Paper paper, Reader reader) {
        List<Author> authors = paper.metadata().authors();
        String own = reader.displayName().toLowerCase(Locale.ROOT);
        for (int i = 0; i < authors.size(); i++)
            if (authors.get(i).name().toLowerCase(Locale.ROOT).equals(own)) return i;
        throw new IllegalArgumentException("no author of " + paper.slug() + " is called '" + reader.displayName()
                + "'; say with 'claimAuthorId' which one you are");
    }

    /// Sets a paper's code and project page, as far as they are given; null takes away what was set here.
    @PostMapping("/api/papers/{*path}")
    Map<String, Object> link(@PathVariable String path, @RequestBody JsonNode body, Visitor visitor) {
        Reader reader = Readers.reader(visitor);
        String name = path.substring(1);
        if (!name.endsWith("/links")) throw new ApiErrors.Missing("nothing is posted to '" + name + "'");
        Paper paper = Readers.paper(library, name.substring(0, name.length() - "/links".length()));
        if (body.hasNonNull("organizationId"))
            throw new IllegalArgumentException("'organizationId' cannot be set here: this house has no organisations");
        if (!body.has("githubRepo") && !body.has("projectPage"))
            throw new IllegalArgumentException("'githubRepo' or 'projectPage' is given, each an address or null");
        set(reader, paper, Link.Kind.CODE, body, "githubRepo");
        set(reader, paper, Link.Kind.PROJECT, body, "projectPage");
        return Map.of();
    }

    private void set(Reader reader, Paper paper, Link.Kind kind, JsonNode body, String field) {
        if (!body.has(field)) return;
        String address = body.path(field).asString("");
        if (!address.isEmpty()) links.add(reader, paper.id(), kind, address);
        for (PaperLinks.Linked l : links.history(paper.id()))
            if (l.removed().isEmpty()
                    && l.link().kind() == kind
                    && !l.link().address().equals(address)) links.remove(reader, l.id());
        if (!links.may(reader, paper.id()))
            throw new NotAllowed("links are set by a paper’s authors, by who submitted it, and by editors");
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isString() || value.asString().isBlank())
            throw new IllegalArgumentException("the field '" + field + "' is missing");
        return value.asString();
    }
}
