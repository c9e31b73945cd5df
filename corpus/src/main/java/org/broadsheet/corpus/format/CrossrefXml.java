package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Crossref's XML: answers of its services (unixref, unixsd) and deposits (`doi_batch`). Every article,
/// paper and
/// chapter is a record; a book without chapters and a proceedings volume without papers are one themselves.
final class CrossrefXml implements PaperFormat {
    private static final Set<String> PARTS = Set.of(
            "journal", "conference", "book", "posted_content", "dissertation", "report-paper", "standard", "error");

    @Override
    public String name() {
        return "crossref-xml";
    }

    @Override
    public boolean recognises(Head head) {
        XmlHead xml = XmlHead.of(head);
        return xml.is("doi_records", "doi_batch", "crossref_result", "crossref")
                || xml.is("record", "body", "doi_record") && xml.mentions("<crossref", ":crossref");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        XmlRecords.read(TextEncoding.reader(in), PARTS, sink, (part, where) -> {
            switch (part.localName()) {
                case "journal" -> {
                    each(part, "journal_article", context, sink, where, CrossrefXml::article);
                    if (part.all("journal_article").isEmpty())
                        throw new IllegalArgumentException("a journal without an article");
                }
                case "conference" -> {
                    each(part, "conference_paper", context, sink, where, CrossrefXml::paper);
                    if (part.all("conference_paper").isEmpty())
                        whole(part, "proceedings_metadata", "proceedings", context, sink, where);
                }
                case "book" -> {
                    each(part, "content_item", context, sink, where, CrossrefXml::chapter);
                    if (part.all("content_item").isEmpty())
                        for (String form : List.of("book_metadata", "book_series_metadata", "book_set_metadata"))
                            whole(part, form, "book", context, sink, where);
                }
                case "error" -> throw new IllegalArgumentException("Crossref answered: " + part.text());
                default -> hand(context, sink, where, part, single(part));
            }
        });
    }

    /// Reads one work inside its container.
    private interface Work {
        Metadata.Builder in(XmlElement container, XmlElement work);
    }

    private static void each(
            XmlElement container, String name, ReadContext context, RecordSink sink, String where, Work work) {
        int n = 0;
        for (XmlElement e : container.all(name)) {
            String place = ++n == 1 ? where : where + ", " + name + " " + n;
            try {
                hand(context, sink, place, e, work.in(container, e));
            } catch (IllegalArgumentException problem) {
                sink.reject(place, String.valueOf(problem.getMessage()));
            }
        }
    }

    private static void hand(ReadContext context, RecordSink sink, String where, XmlElement e, Metadata.Builder b) {
        String doi = e.text("doi_data", "doi");
        if (doi != null) updates(e, doi, context, sink);
        sink.accept(new SourceRecord(context.provenance(doi == null ? "" : doi), b.build()), where);
    }

    /// Where the work is a notice: what it tells of others (Crossmark's `updates`).
    private static void updates(XmlElement e, String doi, ReadContext context, RecordSink sink) {
        @Nullable Identifier own = Identifier.parse(Scheme.DOI, doi).orElse(null);
        for (XmlElement update : e.below("update")) {
            Optional<Identifier> about = Identifier.parse(Scheme.DOI, update.text());
            Optional<Notice.Kind> kind = Updates.kind(String.valueOf(update.attribute("type")));
            if (about.isPresent() && kind.isPresent())
                sink.notice(new NoticeRecord(
                        context.provenance(doi + " " + kind.get().key()),
                        List.of(about.get()),
                        Notice.of(
                                kind.get(),
                                DateText.parse(update.attribute("date")).orElse(null),
                                own,
                                null)));
        }
    }

    private static void whole(
            XmlElement container, String form, String type, ReadContext context, RecordSink sink, String where) {
        XmlElement e = container.first(form);
        if (e == null) return;
        Metadata.Builder b = common(e, true).published(published(e));
        String title = e.text("proceedings_title");
        if (title != null) b.title(title);
        b.publication(new Publication(
                type, e.text("series_metadata", "titles", "title"), e.text("volume"), null, null, publisher(e)));
        hand(context, sink, where, e, b);
    }

    private static Metadata.Builder article(XmlElement journal, XmlElement article) {
        XmlElement issue = journal.first("journal_issue");
        String issueVolume = issue == null ? null : issue.text("journal_volume", "volume");
        PartialDate date = published(article);
        return common(article, false)
                .published(date == null && issue != null ? published(issue) : date)
                .publication(new Publication(
                        "article",
                        journal.text("journal_metadata", "full_title"),
                        issueVolume,
                        issue == null ? null : issue.text("issue"),
                        pages(article),
                        null));
    }

