package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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

/// EndNote's tagged text (`.enw`) and its ancestor refer: `%A Author`, `%T Title`. A record begins with `%0`; without
/// it, records are parted by empty lines.
final class EndnoteTagged implements PaperFormat, TaggedRecords.Dialect {
    private static final Pattern FIELD =
            Pattern.compile("%([A-Z0-9@?!#$^&*()+=<>\\[\\]~:;'])(?:\\s(.*)|)", Pattern.DOTALL);
    private static final Pattern MORE = Pattern.compile("(?m)^%[A-Z0-9] ");

    @Override
    public String name() {
        return "endnote-tagged";
    }

    @Override
    public boolean recognises(Head head) {
        String start = head.start();
        String first = start.lines().findFirst().orElse("");
        return FIELD.matcher(first).matches()
                && (first.startsWith("%0")
                        || MORE.matcher(start).results().limit(3).count() >= 3);
    }

    @Override
    public TaggedRecords.@Nullable Field field(String line) {
        Matcher m = FIELD.matcher(line.stripTrailing());
        if (!m.matches()) return null;
        return new TaggedRecords.Field(m.group(1), m.group(2) == null ? "" : m.group(2));
    }

    @Override
    public boolean starts(TaggedRecords.Field field) {
        return field.tag().equals("0");
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
        return !record.has("0");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        TaggedRecords.read(TextEncoding.reader(in), this, sink, (record, where) -> {
            String key = record.first("F");
            sink.accept(new SourceRecord(context.provenance(key == null ? "" : key), metadata(record)), where);
        });
    }

    private static Metadata metadata(TaggedRecord r) {
        Metadata.Builder b = Metadata.builder()
                .title(r.first("T"))
                .abstractText(r.first("X"))
                .language(r.first("G"))
                .published(published(r));
        List<String> names = r.lines("A");
        for (String name : names.isEmpty() ? r.lines("E") : names) AuthorNames.add(b, name);
        for (String k : r.lines("K")) for (String part : k.split("\\s*;\\s*")) b.keyword(part);
        for (String value : r.all("R")) b.identifier(Scheme.DOI, value);
        for (String address : r.lines("U")) {
            Optional<Identifier> known = Identifier.recognise(address);
            if (known.isPresent()) b.identifier(known.get());
            else b.link(Link.Kind.PAGE, address);
        }
        String type = r.first("0");
        b.publication(new Publication(
                type == null ? null : PublicationTypes.endnote(type),
                r.first("J", "B"),
                r.first("V"),
                r.first("N"),
                r.first("P"),
                r.first("I")));
        return b.build();
    }

    private static @Nullable PartialDate published(TaggedRecord r) {
        Optional<PartialDate> year = DateText.parse(r.first("D"));
        Optional<PartialDate> date = DateText.parse(r.first("8"));
        if (year.isEmpty()) return date.orElse(null);
        return date.filter(d -> d.year() == year.get().year()).or(() -> year).orElse(null);
    }
}
