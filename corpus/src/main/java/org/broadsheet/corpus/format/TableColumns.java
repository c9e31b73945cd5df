package org.broadsheet.corpus.format;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;

/// What the columns of a table mean, by the headings that reference managers and data bases give them.
///
/// @param places the column's number from 0 by its meaning
record TableColumns(Map<Meaning, Integer> places) {
    static final TableColumns NONE = new TableColumns(Map.of());

    /// The headings of the tables we write, in order.
    static final List<String> WRITTEN = List.of(
            "id",
            "title",
            "abstract",
            "authors",
            "published",
            "type",
            "venue",
            "volume",
            "issue",
            "pages",
            "publisher",
            "doi",
            "arxiv",
            "pubmed",
            "pmc",
            "categories",
            "keywords",
            "url",
            "pdf",
            "licence",
            "language",
            "comment");

    /// Meanings with their headings, the most telling first; lower case, one `_` between words.
    enum Meaning {
        KEY("record_id", "_id", "id", "key", "eid", "accession_number", "item_id", "citation_key", "paper_id"),
        TITLE("title", "primary_title", "article_title", "document_title", "paper_title", "titles", "ti", "t1"),
        ABSTRACT("abstract", "abstract_text", "abstract_note", "notes_abstract", "abstracts", "ab", "summary", "text"),
        AUTHORS(
                "author_full_names",
                "authors",
                "author",
                "author_names",
                "author_s",
                "first_authors",
                "creators",
                "au"),
        DATE("published", "publication_date", "pub_date", "date", "cover_date"),
        YEAR("year", "publication_year", "pub_year", "py", "published_year", "date_of_publication"),
        TYPE("type_of_reference", "document_type", "item_type", "publication_type", "type", "doc_type"),
        VENUE(
                "venue",
                "source_title",
                "journal",
                "publication_title",
                "secondary_title",
                "journal_book",
                "booktitle",
                "journal_name",
                "journal_title",
                "source"),
        VOLUME("volume", "vol"),
        ISSUE("issue", "number", "journal_issue"),
        PAGES("pages", "page", "page_range"),
        FIRST_PAGE("start_page", "page_start", "first_page", "beginning_page"),
        LAST_PAGE("end_page", "page_end", "last_page", "ending_page"),
        PUBLISHER("publisher"),
        DOI("doi", "dois", "digital_object_identifier", "doi_link"),
        ARXIV("arxiv", "arxiv_id", "arxivid"),
        PUBMED("pubmed", "pmid", "pubmed_id", "pubmedid"),
        PMC("pmc", "pmcid", "pmc_id"),
        OPENALEX("openalex", "openalex_id"),
        CATEGORIES("categories", "category", "research_areas", "web_of_science_categories"),
        KEYWORDS("keywords", "keyword", "author_keywords", "manual_tags", "index_keywords", "kw"),
        URL("url", "urls", "link", "open_url_link", "article_url", "full_text_link"),
        PDF("pdf", "pdf_url", "pdf_link"),
        LICENCE("licence", "license"),
        LANGUAGE("language", "language_of_original_document"),
        COMMENT("comment", "comments");

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
        private final List<String> headings;

        Meaning(String... headings) {
            this.headings = List.of(headings);
        }
    }

    /// Embase's `Gastrointestinal Endoscopy (2014) 3:3 (152-160). Date of Publication: 2014`.
    private static final Pattern SOURCE = Pattern.compile(
            "([^()]{1,300}) \\((\\d{4})\\)(?: ([^ :()]{1,20})(?::([^ ()]{1,30}))?)?(?: (?:Article Number: \\S{1,30} )?\\(([^()]{1,40})\\))?\\.?.*",
            Pattern.DOTALL);

    TableColumns {
        places = places.isEmpty() ? Map.of() : Map.copyOf(places);
    }

    static TableColumns of(List<String> header) {
        Map<Meaning, Integer> places = new EnumMap<>(Meaning.class);
        List<String> names = header.stream().map(TableColumns::normal).toList();
        for (Meaning meaning : Meaning.values())
            for (String heading : meaning.headings) {
                int at = names.indexOf(heading);
                if (at >= 0) places.putIfAbsent(meaning, at);
            }
        return new TableColumns(places);
    }

    private static String normal(String heading) {
        if (heading.length() > 100) return "";
        String name = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return name.equals("_id") ? name : name.replaceAll("^_|_$", "");
    }

    /// How many columns are known.
    int known() {
        return places.size();
    }

    /// Whether there are titles or abstracts.
    boolean haveText() {
        return places.containsKey(Meaning.TITLE) || places.containsKey(Meaning.ABSTRACT);
    }

    private @Nullable String value(List<String> row, Meaning meaning) {
        Integer at = places.get(meaning);
        if (at == null || at >= row.size()) return null;
        String value = row.get(at);
        return value.isBlank() || value.strip().equalsIgnoreCase("nan") ? null : value;
    }

    /// The row's own name in its table; empty where it has none.
    String key(List<String> row) {
        String key = value(row, Meaning.KEY);
        return key == null ? "" : key.strip();
    }

