package org.broadsheet.server.shelf;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.retrieval.Facet;
import org.broadsheet.retrieval.SearchRequest;
import org.broadsheet.retrieval.SearchRequest.Mode;
import org.broadsheet.retrieval.SearchRequest.Sort;

/// A search that is kept: its words and what narrows it, in the form its address has.
///
/// @param words   as typed, 1 to 1,000 characters, or empty where something narrows
/// @param filters values by facet
public record SavedSearch(String words, Mode mode, Map<Facet, Set<String>> filters) {
    private static final int LONGEST = 1_000;
    private static final int MOST_VALUES = 20;

    public SavedSearch {
        words = words.strip();
        if (words.length() > LONGEST)
            throw new IllegalArgumentException(
                    "a saved search has at most %,d characters but had %,d".formatted(LONGEST, words.length()));
        if (words.isEmpty() && filters.isEmpty())
            throw new IllegalArgumentException("a saved search has words, or something that narrows it");
    }

    /// Reads `q=…&mode=…&category=…`; what it does not know is passed over.
    public static SavedSearch parse(String query) {
        String words = "";
        Mode mode = Mode.HYBRID;
        Map<Facet, Set<String>> filters = new EnumMap<>(Facet.class);
        for (String part : query.split("&")) {
            int at = part.indexOf('=');
            if (at < 0) continue;
            String name = part.substring(0, at);
            String value = decode(part.substring(at + 1));
            if (name.equals("q")) words = value;
            if (name.equals("mode")) for (Mode m : Mode.values()) if (m.name().equalsIgnoreCase(value)) mode = m;
            for (Facet f : Facet.values()) {
                Set<String> values = filters.getOrDefault(f, Set.of());
                if (f.key().equals(name) && !value.isBlank() && value.length() <= 200 && values.size() < MOST_VALUES)
                    filters.computeIfAbsent(f, _ -> new TreeSet<>()).add(value);
            }
        }
        return new SavedSearch(words, mode, filters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /// As its address has it, always written the same way.
    public String query() {
        StringBuilder out = new StringBuilder("q=").append(encode(words));
        if (mode != Mode.HYBRID) out.append("&mode=").append(mode.name().toLowerCase(Locale.ROOT));
        filters.forEach((f, values) ->
                values.forEach(v -> out.append('&').append(f.key()).append('=').append(encode(v))));
        return out.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// As a reader would say it: the words, then what narrows them.
    public String label() {
        List<String> parts = new ArrayList<>();
        if (!words.isEmpty()) parts.add(words.length() > 120 ? words.substring(0, 119) + "…" : words);
        filters.values().forEach(values -> parts.add(String.join(" or ", values)));
        return String.join(", ", parts);
    }

    /// The search itself, newest first.
    SearchRequest newest(int limit) {
        return new SearchRequest(words, mode, Sort.DATE, filters, 0, limit, false, false);
    }
}
