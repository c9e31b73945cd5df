package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.broadsheet.corpus.Metadata;
import org.broadsheet.corpus.text.TexText;

/// Lists of names as BibTeX writes them: parted by `and`; `Last, First` or `Last, Jr, First` or `First Last`; a
/// corporate name in braces of its own; `others` for those left out. Also biblatex's `family=…, given=…`.
final class BibtexNames {
    private BibtexNames() {}

    static void add(Metadata.Builder b, String field) {
        for (String name : list(field)) one(b, name);
    }

    /// The names, still in TeX. Only an `and` outside braces parts them.
    static List<String> list(String field) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\') i++;
            else if (c == '{') depth++;
            else if (c == '}') depth = Math.max(0, depth - 1);
            else if (depth == 0 && Character.isWhitespace(c) && isAnd(field, i + 1)) {
                names.add(field.substring(start, i));
                start = i + 4;
                i += 3;
            }
        }
        names.add(field.substring(start));
        return names.stream()
                .map(String::strip)
                .filter(n -> !n.isEmpty() && !n.equalsIgnoreCase("others") && !n.equalsIgnoreCase("et al."))
                .toList();
    }

    private static boolean isAnd(String field, int at) {
        return field.regionMatches(true, at, "and", 0, 3)
                && at + 3 < field.length()
                && Character.isWhitespace(field.charAt(at + 3));
    }

    private static void one(Metadata.Builder b, String name) {
        if (isGroup(name)) {
            b.author(TexText.plain(name));
            return;
        }
        List<String> parts = parts(name);
        if (parts.getFirst().matches("\\s*(?:family|given|prefix|suffix)\\s*=.*")) extended(b, parts);
        else
            switch (parts.size()) {
                case 1 -> AuthorNames.add(b, TexText.plain(name));
                case 2 -> AuthorNames.add(b, plain(parts, 0), plain(parts, 1), null, null, null);
                default -> AuthorNames.add(b, plain(parts, 0), plain(parts, 2), plain(parts, 1), null, null);
            }
    }

    private static String plain(List<String> parts, int i) {
        return TexText.plain(parts.get(i)).strip();
    }

    /// Whether one pair of braces holds the whole name.
    private static boolean isGroup(String name) {
        if (!name.startsWith("{") || !name.endsWith("}")) return false;
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\') i++;
            else if (c == '{') depth++;
            else if (c == '}' && --depth == 0) return i == name.length() - 1;
        }
        return false;
    }

    private static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\') i++;
            else if (c == '{') depth++;
            else if (c == '}') depth--;
            else if (c == ',' && depth == 0) {
                parts.add(name.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(name.substring(start));
        return parts;
    }

    private static void extended(Metadata.Builder b, List<String> parts) {
        Map<String, String> named = new HashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0)
                named.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        TexText.plain(part.substring(equals + 1))
                                .replace("\"", "")
                                .strip());
        }
        String family = (named.getOrDefault("prefix", "") + " " + named.getOrDefault("family", "")).strip();
        AuthorNames.add(b, family, named.get("given"), named.get("suffix"), null, null);
    }
}
