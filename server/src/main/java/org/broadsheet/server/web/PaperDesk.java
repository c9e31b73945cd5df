package org.broadsheet.server.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Paper;
import org.broadsheet.server.community.Claims;
import org.broadsheet.server.community.Comments;
import org.broadsheet.server.community.PaperLinks;
import org.broadsheet.server.community.Submissions;
import org.broadsheet.server.judgment.Judgment;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.judgment.Opinion;
import org.broadsheet.server.reader.Reader;
import org.broadsheet.server.reader.Visitor;
import org.broadsheet.server.shelf.Anchors;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;
import org.broadsheet.server.shelf.Note;
import org.broadsheet.server.shelf.Notes;
import org.broadsheet.server.shelf.ReadingList;
import org.broadsheet.server.shelf.ReadingLists;
import org.broadsheet.server.shelf.ReadingProgress;
import org.broadsheet.server.shelf.ReadingProgress.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// What lies beside a paper on its page: the discussion for everybody; rating, notes, lists and follows for
/// the reader.
@Component
class PaperDesk {
    private final Cards cards;
    private final Judgments judgments;
    private final Comments comments;
    private final Claims claims;
    private final PaperLinks links;
    private final Submissions submissions;
    private final Notes notes;
    private final ReadingLists lists;
    private final ReadingProgress progress;
    private final Follows follows;

    PaperDesk(
            Cards cards,
            Judgments judgments,
            Comments comments,
            Claims claims,
            PaperLinks links,
            Submissions submissions,
            Notes notes,
            ReadingLists lists,
            ReadingProgress progress,
            Follows follows) {
        this.cards = cards;
        this.judgments = judgments;
        this.comments = comments;
        this.claims = claims;
        this.links = links;
        this.submissions = submissions;
        this.notes = notes;
        this.lists = lists;
        this.progress = progress;
        this.follows = follows;
    }

    Cards cards() {
        return cards;
    }

    /// Stars of one attribute, 0 where there are none.
    record Stars(String key, String label, int stars) {}

    /// A link that was added here.
    ///
    /// @param remove its id where this visitor may take it away, or null
    record LinkView(
            String text, String href, String by, @Nullable String remove, boolean gone) {}

    /// A piece of the abstract.
    ///
    /// @param note the note on these words, or null where none is
    record Marked(String text, @Nullable String note) {}

    void lay(Paper paper, Visitor visitor, Model model) {
        @Nullable Reader reader = visitor.account().orElse(null);
        model.addAttribute("acts", cards.of(paper, visitor, "paper").at(1));
        model.addAttribute("anchor", Views.anchor(paper));
        model.addAttribute(
                "discussion",
                comments.discussion(paper.id()).stream()
                        .map(t -> CommentPages.View.of(t, reader))
                        .toList());
        model.addAttribute("longest", Comments.LONGEST);
        model.addAttribute("written", claims.authors(paper.id()));
        model.addAttribute(
                "submittedHere",
                submissions.of(paper.id()).stream()
                        .map(s -> "submitted by " + (s.by().isEmpty() ? "somebody who left" : s.by()) + " on "
                                + Views.day(s.day()))
                        .limit(1)
                        .toList());
        boolean may = reader != null && links.may(reader, paper.id());
        model.addAttribute("mayLink", may);
        model.addAttribute(
                "linked",
                links.history(paper.id()).stream()
                        .map(l -> new LinkView(
                                label(l.link().kind().key()),
                                l.link().address(),
                                l.by().isEmpty() ? "somebody who left" : l.by(),
                                may && l.removed().isEmpty() ? l.id() : null,
                                l.removed().isPresent()))
                        .toList());
        model.addAttribute(
                "marked",
                reader == null
                        ? plain(PaperPages.paragraphs(paper.metadata().abstractText()))
                        : List.<List<Marked>>of());
        if (reader != null) mine(paper, reader, model);
    }

    private static String label(String kind) {
        return switch (kind) {
            case "dataset" -> "Data";
            default -> Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        };
    }

    private static List<List<Marked>> plain(List<String> paragraphs) {
        return paragraphs.stream().map(p -> List.of(new Marked(p, null))).toList();
    }

    private void mine(Paper paper, Reader reader, Model model) {
        Opinion opinion = judgments.opinion(reader.id(), paper.id());
        model.addAttribute("opinion", opinion);
        model.addAttribute("stars", opinion.stars().map(Judgment.Rating::stars).orElse(0));
        List<Stars> attributes = new ArrayList<>();
        for (Judgment.Attribute a : Judgment.Attribute.values())
            attributes.add(new Stars(
                    a.key(),
                    Character.toUpperCase(a.key().charAt(0)) + a.key().substring(1),
                    opinion.stars().map(r -> r.attributes().getOrDefault(a, 0)).orElse(0)));
        model.addAttribute("attributes", attributes);
        List<Note> all = notes.of(reader.id(), paper.id());
        String text = NotePages.shown(paper);
        Anchors.Found found = Anchors.in(text, all);
        model.addAttribute("marked", marked(text, found.placed()));
        model.addAttribute("notes", all.stream().map(n -> NoteView.of(n, paper)).toList());
        Set<String> lost = new HashSet<>();
        found.lost().forEach(n -> lost.add(n.id()));
        model.addAttribute("lost", lost);
        Set<String> holding = lists.holding(reader.id(), paper.id());
        List<ReadingList> own = lists.of(reader.id());
        model.addAttribute(
                "inLists", own.stream().filter(l -> holding.contains(l.id())).toList());
        model.addAttribute(
                "otherLists",
                own.stream().filter(l -> !holding.contains(l.id())).toList());
        model.addAttribute("statuses", Status.values());
        model.addAttribute(
                "status",
                Optional.ofNullable(
                                progress.of(reader.id(), List.of(paper.id())).get(paper.id()))
                        .map(Status::key)
                        .orElse(""));
        model.addAttribute(
                "follow",
                follows.following(reader.id(), Follow.Kind.CITATIONS, paper.id().value())
                        .map(Follow::id)
                        .orElse(null));
        model.addAttribute(
                "claim",
                claims.of(reader.id()).stream()
                        .filter(c -> c.paper().equals(paper.id()))
                        .findFirst()
                        .orElse(null));
        model.addAttribute(
                "authorNames",
                paper.metadata().authors().stream()
                        .map(a -> a.name())
                        .limit(200)
                        .toList());
        model.addAttribute("reasons", Judgment.Reason.values());
    }

    /// The abstract in paragraphs, with what is marked in it; where two marks lie over each other, the
    /// first
    /// is shown.
    private static List<List<Marked>> marked(String text, List<Anchors.Placed> placed) {
        List<List<Marked>> paragraphs = new ArrayList<>();
        int from = 0;
        for (String paragraph : text.split("\n", -1)) {
            int to = from + paragraph.length();
            List<Marked> pieces = new ArrayList<>();
            int at = from;
            for (Anchors.Placed p : placed) {
                int starts = Math.max(at, p.starts());
                int ends = Math.min(to, p.ends());
                if (starts >= ends) continue;
                if (starts > at) pieces.add(new Marked(text.substring(at, starts), null));
                pieces.add(new Marked(text.substring(starts, ends), p.note().id()));
                at = ends;
            }
            if (at < to) pieces.add(new Marked(text.substring(at, to), null));
            if (!pieces.isEmpty()) paragraphs.add(pieces);
            from = to + 1;
        }
        return paragraphs;
    }
}
