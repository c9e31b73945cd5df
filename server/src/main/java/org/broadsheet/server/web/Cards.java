package org.broadsheet.server.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.judgment.Tally;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts under papers what readers did and can do: votes of the sources and of this house together, what
/// this visitor said, comments. Anonymous visitors all get the same, so that their pages can be cached.
@Component
final class Cards {
    private final Library library;
    private final Judgments judgments;
    private final Comments comments;
    private final PaperLinks links;

    Cards(Library library, Judgments judgments, Comments comments, PaperLinks links) {
        this.library = library;
        this.judgments = judgments;
        this.comments = comments;
        this.links = links;
    }

    /// What can be done with a paper, and what this visitor did.
    ///
    /// @param slug     the paper's name in addresses
    /// @param title    for those who hear the page
    /// @param votes    upvotes of its sources and of this house
    /// @param up       whether this visitor voted for it
    /// @param down     whether it is not for this visitor
    /// @param saved    whether this visitor saved it
    /// @param comments comments that can be read here
    /// @param place    the list it stands in, for learning
    /// @param position place in that list, from 1
    /// @param said     what the last judgment did, or null
    record Acts(
            String slug,
            String title,
            int votes,
            boolean up,
            boolean down,
            boolean saved,
            int comments,
            String place,
            int position,
            @Nullable String said) {
        /// `3 comments`, or `Discuss` while there are none.
        public String talk() {
            return comments == 0 ? "Discuss" : Views.count(comments, "comment");
        }

        Acts at(int there) {
            return new Acts(slug, title, votes, up, down, saved, comments, place, there, said);
        }

        /// Where its forms go, without what is done.
        public String base() {
            return "/papers/" + Views.path(slug);
        }

        Acts saying(String what) {
            return new Acts(slug, title, votes, up, down, saved, comments, place, position, what);
        }
    }

    /// Adds acts to items.
    ///
    /// @param place the list they stand in, for learning: `edition/day/2024-09-10`, `search`
    List<Views.Item> dress(List<Views.Item> items, Visitor visitor, String place) {
        List<PaperId> ids = items.stream().map(Views.Item::paper).toList();
        Map<PaperId, Tally> tallies = judgments.tallies(ids);
        Map<PaperId, Integer> talk = comments.counts(ids);
        Map<PaperId, Opinion> said = opinions(visitor, ids);
        Map<PaperId, List<Link>> linked = links.of(ids);
        List<Views.Item> dressed = new ArrayList<>();
        int position = 0;
        for (Views.Item i : items) {
            Opinion o = said.getOrDefault(i.paper(), Opinion.NONE);
            Acts acts = new Acts(
                    i.slug(),
                    i.title(),
                    i.upvotes() + tallies.getOrDefault(i.paper(), Tally.NONE).up(),
                    o.up(),
                    o.down(),
                    o.saved(),
                    talk.getOrDefault(i.paper(), 0),
                    place,
                    ++position,
                    null);
            dressed.add(i.with(acts, code(linked.getOrDefault(i.paper(), List.of()))));
        }
        return dressed;
    }

    /// The acts of one paper.
    Acts of(Paper paper, Visitor visitor, String place) {
        return dress(List.of(Views.item(paper, null, 0)), visitor, place)
                .getFirst()
                .acts()
                .orElseThrow();
    }

    private Map<PaperId, Opinion> opinions(Visitor visitor, Collection<PaperId> papers) {
        Optional<Reader> reader = visitor.account();
        return reader.isEmpty() ? Map.of() : judgments.opinions(reader.get().id(), papers);
    }

    private static @Nullable String code(List<Link> links) {
        return links.stream()
                .filter(l -> l.kind() == Link.Kind.CODE)
                .map(Link::address)
                .findFirst()
                .orElse(null);
    }

    /// Papers, in the order of their ids, as items with acts.
    List<Views.Item> items(List<PaperId> papers, Visitor visitor, String place) {
        return dress(
                library.papers(papers).stream().map(p -> Views.item(p, null, 0)).toList(), visitor, place);
    }
}
