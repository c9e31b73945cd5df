package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A format whose records are JSON objects, be they a document, an array, a page or one a line. A member
/// says how it is
/// told from the others and what the fields of a record mean.
abstract class JsonFormat implements PaperFormat {
    private final String name;
    private final Set<String> arrays;

    /// @param arrays names of the arrays whose elements are records, as [JsonElements] takes them
    JsonFormat(String name, Set<String> arrays) {
        this.name = name;
        this.arrays = Set.copyOf(arrays);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean recognises(Head head) {
        JsonHead json = JsonHead.of(head.text());
        return recognises(json, head);
    }

    /// Whether the fields at the beginning are this format's.
    abstract boolean recognises(JsonHead json, Head head);

    /// The record's own name at its source; empty where it has none.
    abstract @Nullable String key(JsonNode record);

    /// What the record says.
    ///
    /// @throws IllegalArgumentException where it says nothing of a paper
    abstract Metadata metadata(JsonNode record);

    /// Notices of other papers that the record carries.
    List<NoticeRecord> notices(JsonNode record, ReadContext context) {
        return List.of();
    }

    /// The object that has the record's fields, where it is wrapped in another.
    JsonNode unwrap(JsonNode record) {
        return record;
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        JsonRecords.read(in, arrays, sink, wrapped -> {
            JsonNode record = unwrap(wrapped);
            String key = key(record);
            notices(record, context).forEach(sink::notice);
            return new SourceRecord(context.provenance(key == null ? "" : key.strip()), metadata(record));
        });
    }
}
