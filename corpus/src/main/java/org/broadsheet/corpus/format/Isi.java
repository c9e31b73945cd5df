package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.PartialDate;
import org.broadsheet.corpus.Publication;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;

/// The tagged text of Web of Science (ISI): `FN`, `VR`, then records from `PT` to `ER`.
final class Isi implements PaperFormat, TaggedRecords.Dialect {
    private static final Pattern FIELD = Pattern.compile("([A-Z][A-Z0-9])(?: (.*)|\\s*)", Pattern.DOTALL);
    private static final Pattern BEGINS = Pattern.compile("(?m)^PT [A-Z]\\b");
    /// How INSPEC writes indices: `LiNbO/sub 3/`.
    private static final Pattern INDEX = Pattern.compile("/su[bp]\\s([^/\\s]{1,20})/");

    @Override
    public String name() {
        return "isi";
    }

    @Override
    public boolean recognises(Head head) {
        String start = head.start();
        return (start.startsWith("FN ") || start.startsWith("VR ") || start.startsWith("PT "))
                && BEGINS.matcher(head.text()).find();
    }

    @Override
    public TaggedRecords.@Nullable Field field(String line) {
        Matcher m = FIELD.matcher(line);
        if (!m.matches()) return null;
        return new TaggedRecords.Field(m.group(1), m.group(2) == null ? "" : m.group(2));
    }

    @Override
    public boolean starts(TaggedRecords.Field field) {
        return field.tag().equals("PT");
    }

    @Override
    public boolean ends(TaggedRecords.Field field) {
        return field.tag().equals("ER") || field.tag().equals("EF");
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
            String key = record.first("UT");
            sink.accept(new SourceRecord(context.provenance(key == null ? "" : key), metadata(record)), where);
        });
    }

    private static Metadata metadata(TaggedRecord r) {
        Metadata.Builder b = Metadata.builder()
                .title(text(r.first("TI")))
                .abstractText(text(r.first("AB")))
                .language(r.first("LA"))
                .published(published(r))
                .identifier(Scheme.DOI, r.first("DI"))
                .identifier(Scheme.PUBMED, r.first("PM"));
        String number = r.first("UT");
        if (number != null && number.startsWith("MEDLINE:")) b.identifier(Scheme.PUBMED, number.substring(8));
        for (String line : r.lines(r.has("AF") ? "AF" : "AU"))
            for (String name : line.split("\\s*;\\s*")) AuthorNames.add(b, name);
        for (String tag : List.of("DE", "ID")) {
            String keywords = r.first(tag);
            if (keywords != null) for (String k : text(keywords).split("\\s*;\\s*")) b.keyword(k.replace('\n', ' '));
        }
        String type = r.first("DT");
        b.publication(new Publication(
                type == null ? "article" : PublicationTypes.known(type).orElse("article"),
                r.first("SO", "JI"),
                r.first("VL"),
                r.first("IS"),
                pages(r),
                r.first("PU")));
        return b.build();
    }

    private static String text(@Nullable String raw) {
        return raw == null ? "" : INDEX.matcher(raw).replaceAll("$1");
    }

    /// The year is in a field of its own, day and month in another with or without it.
    private static @Nullable PartialDate published(TaggedRecord r) {
        Optional<PartialDate> year = DateText.parse(r.first("PY"));
        String day = r.first("PD");
        if (day == null) return year.orElse(null);
        if (year.isEmpty()) return DateText.parse(day).orElse(null);
        return DateText.parse(day)
                .or(() -> DateText.parse(day + " " + r.first("PY")))
                .filter(d -> d.year() == year.get().year())
                .or(() -> year)
                .orElse(null);
    }

    private static @Nullable String pages(TaggedRecord r) {
        String both = r.first("PS");
        if (both != null) return MedlineText.pages(both);
        List<String> parts = new ArrayList<>();
        for (String tag : List.of("BP", "EP")) {
            String page = r.first(tag);
            if (page != null && !parts.contains(page)) parts.add(page);
        }
        return parts.isEmpty() ? r.first("AR") : String.join("-", parts);
    }
}
