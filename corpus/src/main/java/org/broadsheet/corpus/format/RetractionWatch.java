package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.broadsheet.corpus.Identifier;
import org.broadsheet.corpus.Identifier.Scheme;
import org.broadsheet.corpus.Notice;
import org.broadsheet.corpus.NoticeRecord;
import org.broadsheet.corpus.PartialDate;
import org.jspecify.annotations.Nullable;

/// The table of Retraction Watch, as Crossref publishes it: a row a retraction, correction, expression of
/// concern or
/// reinstatement. Its rows are notices of papers and found none, so the whole table can be given to a small
/// library.
final class RetractionWatch implements PaperFormat {
    private static final CSVFormat FORM = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setTrailingData(true)
            .get();
    private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})(?: .*)?");

    @Override
    public String name() {
        return "retraction-watch";
    }

    @Override
    public boolean recognises(Head head) {
        String first = head.start().lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
        return first.contains("originalpaperdoi") && first.contains("retractionnature");
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        CsvRows.read(TextEncoding.reader(in), FORM, sink, header -> {
            Map<String, Integer> columns = new HashMap<>();
            for (int i = 0; i < header.size(); i++)
                columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
            return (row, _) -> {
                NoticeRecord notice = notice(new Columns(columns, row), context);
                return () -> sink.notice(notice);
            };
        });
    }

    private record Columns(Map<String, Integer> places, List<String> row) {
        /// The value under a heading; null where there is none, or where the table says so in words.
        @Nullable
        String value(String heading) {
            Integer at = places.get(heading);
            if (at == null || at >= row.size()) return null;
            String value = row.get(at).strip();
            return value.isEmpty() || value.equals("0") || value.equalsIgnoreCase("unavailable") ? null : value;
        }

        Optional<Identifier> name(Scheme scheme, String heading) {
            String value = value(heading);
            return value == null ? Optional.empty() : Identifier.parse(scheme, value);
        }
    }

    private static NoticeRecord notice(Columns row, ReadContext context) {
        List<Identifier> about = Stream.of(
                        row.name(Scheme.DOI, "originalpaperdoi"), row.name(Scheme.PUBMED, "originalpaperpubmedid"))
                .flatMap(Optional::stream)
                .toList();
        if (about.isEmpty())
            throw new IllegalArgumentException("the row has neither a DOI nor a PubMed id of the paper it is about");
        String nature = row.value("retractionnature");
        Notice.Kind kind = Updates.kind(String.valueOf(nature))
                .orElseThrow(() -> new IllegalArgumentException("'" + nature + "' is no kind of notice"));
        Notice notice = Notice.of(
                kind,
                date(row.value("retractiondate")),
                row.name(Scheme.DOI, "retractiondoi")
                        .or(() -> row.name(Scheme.PUBMED, "retractionpubmedid"))
                        .orElse(null),
                reasons(row.value("reason")));
        String key = row.value("record id");
        return new NoticeRecord(
                context.provenance(key == null ? about.getFirst() + " " + kind.key() : key), about, notice);
    }

    /// `+Concerns About Data;+Original Data not Provided;` as a line of words.
    private static @Nullable String reasons(@Nullable String raw) {
        if (raw == null) return null;
        return Stream.of(raw.split(";"))
                .map(r -> r.strip().replaceFirst("^\\+", ""))
                .filter(r -> !r.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static @Nullable PartialDate date(@Nullable String raw) {
        if (raw == null) return null;
        Matcher m = AMERICAN.matcher(raw);
        return m.matches()
                ? DateText.of(m.group(3), m.group(1), m.group(2)).orElse(null)
                : PartialDate.parse(raw).orElse(null);
    }
}
