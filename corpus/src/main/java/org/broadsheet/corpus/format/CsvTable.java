package org.broadsheet.corpus.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.broadsheet.corpus.Paper;
import org.broadsheet.corpus.SourceRecord;

/// A table with a header: values parted by commas, semicolons or tabs, in double quotes where they need it. What the
/// columns mean is known to [TableColumns].
///
/// Written values that a spreadsheet would run as a formula (`=`, `+`, `-` or `@` at the beginning) get an apostrophe
/// in front, which is taken off again in reading.
final class CsvTable implements PaperFormat, PaperWriter {
    private static final char[] DELIMITERS = {',', ';', '\t'};
    /// Most characters of one row; a quote that is never closed must not swallow a large file into memory.
    private static final int MAX_ROW = 4 << 20;

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
        Bounded bounded = new Bounded(reader);
        try (CSVParser parser = format(delimiter).parse(bounded)) {
            rows(parser, bounded, context, sink);
        }
    }

    private static void rows(CSVParser parser, Bounded bounded, ReadContext context, RecordSink sink)
            throws IOException {
        Iterator<CSVRecord> rows = parser.iterator();
        TableColumns columns = null;
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            bounded.left = MAX_ROW;
            CSVRecord row;
            try {
                if (!rows.hasNext()) return;
                row = rows.next();
            } catch (UncheckedIOException e) {
                IOException cause = Objects.requireNonNull(e.getCause());
                if (!(cause instanceof RowTooLong) && !isOfTheParser(cause)) throw cause;
                sink.reject("line " + line, reason(cause));
                return;
            } catch (IllegalStateException e) {
                sink.reject("line " + line, reason(e));
                return;
            }
            if (columns == null) {
                columns = TableColumns.of(row.toList());
                continue;
            }
            SourceRecord record;
            try {
                List<String> values = row.stream().map(CsvTable::bare).toList();
                record = new SourceRecord(context.provenance(columns.key(values)), columns.metadata(values));
            } catch (IllegalArgumentException e) {
                sink.reject("line " + line, String.valueOf(e.getMessage()));
                continue;
            }
            sink.accept(record, "line " + line);
        }
    }

    /// The parser tells bad quoting by plain exceptions of its own; a disk that fails tells it by others.
    private static boolean isOfTheParser(IOException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.apache.commons.csv.");
    }

    private static String reason(Exception e) {
        if (e instanceof RowTooLong) return String.valueOf(e.getMessage());
        String message = String.valueOf(e.getMessage());
        return "the quotes of this row do not close: "
                + (message.length() > 200 ? message.substring(0, 200) + "…" : message);
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

    /// Lets only so many characters through for one row.
    private static final class Bounded extends FilterReader {
        int left = MAX_ROW;

        Bounded(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) throw new RowTooLong();
            return in.read();
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            if (left <= 0) throw new RowTooLong();
            int n = in.read(into, from, Math.min(length, 1 << 13));
            left -= Math.max(0, n);
            return n;
        }
    }

    private static final class RowTooLong extends IOException {
        private static final long serialVersionUID = 1;

        RowTooLong() {
            super("the row is longer than " + (MAX_ROW >> 20)
                    + " million characters; perhaps a quote is not closed. The rest of the table was left out");
        }
    }
}
