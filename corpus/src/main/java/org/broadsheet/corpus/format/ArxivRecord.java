package org.broadsheet.corpus.format;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Listing;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;

/// arXiv's own metadata forms `arXiv` and `arXivRaw`, and what all its forms have in common.
final class ArxivRecord {
    private static final Pattern BETWEEN_AUTHORS = Pattern.compile("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+");
    /// `This paper has been withdrawn by the author`, `Withdrawn due to an error`; not `The data were
    /// withdrawn`.
    private static final Pattern WITHDRAWN =
            Pattern.compile("(?i)^\\W*(?:(?:temporarily|administratively) )?withdrawn\\b"
                    + "|\\b(?:paper|article|manuscript|submission|preprint|work|version)\\b[^.;]{0,40}?"
                    + "\\b(?:(?:is|was|been|being) (?:\\w{1,20} )?withdrawn|withdrawn by)\\b"
                    + "|\\bwithdrawn by (?:arxiv|the authors?)\\b");
    private static final Pattern BRACKETS = Pattern.compile("\\([^()]*\\)");

    private static final Pattern PARAGRAPH = Pattern.compile("\\n {2,8}(?=\\S)");
    /// Archives of the physics group that are divided further; the others are categories themselves.
    private static final Set<String> ARCHIVES = Set.of("astro-ph", "cond-mat", "nlin", "physics");

    private ArxivRecord() {}

    static Metadata.Builder of(XmlElement e) {
        Metadata.Builder b = Metadata.builder()
                .title(e.text("title"))
                .abstractText(abstractText(e.first("abstract")))
                .licence(e.text("license"))
                .submittedBy(e.text("submitter"))
                .published(DateText.parse(e.text("created")).orElse(null))
                .updated(DateText.parse(e.text("updated")).orElse(null))
                .identifier(Scheme.DOI, e.text("doi"));
        Optional<PartialDate> last = versions(e, b).or(() -> DateText.parse(e.text("updated")));
        if (e.all("version").isEmpty()) last.ifPresent(day -> revised(b, day, null));
        for (XmlElement a : e.all("authors", "author"))
            AuthorNames.add(
                    b,
                    a.text("keyname"),
                    a.text("forenames"),
                    a.text("suffix"),
                    null,
                    String.join("; ", a.texts("affiliation")));
        if (e.all("authors", "author").isEmpty()) authors(e.text("authors"), b);
        String categories = e.text("categories");
        if (categories != null) for (String c : categories.split("\\s+")) b.category(c);
        preprint(b, e.text("id"), e.text("journal-ref"), e.text("comments"));
        told(b, e.text("doi"), e.text("journal-ref"), e.text("comments"), last.orElse(null));
        return b;
    }

    /// arXiv marks a paragraph by indenting its first line.
    static String abstractText(@Nullable XmlElement e) {
        return e == null ? "" : PARAGRAPH.matcher(e.lines()).replaceAll("\n\n");
    }

    /// `arXivRaw` lists the versions with their dates, and has no other dates.
    ///
    /// @return the last date, where there is one
    private static Optional<PartialDate> versions(XmlElement e, Metadata.Builder b) {
        List<PartialDate> dates = new ArrayList<>();
        for (XmlElement v : e.all("version")) {
            Optional<PartialDate> date = DateText.parse(v.text("date"));
            date.ifPresent(dates::add);
            Identifier.parse(Scheme.ARXIV, e.text("id") + v.attribute("version"))
                    .ifPresent(id -> version(b, id, date.orElse(null)));
        }
        if (dates.isEmpty()) return Optional.empty();
        b.published(dates.getFirst());
        if (dates.size() > 1) b.updated(dates.getLast());
        return Optional.of(dates.getLast());
    }

    /// Notes that there is this version, and that the paper was revised where it is not the first.
    static void version(Metadata.Builder b, Identifier id, @Nullable PartialDate day) {
        b.identifier(id);
        if (id.version() > 1) revised(b, day, id);
    }

    private static void revised(Metadata.Builder b, @Nullable PartialDate day, @Nullable Identifier version) {
        b.notice(Notice.of(Notice.Kind.REVISED, day, version, null));
    }

