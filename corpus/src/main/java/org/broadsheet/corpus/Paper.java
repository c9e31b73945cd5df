package org.broadsheet.corpus;

import java.util.List;

/// A research paper: our own id, everything its sources say of it, and which sources those are.
///
/// @param id         our own stable id
/// @param metadata   what the records say together
/// @param provenance who said it, oldest first; at least one
public record Paper(PaperId id, Metadata metadata, List<Provenance> provenance) {
    public Paper {
        provenance = List.copyOf(provenance);
        if (provenance.isEmpty())
            throw new IllegalArgumentException("a paper has at least one provenance; " + id + " has none");
    }

    /// The title, or the first words of the abstract where the source has no title.
    public String headline() {
        return metadata.headline();
    }

    /// The name readers know it by in an address: the arXiv id where there is one, else our own id.
    public String slug() {
        return metadata.identifier(Identifier.Scheme.ARXIV)
                .map(Identifier::value)
                .orElse(id.value());
    }
}
