package org.broadsheet.corpus.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One entry, its fields still in TeX.
///
/// @param type   lower case: `article`
/// @param key    citation key, perhaps empty
/// @param fields by lower-case name
/// @param where  place for people
record BibtexEntry(String type, String key, Map<String, String> fields, String where) {
    /// The first of the fields that is not blank, or null.
    @Nullable
    String field(String... names) {
        for (String name : names) {
            String value = fields.get(name);
            if (value != null && !value.isBlank()) return value;
        }
        return null;
    }

    /// This entry with what it lacks taken from the one it is part of.
    BibtexEntry inheriting(BibtexEntry parent) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        parent.fields.forEach((name, value) -> {
            switch (name) {
                // what names or describes the volume is not said of the paper in it
                case "title" -> {
                    if (!parent.type.equals(type)) all.putIfAbsent("booktitle", value);
                }
                case "subtitle",
                        "doi",
                        "url",
                        "eprint",
                        "abstract",
                        "keywords",
                        "crossref",
                        "author",
                        "pages",
                        "note" -> {}
                default -> all.putIfAbsent(name, value);
            }
        });
        all.remove("crossref");
        return new BibtexEntry(type, key, all, where);
    }
}
