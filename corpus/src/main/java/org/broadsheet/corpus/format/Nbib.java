package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// MEDLINE's tagged text (`.nbib`, "PubMed format"): `PMID- 27169098`, continued lines indented, records
/// parted by
/// empty lines.
final class Nbib implements PaperFormat, TaggedRecords.Dialect {
    private static final Pattern FIELD = Pattern.compile("([A-Z]{2,5}) {0,3}-(.*)", Pattern.DOTALL);
    private static final Pattern BEGINS = Pattern.compile("(?m)^(?:PMID *- *\\d|PMC *- *\\d|OWN *- *NLM)");
    private static final Pattern MARKED = Pattern.compile("(?:doi:)?\\s*(\\S{1,300})(?:\\s*\\[(\\w{1,20})])?");

    private static final Pattern PMID = Pattern.compile("PMID: ?(\\d{1,9})");

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
            noticesOfOthers(record, key, context).forEach(sink::notice);
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
        boolean preprint = r.all("PT").stream().anyMatch("Preprint"::equalsIgnoreCase);
        updates(r, preprint, b);
        b.publication(new Publication(
                preprint ? "preprint" : "article",
                r.first("JT", "TA"),
                r.first("VI"),
                r.first("IP"),
                pages == null ? null : MedlineText.pages(pages),
                r.first("PB")));
        return b.build();
    }

    private static void updates(TaggedRecord r, boolean preprint, Metadata.Builder b) {
        for (String tag : List.of("RIN", "RRI", "EIN", "CRI", "ECI", "UIN"))
            for (String value : r.all(tag)) {
                Updates.Link link = Updates.medline(tag).orElseThrow();
                String source = PMID.matcher(value).replaceAll("").strip();
                b.notice(Notice.of(
                        link.kind(preprint),
                        DateText.parse(source).orElse(null),
                        pubmed(value).orElse(null),
                        source));
            }
        if (r.all("PT").stream().anyMatch("Retracted Publication"::equalsIgnoreCase))
            b.notice(Notice.of(Notice.Kind.RETRACTED, null, null, null));
    }

    private static List<NoticeRecord> noticesOfOthers(TaggedRecord r, @Nullable String key, ReadContext context) {
        List<NoticeRecord> notices = new ArrayList<>();
        for (String tag : List.of("ROF", "RRF", "EFR", "CRF", "ECF"))
            for (String value : r.all(tag)) {
                Notice.Kind kind = Updates.medline(tag).orElseThrow().kind();
                pubmed(value)
                        .ifPresent(about -> notices.add(new NoticeRecord(
                                context.provenance(key + " " + kind.key()),
                                List.of(about),
                                Notice.of(
                                        kind,
                                        null,
                                        key == null
                                                ? null
                                                : Identifier.parse(Scheme.PUBMED, key)
                                                        .orElse(null),
                                        null))));
            }
        return notices;
    }

    /// The name in `Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807`.
    private static Optional<Identifier> pubmed(String value) {
        Matcher m = PMID.matcher(value);
        return m.find() ? Identifier.parse(Scheme.PUBMED, m.group(1)) : Optional.empty();
    }

    /// The subject of a MeSH heading without its qualifiers: `Reproductive Medicine/*history`.
    private static String heading(String mesh) {
        int slash = mesh.indexOf('/');
        return (slash < 0 ? mesh : mesh.substring(0, slash)).replaceFirst("^\\*", "");
    }
}
