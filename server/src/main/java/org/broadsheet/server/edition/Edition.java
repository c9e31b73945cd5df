package org.broadsheet.server.edition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.recommendation.edition.Selection;

/// An edition as it was printed.
///
/// @param span      what it covers
/// @param number    counted from 1 within its period
/// @param printedAt when
/// @param came      papers that came in for it
/// @param merged    records among them that were merged into papers already there
/// @param sections  the selection; the first item of the first section leads
/// @param rest      papers that came and were not chosen, best first
/// @param sources   what was expected of each source and what came
/// @param shelf     whether nothing was dated for it, so that it shows the library's own shelf
public record Edition(
        Period.Span span,
        int number,
        Instant printedAt,
        int came,
        int merged,
        List<Selection.Section> sections,
        List<PaperId> rest,
        List<SourceNote> sources,
        boolean shelf) {

    /// What one source did for an edition.
    ///
    /// @param source   its name for people
    /// @param expected papers expected, for people: `100 to 150`, or `not known yet`
    /// @param came     papers that came
    /// @param verdict  `good`, `quiet`, `short`, `stale`, `broken` or `unknown`
    /// @param remark   what happened, one sentence, or empty
    public record SourceNote(String source, String expected, int came, String verdict, String remark) {
        /// Whether papers that should have come are missing.
        public boolean wanting() {
            return verdict.equals("short") || verdict.equals("stale") || verdict.equals("broken");
        }
    }

    public Edition {
        sections = List.copyOf(sections);
        rest = List.copyOf(rest);
        sources = List.copyOf(sources);
    }

    /// Every chosen paper in printed order.
    public List<PaperId> papers() {
        return sections.stream()
                .flatMap(s -> s.items().stream())
                .map(Selection.Item::paper)
                .toList();
    }

    /// Every paper that came, the chosen ones first.
    public List<PaperId> all() {
        return Stream.concat(papers().stream(), rest.stream()).toList();
    }

    /// Whether it was printed only after the day that follows its last one, from what was known by then.
    public boolean printedLater() {
        return LocalDate.ofInstant(printedAt, ZoneOffset.UTC).isAfter(span.to().plusDays(1));
    }

    /// Whether a source did not deliver what was expected of it.
    public boolean incomplete() {
        return sources.stream().anyMatch(SourceNote::wanting);
    }
}
