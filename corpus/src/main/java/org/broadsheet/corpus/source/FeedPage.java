package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// A feed: one page that always has the newest entries.
final class FeedPage implements Protocol {
    @Override
    public URI address(Source source, Bookmark at) {
        URI own = source.base();
        return own == null ? URI.create(source.what()) : own;
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        Answers.papers(body, context, sink);
        return "";
    }

    @Override
    public boolean conditional() {
        return true;
    }
}
