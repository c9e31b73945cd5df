package org.broadsheet.server.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a tool was called with, read within bounds. An assistant reads the errors, so each says what is
/// allowed.
record Arguments(Map<String, Object> given) {
    Arguments {
        given = Map.copyOf(given);
    }

    /// A text, or null where it was left out or is blank.
    ///
    /// @throws IllegalArgumentException where it is no text or too long
    @Nullable
    String text(String name, int longest) {
        Object value = given.get(name);
        if (value == null) return null;
        if (!(value instanceof String text)) throw new IllegalArgumentException("'" + name + "' is a text");
        if (text.length() > longest)
            throw new IllegalArgumentException(
                    "'%s' has at most %,d characters but had %,d".formatted(name, longest, text.length()));
        return text.isBlank() ? null : text.strip();
    }

    /// A text that has to be there.
    String need(String name, int longest) {
        String text = text(name, longest);
        if (text == null) throw new IllegalArgumentException("'" + name + "' is missing");
        return text;
    }

    int number(String name, int least, int most, int otherwise) {
        Object value = given.get(name);
        if (value == null) return otherwise;
        boolean whole = value instanceof Number n && n.doubleValue() == Math.rint(n.doubleValue());
        if (!whole || ((Number) value).doubleValue() < least || ((Number) value).doubleValue() > most)
            throw new IllegalArgumentException(
                    "'" + name + "' is a whole number from " + least + " to " + most + " but was " + cut(value));
        return ((Number) value).intValue();
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
        String text = text(name, 40);
        if (text == null) return otherwise;
        List<String> all = new ArrayList<>();
        for (E e : type.getEnumConstants()) {
            if (e.name().equalsIgnoreCase(text)) return e;
            all.add(e.name().toLowerCase(Locale.ROOT));
        }
        throw new IllegalArgumentException(
                "'" + name + "' is one of " + String.join(", ", all) + " but was '" + cut(text) + "'");
    }

    List<String> texts(String name, int most, int longest) {
        Object value = given.get(name);
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > most)
            throw new IllegalArgumentException("'" + name + "' is a list of 1 to " + most + " texts");
        List<String> texts = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof String text) || text.isBlank() || text.length() > longest)
                throw new IllegalArgumentException(
                        "each of '" + name + "' is a text of 1 to " + longest + " characters");
            texts.add(text.strip());
        }
        return texts;
    }

    static String cut(Object value) {
        String text = String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
