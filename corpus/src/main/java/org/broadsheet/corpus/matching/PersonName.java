package org.broadsheet.corpus.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.corpus.Author;

/// A name reduced to family name and initials, so that `J. A. Smith`, `Smith, John` and `John Smith` meet.
///
/// @param family   folded, without spaces
/// @param initials of the given names, in order; may be empty
record PersonName(String family, String initials) {
    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv", "phd", "md");

    static PersonName of(Author author) {
        if (author.family() != null)
            return new PersonName(
                    Words.squashed(author.family()), initials(Words.of(author.given() == null ? "" : author.given())));
        String name = author.name();
        int comma = name.indexOf(',');
        if (comma > 0)
            return new PersonName(
                    Words.squashed(name.substring(0, comma)), initials(Words.of(name.substring(comma + 1))));
        List<String> words = new ArrayList<>(Words.of(name));
        while (words.size() > 1 && SUFFIXES.contains(words.getLast())) words.removeLast();
        if (words.isEmpty()) return new PersonName("", "");
        // `Smith JA`: initials stand last in databases of medicine.
        if (words.size() == 2
                && words.getLast().length() <= 2
                && words.getFirst().length() > 2) return new PersonName(words.getFirst(), words.getLast());
        return new PersonName(words.getLast(), initials(words.subList(0, words.size() - 1)));
    }

    private static String initials(List<String> given) {
        StringBuilder out = new StringBuilder();
        for (String g : given) if (!SUFFIXES.contains(g)) out.append(g.charAt(0));
        return out.toString();
    }

    /// Whether both can be one person's name.
    boolean maybe(PersonName other) {
        boolean sameFamily = family.equals(other.family)
                || (family.length() >= 5 && other.family.length() >= 5 && Words.oneEditApart(family, other.family));
        if (!sameFamily) return false;
        return initials.isEmpty() || other.initials.isEmpty() || initials.charAt(0) == other.initials.charAt(0);
    }
}
