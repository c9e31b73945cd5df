package org.broadsheet.server.digest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.Provenance;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.server.digest.Digest.Part;
import org.broadsheet.server.digest.Digest.Piece;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.edition.Period;
import org.broadsheet.server.judgment.Judgments;
import org.broadsheet.server.library.Library;
import org.broadsheet.server.post.Postbox;
import org.broadsheet.server.reader.ReaderId;
import org.broadsheet.server.shelf.Follow;
import org.broadsheet.server.shelf.Follows;

/// Chooses what goes into a letter: of the printed edition what is relevant, in its order; sections of what
/// the reader
/// follows; and what came to earlier editions since the last letter, so that a paper that was late, or an
/// edition that
/// no letter told of, is not missed. Papers that a reader put away are left out.
final class Contents {
    static final String DIGEST = "digest";
    private static final int EDITIONS_BACK = 14;
    private static final int MORE_OF_A_FOLLOW = 5;
    private static final int MOST_LOADED = 4;

    private final Library library;
    private final Editions editions;
    private final Follows follows;
    private final Judgments judgments;
    private final Postbox postbox;
    private final Map<Period.Span, Loaded> loaded = new ConcurrentHashMap<>();

    private record Loaded(long revision, Instant printedAt, Map<PaperId, Paper> papers) {}

    Contents(Library library, Editions editions, Follows follows, Judgments judgments, Postbox postbox) {
        this.library = library;
        this.editions = editions;
        this.follows = follows;
        this.judgments = judgments;
        this.postbox = postbox;
    }

    static String once(Subscription s, Period.Span span) {
        return DIGEST + "/" + s.id() + "/" + span.period().key() + "/" + span.label();
    }

    Digest of(Subscription s, Period.Span span, boolean trial) {
        Optional<Edition> edition = editions.edition(span);
        Optional<Postbox.Standing> last = postbox.last(DIGEST, s.id());
        Instant since = last.map(Postbox.Standing::at)
                .orElse(span.from().atStartOfDay(ZoneOffset.UTC).toInstant());
        int most = s.choices().most();
        Set<PaperId> taken = new HashSet<>();
        List<Part> printed = new ArrayList<>();
        List<Part> more = new ArrayList<>();
        // A third of the room at most goes to each of what is followed and what was late; what they leave
        // is the
        // edition's.
        s.reader().ifPresent(r -> more.addAll(followed(r, since, most / 3, taken)));
        last.flatMap(l -> spanOf(l.order().once(), span))
                .ifPresent(l -> more.addAll(late(s, l, span, since, most / 3, taken)));
        int relevant = 0;
        if (edition.isPresent() && !edition.get().shelf()) {
            Map<PaperId, Paper> papers = relevant(all(edition.get()).values(), s);
            relevant = papers.size();
            printed.addAll(printed(s, edition.get(), papers, most - taken.size(), taken));
        }
        printed.addAll(more);
        return new Digest(
                s,
                span,
                edition,
                printed,
                relevant,
                editions.notes(span).stream()
                        .filter(Edition.SourceNote::wanting)
                        .toList(),
                trial);
    }

    /// The papers of an edition, kept while nothing changes: thousands of letters are made of one edition.
    private Map<PaperId, Paper> all(Edition e) {
        long revision = library.store().revision();
        Loaded known = loaded.get(e.span());
        if (known != null && known.revision == revision && known.printedAt.equals(e.printedAt())) return known.papers;
        Map<PaperId, Paper> papers = new LinkedHashMap<>();
        library.papers(e.all()).forEach(p -> papers.put(p.id(), p));
        if (loaded.size() >= MOST_LOADED) loaded.clear();
        loaded.put(e.span(), new Loaded(revision, e.printedAt(), papers));
        return papers;
    }

    /// Those that are relevant and not put away, by id.
    private Map<PaperId, Paper> relevant(Collection<Paper> papers, Subscription s) {
        Map<PaperId, Paper> relevant = new LinkedHashMap<>();
        for (Paper p : papers) if (s.choices().relevant(p.metadata().categories())) relevant.put(p.id(), p);
        s.reader()
                .ifPresent(r -> judgments
                        .opinions(r, List.copyOf(relevant.keySet()))
                        .forEach((id, o) -> {
                            if (o.hidden() || o.down() || o.notInterested().isPresent()) relevant.remove(id);
                        }));
        return relevant;
    }