    private static Metadata.Builder paper(XmlElement conference, XmlElement paper) {
        XmlElement volume = conference.first("proceedings_metadata");
        if (volume == null) volume = conference.first("proceedings_series_metadata");
        String venue = volume == null ? null : volume.text("proceedings_title");
        if (venue == null && volume != null) venue = volume.text("series_metadata", "titles", "title");
        if (venue == null) venue = conference.text("event_metadata", "conference_name");
        PartialDate date = published(paper);
        return common(paper, false)
                .published(date == null && volume != null ? published(volume) : date)
                .publication(new Publication(
                        "inproceedings",
                        venue,
                        volume == null ? null : volume.text("volume"),
                        null,
                        pages(paper),
                        volume == null ? null : publisher(volume)));
    }

    private static Metadata.Builder chapter(XmlElement book, XmlElement chapter) {
        XmlElement volume = null;
        for (String form : List.of("book_metadata", "book_series_metadata", "book_set_metadata"))
            if (volume == null) volume = book.first(form);
        PartialDate date = published(chapter);
        return common(chapter, false)
                .published(date == null && volume != null ? published(volume) : date)
                .publication(new Publication(
                        "incollection",
                        volume == null ? null : volume.text("titles", "title"),
                        volume == null ? null : volume.text("volume"),
                        null,
                        pages(chapter),
                        volume == null ? null : publisher(volume)));
    }

    private static Metadata.Builder single(XmlElement e) {
        String type = switch (e.localName()) {
            case "posted_content" -> "preprint";
            case "dissertation" -> "thesis";
            default -> "report";
        };
        // reports and standards keep their metadata one level down
        XmlElement inner = e.first("titles") != null || e.children().isEmpty()
                ? e
                : e.children().getFirst();
        return common(inner, true)
                .published(published(inner))
                .publication(new Publication(
                        type,
                        inner.text("institution", "institution_name"),
                        null,
                        null,
                        pages(inner),
                        publisher(inner)));
    }

    private static Metadata.Builder common(XmlElement e, boolean editorsStandIn) {
        Metadata.Builder b = Metadata.builder()
                .title(title(e))
                .language(e.attribute("language"))
                .identifier(Scheme.DOI, e.text("doi_data", "doi"));
        contributors(e, "author", b);
        boolean noAuthors = e.all("contributors").stream()
                .flatMap(c -> c.children().stream())
                .noneMatch(c -> c.has("contributor_role", "author"));
        if (noAuthors && editorsStandIn) contributors(e, "editor", b);
        for (XmlElement a : e.all("abstract"))
            if (Jats.isMainAbstract(a)) {
                b.abstractText(Jats.abstractText(a));
                break;
            }
        for (XmlElement licence : e.below("license_ref"))
            if (!licence.has("applies_to", "tdm")) b.licence(licence.text());
        for (XmlElement resource : e.below("resource"))
            if (resource.has("mime_type", "application/pdf")) b.link(Link.Kind.PDF, resource.text());
        for (XmlElement relation : e.below("intra_work_relation")) {
            // the preprint of a paper and the paper are one work: either may name the other
            boolean preprint = relation.has("relationship-type", "isPreprintOf");
            if (preprint || relation.has("relationship-type", "hasPreprint"))
                Identifier.recognise(relation.text()).ifPresent(other -> {
                    b.identifier(other);
                    if (preprint) b.notice(Notice.of(Notice.Kind.PUBLISHED, null, other, null));
                });
        }
        return b;
    }

    private static void contributors(XmlElement e, String role, Metadata.Builder b) {
        for (XmlElement c : e.all("contributors").stream()
                .flatMap(all -> all.children().stream())
                .toList()) {
            if (!c.has("contributor_role", role)) continue;
            if (c.is("organization")) b.author(c.text());
            else if (c.is("person_name")) {
                List<String> affiliations = new ArrayList<>(c.texts("affiliation"));
                affiliations.addAll(c.texts("affiliations", "institution", "institution_name"));
                AuthorNames.add(
                        b,
                        c.text("surname"),
                        c.text("given_name"),
                        c.text("suffix"),
                        c.text("ORCID"),
                        String.join("; ", affiliations));
            }
        }
    }

    private static @Nullable String title(XmlElement e) {
        String title = e.text("titles", "title");
        String subtitle = e.text("titles", "subtitle");
        return title == null || subtitle == null ? title : title + ": " + subtitle;
    }

    private static @Nullable String publisher(XmlElement e) {
        return e.text("publisher", "publisher_name");
    }

    private static @Nullable PartialDate published(XmlElement e) {
        List<PartialDate> dates = new ArrayList<>();
        for (String kind : List.of("publication_date", "posted_date", "approval_date"))
            for (XmlElement d : e.all(kind))
                DateText.of(d.text("year"), d.text("month"), d.text("day")).ifPresent(dates::add);
        return DateText.earliest(dates);
    }

    private static @Nullable String pages(XmlElement e) {
        String first = e.text("pages", "first_page");
        String last = e.text("pages", "last_page");
        if (first != null) return last == null || last.equals(first) ? first : first + "-" + last;
        for (XmlElement number : e.all("publisher_item", "item_number"))
            if (number.has("item_number_type", "article-number")) return number.text();
        return null;
    }
}
