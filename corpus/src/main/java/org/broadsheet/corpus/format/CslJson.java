package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// CSL-JSON as Zotero, pandoc and doi.org exchange it: an array of items, or one. Holds title, abstract, authors with
/// ORCID and affiliation, date, publication, DOI, arXiv, PubMed and PMC names, one page link, keywords, categories,
/// licence, language and comment; nothing else of a paper.
final class CslJson extends JsonFormat implements PaperWriter {
    CslJson() {
        super("csl-json", Set.of("items"));
    }

    @Override
    public String mediaType() {
        return "application/vnd.citationstyles.csl+json; charset=utf-8";
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        for (String before : List.of("", "items.")) {
            if (!json.has(before + "type") || json.has(before + "authors")) continue;
            if (json.hasAny(Set.of(
                    before + "issued",
                    before + "container-title",
                    before + "DOI",
                    before + "author.family",
                    before + "author.literal"))) return true;
            if (json.has(before + "id")
                    && json.has(before + "title")
                    && json.hasAny(
                            Set.of(before + "genre", before + "archive_location", before + "page", before + "URL")))
                return true;
            // an item of which only the title is known
            if (json.has(before + "id") && json.value(before + "type").equals("document")) return true;
        }
        return false;
    }

    @Override
    @Nullable
    String key(JsonNode record) {
        String id = JsonRecords.text(record, "id");
        return id != null ? id : CslItem.key(record);
    }

    @Override
    Metadata metadata(JsonNode record) {
        return CslItem.read(record);
    }

    @Override
    public void write(Stream<Paper> papers, OutputStream out) throws IOException {
        out.write('[');
        String between = "\n";
        Iterator<Paper> each = papers.iterator();
        while (each.hasNext()) {
            Paper paper = each.next();
            out.write(between.getBytes(StandardCharsets.UTF_8));
            out.write(
                    JsonRecords.JSON.writeValueAsBytes(CslItem.write(paper.id().value(), paper.metadata())));
            between = ",\n";
        }
        out.write("\n]\n".getBytes(StandardCharsets.UTF_8));
    }
}
