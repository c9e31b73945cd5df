package org.broadsheet.corpus.format;

import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.NoticeRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Answers of Crossref's REST API: one work or a page of them, in a `message`.
final class CrossrefJson extends JsonFormat {
    CrossrefJson() {
        super("crossref-json", Set.of("message{", "items"));
    }

    @Override
    boolean recognises(JsonHead json, Head head) {
        return json.has("message.DOI")
                || json.has("message.items.DOI")
                || json.has("message.items") && json.value("message-type").equals("work-list")
                || json.value("message-type").equals("work");
    }

    @Override
    JsonNode unwrap(JsonNode record) {
        return record.path("message").isObject() ? record.path("message") : record;
    }

    @Override
    @Nullable
    String key(JsonNode record) {
        return CslItem.key(record);
    }

    @Override
    Metadata metadata(JsonNode record) {
        return CslItem.read(record);
    }

    @Override
    List<NoticeRecord> notices(JsonNode record, ReadContext context) {
        return CslItem.noticesOfOthers(record, context);
    }
}
