package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Paper;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The neutral form: one JSON object a line, or an array of them. Holds every field of a paper.
final class NeutralJsonl extends JsonFormat implements PaperWriter {
    private static final Set<String> TEXTS = Set.of("title", "text", "abstract");

    NeutralJsonl() {
        super("jsonl", Set.of());
    }

    @Override
    public String mediaType() {
        return "application/jsonl; charset=utf-8";
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        if (json.hasAny(TEXTS)) return true;
        // damaged from the first line on, but meant to be this: the reader of the report needs to know the lines
        return head.start().startsWith("{")
                && json.fields().isEmpty()
                && TEXTS.stream().anyMatch(t -> head.text().contains("\"" + t + "\""));
    }

    @Override
    @Nullable
    String key(JsonNode record) {
        return text(record, "_id", "id", "key");
    }

    @Override
    Metadata metadata(JsonNode record) {
        return NeutralJson.read(record);
    }

    @Override
    public void write(Stream<Paper> papers, OutputStream out) throws IOException {
        Iterator<Paper> each = papers.iterator();
        while (each.hasNext()) {
            Paper paper = each.next();
            ObjectNode line = JsonRecords.JSON.createObjectNode();
            line.put("_id", paper.id().value());
            line.setAll(NeutralJson.toNode(paper.metadata()));
            out.write(JsonRecords.JSON.writeValueAsBytes(line));
            out.write("\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
