package org.broadsheet.server.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Tally;
import org.springframework.stereotype.Component;

/// What the readers of this house add to what sources say of papers: votes, comments, links, and who wrote
/// them.
@Component
class HouseAdditions {
    private final Judgments judgments;
    private final Comments comments;
    private final PaperLinks links;
    private final Claims claims;

    HouseAdditions(Judgments judgments, Comments comments, PaperLinks links, Claims claims) {
        this.judgments = judgments;
        this.comments = comments;
        this.links = links;
        this.claims = claims;
    }

    /// What was added to a paper.
    ///
    /// @param author whether somebody comments who is known to have written it
    /// @param links  oldest first
    record Addition(int upvotes, int comments, boolean author, List<Link> links, List<Claims.Claim> authors) {
        static final Addition NONE = new Addition(0, 0, false, List.of(), List.of());

        /// The link of a kind that counts: the last one added here, else the source's.
        Optional<Link> link(Paper paper, Link.Kind kind) {
            return links.stream()
                    .filter(l -> l.kind() == kind)
                    .reduce((_, later) -> later)
                    .or(() -> paper.metadata().link(kind));
        }

        /// Every link of a kind, the source's first.
        List<Link> all(Paper paper, Link.Kind kind) {
            List<Link> all = new ArrayList<>(paper.metadata().links());
            all.addAll(links);
            return all.stream().filter(l -> l.kind() == kind).distinct().toList();
        }
    }

    /// What was added to each of these papers.
    Map<PaperId, Addition> of(Collection<Paper> papers) {
        List<PaperId> ids = papers.stream().map(Paper::id).distinct().toList();
        Map<PaperId, Tally> tallies = judgments.tallies(ids);
        Map<PaperId, Integer> talk = comments.counts(ids);
        Set<PaperId> taking = comments.withAuthors(ids);
        Map<PaperId, List<Link>> linked = links.of(ids);
        Map<PaperId, List<Claims.Claim>> wrote = claims.authors(ids);
        Map<PaperId, Addition> additions = new HashMap<>();
        for (PaperId p : ids)
            additions.put(
                    p,
                    new Addition(
                            tallies.getOrDefault(p, Tally.NONE).up(),
                            talk.getOrDefault(p, 0),
                            taking.contains(p),
                            linked.getOrDefault(p, List.of()),
                            wrote.getOrDefault(p, List.of())));
        return additions;
    }

    /// What was added to a paper.
    Addition of(Paper paper) {
        return of(List.of(paper)).getOrDefault(paper.id(), Addition.NONE);
    }
}