    private static List<Part> printed(
            Subscription s, Edition e, Map<PaperId, Paper> papers, int room, Set<PaperId> taken) {
        List<Part> parts = new ArrayList<>();
        int left = room;
        for (Selection.Section section : e.sections()) {
            List<Piece> pieces = new ArrayList<>();
            for (Selection.Item item : section.items()) {
                Paper paper = papers.get(item.paper());
                if (paper == null || left == 0 || !taken.add(paper.id())) continue;
                pieces.add(new Piece(paper, item.reason()));
                left--;
            }
            if (!pieces.isEmpty()) parts.add(new Part(section.title(), pieces));
        }
        // Whoever chose subjects gets their papers also where the front page had no room for them.
        List<Piece> rest = new ArrayList<>();
        if (!s.choices().categories().isEmpty())
            for (PaperId id : e.rest()) {
                Paper paper = papers.get(id);
                if (paper == null || left == 0 || !taken.add(id)) continue;
                rest.add(new Piece(paper, "Filed under " + filed(s.choices(), paper) + ", which you chose."));
                left--;
            }
        if (!rest.isEmpty()) parts.add(new Part(parts.isEmpty() ? "In your subjects" : "Also in your subjects", rest));
        return parts;
    }

    private static String filed(Choices c, Paper paper) {
        return paper.metadata().categories().stream()
                .filter(x -> c.relevant(List.of(x)))
                .findFirst()
                .orElse("a subject");
    }

    private List<Part> followed(ReaderId reader, Instant since, int room, Set<PaperId> taken) {
        List<Part> parts = new ArrayList<>();
        int left = room;
        for (Follow f : follows.of(reader)) {
            if (!f.section() || left == 0) continue;
            List<Follows.Arrival> arrivals = follows.since(f, since);
            Map<PaperId, Paper> papers = new LinkedHashMap<>();
            library.papers(arrivals.stream().map(Follows.Arrival::paper).toList())
                    .forEach(p -> papers.put(p.id(), p));
            List<Piece> pieces = new ArrayList<>();
            for (Follows.Arrival a : arrivals) {
                Paper paper = papers.get(a.paper());
                if (paper == null || left == 0 || pieces.size() == MORE_OF_A_FOLLOW || !taken.add(paper.id())) continue;
                pieces.add(new Piece(paper, a.reason()));
                left--;
            }
            if (!pieces.isEmpty()) parts.add(new Part(f.label(), pieces));
        }
        return parts;
    }

    /// The span of the last letter, where it is of the same period and before this one.
    private static Optional<Period.Span> spanOf(String once, Period.Span now) {
        String[] parts = once.split("/");
        return parts.length == 4 && parts[2].equals(now.period().key())
                ? now.period().parse(parts[3]).filter(s -> s.from().isBefore(now.from()))
                : Optional.empty();
    }

    /// What the editions since the last letter have that it did not.
    private List<Part> late(
            Subscription s, Period.Span last, Period.Span now, Instant since, int room, Set<PaperId> taken) {
        List<Piece> pieces = new ArrayList<>();
        Period.Span at = now.previous();
        for (int back = 0; back < EDITIONS_BACK && !at.from().isBefore(last.from()); back++, at = at.previous()) {
            Optional<Edition> e = editions.edition(at);
            if (e.isEmpty() || e.get().shelf()) continue;
            boolean told = at.equals(last);
            Map<PaperId, Paper> papers = relevant(library.papers(e.get().papers()), s);
            for (Selection.Section section : e.get().sections())
                for (Selection.Item item : section.items()) {
                    Paper paper = papers.get(item.paper());
                    if (paper == null || pieces.size() == room || told && !cameAfter(paper, since)) continue;
                    if (taken.add(paper.id())) pieces.add(new Piece(paper, item.reason()));
                }
        }
        return pieces.isEmpty() ? List.of() : List.of(new Part("Since your last one", pieces));
    }

    private static boolean cameAfter(Paper paper, Instant time) {
        return paper.provenance().stream().map(Provenance::seen).allMatch(t -> t.isAfter(time));
    }
}