    /// @throws IllegalArgumentException where the row has neither title nor abstract
    Metadata metadata(List<String> row) {
        Metadata.Builder b = Metadata.builder()
                .title(value(row, Meaning.TITLE))
                .abstractText(value(row, Meaning.ABSTRACT))
                .identifier(Scheme.DOI, value(row, Meaning.DOI))
                .identifier(Scheme.ARXIV, value(row, Meaning.ARXIV))
                .identifier(Scheme.PUBMED, whole(value(row, Meaning.PUBMED)))
                .identifier(Scheme.PMC, whole(value(row, Meaning.PMC)))
                .identifier(Scheme.OPENALEX, value(row, Meaning.OPENALEX))
                .licence(value(row, Meaning.LICENCE))
                .language(value(row, Meaning.LANGUAGE))
                .comment(value(row, Meaning.COMMENT));
        Identifier.recognise(key(row)).ifPresent(b::identifier);
        String authors = value(row, Meaning.AUTHORS);
        if (authors != null) AuthorLists.add(b, authors.replaceAll("\\(\\d{5,}\\)", "")); // Scopus adds its numbers
        for (String category : list(value(row, Meaning.CATEGORIES))) b.category(category);
        for (String keyword : list(value(row, Meaning.KEYWORDS))) b.keyword(keyword);
        publication(row, b);
        String url = value(row, Meaning.URL);
        b.link(Link.Kind.PAGE, url);
        if (url != null) Identifier.recognise(url).ifPresent(b::identifier);
        b.link(Link.Kind.PDF, value(row, Meaning.PDF));
        return b.build();
    }

    private void publication(List<String> row, Metadata.Builder b) {
        String venue = value(row, Meaning.VENUE);
        String volume = value(row, Meaning.VOLUME);
        String issue = value(row, Meaning.ISSUE);
        String pages = pages(row);
        Optional<PartialDate> date =
                DateText.parse(value(row, Meaning.DATE)).or(() -> DateText.parse(value(row, Meaning.YEAR)));
        Matcher source = SOURCE.matcher(venue == null || venue.length() > 1_000 ? "" : venue);
        if (source.matches()) {
            venue = source.group(1);
            if (volume == null) volume = source.group(3);
            if (issue == null) issue = source.group(4);
            if (pages == null) pages = source.group(5);
            if (date.isEmpty()) date = PartialDate.parse(source.group(2));
        }
        b.published(date.orElse(null));
        b.publication(new Publication(
                type(value(row, Meaning.TYPE)), venue, volume, issue, pages, value(row, Meaning.PUBLISHER)));
    }

    private @Nullable String pages(List<String> row) {
        String pages = value(row, Meaning.PAGES);
        if (pages != null) return pages;
        String first = value(row, Meaning.FIRST_PAGE);
        String last = value(row, Meaning.LAST_PAGE);
        return first == null || last == null || first.equals(last) ? first : first.strip() + "-" + last.strip();
    }

    private static @Nullable String type(@Nullable String raw) {
        if (raw == null) return null;
        return switch (raw.strip()) {
            case "JOUR" -> "article";
            case "CONF", "CPAPER" -> "inproceedings";
            default -> PublicationTypes.known(raw).orElse(raw);
        };
    }

    /// Programs that take a column for numbers print `10051933.0`.
    private static @Nullable String whole(@Nullable String raw) {
        return raw != null && raw.endsWith(".0") ? raw.substring(0, raw.length() - 2) : raw;
    }

    private static List<String> list(@Nullable String raw) {
        if (raw == null) return List.of();
        String text = raw.strip();
        if (text.startsWith("[") && text.endsWith("]")) return AuthorLists.inBrackets(text);
        if (text.indexOf(';') >= 0) return List.of(text.split(";"));
        if (text.indexOf('|') >= 0) return List.of(text.split("\\|"));
        return List.of(text.split(",(?![^()]{0,200}\\))")); // not within brackets
    }

    /// The values of a paper under the headings of [#WRITTEN].
    static List<String> row(String id, Metadata m) {
        Publication p = m.publication();
        return List.of(
                id,
                m.title(),
                m.abstractText().replace("\n", "\n\n"),
                joined(m.authors().stream().map(Author::name).toList()),
                m.published() == null ? "" : m.published().toString(),
                text(p.type()),
                text(p.venue()),
                text(p.volume()),
                text(p.issue()),
                text(p.pages()),
                text(p.publisher()),
                identifier(m, Scheme.DOI),
                identifier(m, Scheme.ARXIV),
                identifier(m, Scheme.PUBMED),
                identifier(m, Scheme.PMC),
                joined(m.categories()),
                joined(m.keywords()),
                m.link(Link.Kind.PAGE).map(Link::address).orElse(""),
                m.link(Link.Kind.PDF).map(Link::address).orElse(""),
                text(m.licence()),
                text(m.language()),
                text(m.comment()));
    }

    /// Closed by a semicolon where there is only one, so that commas within it part nothing.
    private static String joined(List<String> values) {
        String all =
                String.join("; ", values.stream().map(v -> v.replace(";", ",")).toList());
        return values.size() == 1 && all.indexOf(',') >= 0 ? all + ";" : all;
    }

    private static String identifier(Metadata m, Scheme scheme) {
        return m.identifier(scheme).map(Identifier::printed).orElse("");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