    /// What arXiv tells of later: where a paper was printed, and that it was taken back, which only the
    /// authors'
    /// comment
    /// says.
    ///
    /// @param last day of the last version, or null
    static void told(
            Metadata.Builder b,
            @Nullable String doi,
            @Nullable String journalReference,
            @Nullable String comment,
            @Nullable PartialDate last) {
        Optional<Identifier> printed = doi == null
                ? Optional.empty()
                : Stream.of(doi.strip().split("[\\s;]+"))
                        .map(d -> Identifier.parse(Scheme.DOI, d))
                        .flatMap(Optional::stream)
                        .filter(d -> !d.value().startsWith("10.48550/"))
                        .findFirst();
        if (printed.isPresent() || journalReference != null)
            b.notice(Notice.of(Notice.Kind.PUBLISHED, null, printed.orElse(null), journalReference));
        if (comment != null
                && comment.length() <= 10_000
                && WITHDRAWN.matcher(comment).find()) b.notice(Notice.of(Notice.Kind.WITHDRAWN, last, null, comment));
    }

    /// `A. One (1), B. Two (2 and 3), C. Three ((1) Here, (2) There)`: one name after the other, what is in
    /// brackets left out.
    private static void authors(@Nullable String line, Metadata.Builder b) {
        if (line == null || line.length() > 200_000) return;
        String names = line;
        for (int depth = 0; depth < 3 && names.indexOf('(') >= 0; depth++)
            names = BRACKETS.matcher(names).replaceAll(" ");
        for (String name : BETWEEN_AUTHORS.split(names)) b.author(name.strip());
    }

    /// What every paper on arXiv is and has: a preprint, its names, and a PDF at a known address. The
    /// address goes without a version, so that all records of the paper name the same one.
    static void preprint(
            Metadata.Builder b, @Nullable String id, @Nullable String journalReference, @Nullable String comment) {
        b.comment(comment);
        b.publication(new Publication("preprint", journalReference, null, null, null, null));
        if (id == null) return;
        Identifier.parse(Scheme.ARXIV, id)
                .ifPresent(arxiv -> b.identifier(arxiv).link(Link.Kind.PDF, "https://arxiv.org/pdf/" + arxiv.value()));
    }

    /// Puts a paper on the list of its announcement: a record of the first version that was stamped within
    /// a week of its submission, or, where moderators took longer, in the month of its name, which it gets
    /// when it is announced. Later stamps are of revisions and corrections.
    static Metadata announced(Metadata m, @Nullable XmlElement header) {
        String stamp = header == null ? null : header.text("datestamp");
        Optional<LocalDate> stamped = stamp == null
                ? Optional.empty()
                : DateText.parse(stamp).filter(d -> d.precision() == 3).map(PartialDate::firstDay);
        PartialDate published = m.published();
        if (stamped.isEmpty() || published == null || published.precision() != 3 || m.updated() != null) return m;
        LocalDate day = stamped.get();
        if (m.categories().isEmpty() || day.isBefore(published.firstDay())) return m;
        if (day.isAfter(published.firstDay().plusDays(7)) && !namedIn(m, YearMonth.from(day))) return m;
        return m.toBuilder()
                .listing(new Listing("arxiv:" + m.categories().getFirst(), day, 0))
                .build();
    }

    private static boolean namedIn(Metadata m, YearMonth month) {
        String name = "%02d%02d.".formatted(month.getYear() % 100, month.getMonthValue());
        return m.identifier(Scheme.ARXIV)
                .filter(i -> i.value().startsWith(name))
                .isPresent();
    }

    /// The category a set of arXiv's OAI-PMH server stands for (`cs:cs:IR` is cs.IR, `physics:hep-ex` is
    /// hep-ex), or null for a whole archive.
    static @Nullable String categoryOfSet(String set) {
        String[] parts = set.strip().split(":");
        if (parts.length == 2) return ARCHIVES.contains(parts[1]) ? null : parts[1];
        if (parts.length != 3) return null;
        return parts[1].equals(parts[2]) ? parts[2] : parts[1] + "." + parts[2];
    }
}
