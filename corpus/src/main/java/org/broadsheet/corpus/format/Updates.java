package org.broadsheet.corpus.format;

import java.util.Locale;
import java.util.Optional;
import org.broadsheet.corpus.Notice.Kind;

/// What registers call the notices that change a paper.
final class Updates {
    private Updates() {}

    /// The kind of a Crossref update type or of Retraction Watch's nature of a notice; empty for what is
    /// neither.
    static Optional<Kind> kind(String word) {
        return Optional.ofNullable(
                switch (word.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_")) {
                    case "retraction" -> Kind.RETRACTED;
                    case "partial_retraction" -> Kind.PARTLY_RETRACTED;
                    case "withdrawal" -> Kind.WITHDRAWN;
                    case "removal" -> Kind.REMOVED;
                    case "expression_of_concern", "concern" -> Kind.CONCERN;
                    case "reinstatement" -> Kind.REINSTATED;
                    case "correction", "corrigendum", "erratum", "addendum", "clarification" -> Kind.CORRECTED;
                    case "new_version", "new_edition", "version_of_record" -> Kind.REVISED;
                    default -> null;
                });
    }

    /// What MEDLINE's link from a paper to its notice (`RetractionIn`, `RIN`), or from a notice to its
    /// paper
    /// (`RetractionOf`, `ROF`), tells; empty for links that change nothing, such as comments.
    static Optional<Link> medline(String word) {
        return Optional.ofNullable(
                switch (word.strip()) {
                    case "RetractionIn", "RIN", "RetractedandRepublishedIn", "RRI" -> new Link(Kind.RETRACTED, true);
                    case "ErratumIn", "EIN", "CorrectedandRepublishedIn", "CRI" -> new Link(Kind.CORRECTED, true);
                    case "ExpressionOfConcernIn", "ECI" -> new Link(Kind.CONCERN, true);
                    case "UpdateIn", "UIN" -> new Link(Kind.PUBLISHED, true);
                    case "RetractionOf", "ROF", "RetractedandRepublishedFrom", "RRF" -> new Link(Kind.RETRACTED, false);
                    case "ErratumFor", "EFR", "CorrectedandRepublishedFrom", "CRF" -> new Link(Kind.CORRECTED, false);
                    case "ExpressionOfConcernFor", "ECF" -> new Link(Kind.CONCERN, false);
                    default -> null;
                });
    }

    /// What a link of MEDLINE tells.
    ///
    /// @param own whether the record it stands in is the paper's own; else it is the notice's
    record Link(Kind kind, boolean own) {
        /// An update of a preprint is its version of record; of anything else it is a newer version.
        Kind kind(boolean preprint) {
            return kind == Kind.PUBLISHED && !preprint ? Kind.REVISED : kind;
        }
    }
}
