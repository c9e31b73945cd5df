package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// Daily Papers, one day after the other. A day is read again for a while, since its papers gather votes.
final class DailyPapersPages implements Protocol {
    private static final String BASE = "https://huggingface.co";

    @Override
    public URI address(Source source, Bookmark at) {
        return Protocol.address(
                Protocol.base(source, BASE) + "/api/daily_papers", "date", day(at).toString(), "limit", "100");
    }

    private static LocalDate day(Bookmark at) {
        return at.token().isEmpty() ? at.from() : LocalDate.parse(at.token());
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        Answers.papers(body, context, sink);
        LocalDate next = day(at).plusDays(1);
        return next.isAfter(at.until()) ? "" : next.toString();
    }

    @Override
    public int overlapDays() {
        return 2;
    }
}
