package org.broadsheet.corpus.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.broadsheet.corpus.format.OaiPmh;
import org.broadsheet.corpus.format.ReadContext;
import org.broadsheet.corpus.format.RecordSink;

/// arXiv by OAI-PMH: records changed since a day, pages linked by resumption tokens.
final class ArxivPages implements Protocol {
    private static final String BASE = "https://oaipmh.arxiv.org/oai";
    /// Archives that stand in the group `physics`.
    private static final Set<String> PHYSICS = Set.of(
            "astro-ph",
            "cond-mat",
            "gr-qc",
            "hep-ex",
            "hep-lat",
            "hep-ph",
            "hep-th",
            "math-ph",
            "nlin",
            "nucl-ex",
            "nucl-th",
            "physics",
            "quant-ph");

    @Override
    public URI address(Source source, Bookmark at) {
        String base = Protocol.base(source, BASE);
        if (!at.token().isEmpty()) return Protocol.address(base, "verb", "ListRecords", "resumptionToken", at.token());
        return Protocol.address(
                base,
                "verb",
                "ListRecords",
                "metadataPrefix",
                "arXiv",
                "set",
                set(source.what()),
                "from",
                at.from().toString());
    }

    /// The set of a category: `cs:cs:IR` for cs.IR, `physics:hep-th` for hep-th, `math` for a whole archive.
    static String set(String category) {
        int dot = category.indexOf('.');
        String archive = dot < 0 ? category : category.substring(0, dot);
        String group = PHYSICS.contains(archive) ? "physics" : archive;
        if (dot >= 0) return group + ":" + archive + ":" + category.substring(dot + 1);
        return group.equals("physics") ? "physics:" + archive : archive;
    }

    @Override
    public String read(byte[] body, Source source, Bookmark at, ReadContext context, RecordSink sink)
            throws HarvestFailed, IOException {
        OaiPmh.Page page = OaiPmh.readPage(new ByteArrayInputStream(body), context, sink);
        if (page.error().isPresent()) {
            OaiPmh.ProtocolError error = page.error().get();
            if (error.nothingFound()) return "";
            // A token dies when a harvest pauses for too long: the round starts again from its day.
            if (error.code().equals("badResumptionToken") && !at.token().isEmpty())
                throw new TokenDied(error.toString());
            throw new HarvestFailed("it answered with the error " + error);
        }
        if (!page.whole()) throw new HarvestFailed("page " + (at.pages() + 1) + " of its answer is not whole");
        return page.resumptionToken().orElse("");
    }
}
