package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// JATS and its forerunner NLM: articles as publishers and PubMed Central hand them out. Only the front matter is
/// used.
final class Jats implements PaperFormat {
    private static final Set<String> OTHER_ABSTRACTS =
            Set.of("graphical", "teaser", "toc", "precis", "key-points", "executive-summary", "plain-language-summary");
    private static final Pattern ONLY_ABSTRACT = Pattern.compile("(?i)\\W*(?:abstract|summary)\\W*");

    @Override
    public String name() {
        return "jats";
    }

    @Override
    public boolean recognises(Head head) {
        XmlHead xml = XmlHead.of(head);
        return xml.is("article", "pmc-articleset", "articles", "front")
                && xml.mentions("<front", "<article-meta", "<journal-meta");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        XmlRecords.read(TextEncoding.reader(in), Set.of("article", "front"), sink, (article, where) -> {
            Metadata m = metadata(article);
            String key =
                    m.identifiers().isEmpty() ? "" : m.identifiers().getFirst().printed();
            sink.accept(new SourceRecord(context.provenance(key), m), where);
        });
    }

    static Metadata metadata(XmlElement article) {
        XmlElement front = article.is("front") ? article : article.first("front");
        XmlElement meta = front == null ? null : front.first("article-meta");
        if (front == null || meta == null) throw new IllegalArgumentException("the article has no article-meta");
        Metadata.Builder b = Metadata.builder()
                .title(title(meta))
                .language(article.attribute("lang"))
                .published(published(meta));
        identifiers(meta, b);
        authors(meta, b);
        for (XmlElement a : meta.all("abstract"))
            if (isMainAbstract(a)) {
                b.abstractText(abstractText(a));
                break;
            }
        for (XmlElement k : meta.all("kwd-group", "kwd")) b.keyword(k.text());
        licence(meta, b);
        b.publication(new Publication(
                type(article.attribute("article-type"), meta),
                venue(front, meta),
                meta.text("volume"),
                meta.text("issue"),
                pages(meta),
                front.text("journal-meta", "publisher", "publisher-name")));
        return b.build();
    }

    private static @Nullable String title(XmlElement meta) {
        String title = meta.text("title-group", "article-title");
        String subtitle = meta.text("title-group", "subtitle");
        return title == null || subtitle == null ? title : title + ": " + subtitle;
    }

    private static void identifiers(XmlElement meta, Metadata.Builder b) {
        for (XmlElement id : meta.all("article-id"))
            switch (String.valueOf(id.attribute("pub-id-type"))) {
                case "doi" -> b.identifier(Scheme.DOI, id.text());
                case "pmid" -> b.identifier(Scheme.PUBMED, id.text());
                case "pmc", "pmcid" -> b.identifier(Scheme.PMC, id.text());
                case "arxiv" -> b.identifier(Scheme.ARXIV, id.text());
                default -> {
                    // the publisher's own numbers mean nothing outside
                }
            }
        for (XmlElement related : meta.all("related-article"))
            if (related.has("related-article-type", "preprint")) {
                String address = related.attribute("href");
                if (address != null) Identifier.recognise(address).ifPresent(b::identifier);
            }
    }

    private static void authors(XmlElement meta, Metadata.Builder b) {
        Map<String, String> affiliations = new HashMap<>();
        for (XmlElement aff : meta.below("aff")) {
            String id = aff.attribute("id");
            if (id != null) affiliations.put(id, aff.text());
        }
        for (XmlElement group : meta.all("contrib-group"))
            for (XmlElement c : group.all("contrib")) {
                String role = c.attribute("contrib-type");
                if (role == null ? group.has("content-type", "editors") : !role.equals("author")) continue;
                List<String> at = new ArrayList<>(c.texts("aff"));
                for (XmlElement x : c.all("xref"))
                    if (x.has("ref-type", "aff"))
                        for (String id : String.valueOf(x.attribute("rid")).split("\\s+"))
                            if (affiliations.containsKey(id)) at.add(affiliations.get(id));
                author(c, String.join("; ", at), b);
            }
    }

