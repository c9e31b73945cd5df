package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.corpus.Author;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;

/// Writes RIS. Names follow EndNote's customs: `King, Martin Luther, Jr.`; a comma at the end says that a name is not
/// to be taken apart. What RIS has no field for is left out: affiliations, ORCID iDs, categories, licences, dates of
/// change; the paragraphs of an abstract become one.
final class RisWriter implements PaperWriter {
    private static final Map<String, String> TYPES = Map.of(
            "article", "JOUR",
            "inproceedings", "CONF",
            "book", "BOOK",
            "incollection", "CHAP",
            "thesis", "THES",
            "report", "RPRT",
            "preprint", "UNPB",
            "dataset", "DATA",
            "software", "COMP",
            "patent", "PAT");

    @Override
    public String name() {
        return "ris";
    }

    @Override
    public String mediaType() {
        return "application/x-research-info-systems; charset=utf-8";
    }

    @Override
    public void write(Stream<Paper> papers, OutputStream out) throws IOException {
        Iterator<Paper> each = papers.iterator();
        while (each.hasNext()) out.write(record(each.next()).getBytes(StandardCharsets.UTF_8));
    }

    private static String record(Paper paper) {
        Metadata m = paper.metadata();
        Publication p = m.publication();
        StringBuilder out = new StringBuilder();
        field(out, "TY", TYPES.getOrDefault(String.valueOf(p.type()), "GEN"));
        field(out, "ID", paper.id().value());
        field(out, "TI", m.title());
        for (Author a : m.authors()) field(out, "AU", name(a));
        date(out, m.published());
        field(out, "article".equals(p.type()) ? "JF" : "T2", p.venue());
        field(out, "VL", p.volume());
        field(out, "IS", p.issue());
        pages(out, p.pages());
        field(out, "PB", p.publisher());
        field(out, "AB", m.abstractText());
        for (String k : m.keywords()) field(out, "KW", k);
        field(out, "LA", m.language());
        field(out, "N1", m.comment());
        identifiers(out, m);
        for (Link l : m.links())
            switch (l.kind()) {
                case PAGE -> field(out, "UR", l.address());
                case PDF -> field(out, "L1", l.address());
                default -> {
                    // RIS knows pages and papers, no code and no models
                }
            }
        return out.append("ER  - \r\n\r\n").toString();
    }

    private static void field(StringBuilder out, String tag, @Nullable String value) {
        if (value != null && !value.isBlank())
            out.append(tag).append("  - ").append(value.replaceAll("\\s+", " ")).append("\r\n");
    }

    private static void identifiers(StringBuilder out, Metadata m) {
        boolean doi = false;
        for (Identifier i : m.identifiers())
            switch (i.scheme()) {
                case DOI -> {
                    field(out, doi ? "UR" : "DO", doi ? i.address() : i.value());
                    doi = true;
                }
                case PMC -> field(out, "C2", i.value());
                default -> field(out, "UR", i.address());
            }
    }

    private static void date(StringBuilder out, @Nullable PartialDate d) {
        if (d == null) return;
        field(out, "PY", String.valueOf(d.year()));
        if (d.month() > 0)
            field(
                    out,
                    "DA",
                    "%04d/%02d/%s/".formatted(d.year(), d.month(), d.day() > 0 ? "%02d".formatted(d.day()) : ""));
    }

    private static void pages(StringBuilder out, @Nullable String pages) {
        if (pages == null) return;
        int hyphen = pages.indexOf('-');
        if (hyphen > 0 && hyphen == pages.lastIndexOf('-') && hyphen < pages.length() - 1) {
            field(out, "SP", pages.substring(0, hyphen));
            field(out, "EP", pages.substring(hyphen + 1));
        } else field(out, "SP", pages);
    }

    private static String name(Author a) {
        if (a.family() == null || a.given() == null) {
            if (a.name().indexOf(',') >= 0) return a.name().replaceFirst(",", ",,");
            return AuthorNames.isReadDifferently(a.name()) ? a.name() + "," : a.name();
        }
        String both = a.given() + " " + a.family();
        String suffix = a.name().startsWith(both + " ") ? a.name().substring(both.length() + 1) : null;
        return Stream.of(a.family(), a.given(), suffix == null ? "" : suffix)
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
