package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;

/// Writes BibTeX that classic styles understand: keys like `oduya2026stopping`, arXiv papers with `eprint` and
/// `archiveprefix`, capitals inside words of a title protected. What BibTeX has no field for is left out: affiliations,
/// ORCID iDs, all categories but the first, dates of change, and every link but one.
final class BibtexWriter implements PaperWriter {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    @Override
    public String name() {
        return "bibtex";
    }

    @Override
    public String mediaType() {
        return "application/x-bibtex; charset=utf-8";
    }

    @Override
    public void write(Stream<Paper> papers, OutputStream out) throws IOException {
        Set<String> used = new HashSet<>();
        Iterator<Paper> each = papers.iterator();
        boolean first = true;
        while (each.hasNext()) {
            Paper paper = each.next();
            String key = distinct(CitationKeys.of(paper.metadata(), paper.id()), used);
            String text = (first ? "" : "\n") + entry(key, paper.metadata());
            out.write(text.getBytes(StandardCharsets.UTF_8));
            first = false;
        }
    }

    /// The key itself, or with the first letter behind it that makes it new: `b`, `c`, ..., then numbers.
    private static String distinct(String key, Set<String> used) {
        String candidate = key;
        for (int n = 1; !used.add(candidate); n++) candidate = key + (n < 26 ? String.valueOf((char) ('a' + n)) : n);
        return candidate;
    }

    private static String entry(String key, Metadata m) {
        Publication p = m.publication();
        String type = p.type() == null ? "misc" : p.type();
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "title", BibtexText.title(m.title()));
        if (!m.authors().isEmpty())
            fields.put(
                    "author",
                    String.join(
                            " and ",
                            m.authors().stream().map(BibtexWriter::name).toList()));
        put(fields, venueField(type), BibtexText.value(p.venue()));
        date(m.published(), fields);
        put(fields, "volume", BibtexText.value(p.volume()));
        put(fields, "number", BibtexText.value(p.issue()));
        put(fields, "pages", pages(p.pages()));
        put(fields, publisherField(type), BibtexText.value(p.publisher()));
        identifiers(m, fields);
        boolean toldByEprint = fields.containsKey("eprint") && p.venue() == null;
        if (type.equals("preprint") && !toldByEprint) fields.put("type", "preprint");
        put(fields, "abstract", BibtexText.value(m.abstractText().replace("\n", "\n\n")));
        put(fields, "keywords", keywords(m.keywords()));
        put(fields, "language", BibtexText.value(m.language()));
        put(fields, "copyright", BibtexText.value(m.licence()));
        put(fields, "note", BibtexText.value(m.comment()));

        StringBuilder out = new StringBuilder("@" + entryType(type) + "{" + key);
        fields.forEach((name, value) -> out.append(",\n  ")
                .append(name)
                .append(" = ")
                .append(name.equals("month") ? value : "{" + value + "}"));
        return out.append("\n}\n").toString();
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) fields.put(name, value);
    }

    private static String entryType(String type) {
        return switch (type) {
            case "article", "inproceedings", "incollection", "book", "proceedings", "dataset", "software", "patent" ->
                type;
            case "thesis" -> "phdthesis";
            case "report" -> "techreport";
            default -> "misc";
        };
    }

    private static String venueField(String type) {
        return switch (type) {
            case "inproceedings", "incollection" -> "booktitle";
            case "book", "proceedings" -> "series";
            default -> "journal";
        };
    }

    private static String publisherField(String type) {
        return switch (type) {
            case "thesis" -> "school";
            case "report" -> "institution";
            default -> "publisher";
        };
    }

    private static void date(@Nullable PartialDate d, Map<String, String> fields) {
        if (d == null) return;
        fields.put("year", String.valueOf(d.year()));
        if (d.month() > 0) fields.put("month", MONTHS.get(d.month() - 1));
        if (d.day() > 0) fields.put("day", String.valueOf(d.day()));
    }

    private static @Nullable String pages(@Nullable String pages) {
        return pages == null
                ? null
                : BibtexText.value(pages.replaceAll("-+", "-")).replace("-", "--");
    }

    private static void identifiers(Metadata m, Map<String, String> fields) {
        m.identifier(Scheme.DOI).ifPresent(doi -> put(fields, "doi", BibtexText.verbatim(doi.value())));
        m.identifier(Scheme.ARXIV).ifPresent(arxiv -> {
            fields.put("eprint", arxiv.printed());
            fields.put("archiveprefix", "arXiv");
            if (!m.categories().isEmpty())
                put(fields, "primaryclass", BibtexText.value(m.categories().getFirst()));
        });
        m.identifier(Scheme.PUBMED).ifPresent(pubmed -> fields.put("pmid", pubmed.value()));
        m.identifier(Scheme.PMC).ifPresent(pmc -> fields.put("pmcid", pmc.value()));
        m.link(Link.Kind.PAGE)
                .map(Link::address)
                .or(() -> m.identifier(Scheme.ACL).map(Identifier::address))
                .ifPresent(address -> put(fields, "url", BibtexText.verbatim(address)));
    }

    /// Parted by commas, or by semicolons where a keyword holds a comma.
    private static @Nullable String keywords(List<String> keywords) {
        if (keywords.isEmpty()) return null;
        boolean commas = keywords.stream().anyMatch(k -> k.indexOf(',') >= 0);
        String all = String.join(commas ? "; " : ", ", keywords);
        return BibtexText.value(commas && keywords.size() == 1 ? all + ";" : all);
    }

    private static String name(Author a) {
        if (a.family() == null || a.given() == null) return BibtexText.name(a.name());
        String both = a.given() + " " + a.family();
        String suffix = a.name().startsWith(both + " ") ? a.name().substring(both.length() + 1) : null;
        return BibtexText.namePart(a.family())
                + (suffix == null ? "" : ", " + BibtexText.namePart(suffix))
                + ", "
                + BibtexText.namePart(a.given());
    }
}
