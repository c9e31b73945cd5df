package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// bioRxiv and medRxiv: preprints posted between two days, of all subjects or of one; pages by position,
/// however many preprints the server puts on one.
final class BiorxivPages implements Protocol {
    private static final String BASE = "https://api.biorxiv.org";

    @Override
    public URI address(Source source, Bookmark at) {
        String page = Protocol.base(source, BASE) + "/details/" + source.kind().key() + "/" + at.from() + "/"
                + at.until() + "/" + position(at);
        return source.what().isEmpty() ? URI.create(page) : Protocol.address(page, "category", source.what());
    }

    private static long position(Bookmark at) {
        return at.token().isEmpty() ? 0 : Long.parseLong(at.token());
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        Envelope answer = Envelope.read(body, "collection", "messages.status", "messages.total");
        String status = answer.value("messages.status");
        if (status.startsWith("no posts")) return "";
        if (!status.equals("ok") || !answer.listed())
            throw new HarvestFailed("it answered " + (status.isEmpty() ? "with no status" : "'" + status + "'"));
        if (answer.papers() == 0) return "";
        Answers.papers(body, context, sink);
        long next = position(at) + answer.papers();
        String total = answer.value("messages.total");
        return total.matches("\\d{1,15}") && next < Long.parseLong(total) ? Long.toString(next) : "";
    }
}
