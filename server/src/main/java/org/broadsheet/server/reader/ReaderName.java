package org.broadsheet.server.reader;

import java.util.Locale;
import java.util.Set;

/// How names are written: checked once, in words that a form can show.
final class ReaderName {
    private static final int MOST_DISPLAYED = 60;
    private static final Set<String> TAKEN_BY_THE_HOUSE = Set.of(
            "admin",
            "administrator",
            "anonymous",
            "broadsheet",
            "editor",
            "everybody",
            "me",
            "nobody",
            "root",
            "system");

    private ReaderName() {}

    /// A sign-in name in lower case.
    ///
    /// @throws IllegalArgumentException where it cannot be one
    static String checked(String name) {
        String n = name.strip().toLowerCase(Locale.ROOT);
        boolean good = n.length() >= 2
                && n.length() <= 30
                && n.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
                && n.charAt(0) >= 'a'
                && n.charAt(0) <= 'z'
                && !n.endsWith("-")
                && !n.contains("--");
        if (!good)
            throw new IllegalArgumentException(
                    "a name is 2 to 30 letters a to z, digits and single hyphens, and begins with a letter");
        if (TAKEN_BY_THE_HOUSE.contains(n)) throw new Taken("the name '" + n + "' is kept for the house");
        return n;
    }

    /// A name as it is shown: one line, no invisible or direction-turning characters.
    ///
    /// @throws IllegalArgumentException where it is empty or too long
    static String displayed(String name) {
        StringBuilder out = new StringBuilder();
        name.codePoints()
                .filter(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.PRIVATE_USE,
                            Character.SURROGATE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                })
                .forEach(out::appendCodePoint);
        String n = String.join(" ", out.toString().strip().split("\\s+"));
        if (n.isEmpty() || n.length() > MOST_DISPLAYED)
            throw new IllegalArgumentException(
                    "the name shown to others has 1 to " + MOST_DISPLAYED + " characters that can be seen");
        return n;
    }
}
