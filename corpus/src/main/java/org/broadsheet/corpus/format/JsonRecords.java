package org.broadsheet.corpus.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// JSON as a stream of records: lines of a JSONL file, elements of an array, elements of a named array deep in a page,
/// or one object alone.
/// One record is in memory at a time. Depth, string and number lengths are bounded.
final class JsonRecords {
    /// Longest line of a JSONL file, in characters.
    static final int MAX_LINE = 16 << 20;

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
        /// @throws IllegalArgumentException where the record cannot be used; the message becomes the reason of its
        /// rejection
        void record(JsonNode record, String where);
    }

    /// Reads one record a line; a line that is no JSON is rejected and the next one read. Blank lines are passed over.
    static void lines(BufferedReader in, RecordSink sink, Handler handler) throws IOException {
        StringBuilder line = new StringBuilder();
        for (long number = 1; ; number++) {
            line.setLength(0);
            int c;
            boolean tooLong = false;
            while ((c = in.read()) >= 0 && c != '\n') {
                if (line.length() < MAX_LINE) line.append((char) c);
                else tooLong = true;
            }
            if (tooLong) sink.reject("line " + number, "the line has more than " + MAX_LINE + " characters");
            else if (!line.toString().isBlank()) one(line.toString(), "line " + number, sink, handler);
            if (c < 0) return;
        }
    }

    private static void one(String text, String where, RecordSink sink, Handler handler) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JacksonException e) {
            sink.reject(where, "not valid JSON: " + reason(e));
            return;
        }
        hand(node, where, sink, handler);
    }

    private static void hand(JsonNode node, String where, RecordSink sink, Handler handler) {
        if (!node.isObject()) {
            sink.reject(where, "a record is a JSON object but here stands " + kind(node));
            return;
        }
        try {
            handler.record(node, where);
        } catch (IllegalArgumentException e) {
            sink.reject(where, String.valueOf(e.getMessage()));
        }
    }

    private static String kind(JsonNode node) {
        return node.isArray() ? "an array" : node.isNull() ? "null" : "a single value";
    }

    /// Reads a document: an array of records, an object with one of `arrays` somewhere on the way down (through objects
    /// only), or one record.
    static void document(Reader in, Set<String> arrays, RecordSink sink, Handler handler) throws IOException {
        int[] count = {0};
        try (JsonParser parser = JSON.createParser(in)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) elements(parser, count, sink, handler);
            else if (first == JsonToken.START_OBJECT) {
                ObjectNode rest = descend(parser, arrays, count, sink, handler, 0);
                if (rest != null) hand(rest, "record 1", sink, handler);
            } else if (first != null)
                sink.reject("record 1", "a record is a JSON object but here stands a single value");
        } catch (JacksonException e) {
            sink.reject("record " + (count[0] + 1), "not valid JSON: " + reason(e));
        }
    }

    private static void elements(JsonParser parser, int[] count, RecordSink sink, Handler handler) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) throw new UnexpectedEnd();
            JsonNode node = JSON.readTree(parser);
            count[0]++;
            if (!node.isNull()) hand(node, "record " + count[0], sink, handler);
        }
    }

    /// The object itself where none of the arrays was in it, else null.
    private static @Nullable ObjectNode descend(
            JsonParser parser, Set<String> arrays, int[] count, RecordSink sink, Handler handler, int depth) {
        ObjectNode rest = JSON.createObjectNode();
        boolean found = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && arrays.contains(name)) {
                found = true;
                elements(parser, count, sink, handler);
            } else if (value == JsonToken.START_OBJECT && depth < 3 && arrays.contains(name + "{")) {
                ObjectNode inner = descend(parser, arrays, count, sink, handler, depth + 1);
                if (inner == null) found = true;
                else rest.set(name, inner);
            } else if (value == null) {
                throw new UnexpectedEnd();
            } else {
                rest.set(name, JSON.readTree(parser));
            }
        }
        return found ? null : rest;
    }

    private static String reason(JacksonException e) {
        var location = e.getLocation();
        String place = location == null || location.getLineNr() < 0
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        String message = e.getOriginalMessage() == null ? "unreadable" : e.getOriginalMessage();
        return (message.length() > 200 ? message.substring(0, 200) + "…" : message) + place;
    }

    /// The document ended within a record.
    private static final class UnexpectedEnd extends JacksonException {
        UnexpectedEnd() {
            super("the file ends in the middle of a record");
        }

        @Override
        public String getOriginalMessage() {
            return "the file ends in the middle of a record";
        }
    }

    // ---- Reading values, forgiving of the type a source chose -------------------------------------------------

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
        double d = v.asDouble();
        return d > 0 && d < Integer.MAX_VALUE ? (int) d : 0;
    }

    /// The elements of an array field, a lone value as its only element, nothing where absent.
    static Iterable<JsonNode> each(JsonNode record, String name) {
        JsonNode v = record.get(name);
        if (v == null || v.isNull()) return java.util.List.of();
        return v.isArray() ? v : java.util.List.of(v);
    }
}