    private static void author(XmlElement c, String affiliation, Metadata.Builder b) {
        String orcid = null;
        for (XmlElement id : c.all("contrib-id")) if (id.has("contrib-id-type", "orcid")) orcid = id.text();
        XmlElement name = c.first("name");
        if (name == null) name = c.first("name-alternatives", "name");
        if (name == null) name = c.first("string-name");
        if (name == null) {
            XmlElement group = c.first("collab");
            // a group may list its members inside its own element: only its name is wanted
            if (group != null) {
                String institution = group.text("institution");
                b.author(institution != null ? institution : ownText(group), null, null, null, affiliation);
            }
        } else if (name.text("surname") != null)
            AuthorNames.add(b, name.text("surname"), name.text("given-names"), name.text("suffix"), orcid, affiliation);
        else AuthorNames.add(b, name.text(), orcid, affiliation);
    }

    private static String ownText(XmlElement e) {
        StringBuilder out = new StringBuilder();
        for (Object c : e.content())
            if (c instanceof XmlElement inner) {
                if (!inner.is("contrib-group")) out.append(inner.text());
            } else out.append(c);
        return out.toString();
    }

    private static @Nullable PartialDate published(XmlElement meta) {
        List<PartialDate> dates = new ArrayList<>();
        for (XmlElement d : meta.all("pub-date"))
            DateText.of(d.text("year"), d.text("month"), d.text("day")).ifPresent(dates::add);
        return DateText.earliest(dates);
    }

    private static void licence(XmlElement meta, Metadata.Builder b) {
        for (XmlElement l : meta.all("permissions", "license")) {
            String address = l.attribute("href");
            for (XmlElement ref : l.below("license_ref")) if (address == null) address = ref.text();
            b.licence(address);
        }
    }

    private static @Nullable String venue(XmlElement front, XmlElement meta) {
        String journal = front.text("journal-meta", "journal-title-group", "journal-title");
        if (journal == null) journal = front.text("journal-meta", "journal-title");
        if (journal != null) return journal;
        for (XmlElement c : meta.all("conference")) if (c.has("content-type", "volume")) return c.text("conf-name");
        return meta.text("conference", "conf-name");
    }

    private static String type(@Nullable String articleType, XmlElement meta) {
        if (articleType != null && articleType.startsWith("proceedings") || meta.first("conference") != null)
            return "inproceedings";
        return "preprint".equals(articleType) ? "preprint" : "article";
    }

    private static @Nullable String pages(XmlElement meta) {
        String first = meta.text("fpage");
        String last = meta.text("lpage");
        if (first == null) return meta.text("elocation-id");
        return last == null || last.equals(first) ? first : first + "-" + last;
    }

    /// Whether this is the abstract itself, not a picture, teaser or summary for others.
    static boolean isMainAbstract(XmlElement e) {
        String type = e.attribute("abstract-type");
        return type == null || !OTHER_ABSTRACTS.contains(type);
    }

    /// An abstract with its sections as paragraphs that begin with the section's name. The heading "Abstract" says
    /// nothing and goes.
    static String abstractText(XmlElement e) {
        StringBuilder out = new StringBuilder();
        section(e, out);
        return out.toString();
    }

    private static void section(XmlElement e, StringBuilder out) {
        String heading = "";
        StringBuilder loose = new StringBuilder();
        for (Object c : e.content()) {
            if (c instanceof XmlElement part && (part.is("p") || part.is("sec") || part.is("title"))) {
                if (part.is("title"))
                    heading = ONLY_ABSTRACT.matcher(part.text()).matches() ? "" : part.text();
                else if (part.is("sec")) section(part, out);
                else {
                    paragraph(heading, part.text(), out);
                    heading = "";
                }
            } else if (c instanceof XmlElement inline)
                loose.append(new XmlElement("span", Map.of(), List.of(inline)).text());
            else loose.append(c);
        }
        paragraph(heading, loose.toString(), out);
    }

    private static void paragraph(String heading, String text, StringBuilder out) {
        if (text.isBlank()) return;
        if (!out.isEmpty()) out.append("\n\n");
        if (!heading.isEmpty()) {
            boolean closed = !Character.isLetterOrDigit(heading.charAt(heading.length() - 1));
            out.append(heading).append(closed ? " " : ": ");
        }
        out.append(text.strip());
    }
}
