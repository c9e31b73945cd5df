package org.broadsheet.corpus.format;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.text.TexText;
import org.jspecify.annotations.Nullable;

/// What the fields of BibTeX and biblatex mean, and what people write into them.
final class BibtexFields {
    private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}(?:\\.\\d{1,9}){0,5}/\\S{1,250}");
    private static final Pattern ARXIV = Pattern.compile(
            "(?i)(?:arxiv(?:\\.org/(?:abs|pdf)/|[:\\s]{1,3}(?:preprint[:\\s]{1,3})?(?:arxiv:)?)|\\babs/)"
                    + "(\\d{4}\\.\\d{4,5}(?:v\\d{1,2})?|[a-z-]{2,10}(?:\\.[a-z]{2})?/\\d{7}(?:v\\d{1,2})?)");
    /// A journal that only says that the paper is on arXiv.
    private static final Pattern NO_JOURNAL =
            Pattern.compile("(?i)\\W*(?:arxiv\\b.*|corr|computing research repository.*|e-?prints?)");

    private BibtexFields() {}

    static Metadata metadata(BibtexEntry e) {
        Metadata.Builder b = Metadata.builder()
                .title(title(e))
                .abstractText(plain(e.field("abstract")))
                .language(plain(e.field("language", "langid")))
                .licence(plain(e.field("license", "licence", "copyright")))
                .comment(plain(e.field("note")))
                .published(published(e));
        String authors = e.field("author");
        // an edited book is known by its editors
        if (authors == null && e.field("booktitle", "journal", "journaltitle") == null) authors = e.field("editor");
        if (authors != null) BibtexNames.add(b, authors);
        identifiers(e, b);
        keywords(plain(e.field("keywords", "keyword")), b);
        publication(e, b);
        return b.build();
    }

    private static @Nullable String plain(@Nullable String tex) {
        return tex == null ? null : TexText.plain(tex);
    }

    private static @Nullable String title(BibtexEntry e) {
        String title = plain(e.field("title"));
        if (title == null && e.field("author") == null) title = plain(e.field("booktitle"));
        String subtitle = plain(e.field("subtitle"));
        if (title == null || subtitle == null) return title;
        boolean closed = !title.isBlank()
                && ":?!.".indexOf(title.strip().charAt(title.strip().length() - 1)) >= 0;
        return title.strip() + (closed ? " " : ": ") + subtitle;
    }

    private static @Nullable PartialDate published(BibtexEntry e) {
        String date = e.field("date");
        if (date != null) {
            // of a range the beginning; ? and ~ say that it is uncertain
            String first = date.startsWith("/") ? date.substring(1) : date.replaceFirst("(?<=[0-9~?%]{2})/.*", "");
            Optional<PartialDate> d = DateText.parse(first.replaceAll("[~?%{}]", ""));
            if (d.isPresent()) return d.get();
        }
        String year = plain(e.field("year"));
        String month = plain(e.field("month"));
        if (month == null) return DateText.parse(year).orElse(null);
        Optional<PartialDate> apart = DateText.of(year, month, plain(e.field("day")));
        // the day may stand with the month: "10~jan"
        Optional<PartialDate> together = DateText.parse(month + " " + year);
        return together.isPresent()
                        && (apart.isEmpty()
                                || together.get().precision() > apart.get().precision())
                ? together.get()
                : apart.orElse(null);
    }

    private static void identifiers(BibtexEntry e, Metadata.Builder b) {
        doi(e.field("doi"), b);
        String eprint = plain(e.field("eprint"));
        String registry =
                String.valueOf(plain(e.field("eprinttype", "archiveprefix"))).toLowerCase(Locale.ROOT);
        if (eprint != null)
            switch (registry) {
                case "pubmed" -> b.identifier(Scheme.PUBMED, eprint);
                case "arxiv", "null" -> b.identifier(Scheme.ARXIV, eprint.replaceFirst("(?i)^arxiv:", ""));
                default -> {
                    // JSTOR, HAL and others are not ours
                }
            }
        b.identifier(Scheme.ARXIV, plain(e.field("arxiv", "arxivid")));
        b.identifier(Scheme.PUBMED, plain(e.field("pmid", "pubmed")));
        b.identifier(Scheme.PMC, plain(e.field("pmcid", "pmc")));
        b.category(plain(e.field("primaryclass", "eprintclass")));
        for (String name : List.of(
                "journal", "journaltitle", "note", "howpublished", "volume", "number", "booktitle", "publisher")) {
            String value = e.field(name);
            if (value == null || value.length() > 1_000) continue;
            Matcher m = ARXIV.matcher(value);
            if (m.find()) b.identifier(Scheme.ARXIV, m.group(1));
        }
        for (String name : List.of("url", "ee", "bdsk-url-1", "link", "howpublished")) {
            String value = e.field(name);
            if (value == null) continue;
            for (String address : address(value).split("[\\s,;]+(?=https?://)")) {
                Optional<Identifier> known = Identifier.recognise(address);
                if (known.isPresent()) b.identifier(known.get());
                else if (address.contains("doi.")) doi(address, b);
                else b.link(Link.Kind.PAGE, address);
            }
        }
    }

    /// An address out of its TeX: `\\url{…}`, `\\_`, `\\~{}` and braces.
    private static String address(String raw) {
        return raw.replaceAll("\\\\(?:textasciitilde|~)\\s*(?:\\{\\s*})?", "~")
                .replaceAll("\\\\(?:url|href)\\b", "")
                .replaceAll("[\\\\{}]", "")
                .strip();
    }

    private static void doi(@Nullable String raw, Metadata.Builder b) {
        if (raw == null || raw.length() > 1_000) return;
        Matcher m = DOI.matcher(
                raw.replaceAll("\\\\([_&%#$])", "$1").replace("{", "").replace("}", ""));
        if (m.find()) b.identifier(Scheme.DOI, m.group());
    }

    private static void keywords(@Nullable String raw, Metadata.Builder b) {
        if (raw == null) return;
        for (String k : raw.split(raw.indexOf(';') >= 0 ? ";" : ",")) b.keyword(k);
    }

    private static void publication(BibtexEntry e, Metadata.Builder b) {
        String venue = plain(e.field("journal", "journaltitle", "booktitle", "series"));
        String title = plain(e.field("title"));
        if (venue != null && title == null) venue = null;
        String type = PublicationTypes.known(e.type()).orElse("misc");
        String volume = plain(e.field("volume"));
        boolean onArxiv = venue != null && NO_JOURNAL.matcher(venue).matches();
        boolean loose = venue == null && (type.equals("misc") || type.equals("article"));
        if (onArxiv
                || loose && isOnArxiv(e)
                || "preprint".equalsIgnoreCase(plain(e.field("type", "pubstate", "entrysubtype")))) {
            type = "preprint";
            if (onArxiv) {
                venue = null;
                if (volume != null && volume.startsWith("abs/")) volume = null;
            }
        }
        // a volume that is filed as its own container
        if (venue != null && venue.equals(title(e))) venue = null;
        b.publication(new Publication(
                type,
                venue,
                volume,
                plain(e.field("number", "issue")),
                pages(plain(e.field("pages"))),
                plain(e.field("publisher", "school", "institution", "organization"))));
    }

    private static boolean isOnArxiv(BibtexEntry e) {
        String registry = e.field("eprinttype", "archiveprefix");
        return e.field("eprint", "arxiv", "arxivid") != null
                && (registry == null || registry.equalsIgnoreCase("arxiv"));
    }

    /// One hyphen between first and last page; what somebody still had to look up (`37--??`) is left out.
    private static @Nullable String pages(@Nullable String raw) {
        if (raw == null) return null;
        String pages = raw.replaceAll("\\s*[-–—]+\\s*", "-").replaceAll("-?\\?+", "");
        return pages.isBlank() ? null : pages;
    }
}
