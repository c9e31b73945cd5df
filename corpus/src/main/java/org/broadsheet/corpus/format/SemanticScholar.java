package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.count;
import static org.broadsheet.corpus.format.JsonRecords.each;
import static org.broadsheet.corpus.format.JsonRecords.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.corpus.Attention;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers of Semantic Scholar: a paper, pages of papers (search, recommendations, an author's papers), pages of
/// citations or references, and batches in which a paper that was not found is null. The papers a paper cites are part
/// of it, not records of the file.
final class SemanticScholar extends JsonFormat {
    private static final List<String> PLACES = List.of(
            "",
            "data.",
            "recommendedPapers.",
            "papers.",
            "citingPaper.",
            "citedPaper.",
            "data.citingPaper.",
            "data.citedPaper.");

    SemanticScholar() {
        super("semantic-scholar", Set.of("data", "recommendedPapers", "papers"));
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        return PLACES.stream().anyMatch(place -> json.has(place + "paperId"));
    }

    @Override
    JsonNode unwrap(JsonNode record) {
        for (String field : List.of("citingPaper", "citedPaper"))
            if (record.path(field).isObject()) return record.path(field);
        return record;
    }

    @Override
    @Nullable
    String key(JsonNode paper) {
        return text(paper, "paperId");
    }

    @Override
    Metadata metadata(JsonNode paper) {
        JsonNode ids = paper.path("externalIds");
        JsonNode journal = paper.path("journal");
        Metadata.Builder b = Metadata.builder()
                .title(text(paper, "title"))
                .abstractText(text(paper, "abstract"))
                .machineSummary(text(paper.path("tldr"), "text"))
                .identifier(Scheme.SEMANTIC_SCHOLAR, text(paper, "paperId"))
                .identifier(Scheme.ARXIV, text(ids, "ArXiv"))
                .identifier(Scheme.DOI, text(ids, "DOI"))
                .identifier(Scheme.ARXIV, arxivDoi(text(ids, "DOI")))
                .identifier(Scheme.PUBMED, text(ids, "PubMed"))
                .identifier(Scheme.PMC, text(ids, "PubMedCentral"))
                .identifier(Scheme.ACL, text(ids, "ACL"))
                .published(date(paper))
                .licence(text(paper.path("openAccessPdf"), "license"))
                .attention(new Attention(0, 0, count(paper, "citationCount"), 0))
                .publication(new Publication(
                        type(paper), venue(paper), text(journal, "volume"), null, pages(text(journal, "pages")), null));
        for (JsonNode a : each(paper, "authors")) {
            String affiliation = null;
            for (JsonNode place : each(a, "affiliations"))
                if (affiliation == null && place.isString()) affiliation = place.asString();
            b.author(text(a, "name"), null, null, text(a.path("externalIds"), "ORCID"), affiliation);
        }
        for (JsonNode f : each(paper, "fieldsOfStudy")) if (f.isString()) b.category(f.asString());
        for (JsonNode f : each(paper, "s2FieldsOfStudy")) b.category(text(f, "category"));
        b.link(Link.Kind.PAGE, text(paper, "url"));
        b.link(Link.Kind.PDF, text(paper.path("openAccessPdf"), "url"));
        return b.build();
    }

    private static @Nullable String arxivDoi(@Nullable String doi) {
        return doi != null && doi.regionMatches(true, 0, "10.48550/arxiv.", 0, 15) ? doi : null;
    }

    private static @Nullable PartialDate date(JsonNode paper) {
        String day = text(paper, "publicationDate");
        Optional<PartialDate> date = day == null ? Optional.empty() : PartialDate.parse(day);
        String year = text(paper, "year");
        return date.or(() -> year == null ? Optional.empty() : PartialDate.parse(year))
                .orElse(null);
    }

    private static @Nullable String venue(JsonNode paper) {
        String venue = text(paper, "venue");
        if (venue == null) venue = text(paper.path("publicationVenue"), "name");
        return venue != null ? venue : text(paper.path("journal"), "name");
    }

    private static @Nullable String pages(@Nullable String raw) {
        return raw == null
                ? null
                : raw.replaceAll("\\s+", " ").replace(" - ", "-").strip();
    }

    /// A conference paper that was also called an article is a conference paper.
    private static @Nullable String type(JsonNode paper) {
        String found = null;
        for (JsonNode t : each(paper, "publicationTypes")) {
            String known = t.isString() ? PublicationTypes.known(t.asString()).orElse(null) : null;
            if (known != null && (found == null || found.equals("article"))) found = known;
        }
        return found;
    }
}
