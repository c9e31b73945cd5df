package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of one record in the order of the file; a tag may come several times.
final class TaggedRecord {
    private static final int MAX_LENGTH = 17 << 20;

    private final Map<String, List<StringBuilder>> fields = new LinkedHashMap<>();
    private @Nullable StringBuilder last;
    private long length;

    void add(TaggedRecords.Field field) {
        last = new StringBuilder(field.value().strip());
        fields.computeIfAbsent(field.tag(), _ -> new ArrayList<>()).add(last);
        length += field.value().length() + 4;
    }

    /// Goes on with the field that came last.
    void add(String more) {
        length += more.length() + 1;
        if (last != null && length < MAX_LENGTH) last.append('\n').append(more);
    }

    long length() {
        return length;
    }

    boolean has(String tag) {
        return fields.containsKey(tag);
    }

    /// The first value that is not blank of the first tag that has one, or null. Lines of one value are parted by `\n`.
    @Nullable
    String first(String... tags) {
        for (String tag : tags) {
            List<String> all = all(tag);
            if (!all.isEmpty()) return all.getFirst();
        }
        return null;
    }

    /// All values of a tag, the blank ones left out.
    List<String> all(String tag) {
        List<String> found = new ArrayList<>();
        for (StringBuilder value : fields.getOrDefault(tag, List.of())) {
            String text = value.toString().strip();
            if (!text.isEmpty()) found.add(text);
        }
        return found;
    }

    /// All values of a tag, each line one of them.
    List<String> lines(String tag) {
        List<String> found = new ArrayList<>();
        for (String value : all(tag))
            for (String line : value.split("\n")) if (!line.isBlank()) found.add(line.strip());
        return found;
    }
}
