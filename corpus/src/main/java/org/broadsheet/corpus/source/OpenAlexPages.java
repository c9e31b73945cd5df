package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// Works of OpenAlex that fit a filter and were published since a day, pages linked by cursors. Journals
/// print dates of the year to come; such works are asked for when their day has.
final class OpenAlexPages implements Protocol {
    private static final String BASE = "https://api.openalex.org";

    @Override
    public URI address(Source source, Bookmark at) {
        return Protocol.address(
                Protocol.base(source, BASE) + "/works",
                "filter",
                source.what() + ",from_publication_date:" + at.from() + ",to_publication_date:" + at.until(),
                "per-page",
                "100",
                "cursor",
                at.token().isEmpty() ? "*" : at.token());
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        Envelope answer = Envelope.read(body, "results", "meta.next_cursor", "message", "error");
        if (!answer.listed())
            throw new HarvestFailed(
                    answer.value("message").isEmpty() && answer.value("error").isEmpty()
                            ? "its answer has no list of results"
                            : "it answered: " + answer.value("error") + " " + answer.value("message"));
        if (answer.papers() == 0) return "";
        Answers.papers(body, context, sink);
        return answer.value("meta.next_cursor");
    }

    /// Works are often listed weeks after they were published.
    @Override
    public int overlapDays() {
        return 21;
    }
}
