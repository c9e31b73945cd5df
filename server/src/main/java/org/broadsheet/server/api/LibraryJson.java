package org.broadsheet.server.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.PaperId;
import org.broadsheet.corpus.format.NeutralJson;
import org.broadsheet.recommendation.edition.Selection;
import org.broadsheet.retrieval.Hit;
import org.broadsheet.retrieval.SearchResult.FacetCount;
import org.broadsheet.retrieval.Snippet;
import org.broadsheet.server.edition.Edition;
import org.broadsheet.server.edition.Editions;
import org.broadsheet.server.library.Library;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The shapes of our own interface, field by field as `openapi.json` describes them.
final class LibraryJson {
    /// Papers of an edition's rest that are named.
    static final int MOST_REST = 300;

    private static final JsonMapper JSON = JsonMapper.shared();

    private LibraryJson() {}

    record PaperPage(
            List<Map<String, @Nullable Object>> papers,
            @Nullable String next) {}

    record Found(
            String id,
            String broadsheetId,
            String title,
            double score,
            boolean byWords,
            boolean byMeaning,
            String snippet,
            List<Snippet.Mark> marks,
            @Nullable String warning) {}

    record Nearest(List<Found> hits) {}

    record SearchAnswer(long total, String understood, List<Found> hits, Map<String, List<FacetCount>> facets) {}

    record Archive(List<Editions.Printed> editions) {}

    record Chosen(
            String id, String broadsheetId, String title, String reason, double score, List<Selection.Part> parts) {}

    record Section(String title, List<Chosen> items) {}

    record Printed(
            String period,
            String date,
            String from,
            String to,
            int number,
            String printedAt,
            int came,
            int merged,
            boolean shelf,
            List<Section> sections,
            List<String> rest,
            List<Edition.SourceNote> sources) {}

    record Topic(String category, String name, long papers) {}

    record TopicList(List<Topic> topics) {}

    record Status(
            long papers,
            long indexed,
            long behind,
            long encoded,
            String space,
            @Nullable String trouble,
            List<Edition.SourceNote> sources) {}

    private record Seen(String source, String key, String seen) {}

    /// A paper: the neutral fields, between its names and where it comes from.
    static Map<String, @Nullable Object> paper(Paper paper) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", paper.slug());
        map.put("broadsheetId", paper.id().value());
        JSON.readTree(NeutralJson.toLine(paper.metadata()))
                .properties()
                .forEach(field -> map.put(field.getKey(), field.getValue()));
        map.put(
                "provenance",
                paper.provenance().stream()
                        .map(p -> new Seen(p.source(), p.key(), p.seen().toString()))
                        .toList());
        return map;
    }

    static List<Found> hits(Library library, List<Hit> hits) {
        Map<PaperId, Paper> papers =
                byId(library.papers(hits.stream().map(Hit::id).toList()));
        List<Found> found = new ArrayList<>();
        for (Hit hit : hits) {
            Paper paper = papers.get(hit.id());
            if (paper == null) continue;
            found.add(new Found(
                    paper.slug(),
                    paper.id().value(),
                    paper.headline(),
                    hit.score(),
                    hit.byWords(),
                    hit.byMeaning(),
                    hit.snippet().text(),
                    hit.snippet().marks(),
                    paper.metadata().warning().map(n -> n.kind().key()).orElse(null)));
        }
        return found;
    }

    static Printed edition(Library library, Edition e) {
        Map<PaperId, Paper> papers = byId(library.papers(e.papers()));
        List<Section> sections = new ArrayList<>();
        for (Selection.Section s : e.sections()) {
            List<Chosen> items = new ArrayList<>();
            for (Selection.Item i : s.items()) {
                Paper paper = papers.get(i.paper());
                if (paper != null)
                    items.add(new Chosen(
                            paper.slug(), paper.id().value(), paper.headline(), i.reason(), i.score(), i.parts()));
            }
            sections.add(new Section(s.title(), items));
        }
        List<PaperId> rest = e.rest().stream().limit(MOST_REST).toList();
        return new Printed(
                e.span().period().key(),
                e.span().label(),
                e.span().from().toString(),
                e.span().to().toString(),
                e.number(),
                e.printedAt().toString(),
                e.came(),
                e.merged(),
                e.shelf(),
                sections,
                library.papers(rest).stream().map(Paper::slug).toList(),
                e.sources());
    }

    private static Map<PaperId, Paper> byId(List<Paper> papers) {
        Map<PaperId, Paper> map = new HashMap<>();
        papers.forEach(p -> map.put(p.id(), p));
        return map;
    }
}
