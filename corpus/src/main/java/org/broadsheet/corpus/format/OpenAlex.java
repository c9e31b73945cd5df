package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.at;
import static org.broadsheet.corpus.format.JsonRecords.count;
import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Works of OpenAlex: one, a page of `results`, or one a line as in its snapshots. The abstract comes as an
/// inverted
/// index and is put together again. Fields of study become categories, topics and keywords become keywords.
final class OpenAlex extends JsonFormat {
    private static final int MAX_WORDS = 100_000;

    OpenAlex() {
        super("openalex", Set.of("results"));
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        for (String before : List.of("", "results.")) {
            if (json.value(before + "id").startsWith("https://openalex.org/W")) return true;
            if (json.has(before + "abstract_inverted_index")
                    || json.has(before + "authorships")
                    || json.value(before + "ids.openalex").startsWith("https://openalex.org/W")) return true;
        }
        return false;
    }

    @Override
    @Nullable
    String key(JsonNode work) {
        String id = text(work, "id");
        return id == null
                ? null
                : Identifier.parse(Scheme.OPENALEX, id).map(Identifier::value).orElse(id);
    }

    @Override
    Metadata metadata(JsonNode work) {
        JsonNode primary = work.path("primary_location");
        JsonNode source = primary.path("source").isObject() ? primary.path("source") : work.path("host_venue");
        JsonNode biblio = work.path("biblio");
        Metadata.Builder b = Metadata.builder()
                .title(JatsText.plain(text(work, "title", "display_name")))
                .abstractText(abstractOf(work))
                .identifier(Scheme.OPENALEX, text(work, "id"))
                .identifier(Scheme.DOI, text(work, "doi"))
                .identifier(Scheme.DOI, text(work.path("ids"), "doi"))
                .identifier(Scheme.PUBMED, text(work.path("ids"), "pmid"))
                .identifier(Scheme.PMC, text(work.path("ids"), "pmcid"))
                .published(date(work))
                .language(text(work, "language"))
                .licence(licence(work))
                .attention(new Attention(0, 0, count(work, "cited_by_count"), 0))
                .publication(new Publication(
                        type(text(work, "type_crossref"), text(work, "type")),
                        text(source, "display_name"),
                        text(biblio, "volume"),
                        text(biblio, "issue"),
                        pages(text(biblio, "first_page"), text(biblio, "last_page")),
                        text(source, "host_organization_name", "publisher")));
        for (JsonNode a : each(work, "authorships")) {
            JsonNode author = a.path("author");
            String printed = text(author, "display_name");
            String institution = null;
            for (JsonNode i : each(a, "institutions")) if (institution == null) institution = text(i, "display_name");
            b.author(
                    printed == null ? text(a, "raw_author_name") : printed,
                    null,
                    null,
                    text(author, "orcid"),
                    institution == null ? text(a, "raw_affiliation_string") : institution);
        }
        subjects(work, b);
        if (at(work, "is_retracted").asBoolean(false)) b.notice(Notice.of(Notice.Kind.RETRACTED, null, null, null));
        b.link(Link.Kind.PAGE, text(primary, "landing_page_url"));
        b.link(Link.Kind.PDF, text(work.path("best_oa_location"), "pdf_url"));
        for (JsonNode location : each(work, "locations")) {
            b.link(Link.Kind.PDF, text(location, "pdf_url"));
            String page = text(location, "landing_page_url");
            if (page != null) {
                b.link(Link.Kind.PAGE, page);
                // a preprint among the locations names the work on arXiv
                if (page.contains("arxiv.org/")) b.identifier(Scheme.ARXIV, page);
                if (page.contains("aclanthology.org/")) b.identifier(Scheme.ACL, page);
            }
        }
        return b.build();
    }

    private static void subjects(JsonNode work, Metadata.Builder b) {
        JsonNode topic = work.path("primary_topic");
        b.category(text(topic.path("subfield"), "display_name"));
        b.category(text(topic.path("field"), "display_name"));
        for (JsonNode t : each(work, "topics")) {
            b.keyword(text(t, "display_name"));
            b.category(text(t.path("field"), "display_name"));
        }
        for (JsonNode k : each(work, "keywords"))
            b.keyword(k.isString() ? k.asString() : text(k, "display_name", "keyword"));
        for (JsonNode c : each(work, "concepts")) {
            if (count(c, "level") == 0 && c.path("level").isNumber()) b.category(text(c, "display_name"));
            else b.keyword(text(c, "display_name"));
        }
    }

    private static @Nullable PartialDate date(JsonNode work) {
        for (String field : List.of("publication_date", "publication_year")) {
            String value = text(work, field);
            var date = value == null ? java.util.Optional.<PartialDate>empty() : PartialDate.parse(value);
            if (date.isPresent()) return date.get();
        }
        return null;
    }

    private static @Nullable String licence(JsonNode work) {
        String licence = text(work.path("primary_location"), "license");
        return licence != null ? licence : text(work.path("best_oa_location"), "license");
    }

    private static @Nullable String type(@Nullable String crossref, @Nullable String own) {
        String known =
                crossref == null ? null : PublicationTypes.known(crossref).orElse(null);
        if (known != null) return known;
        return own == null ? crossref : PublicationTypes.known(own).orElse(own);
    }

    private static @Nullable String pages(@Nullable String first, @Nullable String last) {
        if (first == null || last == null || first.equals(last)) return first == null ? last : first;
        return first + "-" + last;
    }

    private static @Nullable String abstractOf(JsonNode work) {
        JsonNode index = at(work, "abstract_inverted_index");
        if (!index.isObject()) return text(work, "abstract");
        TreeMap<Integer, String> words = new TreeMap<>();
        for (var entry : index.properties())
            for (JsonNode place : entry.getValue())
                if (place.isNumber() && place.asInt(-1) >= 0 && words.size() < MAX_WORDS)
                    words.put(place.asInt(-1), entry.getKey());
        return String.join(" ", words.values());
    }
}
