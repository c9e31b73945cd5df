package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.count;
import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One item of CSL-JSON, and of Crossref's answers, which are the same with lists where CSL has single
/// values and with
/// fields of their own.
final class CslItem {
    /// CSL's and Crossref's types in BibTeX's words; of several the first is written.
    private static final List<Map.Entry<String, String>> TYPES = List.of(
            Map.entry("article-journal", "article"),
            Map.entry("journal-article", "article"),
            Map.entry("article-magazine", "article"),
            Map.entry("article-newspaper", "article"),
            Map.entry("review", "article"),
            Map.entry("paper-conference", "inproceedings"),
            Map.entry("proceedings-article", "inproceedings"),
            Map.entry("article", "preprint"),
            Map.entry("posted-content", "preprint"),
            Map.entry("chapter", "incollection"),
            Map.entry("book-chapter", "incollection"),
            Map.entry("book-section", "incollection"),
            Map.entry("book-part", "incollection"),
            Map.entry("reference-entry", "incollection"),
            Map.entry("entry-encyclopedia", "incollection"),
            Map.entry("book", "book"),
            Map.entry("monograph", "book"),
            Map.entry("edited-book", "book"),
            Map.entry("reference-book", "book"),
            Map.entry("thesis", "thesis"),
            Map.entry("dissertation", "thesis"),
            Map.entry("report", "report"),
            Map.entry("dataset", "dataset"),
            Map.entry("software", "software"),
            Map.entry("patent", "patent"),
            Map.entry("webpage", "webpage"),
            Map.entry("proceedings", "proceedings"));
    private static final List<String> WRITABLE = List.of(
            "article",
            "inproceedings",
            "preprint",
            "incollection",
            "book",
            "thesis",
            "report",
            "dataset",
            "software",
            "patent",
            "webpage");
    /// A type for what CSL has no word for; the word itself stands in `genre`.
    private static final String OTHER = "document";

    private static final List<String> DATES =
            List.of("issued", "published", "published-online", "published-print", "posted");

    private CslItem() {}

    static @Nullable String key(JsonNode item) {
        String doi = text(item, "DOI");
        return doi != null ? doi : text(item, "id", "citation-key", "citation-label");
    }

    /// @throws IllegalArgumentException where it has neither title nor abstract
    static Metadata read(JsonNode item) {
        String doi = text(item, "DOI");
        Metadata.Builder b = Metadata.builder()
                .title(JatsText.plain(title(item)))
                .abstractText(JatsText.plain(text(item, "abstract")))
                .identifier(Scheme.DOI, doi)
                .identifier(Scheme.PUBMED, text(item, "PMID"))
                .identifier(Scheme.PMC, text(item, "PMCID"))
                .published(date(item))
                .updated(null)
                .language(text(item, "language"))
                .licence(licence(item))
                .comment(text(item, "note"))
                .attention(new Attention(0, 0, count(item, "is-referenced-by-count"), 0))
                .publication(new Publication(
                        type(item),
                        JatsText.plain(first(item, "container-title", "event-title", "collection-title")),
                        text(item, "volume"),
                        text(item, "issue"),
                        pages(text(item, "page", "article-number")),
                        text(item, "publisher")));
        if (doi != null && doi.regionMatches(true, 0, "10.48550/arxiv.", 0, 15)) b.identifier(Scheme.ARXIV, doi);
        if ("arxiv".equalsIgnoreCase(String.valueOf(text(item, "archive", "publisher")))) {
            b.identifier(Scheme.ARXIV, text(item, "archive_location"));
            b.identifier(Scheme.ARXIV, text(item, "number"));
        }
        for (JsonNode author : each(item, "author")) author(author, b);
        for (JsonNode k : each(item, "keyword"))
            if (k.isString())
                for (String word : k.asString().split(k.asString().indexOf(';') >= 0 ? ";" : ",")) b.keyword(word);
        for (JsonNode s : each(item, "subject")) if (s.isString()) b.keyword(s.asString());
        for (JsonNode c : each(item, "categories")) if (c.isString()) b.category(c.asString());
        b.link(Link.Kind.PAGE, text(item, "URL"));
        for (JsonNode l : each(item, "link"))
            if ("application/pdf".equals(text(l, "content-type"))) b.link(Link.Kind.PDF, text(l, "URL"));
        updates(item, b);
        return b.build();
    }

