package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Answers of the arXiv API: an Atom feed with arXiv's own fields. An answer that reports an error is one
/// rejected
/// record with what the API said; an empty answer is no problem.
final class ArxivAtom implements PaperFormat {
    @Override
    public String name() {
        return "arxiv-atom";
    }

    @Override
    public boolean recognises(Head head) {
        XmlHead xml = XmlHead.of(head);
        return xml.is("feed") && xml.mentions("arxiv.org/api/");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        XmlRecords.read(TextEncoding.reader(in), Set.of("entry"), sink, (entry, where) -> {
            String id = entry.text("id");
            if (id != null && id.contains("/api/errors"))
                throw new IllegalArgumentException("arXiv answered: " + entry.text("summary"));
            sink.accept(new SourceRecord(context.provenance(key(id)), metadata(entry, id)), where);
        });
    }

    private static String key(@Nullable String id) {
        if (id == null) return "";
        return Identifier.parse(Scheme.ARXIV, id).map(Identifier::value).orElse(id.strip());
    }

    private static Metadata metadata(XmlElement entry, @Nullable String id) {
        Metadata.Builder b = Metadata.builder()
                .title(entry.text("title"))
                .abstractText(ArxivRecord.abstractText(entry.first("summary")))
                .published(DateText.parse(entry.text("published")).orElse(null))
                .updated(DateText.parse(entry.text("updated")).orElse(null))
                .licence(entry.text("license"))
                .identifier(Scheme.DOI, entry.text("doi"));
        for (XmlElement author : entry.all("author"))
            AuthorNames.add(b, author.text("name"), null, author.text("affiliation"));
        XmlElement primary = entry.first("primary_category");
        if (primary != null) b.category(primary.attribute("term"));
        for (XmlElement category : entry.all("category")) b.category(category.attribute("term"));
        for (XmlElement link : entry.all("link"))
            if (link.has("title", "doi")) b.identifier(Scheme.DOI, link.attribute("href"));
        ArxivRecord.preprint(b, id, entry.text("journal_ref"), entry.text("comment"));
        PartialDate last = DateText.parse(entry.text("updated")).orElse(null);
        if (id != null) Identifier.parse(Scheme.ARXIV, id).ifPresent(v -> ArxivRecord.version(b, v, last));
        ArxivRecord.told(b, entry.text("doi"), entry.text("journal_ref"), entry.text("comment"), last);
        return b.build();
    }
}
