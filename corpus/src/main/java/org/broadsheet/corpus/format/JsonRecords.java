package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import org.broadsheet.corpus.SourceRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// JSON as a stream of records: lines of a JSONL file, elements of an array, elements of a named array deep
/// in a page, or objects alone. One record is in memory at a time. Depth, string and number lengths are
/// bounded.
final class JsonRecords {
    /// Longest line of a JSONL file, in characters.
    static final int MAX_LINE = 16 << 20;

    private static final int LOOK = 16 << 10;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(200)
                            .maxStringLength(8 << 20)
                            .maxNumberLength(400)
                            .maxNameLength(10_000)
                            .build())
                    .build())
            .build();

    private JsonRecords() {}

    /// What becomes of one record.
    interface Handler {
        /// The record, or null where it is nothing to import and nothing to complain of.
        ///
        /// @throws IllegalArgumentException where the record cannot be used; its message becomes the reason
        @Nullable
        SourceRecord read(JsonNode record);
    }

    /// Reads a document of records, or one document a line; which of the two is seen from the beginning.
    ///
    /// @param arrays names of the arrays whose elements are records, as [JsonElements] takes them
    static void read(InputStream in, Set<String> arrays, RecordSink sink, Handler handler) throws IOException {
        BufferedReader reader = TextEncoding.reader(in);
        reader.mark(LOOK);
        char[] start = new char[LOOK];
        int length = 0;
        for (int n; length < LOOK && (n = reader.read(start, length, LOOK - length)) > 0; ) length += n;
        reader.reset();
        String beginning = new String(start, 0, length);
        JsonHead head = JsonHead.of(beginning);
        // a page that stands in one line is read as a stream, not as a line
        boolean page = head.fields().keySet().stream()
                .anyMatch(field -> arrays.contains(field.substring(field.lastIndexOf('.') + 1)));
        int end = beginning.strip().indexOf('\n');
        if (head.lines() && !(page && end < 0)) lines(reader, arrays, sink, handler);
        else document(reader, arrays, sink, handler);
    }

    /// Reads line by line; a line that is no JSON is rejected and the next one read. Blank lines are passed
    /// over.
    private static void lines(Reader in, Set<String> arrays, RecordSink sink, Handler handler) throws IOException {
        Lines lines = new Lines(in, MAX_LINE);
        for (String line = lines.next(); line != null; line = lines.next()) {
            String where = "line " + lines.number();
            if (lines.cut()) sink.reject(where, "the line has more than " + MAX_LINE + " characters");
            else if (!line.isBlank())
                records(
                        JSON.createParser(line),
                        arrays,
                        i -> i == 1 ? where : where + ", record " + i,
                        sink,
                        // the next line is another document
                        sink::reject,
                        handler);
        }
    }

    private static void document(Reader in, Set<String> arrays, RecordSink sink, Handler handler) throws IOException {
        records(JSON.createParser(in), arrays, number -> "record " + number, sink, sink::brokeOff, handler);
    }

    private static void records(
            JsonParser parser,
            Set<String> arrays,
            LongFunction<String> place,
            RecordSink sink,
            BiConsumer<String, String> broken,
            Handler handler)
            throws IOException {
        JsonElements elements = new JsonElements(parser, arrays);
        for (long number = 1; ; number++) {
            String where = place.apply(number);
            SourceRecord record;
            try {
                JsonNode node = elements.next();
                if (node == null) return;
                if (!node.isObject())
                    throw new IllegalArgumentException("a record is a JSON object but here stands " + kind(node));
                record = handler.read(node);
            } catch (JacksonIOException e) {
                throw e.getCause();
            } catch (JacksonException e) {
                broken.accept(where, reason(e));
                return;
            } catch (IllegalArgumentException e) {
                sink.reject(where, String.valueOf(e.getMessage()));
                continue;
            }
            if (record != null) sink.accept(record, where);
        }
    }

    private static String kind(JsonNode node) {
        return node.isArray() ? "an array" : node.isNull() ? "null" : "a single value";
    }

    private static String reason(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) return "the file ends in the middle of a record";
        var location = e.getLocation();
        String place = location == null || location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        String message = e.getOriginalMessage() == null ? "unreadable" : e.getOriginalMessage();
        return "not valid JSON: " + (message.length() > 200 ? message.substring(0, 200) + "…" : message) + place;
    }

    // ---- Reading values, forgiving of the type a source chose
    // -------------------------------------------------

    /// The text of a field: strings, numbers and booleans as text; null where absent, null or structured.
    static @Nullable String text(JsonNode record, String... names) {
        for (String name : names) {
            JsonNode v = record.get(name);
            if (v != null && v.isValueNode() && !v.isNull()) {
                String s = v.asString();
                if (!s.isBlank()) return s;
            }
        }
        return null;
    }

    /// A count of 0 or more; 0 where the field is anything else.
    static int count(JsonNode record, String name) {
        JsonNode v = record.get(name);
        if (v == null || !v.isNumber()) return 0;
        double d = v.asDouble(0);
        return d > 0 && d < Integer.MAX_VALUE ? (int) d : 0;
    }

    /// The elements of an array field, a lone value as its only element, nothing where absent.
    static Iterable<JsonNode> each(JsonNode record, String name) {
        JsonNode v = record.get(name);
        if (v == null || v.isNull()) return List.of();
        return v.isArray() ? v : List.of(v);
    }

    /// The value at a path of field names; a missing node where there is none.
    static JsonNode at(JsonNode record, String... path) {
        JsonNode v = record;
        for (String name : path) v = v.path(name);
        return v;
    }
}