    /// What Crossref knows of later: notices of this work, and the preprint or version of record it belongs
    /// to.
    private static void updates(JsonNode item, Metadata.Builder b) {
        for (JsonNode u : each(item, "updated-by"))
            notice(u, doi(text(u, "DOI")).orElse(null)).ifPresent(b::notice);
        for (JsonNode r : each(item.path("relation"), "is-preprint-of"))
            doi(text(r, "id"))
                    .ifPresent(record ->
                            b.identifier(record).notice(Notice.of(Notice.Kind.PUBLISHED, null, record, null)));
        for (JsonNode r : each(item.path("relation"), "has-preprint"))
            doi(text(r, "id")).ifPresent(b::identifier);
    }

    /// Where the item is itself a notice: what it tells of other works.
    static List<NoticeRecord> noticesOfOthers(JsonNode item, ReadContext context) {
        String own = text(item, "DOI");
        if (own == null) return List.of();
        List<NoticeRecord> notices = new ArrayList<>();
        for (JsonNode u : each(item, "update-to")) {
            Optional<Identifier> about = doi(text(u, "DOI"));
            Optional<Notice> notice = notice(u, doi(own).orElse(null));
            if (about.isPresent() && notice.isPresent() && notices.size() < Metadata.MAX_VALUES)
                notices.add(new NoticeRecord(
                        context.provenance(own + " " + notice.get().kind().key()), List.of(about.get()), notice.get()));
        }
        return notices;
    }

    private static Optional<Notice> notice(JsonNode update, @Nullable Identifier by) {
        return Updates.kind(String.valueOf(text(update, "type")))
                .map(kind -> Notice.of(kind, dateIn(update.path("updated")).orElse(null), by, null));
    }

    private static Optional<Identifier> doi(@Nullable String text) {
        return text == null ? Optional.empty() : Identifier.parse(Scheme.DOI, text);
    }

    private static @Nullable String title(JsonNode item) {
        String title = first(item, "title");
        String subtitle = first(item, "subtitle");
        boolean both = title != null && subtitle != null && !title.contains(subtitle);
        return both ? title + ": " + subtitle : title;
    }

    /// The first text of fields that are text or a list of texts.
    private static @Nullable String first(JsonNode item, String... names) {
        for (String name : names)
            for (JsonNode v : each(item, name))
                if (v.isString() && !v.asString().isBlank()) return v.asString();
        return null;
    }

    private static void author(JsonNode author, Metadata.Builder b) {
        if (author.isString()) {
            AuthorNames.add(b, author.asString());
            return;
        }
        String family = text(author, "family");
        String given = text(author, "given");
        String particle = text(author, "non-dropping-particle");
        String dropping = text(author, "dropping-particle");
        String suffix = text(author, "suffix");
        String affiliation = null;
        for (JsonNode a : each(author, "affiliation"))
            if (affiliation == null) affiliation = a.isString() ? a.asString() : text(a, "name");
        if (family != null && particle != null) family = particle + " " + family;
        if (given != null && dropping != null) given = given + " " + dropping;
        String name = text(author, "literal", "name");
        if (name == null) {
            if (family == null) name = given;
            else name = given == null ? family : given + " " + family;
            if (name != null && suffix != null) name = name + " " + suffix;
        }
        b.author(name, given == null ? null : family, given, text(author, "ORCID"), affiliation);
    }

    private static @Nullable PartialDate date(JsonNode item) {
        List<PartialDate> dates = new ArrayList<>();
        for (String field : DATES) dateIn(item.path(field)).ifPresent(dates::add);
        return DateText.earliest(dates);
    }

