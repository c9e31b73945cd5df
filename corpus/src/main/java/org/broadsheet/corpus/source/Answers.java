package org.broadsheet.corpus.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.broadsheet.corpus.format.PaperFormats;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.ReadReport;
import org.broadsheet.corpus.format.RecordSink;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads bodies of answers.
final class Answers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> EMPTY = List.of("", "[]", "{}");

    private Answers() {}

    /// @throws HarvestFailed where the body is no whole JSON document
    static JsonNode json(byte[] body) throws HarvestFailed {
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isObject() || node.isArray()) return node;
        } catch (JacksonException e) {
            throw new HarvestFailed("its answer is not whole JSON: " + e.getOriginalMessage());
        }
        throw new HarvestFailed("its answer is JSON but no object and no list");
    }

    /// Reads the papers of an answer in whichever format they come; an empty list is none.
    ///
    /// @throws HarvestFailed where it is no format of papers, or breaks off
    static void papers(byte[] body, ReadContext context, RecordSink sink) throws HarvestFailed, IOException {
        if (body.length < 16 && EMPTY.contains(new String(body, StandardCharsets.UTF_8).strip())) return;
        ReadReport report = PaperFormats.standard().read(context, new ByteArrayInputStream(body), sink);
        if (report.format().equals(ReadReport.UNKNOWN)) throw new HarvestFailed("its answer is in no format of papers");
        if (report.read() == 0 && report.rejected() > 0)
            throw new HarvestFailed("nothing in its answer could be read: "
                    + report.problems().getFirst().why());
    }
}
