package org.broadsheet.corpus.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What the beginning of a JSON file shows of its shape.
///
/// @param fields the first value at each path of field names (`message.items.DOI`; arrays do not count as a step),
/// empty where the value is structured; no fields where it is no JSON
/// @param lines  whether each line is a document of its own
record JsonHead(Map<String, String> fields, boolean lines) {
    private static final int MAX_TOKENS = 4_000;
    private static final int MAX_DEPTH = 5;
    private static final int MAX_RESTARTS = 10;

    JsonHead {
        fields = Map.copyOf(fields);
    }

    static JsonHead of(String text) {
        String start = text.stripLeading();
        Map<String, String> fields = new LinkedHashMap<>();
        boolean object = start.startsWith("{");
        if (!object && !start.startsWith("[")) return new JsonHead(fields, false);
        boolean more = gather(start, fields);
        // a damaged line must not hide the others
        for (int i = 0, from = 0; more && object && i < MAX_RESTARTS; i++) {
            from = start.indexOf("\n{", from) + 1;
            if (from == 0) break;
            more = gather(start.substring(from), fields);
        }
        return new JsonHead(fields, object && eachLineAlone(start));
    }

    private static boolean eachLineAlone(String start) {
        int end = start.indexOf('\n');
        if (end < 0) return true;
        String first = start.substring(0, end).stripTrailing();
        String rest = start.substring(end).stripLeading();
        if (rest.isEmpty()) return true;
        char last = first.charAt(first.length() - 1);
        if (rest.startsWith("{")) return last != '[' && last != ':' && last != ',';
        return last == '}' && !gather(first, new LinkedHashMap<>());
    }

    /// True where the text is damaged or cut off.
    private static boolean gather(String text, Map<String, String> fields) {
        Deque<Container> within = new ArrayDeque<>();
        try (JsonParser parser = JsonRecords.JSON.createParser(text)) {
            String name = "";
            for (int i = 0; i < MAX_TOKENS; i++) {
                JsonToken token = parser.nextToken();
                if (token == null) return false;
                Container parent = within.peek();
                switch (token) {
                    case PROPERTY_NAME -> {
                        name = (parent == null ? "" : parent.prefix) + parser.currentName();
                        if (within.size() <= MAX_DEPTH) fields.putIfAbsent(name, "");
                    }
                    case START_OBJECT, START_ARRAY -> {
                        String prefix = parent == null ? "" : parent.array ? parent.prefix : name + ".";
                        within.push(new Container(prefix, token == JsonToken.START_ARRAY));
                    }
                    case END_OBJECT, END_ARRAY -> within.pop();
                    default -> {
                        boolean first = parent != null
                                && !parent.array
                                && fields.getOrDefault(name, "x").isEmpty();
                        if (first) fields.put(name, bounded(parser.getString()));
                    }
                }
            }
            return false;
        } catch (JacksonException _) {
            return true;
        }
    }

    /// An array or object that has begun; `prefix` stands before the names of the fields in it.
    private record Container(String prefix, boolean array) {}

    private static String bounded(String value) {
        return value.length() > 200 ? value.substring(0, 200) : value;
    }

    /// Whether there is such a field.
    boolean has(String path) {
        return fields.containsKey(path);
    }

    boolean hasAny(Set<String> paths) {
        return paths.stream().anyMatch(this::has);
    }

    /// The first value there; empty where there is none.
    String value(String path) {
        return fields.getOrDefault(path, "");
    }
}