    private static Optional<PartialDate> dateIn(JsonNode date) {
        if (date.isValueNode() && !date.isNull()) return DateText.parse(date.asString());
        JsonNode parts = date.path("date-parts").path(0);
        if (!parts.isArray() || parts.isEmpty() || parts.path(0).isNull())
            return DateText.parse(text(date, "raw", "literal", "year"));
        return DateText.of(part(parts, 0), part(parts, 1), part(parts, 2));
    }

    private static @Nullable String part(JsonNode parts, int i) {
        JsonNode part = parts.path(i);
        return part.isValueNode() && !part.isNull() ? part.asString() : null;
    }

    private static @Nullable String licence(JsonNode item) {
        for (JsonNode l : each(item, "license")) {
            String address = l.isString() ? l.asString() : text(l, "URL");
            if (address != null) return address;
        }
        return null;
    }

    private static @Nullable String type(JsonNode item) {
        String type = text(item, "type");
        if (type == null) return null;
        if (type.equals(OTHER)) return text(item, "genre");
        for (var known : TYPES) if (known.getKey().equals(type)) return known.getValue();
        return PublicationTypes.known(type).orElse(type);
    }

    private static @Nullable String pages(@Nullable String raw) {
        return raw == null ? null : raw.replaceAll("\\s*(?:--|–|-)\\s*", "-");
    }

    /// The item of these metadata, by the name `id`.
    static ObjectNode write(String id, Metadata m) {
        ObjectNode o = JsonRecords.JSON.createObjectNode();
        o.put("id", id);
        Publication p = m.publication();
        String type = p.type();
        boolean known = type != null && WRITABLE.contains(type);
        o.put("type", known ? cslType(String.valueOf(type)) : OTHER);
        if (!known) put(o, "genre", type);
        if (!m.title().isEmpty()) o.put("title", m.title());
        if (!m.abstractText().isEmpty()) o.put("abstract", m.abstractText().replace("\n", "\n\n"));
        if (!m.authors().isEmpty()) {
            ArrayNode authors = o.putArray("author");
            for (Author a : m.authors()) {
                ObjectNode n = authors.addObject();
                boolean inParts = a.family() != null && a.given() != null;
                if (inParts) n.put("family", a.family()).put("given", a.given());
                if (!inParts || !a.name().equals(a.given() + " " + a.family())) n.put("literal", a.name());
                put(n, "ORCID", a.orcid());
                put(n, "affiliation", a.affiliation());
            }
        }
        PartialDate published = m.published();
        if (published != null) {
            ArrayNode parts = o.putObject("issued").putArray("date-parts").addArray();
            parts.add(published.year());
            if (published.month() > 0) parts.add(published.month());
            if (published.day() > 0) parts.add(published.day());
        }
        put(o, "container-title", p.venue());
        put(o, "volume", p.volume());
        put(o, "issue", p.issue());
        put(o, "page", p.pages());
        put(o, "publisher", p.publisher());
        m.identifier(Scheme.DOI).ifPresent(doi -> o.put("DOI", doi.value()));
        m.identifier(Scheme.PUBMED).ifPresent(pubmed -> o.put("PMID", pubmed.value()));
        m.identifier(Scheme.PMC).ifPresent(pmc -> o.put("PMCID", pmc.value()));
        m.identifier(Scheme.ARXIV)
                .ifPresent(arxiv -> o.put("archive", "arXiv").put("archive_location", arxiv.printed()));
        m.link(Link.Kind.PAGE).ifPresent(page -> o.put("URL", page.address()));
        if (!m.keywords().isEmpty())
            o.put("keyword", String.join("; ", m.keywords()) + (m.keywords().size() == 1 ? ";" : ""));
        if (!m.categories().isEmpty()) {
            ArrayNode categories = o.putArray("categories");
            m.categories().forEach(categories::add);
        }
        put(o, "license", m.licence());
        put(o, "language", m.language());
        put(o, "note", m.comment());
        return o;
    }

    private static String cslType(String ours) {
        for (var known : TYPES) if (known.getValue().equals(ours)) return known.getKey();
        return OTHER;
    }

    private static void put(ObjectNode o, String name, @Nullable String value) {
        if (value != null) o.put(name, value);
    }
}
