package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Text of one field a line, each with a short tag in front, as a stream of records: the family of RIS, MEDLINE, ISI
/// and refer. A line without a tag goes on with the field before it. One record is in memory at a time.
final class TaggedRecords {
    private static final int MAX_LINE = 4 << 20;
    private static final int MAX_RECORD = 16 << 20;

    private final Dialect dialect;
    private final RecordSink sink;
    private final Handler handler;
    private @Nullable TaggedRecord record;
    private boolean tooLong;
    private long count;
    private long startLine;

    private TaggedRecords(Dialect dialect, RecordSink sink, Handler handler) {
        this.dialect = dialect;
        this.sink = sink;
        this.handler = handler;
    }

    /// One field of a line.
    record Field(String tag, String value) {}

    /// How one format writes its lines.
    interface Dialect {
        /// The field that begins on this line, or null where the line only goes on with the one before.
        @Nullable
        Field field(String line);

        /// Whether this field is the first one of a record.
        boolean starts(Field field);

        /// Whether this field ends a record and says nothing else. Records that need such an end are cut off where the
        /// file ends without it.
        boolean ends(Field field);

        /// Whether fields that no starting field went before make a record too.
        boolean startsAnywhere();

        /// Whether an empty line ends this record.
        boolean emptyLineEnds(TaggedRecord record);
    }

    /// What becomes of one record.
    interface Handler {
        /// @param where place for people: `record 3 (line 120)`
        /// @throws IllegalArgumentException where the record cannot be used; the message is the reason of its
        /// rejection
        void record(TaggedRecord record, String where);
    }

    /// Reads all records. What stands between them is passed over.
    static void read(BufferedReader in, Dialect dialect, RecordSink sink, Handler handler) throws IOException {
        new TaggedRecords(dialect, sink, handler).scan(in);
    }

    private void scan(BufferedReader in) throws IOException {
        Lines lines = new Lines(in, MAX_LINE);
        for (String line = lines.next(); line != null; line = lines.next()) {
            tooLong |= lines.cut();
            line(line, lines.number());
        }
        if (record == null) return;
        if (dialect.emptyLineEnds(record) || dialect.startsAnywhere()) finish();
        else sink.reject(where(), "the file ends in the middle of a record");
    }

    private void line(String line, long number) {
        if (line.isBlank()) {
            if (record != null) {
                if (dialect.emptyLineEnds(record)) finish();
                else record.add("");
            }
            return;
        }
        Field field = dialect.field(line);
        if (field == null) {
            if (record != null) record.add(line.strip());
        } else if (dialect.ends(field)) {
            if (record != null) finish();
        } else if (dialect.starts(field) || record == null && dialect.startsAnywhere()) {
            if (record != null) finish();
            record = new TaggedRecord();
            count++;
            startLine = number;
            record.add(field);
        } else if (record != null) record.add(field);
        if (record != null && record.length() > MAX_RECORD) tooLong = true;
    }

    private String where() {
        return "record " + count + " (line " + startLine + ")";
    }

    private void finish() {
        TaggedRecord whole = record;
        record = null;
        boolean skip = tooLong;
        tooLong = false;
        if (whole == null) return;
        if (skip) sink.reject(where(), "the record has more than " + MAX_RECORD + " characters");
        else
            try {
                handler.record(whole, where());
            } catch (IllegalArgumentException e) {
                sink.reject(where(), String.valueOf(e.getMessage()));
            }
    }
}
