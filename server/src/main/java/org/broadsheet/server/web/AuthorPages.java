package org.broadsheet.server.web;

import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What authors do with their papers: say that they wrote them, and link what belongs to them.
@Controller
class AuthorPages {
    private final Library library;
    private final Claims claims;
    private final PaperLinks links;
    private final ClaimLetters letters;

    AuthorPages(Library library, Claims claims, PaperLinks links, ClaimLetters letters) {
        this.library = library;
        this.claims = claims;
        this.links = links;
        this.letters = letters;
    }

    /// Claims a paper: by a mailed token where an address is given, else by an administrator's word.
    @PostMapping({"/papers/{name}/claim", "/papers/{archive}/{name}/claim"})
    ResponseEntity<Void> claim(
            @PathVariable Map<String, String> path,
            @RequestParam int author,
            @RequestParam(defaultValue = "") String address,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        if (address.isBlank()) claims.claim(reader, paper, author, letters.orcid(reader.id()));
        else letters.claim(reader, paper, author, address);
        return Back.see(Views.href(paper) + "#authors");
    }

    /// Where the mailed link leads: a page with one button, since mail scanners follow links.
    @GetMapping("/claims/confirm")
    String confirmPage(@RequestParam String token, Visitor visitor, Model model) {
        SignInFirst.reader(visitor);
        model.addAttribute("token", token);
        return "claim-confirm";
    }

    @PostMapping("/claims/confirm")
    ResponseEntity<Void> confirm(@RequestParam String token, Visitor visitor) {
        Claims.Claim claim = claims.confirm(SignInFirst.reader(visitor), token)
                .orElseThrow(
                        () -> new NotFound(
                                "This link is no longer good: it was used, is older than two days, or was sent to another reader."));
        return Back.see(library.paper(claim.paper().value()).map(Views::href).orElse("/papers") + "#authors");
    }

    @PostMapping("/claims/{id}/withdraw")
    ResponseEntity<Void> withdraw(@PathVariable String id, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Optional<Claims.Claim> own =
                claims.of(reader.id()).stream().filter(c -> c.id().equals(id)).findFirst();
        if (own.isEmpty() || !claims.withdraw(reader, id)) throw new NotFound("You have no such claim.");
        return Back.see(
                library.paper(own.get().paper().value()).map(Views::href).orElse("/papers") + "#authors");
    }

    @PostMapping({"/papers/{name}/links", "/papers/{archive}/{name}/links"})
    ResponseEntity<Void> link(
            @PathVariable Map<String, String> path,
            @RequestParam String kind,
            @RequestParam String address,
            Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Paper paper = PaperNames.find(library, path);
        links.add(
                reader,
                paper.id(),
                Link.Kind.ofKey(kind)
                        .orElseThrow(() -> new IllegalArgumentException("A link is code, project, dataset or model.")),
                address);
        return Back.see(Views.href(paper) + "#links");
    }

    @PostMapping("/links/{id}/remove")
    ResponseEntity<Void> unlink(@PathVariable String id, Visitor visitor) {
        Reader reader = SignInFirst.reader(visitor);
        Optional<PaperLinks.Linked> link = links.find(id);
        if (link.isEmpty() || !links.remove(reader, id)) throw new NotFound("There is no such link.");
        return Back.see(
                library.paper(link.get().paper().value()).map(Views::href).orElse("/papers") + "#links");
    }
}
