package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// arXiv's own JSON: the documents behind its search (`paper_id`, `authors_utf8`), and the lines of its
/// metadata dump
/// and of parsed `.abs` files (`versions`, `categories`, `update_date`).
final class ArxivJson extends JsonFormat {
    ArxivJson() {
        super("arxiv-json", Set.of());
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        if (json.has("abs_categories") && json.hasAny(Set.of("paper_id", "authors_utf8", "primary_classification")))
            return true;
        return json.has("categories")
                && json.hasAny(Set.of("id", "_id"))
                && json.hasAny(Set.of("versions.version", "authors_parsed", "update_date"))
                && json.hasAny(Set.of("abstract", "text"));
    }

    @Override
    @Nullable
    String key(JsonNode paper) {
        return text(paper, "paper_id", "_id", "id");
    }

    @Override
    Metadata metadata(JsonNode paper) {
        String id = key(paper);
        String version = text(paper, "version");
        String versioned = id == null || version == null ? id : id + "v" + version;
        Metadata.Builder b = Metadata.builder()
                .title(text(paper, "title_utf8", "title"))
                .abstractText(text(paper, "abstract_utf8", "abstract", "text"))
                .identifier(Scheme.ARXIV, id)
                .identifier(Scheme.ARXIV, versioned)
                .comment(text(paper, "comments_utf8", "comments"))
                .licence(licence(paper))
                .publication(new Publication(
                        "preprint",
                        text(paper, "journal_ref_utf8", "journal_ref", "journal-ref"),
                        null,
                        null,
                        null,
                        null));
        String dois = text(paper, "doi");
        if (dois != null) for (String doi : dois.split("[\\s;]+")) b.identifier(Scheme.DOI, doi);
        b.category(text(paper.path("primary_classification").path("category"), "id"));
        for (JsonNode c : each(paper, "categories")) categories(c.asString(""), b);
        String listed = text(paper, "abs_categories");
        if (listed != null) categories(listed, b);
        authors(paper, b);
        PartialDate last = dates(paper, b);
        if (versioned != null && version != null)
            Identifier.parse(Scheme.ARXIV, versioned).ifPresent(v -> ArxivRecord.version(b, v, last));
        ArxivRecord.told(
                b,
                dois,
                text(paper, "journal_ref_utf8", "journal_ref", "journal-ref"),
                text(paper, "comments_utf8", "comments"),
                last);
        return b.build();
    }

    private static void categories(String text, Metadata.Builder b) {
        for (String category : text.split("[\\s,;]+")) b.category(category);
    }

    private static void authors(JsonNode paper, Metadata.Builder b) {
        JsonNode parsed = paper.path("authors_parsed");
        if (!parsed.isArray() || parsed.isEmpty()) {
            String authors = text(paper, "authors_utf8", "authors");
            if (authors != null) AuthorLists.add(b, authors);
            return;
        }
        for (JsonNode a : parsed) {
            if (a.isArray()) // family, given, suffix
            AuthorNames.add(
                        b,
                        a.path(0).asString(""),
                        a.path(1).asString(""),
                        a.path(2).asString(""),
                        null,
                        null);
            else if (a.isObject())
                AuthorNames.add(
                        b, text(a, "last_name"), text(a, "first_name"), text(a, "suffix"), text(a, "orcid"), null);
        }
    }

    /// @return when the last version came, or null
    private static @Nullable PartialDate dates(JsonNode paper, Metadata.Builder b) {
        PartialDate first = null;
        PartialDate last = null;
        for (JsonNode v : each(paper, "submitted_date_all")) {
            PartialDate day = DateText.parse(v.asString("")).orElse(null);
            if (first == null) first = day;
            if (day != null) last = day;
        }
        for (JsonNode v : each(paper, "versions")) {
            PartialDate day = DateText.parse(text(v, "created", "date")).orElse(null);
            String id = text(paper, "id", "_id") + text(v, "version");
            Identifier.parse(Scheme.ARXIV, id).ifPresent(version -> ArxivRecord.version(b, version, day));
            if (first == null) first = day;
            if (day != null) last = day;
        }
        // the document of one version says when that version came
        last = DateText.parse(text(paper, "submitted_date")).orElse(last);
        for (String field : List.of("submitted_date", "update_date")) {
            Optional<PartialDate> day = DateText.parse(text(paper, field));
            if (first == null) first = day.orElse(null);
            if (last == null) last = day.orElse(null);
        }
        b.published(first);
        b.updated(last == null || last.equals(first) ? null : last);
        return last;
    }

    private static @Nullable String licence(JsonNode paper) {
        JsonNode licence = paper.path("license");
        return licence.isObject() ? text(licence, "uri", "label") : text(paper, "license");
    }
}
