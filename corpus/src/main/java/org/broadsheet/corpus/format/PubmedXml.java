package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// PubMed's and MEDLINE's XML: articles, and books and chapters of the NCBI bookshelf.
final class PubmedXml implements PaperFormat {
    private static final Set<String> PARTS = Set.of("PubmedArticle", "PubmedBookArticle", "MedlineCitation");

    @Override
    public String name() {
        return "pubmed-xml";
    }

    @Override
    public boolean recognises(Head head) {
        return XmlHead.of(head)
                .is(
                        "PubmedArticleSet",
                        "PubmedArticle",
                        "PubmedBookArticleSet",
                        "PubmedBookArticle",
                        "MedlineCitationSet",
                        "MedlineCitation");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        XmlRecords.read(TextEncoding.reader(in), PARTS, sink, (part, where) -> {
            XmlElement book = part.first("BookDocument");
            XmlElement citation = part.is("MedlineCitation") ? part : part.first("MedlineCitation");
            Metadata.Builder b;
            String key;
            if (book != null) {
                b = book(book);
                key = book.text("PMID");
            } else if (citation != null && citation.first("Article") != null) {
                b = article(citation, citation.all("Article").getFirst());
                key = citation.text("PMID");
            } else throw new IllegalArgumentException("the record has no article in it");
            b.identifier(Scheme.PUBMED, key);
            if (citation != null) updates(citation, key, b, context, sink);
            for (XmlElement id : part.all("PubmedData", "ArticleIdList", "ArticleId")) identifier(id, "IdType", b);
            sink.accept(new SourceRecord(context.provenance(key == null ? "" : key), b.build()), where);
        });
    }

    /// What `CommentsCorrectionsList` and the type of the article tell: notices of this paper, and what it
    /// tells of
    /// others
    /// where it is a notice.
    private static void updates(
            XmlElement citation, @Nullable String key, Metadata.Builder b, ReadContext context, RecordSink sink) {
        XmlElement article = citation.all("Article").getFirst();
        boolean preprint = type(article).equals("preprint");
        for (XmlElement c : citation.all("CommentsCorrectionsList", "CommentsCorrections")) {
            Optional<Updates.Link> link = Updates.medline(String.valueOf(c.attribute("RefType")));
            if (link.isEmpty()) continue;
            Optional<Identifier> other = pubmed(c.text("PMID"));
            String source = c.text("RefSource");
            if (link.get().own())
                b.notice(Notice.of(
                        link.get().kind(preprint), DateText.parse(source).orElse(null), other.orElse(null), source));
            else if (other.isPresent())
                sink.notice(new NoticeRecord(
                        context.provenance(key + " " + link.get().kind().key()),
                        List.of(other.get()),
                        Notice.of(link.get().kind(), null, pubmed(key).orElse(null), null)));
        }
        for (String type : article.texts("PublicationTypeList", "PublicationType"))
            if (type.equalsIgnoreCase("Retracted Publication"))
                b.notice(Notice.of(Notice.Kind.RETRACTED, null, null, null));
    }

    private static Optional<Identifier> pubmed(@Nullable String id) {
        return id == null ? Optional.empty() : Identifier.parse(Scheme.PUBMED, id);
    }

    private static Metadata.Builder article(XmlElement citation, XmlElement article) {
        Metadata.Builder b = Metadata.builder()
                .title(title(article.text("ArticleTitle"), article.text("VernacularTitle")))
                .abstractText(abstractText(article.first("Abstract"), citation.first("OtherAbstract")))
                .language(article.text("Language"));
        authors(article.all("AuthorList"), b);
        for (XmlElement id : article.all("ELocationID")) if (!id.has("ValidYN", "N")) identifier(id, "EIdType", b);
        for (XmlElement k : citation.all("KeywordList", "Keyword")) b.keyword(k.text());
        for (XmlElement k : citation.all("MeshHeadingList", "MeshHeading", "DescriptorName")) b.keyword(k.text());

        List<PartialDate> dates = new ArrayList<>();
        for (XmlElement d : article.all("Journal", "JournalIssue", "PubDate")) date(d).ifPresent(dates::add);
        for (XmlElement d : article.all("ArticleDate")) date(d).ifPresent(dates::add);
        b.published(DateText.earliest(dates));
        b.publication(new Publication(
                type(article),
                article.text("Journal", "Title"),
                article.text("Journal", "JournalIssue", "Volume"),
                article.text("Journal", "JournalIssue", "Issue"),
                pages(article.first("Pagination")),
                null));
        return b;
    }

