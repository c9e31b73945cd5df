package org.broadsheet.recommendation.edition;

import java.util.List;
import org.broadsheet.corpus.PaperId;

/// A chosen edition. The first item of the first section leads.
///
/// @param sections in order; none is empty
/// @param rest     candidates that were not chosen, best first
public record Selection(List<Section> sections, List<PaperId> rest) {
    public Selection {
        sections = List.copyOf(sections);
        rest = List.copyOf(rest);
    }

    /// Papers of one topic, or the front page's own.
    public record Section(String title, List<Item> items) {
        public Section {
            items = List.copyOf(items);
        }
    }

    /// A chosen paper.
    ///
    /// @param paper  the paper
    /// @param reason why it is here, for people, at most [#MAX_REASON] characters
    /// @param score  the sum of its parts
    /// @param parts  what added to the score and what took from it
    public record Item(PaperId paper, String reason, double score, List<Part> parts) {
        /// Longest reason.
        public static final int MAX_REASON = 90;

        public Item {
            parts = List.copyOf(parts);
            if (reason.isBlank() || reason.length() > MAX_REASON)
                throw new IllegalArgumentException(
                        "a reason has 1 to " + MAX_REASON + " characters but was '" + reason + "'");
        }
    }

    /// One addend of a score.
    public record Part(String what, double points) {}
}
