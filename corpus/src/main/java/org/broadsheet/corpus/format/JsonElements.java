package org.broadsheet.corpus.format;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The records of a JSON document, one after the other: the elements of an array, the elements of arrays of certain
/// names in an object, or the object itself where it has none of them. Only one record is in memory at a time.
final class JsonElements {
    /// Most that one record may hold: its characters, and [#NODE_COST] for each value.
    static final int MAX_RECORD = 32 << 20;

    private static final int NODE_COST = 16;
    private static final int MAX_LEVELS = 4;

    /// An array or object that is passed through.
    private static final class Level {
        final String name;
        final @Nullable ObjectNode object;
        boolean found;

        Level(String name, @Nullable ObjectNode object) {
            this.name = name;
            this.object = object;
        }
    }

    private final JsonParser parser;
    private final Set<String> arrays;
    private final Deque<Level> levels = new ArrayDeque<>();
    private long left = MAX_RECORD;

    /// @param arrays names of the arrays whose elements are records; `name{` is an object in which they may be
    JsonElements(JsonParser parser, Set<String> arrays) {
        this.parser = parser;
        this.arrays = arrays;
    }

    /// The next record, or null behind the last.
    ///
    /// @throws RecordTooLarge where the next record is; reading can go on behind it
    /// @throws tools.jackson.core.JacksonException where there is no JSON any more; nothing comes after
    @Nullable
    JsonNode next() {
        while (true) {
            JsonToken token = parser.nextToken();
            if (token == null) return null;
            Level level = levels.peek();
            if (level == null) {
                if (token == JsonToken.START_ARRAY) levels.push(new Level("", null));
                else if (token == JsonToken.START_OBJECT) levels.push(new Level("", object()));
                else return whole(value(token));
            } else if (level.object == null) {
                if (token == JsonToken.END_ARRAY) levels.pop();
                else if (token != JsonToken.VALUE_NULL) return whole(value(token));
            } else if (token == JsonToken.END_OBJECT) {
                levels.pop();
                Level parent = levels.peek();
                if (parent == null && !level.found) return whole(level.object);
                if (parent != null && level.found) parent.found = true;
                else if (parent != null && parent.object != null) parent.object.set(level.name, level.object);
            } else {
                field(level, level.object);
            }
        }
    }

    private void field(Level level, ObjectNode object) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (token == JsonToken.START_ARRAY && arrays.contains(name)) {
            level.found = true;
            object.removeAll();
            levels.push(new Level(name, null));
        } else if (token == JsonToken.START_OBJECT && levels.size() < MAX_LEVELS && arrays.contains(name + "{")) {
            levels.push(new Level(name, object()));
        } else {
            JsonNode value = value(token);
            if (!level.found && left > 0) object.set(name, value);
        }
    }

    private JsonNode whole(JsonNode record) {
        boolean tooLarge = left <= 0;
        left = MAX_RECORD;
        if (tooLarge) throw new RecordTooLarge();
        return record;
    }

    /// The value that begins with `token`. What is beyond the bound is read but not kept.
    private JsonNode value(JsonToken token) {
        left -= NODE_COST;
        if (token == JsonToken.START_OBJECT) {
            ObjectNode object = object();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                left -= Math.min(left, name.length());
                JsonNode value = value(parser.nextToken());
                if (left > 0) object.set(name, value);
            }
            return object;
        }
        if (token == JsonToken.START_ARRAY) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            JsonToken each;
            while ((each = parser.nextToken()) != JsonToken.END_ARRAY) {
                JsonNode value = value(each);
                if (left > 0) array.add(value);
            }
            return array;
        }
        return scalar(token);
    }

    private JsonNode scalar(JsonToken token) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        left = Math.max(left, 0);
        return switch (token) {
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NUMBER_INT -> {
                String digits = parser.getString();
                yield digits.length() < 19 ? nodes.numberNode(Long.parseLong(digits)) : nodes.stringNode(digits);
            }
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(Double.parseDouble(parser.getString()));
            default -> {
                if (left <= 0) yield nodes.nullNode();
                String text = parser.getString();
                left -= Math.min(left, text.length());
                yield nodes.stringNode(text);
            }
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A record that is larger than any paper's.
    static final class RecordTooLarge extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        RecordTooLarge() {
            super("the record is larger than " + (MAX_RECORD >> 20) + " million characters");
        }
    }
}