    private static Metadata.Builder book(XmlElement document) {
        String bookTitle = document.text("Book", "BookTitle");
        String chapter = document.text("ArticleTitle");
        Metadata.Builder b = Metadata.builder()
                .title(title(chapter != null ? chapter : bookTitle, null))
                .abstractText(abstractText(document.first("Abstract"), null))
                .language(document.text("Language"));
        List<XmlElement> own = document.all("AuthorList");
        authors(own.isEmpty() ? document.all("Book", "AuthorList") : own, b);
        for (XmlElement id : document.all("Book", "ELocationID"))
            if (!id.has("ValidYN", "N")) identifier(id, "EIdType", b);
        for (XmlElement id : document.all("ArticleIdList", "ArticleId")) identifier(id, "IdType", b);
        for (XmlElement k : document.all("KeywordList", "Keyword")) b.keyword(k.text());
        List<PartialDate> dates = new ArrayList<>();
        for (XmlElement d : document.all("Book", "PubDate")) date(d).ifPresent(dates::add);
        b.published(DateText.earliest(dates));
        b.publication(new Publication(
                chapter != null ? "incollection" : "book",
                chapter != null ? bookTitle : document.text("Book", "CollectionTitle"),
                document.text("Book", "Volume"),
                null,
                pages(document.first("Pagination")),
                document.text("Book", "Publisher", "PublisherName")));
        return b;
    }

    private static void identifier(XmlElement id, String typeAttribute, Metadata.Builder b) {
        switch (String.valueOf(id.attribute(typeAttribute))) {
            case "doi" -> b.identifier(Scheme.DOI, id.text());
            case "pmc" -> b.identifier(Scheme.PMC, id.text());
            case "pubmed" -> b.identifier(Scheme.PUBMED, id.text());
            default -> {
                // accession numbers of publishers and of the bookshelf
            }
        }
    }

    private static void authors(List<XmlElement> lists, Metadata.Builder b) {
        for (XmlElement list : lists) {
            if (list.has("Type", "editors") && lists.size() > 1) continue;
            for (XmlElement a : list.all("Author")) {
                if (a.has("ValidYN", "N")) continue;
                String orcid = null;
                for (XmlElement id : a.all("Identifier")) if (id.has("Source", "ORCID")) orcid = id.text();
                String affiliation = String.join("; ", a.texts("AffiliationInfo", "Affiliation"));
                String collective = a.text("CollectiveName");
                if (collective != null) b.author(collective, null, null, null, affiliation);
                else {
                    String given = a.text("ForeName");
                    if (given == null) given = a.text("Initials");
                    AuthorNames.add(b, a.text("LastName"), given, a.text("Suffix"), orcid, affiliation);
                }
            }
        }
    }

    private static @Nullable String title(@Nullable String raw, @Nullable String vernacular) {
        if (raw == null || raw.equals("[Not Available].")) return vernacular;
        return MedlineText.title(raw);
    }

    private static String abstractText(@Nullable XmlElement main, @Nullable XmlElement other) {
        XmlElement e = main != null ? main : other;
        if (e == null) return "";
        StringBuilder out = new StringBuilder();
        for (XmlElement part : e.all("AbstractText")) {
            String text = part.text();
            if (text.isEmpty()) continue;
            if (!out.isEmpty()) out.append("\n\n");
            String label = part.attribute("Label");
            if (label != null && !label.isBlank() && !label.equalsIgnoreCase("UNLABELLED"))
                out.append(label.strip()).append(": ");
            out.append(text);
        }
        return out.toString();
    }

    private static Optional<PartialDate> date(XmlElement d) {
        if (d.text("Year") == null) return DateText.parse(d.text("MedlineDate"));
        return DateText.of(d.text("Year"), d.text("Month"), d.text("Day"));
    }

    private static @Nullable String pages(@Nullable XmlElement pagination) {
        if (pagination == null) return null;
        String first = pagination.text("StartPage");
        String last = pagination.text("EndPage");
        if (first != null) return last == null || last.equals(first) ? first : first + "-" + last;
        String both = pagination.text("MedlinePgn");
        return both == null ? null : MedlineText.pages(both);
    }

    private static String type(XmlElement article) {
        for (String t : article.texts("PublicationTypeList", "PublicationType"))
            if (t.equalsIgnoreCase("Preprint")) return "preprint";
        return "article";
    }
}
