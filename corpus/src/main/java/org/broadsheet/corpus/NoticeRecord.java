package org.broadsheet.corpus;

import java.util.List;

/// A notice of a paper that stands somewhere else than in the paper's own record: in the record of the
/// retraction, in
/// a register of retractions. It founds no paper; where the paper is known, or comes to be, it is told of
/// it.
///
/// @param provenance who says it
/// @param about      names of the paper, at least one, each enough to know it by
/// @param notice     what is said
public record NoticeRecord(Provenance provenance, List<Identifier> about, Notice notice) {
    public NoticeRecord {
        about = about.stream().map(Identifier::unversioned).distinct().toList();
        if (about.isEmpty()) throw new IllegalArgumentException("a notice names the paper it is about");
    }
}
