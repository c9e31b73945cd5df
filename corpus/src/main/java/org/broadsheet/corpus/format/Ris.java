package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Link;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// RIS, with the habits of those who write it: EndNote, Zotero, Embase, Ovid, ProQuest, Scopus, Web of Science, PubMed
/// Central. A record goes from `TY` to `ER`; where `ER` was forgotten, to the next `TY`.
final class Ris implements PaperFormat, TaggedRecords.Dialect {
    private static final Pattern FIELD =
            Pattern.compile("\\s{0,3}([A-Z][A-Z0-9])(?:[ \\t]{1,4}-|-(?=[ \\t]|$))(.*)", Pattern.DOTALL);
    private static final Pattern TIGHT = Pattern.compile("(TY|ER)[ \\t]*-(.*)", Pattern.DOTALL);
    private static final Pattern BEGINS = Pattern.compile("(?m)^[ \\t\\uFEFF]{0,4}TY[ \\t]{0,4}-(?:\\s|[A-Z]{3,6}\\s)");
    private static final Pattern PUBMED_MARK = Pattern.compile("(?i)(\\S{1,20})\\s*\\[(pmid|pmcid)]");
    static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("JOUR", "article"),
            Map.entry("JFULL", "article"),
            Map.entry("EJOUR", "article"),
            Map.entry("MGZN", "article"),
            Map.entry("NEWS", "article"),
            Map.entry("INPR", "article"),
            Map.entry("CONF", "inproceedings"),
            Map.entry("CPAPER", "inproceedings"),
            Map.entry("BOOK", "book"),
            Map.entry("EBOOK", "book"),
            Map.entry("EDBOOK", "book"),
            Map.entry("CHAP", "incollection"),
            Map.entry("ECHAP", "incollection"),
            Map.entry("THES", "thesis"),
            Map.entry("RPRT", "report"),
            Map.entry("UNPB", "preprint"),
            Map.entry("DATA", "dataset"),
            Map.entry("COMP", "software"),
            Map.entry("PAT", "patent"));

    @Override
    public String name() {
        return "ris";
    }

    @Override
    public boolean recognises(Head head) {
        return !head.start().startsWith("<") && BEGINS.matcher(head.text()).find();
    }

    @Override
    public TaggedRecords.@Nullable Field field(String line) {
        Matcher m = FIELD.matcher(line);
        if (!m.matches()) m = TIGHT.matcher(line);
        return m.matches() ? new TaggedRecords.Field(m.group(1), m.group(2)) : null;
    }

    @Override
    public boolean starts(TaggedRecords.Field field) {
        return field.tag().equals("TY");
    }

    @Override
    public boolean ends(TaggedRecords.Field field) {
        return field.tag().equals("ER");
    }

    @Override
    public boolean startsAnywhere() {
        return false;
    }

    @Override
    public boolean emptyLineEnds(TaggedRecord record) {
        return false;
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        TaggedRecords.read(TextEncoding.reader(in), this, sink, (record, where) -> {
            String key = record.first("ID");
            sink.accept(new SourceRecord(context.provenance(key == null ? "" : key), metadata(record)), where);
        });
    }

    private static Metadata metadata(TaggedRecord r) {
        String type = r.first("TY");
        Metadata.Builder b = Metadata.builder()
                .title(r.first("TI", "T1", "CT", "BT", "ST"))
                .abstractText(r.first("AB", "N2"))
                .language(r.first("LA"))
                .published(published(r));
        boolean authors = false;
        for (String tag : List.of("AU", "A1"))
            if (!authors)
                for (String name : r.lines(tag)) {
                    AuthorNames.add(b, name);
                    authors = true;
                }
        // an edited book is known by its editors
        for (String tag : List.of("ED", "A2"))
            if (!authors && "BOOK".equals(type)) r.lines(tag).forEach(n -> AuthorNames.add(b, n));
        for (String k : r.lines("KW"))
            for (String part : k.split("\\s*;\\s*")) b.keyword(part.replaceFirst("^\\*", ""));
        String note = r.first("N1");
        if (note != null && Identifier.parse(Scheme.DOI, note).isEmpty()) b.comment(note);
        identifiers(r, b);
        b.publication(new Publication(
                type == null ? null : TYPES.getOrDefault(type, "misc"),
                r.first("JF", "T2", "JO", "BT", "JA", "J2", "J1"),
                r.first("VL"),
                r.first("IS"),
                pages(r),
                r.first("PB")));
        return b.build();
    }

    private static void identifiers(TaggedRecord r, Metadata.Builder b) {
        b.identifier(Scheme.DOI, r.first("DO"));
        for (String tag : List.of("M3", "N1", "C2"))
            for (String value : r.all(tag)) Identifier.recognise(value).ifPresent(b::identifier);
        for (String tag : List.of("U1", "U2"))
            for (String value : r.all(tag)) {
                Matcher m = PUBMED_MARK.matcher(value);
                if (m.matches())
                    b.identifier(m.group(2).equalsIgnoreCase("pmid") ? Scheme.PUBMED : Scheme.PMC, m.group(1));
            }
        String accession = r.first("AN");
        String database = String.valueOf(r.first("DB")).toLowerCase(java.util.Locale.ROOT);
        if (accession != null) {
            Identifier.recognise(accession).ifPresent(b::identifier);
            if (database.equals("pubmed") || database.startsWith("medline")) b.identifier(Scheme.PUBMED, accession);
        }
        for (String tag : List.of("UR", "L2"))
            for (String address : r.lines(tag)) {
                Optional<Identifier> known = Identifier.recognise(address);
                if (known.isPresent()) b.identifier(known.get());
                else b.link(Link.Kind.PAGE, address);
            }
        for (String address : r.lines("L1")) b.link(Link.Kind.PDF, address);
    }

    /// The most exact of the dates that agree with the year of publication.
    private static @Nullable PartialDate published(TaggedRecord r) {
        List<PartialDate> dates = new ArrayList<>();
        for (String tag : List.of("PY", "Y1", "DA"))
            for (String value : r.all(tag)) {
                // a fourth part names another event: 2013/02/15/received
                String[] parts = value.split("/", -1);
                if (parts.length < 4 || parts[3].isBlank())
                    DateText.parse(value).ifPresent(dates::add);
            }
        if (dates.isEmpty()) return null;
        PartialDate best = dates.getFirst();
        for (PartialDate d : dates) if (d.year() == best.year() && d.precision() > best.precision()) best = d;
        return best;
    }

    private static @Nullable String pages(TaggedRecord r) {
        String first = r.first("SP");
        String last = r.first("EP");
        if (first == null) return last;
        return last == null || last.equals(first) || first.contains("-") ? first : first + "-" + last;
    }
}
