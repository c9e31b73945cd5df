package org.broadsheet.corpus.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.SourceRecord;

/// A table with a header: values parted by commas, semicolons or tabs, in double quotes where they need it.
/// What the
/// columns mean is known to [TableColumns].
///
/// Written values that a spreadsheet would run as a formula (`=`, `+`, `-` or `@` at the beginning) get an
/// apostrophe
/// in front, which is taken off again in reading.
final class CsvTable implements PaperFormat, PaperWriter {
    private static final char[] DELIMITERS = {',', ';', '\t'};

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public boolean recognises(Head head) {
        String start = head.start();
        if (start.isEmpty() || "{[<@%".indexOf(start.charAt(0)) >= 0) return false;
        TableColumns columns = columns(start, delimiter(start));
        if (!columns.haveText()) return false;
        boolean named = head.fileName().matches(".*\\.(?:csv|tsv|tab)");
        return columns.known() >= 2 || named;
    }

    /// The delimiter with which the most columns are known.
    private static char delimiter(String start) {
        char best = ',';
        int most = 0;
        for (char delimiter : DELIMITERS) {
            int known = columns(start, delimiter).known();
            if (known > most) {
                most = known;
                best = delimiter;
            }
        }
        return best;
    }

    private static TableColumns columns(String start, char delimiter) {
        try (CSVParser parser = format(delimiter).parse(new StringReader(start))) {
            Iterator<CSVRecord> rows = parser.iterator();
            return rows.hasNext() ? TableColumns.of(rows.next().toList()) : TableColumns.NONE;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return TableColumns.NONE;
        }
    }

    private static CSVFormat format(char delimiter) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .get();
    }

    @Override
    public void read(InputStream in, ReadContext context, RecordSink sink) throws IOException {
        var reader = TextEncoding.reader(in);
        reader.mark(1 << 16);
        char[] start = new char[16 << 10];
        int length = 0;
        for (int n; length < start.length && (n = reader.read(start, length, start.length - length)) > 0; ) length += n;
        reader.reset();
        char delimiter = delimiter(new String(start, 0, length).stripLeading());
        CsvRows.read(reader, format(delimiter), sink, header -> {
            TableColumns columns = TableColumns.of(header);
            return (row, where) -> {
                List<String> values = row.stream().map(CsvTable::bare).toList();
                SourceRecord record =
                        new SourceRecord(context.provenance(columns.key(values)), columns.metadata(values));
                return () -> sink.accept(record, where);
            };
        });
    }

    @Override
    public void write(Stream<Paper> papers, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(TableColumns.WRITTEN);
        Iterator<Paper> each = papers.iterator();
        while (each.hasNext()) {
            Paper paper = each.next();
            List<String> row = new ArrayList<>();
            for (String value : TableColumns.row(paper.id().value(), paper.metadata())) row.add(harmless(value));
            printer.printRecord(row);
        }
        printer.flush();
    }

    private static String harmless(String value) {
        return value.matches("(?s)'*[=+\\-@].*") ? "'" + value : value;
    }

    private static String bare(String value) {
        return value.matches("(?s)'+[=+\\-@].*") ? value.substring(1) : value;
    }
}
