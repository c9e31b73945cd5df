package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// MEDLINE's tagged text (`.nbib`, "PubMed format"): `PMID- 27169098`, continued lines indented, records parted by
/// empty lines.
final class Nbib implements PaperFormat, TaggedRecords.Dialect {
    private static final Pattern FIELD = Pattern.compile("([A-Z]{2,5}) {0,3}-(.*)", Pattern.DOTALL);
    private static final Pattern BEGINS = Pattern.compile("(?m)^(?:PMID *- *\\d|PMC *- *\\d|OWN *- *NLM)");
    private static final Pattern MARKED = Pattern.compile("(?:doi:)?\\s*(\\S{1,300})(?:\\s*\\[(\\w{1,20})])?");

    @Override
    public String name() {
        return "nbib";
    }

    @Override
    public boolean recognises(Head head) {
        String start = head.start();
        return FIELD.matcher(start.lines().findFirst().orElse("")).matches()
                && BEGINS.matcher(head.text()).find();
    }

    @Override
    public TaggedRecords.@Nullable Field field(String line) {
        Matcher m = FIELD.matcher(line);
        return m.matches() ? new TaggedRecords.Field(m.group(1), m.group(2)) : null;
    }

    @Override
    public boolean starts(TaggedRecords.Field field) {
        return field.tag().equals("PMID");
    }

    @Override
    public boolean ends(TaggedRecords.Field field) {
        return false;
    }

    @Override
    public boolean startsAnywhere() {
        return true;
    }

    @Override
    public boolean emptyLineEnds(TaggedRecord record) {
        return true;
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        TaggedRecords.read(TextEncoding.reader(in), this, sink, (record, where) -> {
            String key = record.first("PMID");
            sink.accept(new SourceRecord(context.provenance(key == null ? "" : key), metadata(record)), where);
        });
    }

    private static Metadata metadata(TaggedRecord r) {
        String title = r.first("TI", "BTI", "TT");
        Metadata.Builder b = Metadata.builder()
                .title(title == null ? null : MedlineText.title(title))
                .abstractText(r.first("AB", "OAB"))
                .language(r.first("LA"))
                .identifier(Scheme.PUBMED, r.first("PMID"))
                .identifier(Scheme.PMC, r.first("PMC"));
        // the full names where they are given, else those with initials
        List<String> names = r.all("FAU");
        for (String name : names.isEmpty() ? r.all("AU") : names) AuthorNames.add(b, name);
        for (String group : r.all("CN")) b.author(group);
        for (String tag : List.of("LID", "AID"))
            for (String value : r.all(tag)) {
                Matcher m = MARKED.matcher(value);
                if (m.matches() && (m.group(2) == null || m.group(2).equals("doi")))
                    b.identifier(Scheme.DOI, m.group(1));
            }
        for (String k : r.all("OT")) b.keyword(k.replaceFirst("^\\*", ""));
        for (String k : r.all("MH")) b.keyword(heading(k));
        List<PartialDate> dates = new ArrayList<>();
        for (String tag : List.of("DP", "DEP"))
            for (String d : r.all(tag)) DateText.parse(d).ifPresent(dates::add);
        b.published(DateText.earliest(dates));
        String pages = r.first("PG");
        b.publication(new Publication(
                r.all("PT").stream().anyMatch("Preprint"::equalsIgnoreCase) ? "preprint" : "article",
                r.first("JT", "TA"),
                r.first("VI"),
                r.first("IP"),
                pages == null ? null : MedlineText.pages(pages),
                r.first("PB")));
        return b.build();
    }

    /// The subject of a MeSH heading without its qualifiers: `Reproductive Medicine/*history`.
    private static String heading(String mesh) {
        int slash = mesh.indexOf('/');
        return (slash < 0 ? mesh : mesh.substring(0, slash)).replaceFirst("^\\*", "");
    }
}
