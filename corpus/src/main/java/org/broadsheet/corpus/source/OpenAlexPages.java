package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;
import tools.jackson.databind.JsonNode;

/// Works of OpenAlex that fit a filter and were published since a day, pages linked by cursors.
final class OpenAlexPages implements Protocol {
    private static final String BASE = "https://api.openalex.org";

    @Override
    public URI address(Source source, Bookmark at) {
        return Protocol.address(
                Protocol.base(source, BASE) + "/works",
                "filter",
                source.what() + ",from_publication_date:" + at.from(),
                "per-page",
                "100",
                "cursor",
                at.token().isEmpty() ? "*" : at.token());
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        JsonNode answer = Answers.json(body);
        if (!answer.path("results").isArray()) throw new HarvestFailed("its answer has no list of results");
        if (answer.path("results").isEmpty()) return "";
        Answers.papers(body, context, sink);
        return answer.path("meta").path("next_cursor").asString("");
    }

    /// Works are often listed days after they were published.
    @Override
    public int overlapDays() {
        return 7;
    }
}
