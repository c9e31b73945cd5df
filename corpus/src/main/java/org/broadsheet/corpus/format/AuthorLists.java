package org.broadsheet.corpus.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.corpus.Metadata;

/// Several authors in one text, in the ways tables and dumps join them: `Ada Lovelace; Charles Babbage`,
/// `A. Lovelace, C. Babbage and M. Somerville`, `Liu R., Adler D.G.`, `['Marx, Karl', 'Lindgren, Astrid']`.
/// `Lovelace, Ada` is one author.
final class AuthorLists {
    /// Longest text that is taken apart; what is behind is left out.
    private static final int MAX = 200_000;

    private static final Pattern QUOTED =
            Pattern.compile("'((?:[^'\\\\]|\\\\.){1,600})'|\"((?:[^\"\\\\]|\\\\.){1,600})\"");
    private static final Pattern AND = Pattern.compile("\\s*,?\\s+(?:and|&)\\s+");
    private static final Pattern INITIALS_LAST = Pattern.compile("\\p{Lu}[\\p{L}'’ -]* (?:\\p{Lu}\\.?-?){1,4}");
    private static final Pattern ET_AL = Pattern.compile("(?i)(?:and\\s+)?(?:et\\.? al\\.?|others)");

    private AuthorLists() {}

    /// Adds each author in `text`.
    static void add(Metadata.Builder b, String text) {
        for (String name : split(text.length() > MAX ? text.substring(0, MAX) : text))
            if (!ET_AL.matcher(name.strip()).matches()) AuthorNames.add(b, name);
    }

    /// The values of a list printed in brackets, with or without quotes around them.
    static List<String> inBrackets(String text) {
        List<String> values = new ArrayList<>();
        Matcher m = QUOTED.matcher(text);
        while (m.find()) values.add(m.group(1) != null ? m.group(1) : m.group(2));
        return values;
    }

    private static List<String> split(String raw) {
        String text = raw.strip();
        if (text.startsWith("[") && text.endsWith("]")) {
            List<String> quoted = inBrackets(text);
            return quoted.isEmpty() ? split(text.substring(1, text.length() - 1)) : quoted;
        }
        if (text.indexOf(';') >= 0) return List.of(text.split("\\s*;\\s*"));
        if (text.indexOf('|') >= 0) return List.of(text.split("\\s*\\|\\s*"));
        if (text.indexOf('\n') >= 0) return List.of(text.split("\\s*\\n\\s*"));
        List<String> names = new ArrayList<>();
        for (String part : AND.split(text)) names.addAll(byCommas(part));
        return names;
    }

    /// `A. One, B. Two` and `One A., Two B.` are two authors, `One, A.` is one.
    private static List<String> byCommas(String text) {
        String[] parts = text.split("\\s*,\\s*");
        if (parts.length < 2) return List.of(text);
        boolean allFull = true;
        boolean allInitialsLast = true;
        for (String part : parts) {
            allFull &= part.contains(" ");
            allInitialsLast &= INITIALS_LAST.matcher(part).matches();
        }
        // three or more parts cannot be one person's name, unless the last is `Jr.`
        return allFull || allInitialsLast || parts.length > 3 ? List.of(parts) : List.of(text);
    }
}
