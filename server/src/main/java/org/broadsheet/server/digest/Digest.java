package org.broadsheet.server.digest;

import java.util.List;
import java.util.Optional;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Edition.SourceNote;
import org.broadsheet.server.edition.Period;

/// What goes into one letter.
///
/// @param subscription whose it is
/// @param span         of which edition
/// @param edition      the edition as it was printed; empty where nothing came
/// @param parts        papers in order; the first paper of the first part leads; empty where none is
/// relevant
/// @param relevant     papers of the edition that are relevant, also those there is no room for
/// @param wanting      sources that did not deliver what was expected of them
/// @param trial        whether somebody asked to see it, beside those that come by themselves
public record Digest(
        Subscription subscription,
        Period.Span span,
        Optional<Edition> edition,
        List<Part> parts,
        int relevant,
        List<SourceNote> wanting,
        boolean trial) {
    /// Papers under one heading.
    public record Part(String title, List<Piece> pieces) {
        public Part {
            pieces = List.copyOf(pieces);
        }
    }

    /// A paper and why it is here.
    public record Piece(Paper paper, String reason) {}

    public Digest {
        parts = List.copyOf(parts);
        wanting = List.copyOf(wanting);
    }

    /// Its papers, in order.
    public List<PaperId> papers() {
        return parts.stream()
                .flatMap(p -> p.pieces().stream())
                .map(p -> p.paper().id())
                .toList();
    }

    /// Whether papers came for it at all.
    public boolean came() {
        return edition.isPresent() && !edition.get().shelf() && edition.get().came() > 0;
    }

    /// Whether its reader wants to hear nothing today. A day on which a source did not deliver what it
    /// should have is
    /// no
    /// quiet one.
    boolean quiet() {
        if (trial || !parts.isEmpty() || !wanting.isEmpty()) return false;
        return came()
                ? subscription.choices().quietIrrelevant()
                : subscription.choices().quietEmpty();
    }
}
