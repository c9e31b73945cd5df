package org.broadsheet.corpus.source;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// How one kind of source is walked: which address has the page that a bookmark stands at, and what an
/// answer says.
interface Protocol {
    /// The address of the page a bookmark stands at.
    URI address(Source source, Bookmark at);

    /// Reads a page; records and problems go to `sink`.
    ///
    /// @return what names the next page; empty where this was the last
    /// @throws HarvestFailed where the answer is none of this protocol, or is not whole; records that were
    /// whole have gone to `sink` all the same
    String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException;

    /// Whether the first page may be answered with "nothing has changed".
    default boolean conditional() {
        return false;
    }

    /// Days the next round looks back, for records that arrive late or are dated in another time zone.
    default int overlapDays() {
        return 1;
    }

    /// The protocol of a kind.
    static Protocol of(Source.Kind kind) {
        return switch (kind) {
            case ARXIV -> new ArxivPages();
            case DAILY_PAPERS -> new DailyPapersPages();
            case OPENALEX -> new OpenAlexPages();
            case BIORXIV, MEDRXIV -> new BiorxivPages();
            case FEED -> new FeedPage();
        };
    }

    /// An address with a query of names and values, each escaped.
    static URI address(String base, String... namesAndValues) {
        StringBuilder b = new StringBuilder(base);
        char before = base.indexOf('?') < 0 ? '?' : '&';
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            b.append(before)
                    .append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
            before = '&';
        }
        return URI.create(b.toString());
    }

    /// The usual base, or the source's own without a slash at its end.
    static String base(Source source, String usual) {
        URI own = source.base();
        return own == null ? usual : own.toString().replaceFirst("/+$", "");
    }
}
