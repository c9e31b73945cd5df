package org.broadsheet.corpus.format;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// The rows of a table with a header, one in memory at a time. A row that cannot be used is rejected with
/// its line; one
/// whose quotes never close ends the reading.
final class CsvRows {
    /// Most characters of one row; a quote that is never closed must not swallow a large file into memory.
    private static final int MAX_ROW = 4 << 20;

    private CsvRows() {}

    /// What becomes of one row.
    interface Row {
        /// @return hands on what the row says
        /// @throws IllegalArgumentException where the row cannot be used; its message becomes the reason
        Runnable read(List<String> values, String where);
    }

    /// @param rows given the header, says what becomes of the rows below it
    static void read(Reader in, CSVFormat format, RecordSink sink, Function<List<String>, Row> rows)
            throws IOException {
        Bounded bounded = new Bounded(in);
        try (CSVParser parser = format.parse(bounded)) {
            read(parser, bounded, sink, rows);
        }
    }

    private static void read(CSVParser parser, Bounded bounded, RecordSink sink, Function<List<String>, Row> below)
            throws IOException {
        Iterator<CSVRecord> rows = parser.iterator();
        Row row = null;
        while (true) {
            String where = "line " + (parser.getCurrentLineNumber() + 1);
            bounded.left = MAX_ROW;
            List<String> values;
            try {
                if (!rows.hasNext()) return;
                values = rows.next().toList();
            } catch (UncheckedIOException e) {
                IOException cause = Objects.requireNonNull(e.getCause());
                if (!(cause instanceof RowTooLong) && !isOfTheParser(cause)) throw cause;
                sink.reject(where, reason(cause));
                return;
            } catch (IllegalStateException e) {
                sink.reject(where, reason(e));
                return;
            }
            if (row == null) {
                row = below.apply(values);
                continue;
            }
            Runnable handOn;
            try {
                handOn = row.read(values, where);
            } catch (IllegalArgumentException e) {
                sink.reject(where, String.valueOf(e.getMessage()));
                continue;
            }
            handOn.run();
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
