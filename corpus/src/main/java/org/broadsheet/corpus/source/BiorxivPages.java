package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;
import tools.jackson.databind.JsonNode;

/// bioRxiv and medRxiv: preprints posted between two days, a hundred a page, pages by position.
final class BiorxivPages implements Protocol {
    private static final String BASE = "https://api.biorxiv.org";

    @Override
    public URI address(Source source, Bookmark at) {
        return URI.create(Protocol.base(source, BASE) + "/details/"
                + source.kind().key() + "/" + at.from() + "/" + at.until() + "/" + position(at));
    }

    private static long position(Bookmark at) {
        return at.token().isEmpty() ? 0 : Long.parseLong(at.token());
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        JsonNode answer = Answers.json(body);
        JsonNode message = answer.path("messages").path(0);
        String status = message.path("status").asString("");
        if (status.startsWith("no posts")) return "";
        if (!status.equals("ok") || !answer.path("collection").isArray())
            throw new HarvestFailed("it answered " + (status.isEmpty() ? "with no status" : "'" + status + "'"));
        int here = answer.path("collection").size();
        if (here == 0) return "";
        Answers.papers(body, context, sink);
        long next = position(at) + here;
        return next >= message.path("total").asLong(0) ? "" : Long.toString(next);
    }
}
