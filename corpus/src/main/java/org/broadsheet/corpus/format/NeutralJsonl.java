package org.broadsheet.corpus.format;

import static org.broadsheet.corpus.format.JsonRecords.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.SourceRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The neutral form: one JSON object a line, or an array of them. Holds every field of a paper.
final class NeutralJsonl implements PaperFormat, PaperWriter {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String mediaType() {
        return "application/jsonl; charset=utf-8";
    }

    @Override
    public boolean recognises(Head head) {
        String s = head.start();
        if (!s.startsWith("{") && !s.startsWith("[")) return false;
        String beginning = s.substring(0, Math.min(s.length(), 8_000));
        return beginning.contains("\"title\"") || beginning.contains("\"text\"") || beginning.contains("\"abstract\"");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        var reader = TextEncoding.reader(in);
        reader.mark(1 << 16);
        int c;
        do c = reader.read();
        while (c >= 0 && Character.isWhitespace(c));
        reader.reset();
        JsonRecords.Handler handler = (record, where) -> {
            String key = text(record, "_id", "id", "key");
            sink.accept(
                    new SourceRecord(context.provenance(key == null ? "" : key.strip()), NeutralJson.read(record)),
                    where);
        };
        if (c == '[') JsonRecords.document(reader, Set.of(), sink, handler);
        else JsonRecords.lines(reader, sink, handler);
    }

    @Override
    public void write(Stream<Paper> papers, OutputStream out) throws IOException {
        Iterator<Paper> each = papers.iterator();
        while (each.hasNext()) {
            Paper paper = each.next();
            ObjectNode line = JsonRecords.JSON.createObjectNode();
            line.put("_id", paper.id().value());
            for (var field : NeutralJson.toNode(paper.metadata()).properties())
                line.set(field.getKey(), field.getValue());
            out.write(JsonRecords.JSON.writeValueAsBytes((JsonNode) line));
            out.write("\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
